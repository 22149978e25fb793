package main

import (
	"bufio"
	"bytes"
	"io"
)

// byteOrderMark is what some editors begin a text with.
const byteOrderMark = "\uFEFF"

// plainText reads text that somebody typed or piped in, without the mark that some editors
// begin it with. Text in UTF-16 is refused with what would be right.
type plainText struct {
	from *bufio.Reader
	name string // for the sentence
	seen bool
}

func readText(r io.Reader, name string) *plainText {
	return &plainText{from: bufio.NewReader(r), name: name}
}

// Read looks at the first bytes once, and waits for no more of them than decide.
func (p *plainText) Read(b []byte) (int, error) {
	if !p.seen {
		p.seen = true
		first, _ := p.from.Peek(1) // what is wrong is found by the read below
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
