package commandline

import (
	"bufio"
	"bytes"
	"io"
)

// byteOrderMark is the mark that some editors put at the beginning of a text.
const byteOrderMark = "\uFEFF"

// plainText reads typed or piped text without its byte order mark. It rejects UTF-16 and says what
// would be right.
type plainText struct {
	from *bufio.Reader
	name string // for the error
	seen bool
}

func readText(r io.Reader, name string) *plainText {
	return &plainText{from: bufio.NewReader(r), name: name}
}

// Read checks the first bytes once, and waits for no more of them than it needs.
func (p *plainText) Read(b []byte) (int, error) {
	if !p.seen {
		p.seen = true
		first, _ := p.from.Peek(1) // the read below returns the error
		if len(first) == 1 && first[0] >= 0xef {
			if err := p.skipMark(); err != nil {
				return 0, err
			}
		}
	}
	return p.from.Read(b)
}

func (p *plainText) skipMark() error {
	if two, _ := p.from.Peek(2); bytes.Equal(two, []byte{0xff, 0xfe}) || bytes.Equal(two, []byte{0xfe, 0xff}) {
		return rejected("%s is UTF-16 text; save it as UTF-8 first", p.name)
	}
	if three, _ := p.from.Peek(len(byteOrderMark)); string(three) == byteOrderMark {
		_, err := p.from.Discard(len(byteOrderMark))
		return err
	}
	return nil
}
