package journal

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// Search compares folded texts. Those of an entry are folded while it is looked at, which is as fast as
// looking at a kept copy, and takes no memory. Only entries that are mostly in another script than the
// Latin one keep theirs, since folding each of their characters costs ten times as much. Most entries are not looked at:
// their signs say that they lack a word, see signs.

// searcher looks for words in entries. It is not safe for concurrent use.
type searcher struct {
	words []string // folded
	bytes [][]byte
	room  []byte
	known *signs   // nil for none
	parts []uint32 // of all words, see hashPart
	signs [][]uint64
	// made are new signs, to be added, and of are their entries.
	made []uint64
	of   []signed
}

// newSearcher looks with the signs that are known by now.
func newSearcher(text string, known *signs) searcher {
	s := searcher{words: strings.Fields(Fold(text))}
	for _, w := range s.words {
		s.bytes = append(s.bytes, []byte(w))
	}
	if known != nil && len(s.words) > 0 {
		s.known, s.signs, s.parts = known, known.chunks(), partsOfWords(s.bytes)
	}
	return s
}

// finds reports whether all words occur in an entry.
func (s *searcher) finds(it *item) bool {
	if len(s.words) == 0 {
		return true
	}
	if kept := it.folded.Load(); kept != nil {
		signText(s, it, *kept)
		for _, w := range s.words {
			if !strings.Contains(*kept, w) {
				return false
			}
		}
		return true
	}
	var foreign int
	if s.room, foreign = appendFoldedEntry(s.room[:0], &it.Entry); foreign > len(s.room)/keptPart {
		kept := string(s.room)
		it.folded.Store(&kept)
	}
	signText(s, it, s.room)
	for _, w := range s.bytes {
		if !bytes.Contains(s.room, w) {
			return false
		}
	}
	return true
}

// mayFind reports whether all words may occur in the texts of a document, as it is stored: it looks at all of its texts, and
// at nothing else.
func (s *searcher) mayFind(doc []byte) bool {
	s.room = s.room[:0]
	r := cborReader{rest: doc[2:]}
	for len(r.rest) > 0 {
		kind, n := r.head()
		if kind != cborText && kind != cborBytes {
			if r.bad {
				return true // to be found out by those who take it apart
			}
			continue // what is in an array or a map follows
		}
		if r.bad || n > uint64(len(r.rest)) {
			return true
		}
		if kind == cborText {
			s.room, _ = appendFolded(s.room, r.rest[:n])
			s.room = append(s.room, '\n')
		}
		r.rest = r.rest[n:]
	}
	for _, w := range s.bytes {
		if !bytes.Contains(s.room, w) {
			return false
		}
	}
	return true
}

// keptPart is the part of a text that is not ASCII from which on its fold is kept.
const keptPart = 4

// appendFoldedEntry appends the folded texts of e, each with a line break after it, and returns how many bytes
// were not ASCII.
func appendFoldedEntry(dst []byte, e *Entry) (_ []byte, foreign int) {
	add := func(s string) {
		if s == "" {
			return
		}
		var n int
		dst, n = appendFolded(dst, s)
		dst = append(dst, '\n')
		foreign += n
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
	return dst, foreign
}

// appendFolded appends Fold(s) and returns how many bytes of s are not ASCII.
func appendFolded[T string | []byte](dst []byte, s T) (_ []byte, foreign int) {
	const chunk = 64 // bytes that are copied before they are looked at
	for len(s) > 0 {
		if s[0] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
			dst = appendFoldedRune(dst, r)
			foreign += size
			s = s[size:]
			continue
		}
		from := len(dst)
		dst = append(dst, s[:min(len(s), chunk)]...)
		n := lowerASCII(dst[from:])
		dst, s = dst[:from+n], s[n:]
	}
	return dst, foreign
}

// lowerASCII puts b into lower case up to the first character that is not ASCII, and returns its place. It
// takes eight characters at a time.
func lowerASCII(b []byte) int {
	const (
		each = 0x0101010101010101
		high = each * 0x80
	)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if x&high != 0 {
			break
		}
		// The high bit of each byte of the sums tells whether it is at least 'A', or more than 'Z'.
		upper := (x + each*(0x80-'A')) &^ (x + each*(0x80-'Z'-1)) & high
		binary.LittleEndian.PutUint64(b[i:], x|upper>>2)
	}
	for ; i < len(b) && b[i] < utf8.RuneSelf; i++ {
		if 'A' <= b[i] && b[i] <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return i
}
