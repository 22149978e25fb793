package journal

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// Search compares folded texts. Those of an entry in plain ASCII are folded while it is looked at, which
// takes less time than fetching a stored copy would take memory; only entries with other characters
// keep theirs, since folding them costs ten times as much.

// searcher looks for words in entries. It is not safe for concurrent use.
type searcher struct {
	words []string // folded
	bytes [][]byte
	room  []byte
}

func newSearcher(text string) searcher {
	s := searcher{words: strings.Fields(Fold(text))}
	for _, w := range s.words {
		s.bytes = append(s.bytes, []byte(w))
	}
	return s
}

// finds reports whether all words occur in an entry.
func (s *searcher) finds(it *item) bool {
	if len(s.words) == 0 {
		return true
	}
	if kept := it.folded.Load(); kept != nil {
		for _, w := range s.words {
			if !strings.Contains(*kept, w) {
				return false
			}
		}
		return true
	}
	var ascii bool
	if s.room, ascii = appendFoldedEntry(s.room[:0], &it.Entry); !ascii {
		kept := string(s.room)
		it.folded.Store(&kept)
	}
	for _, w := range s.bytes {
		if !bytes.Contains(s.room, w) {
			return false
		}
	}
	return true
}

// appendFoldedEntry appends the folded texts of e, each with a line break after it, and reports whether all
// were ASCII.
func appendFoldedEntry(dst []byte, e *Entry) (_ []byte, ascii bool) {
	ascii = true
	add := func(s string) {
		if s == "" {
			return
		}
		var plain bool
		if dst, plain = appendFolded(dst, s); !plain {
			ascii = false
		}
		dst = append(dst, '\n')
	}
	for _, f := range proseFields {
		add(f.text(e))
	}
	for i := range e.Obstacles {
		add(e.Obstacles[i].Text)
		add(e.Obstacles[i].Then)
	}
	for _, f := range listFields {
		for _, s := range *f.list(e) {
			add(s)
		}
	}
	for i := range e.People {
		add(e.People[i].Name)
	}
	for i := range e.Answers {
		add(e.Answers[i].Question)
		add(e.Answers[i].Text)
	}
	return dst, ascii
}

// appendFolded appends Fold(s) and reports whether s is ASCII. It takes eight characters at a time.
func appendFolded(dst []byte, s string) (_ []byte, ascii bool) {
	const (
		each = 0x0101010101010101
		high = each * 0x80
	)
	from := len(dst)
	dst = append(dst, s...)
	b := dst[from:]
	for len(b) >= 8 {
		x := binary.LittleEndian.Uint64(b)
		if x&high != 0 {
			return append(dst[:from], foldUnicode(s)...), false
		}
		// The high bit of each byte of the sums tells whether it is at least 'A', or more than 'Z'.
		upper := (x + each*(0x80-'A')) &^ (x + each*(0x80-'Z'-1)) & high
		binary.LittleEndian.PutUint64(b, x|upper>>2)
		b = b[8:]
	}
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return append(dst[:from], foldUnicode(s)...), false
		}
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return dst, true
}
