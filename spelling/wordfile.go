package spelling

import (
	"bytes"
	"errors"
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words are the words of a dictionary with their flags. Strings and maps of Go would take several times
// the room of the file: all text is in one piece, and a table of our own finds the words in it.
type words struct {
	text    []byte
	entries []entry
	table   []uint32 // the number of an entry and 1, by the hash of its word
	seed    maphash.Seed
	sets    []flags
	scripts map[*unicode.RangeTable]bool // those of the letters
}

// entry is a word.
type entry struct {
	at  uint32 // in the text
	set uint32 // the flags, and in the low 8 bits the length
}

// maxSame is how often one word counts at most; else a file of one word many times would take for ever.
const maxSame = 64

// longestWord is the length of a word in bytes; longer ones are skipped.
const longestWord = 255

func (w *words) word(e entry) []byte { return w.text[e.at : e.at+e.set&0xff] }
func (w *words) flags(e entry) flags { return w.sets[e.set>>8] }

// readWords reads a word file in UTF-8.
func readWords(file []byte, r *rules) (*words, error) {
	w := &words{seed: maphash.MakeSeed(), sets: []flags{nil}, scripts: map[*unicode.RangeTable]bool{}}
	w.text = make([]byte, 0, len(file))
	w.entries = make([]entry, 0, bytes.Count(file, []byte("\n")))
	known := map[string]uint32{"": 0}
	for first := true; len(file) > 0; first = false {
		line := file
		if i := bytes.IndexByte(file, '\n'); i >= 0 {
			line, file = file[:i], file[i+1:]
		} else {
			file = nil
		}
		line = bytes.TrimRight(line, "\r")
		if first && isNumber(line) {
			continue // about how many words there are
		}
		word, set := split(line)
		if len(word) == 0 || len(word) > longestWord || len(line) > 16<<10 {
			continue
		}
		id, ok := known[string(set)]
		if !ok {
			id = uint32(len(w.sets))
			w.sets = append(w.sets, r.flagsOrAlias(string(set)))
			known[string(set)] = id
		}
		if len(w.entries) == maxWords || len(w.sets) == 1<<24 {
			return nil, errors.New("it has too many words")
		}
		if r.ignore != "" {
			word = []byte(without(string(word), r.ignore))
		}
		w.entries = append(w.entries, entry{uint32(len(w.text)), id<<8 | uint32(len(word))})
		w.text = append(w.text, word...)
	}
	w.index()
	return w, nil
}

func isNumber(line []byte) bool {
	line = bytes.TrimSpace(line)
	for _, c := range line {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(line) > 0
}

// split returns the word and the flags of a line, without what is said of its grammar.
func split(line []byte) (word, set []byte) {
	if i := bytes.IndexByte(line, '\t'); i >= 0 {
		line = line[:i]
	}
	for i := 0; i+4 < len(line); i++ { // " po:noun" and the like
		if line[i] == ' ' && line[i+3] == ':' && isLower(line[i+1]) && isLower(line[i+2]) {
			line = line[:i]
		}
	}
	line = bytes.TrimSpace(line)
	for i := 1; i < len(line); i++ {
		if line[i] == '/' && line[i-1] != '\\' {
			word, set = line[:i], line[i+1:]
			break
		}
	}
	if word == nil {
		word = line
	}
	if bytes.IndexByte(word, '\\') >= 0 {
		word = bytes.ReplaceAll(word, []byte(`\/`), []byte("/"))
	}
	if i := bytes.IndexByte(set, ' '); i >= 0 {
		set = set[:i]
	}
	return word, set
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// index makes the table.
func (w *words) index() {
	size := 16
	for size < len(w.entries)*3/2 {
		size *= 2
	}
	w.table = make([]uint32, size)
	for i, e := range w.entries {
		word := w.word(e)
		at, same := w.slot(word), 0
		for ; w.table[at] != 0 && same < maxSame; at = (at + 1) & (size - 1) {
			if bytes.Equal(w.word(w.entries[w.table[at]-1]), word) {
				same++
			}
		}
		if same == maxSame {
			continue
		}
		w.table[at] = uint32(i + 1)
		if i%16 == 0 || len(w.entries) < 1000 {
			w.noteScript(w.word(e))
		}
	}
}

func (w *words) slot(word []byte) int {
	return int(maphash.Bytes(w.seed, word) & uint64(len(w.table)-1))
}

// find calls use with the flags of each word that is written like this, until it returns true.
func (w *words) find(word []byte, use func(flags) bool) bool {
	for at := w.slot(word); w.table[at] != 0; at = (at + 1) & (len(w.table) - 1) {
		e := w.entries[w.table[at]-1]
		if int(e.set&0xff) == len(word) && bytes.Equal(w.word(e), word) && use(w.flags(e)) {
			return true
		}
	}
	return false
}

// has reports whether a word has a flag.
func (w *words) has(word []byte, f flag) bool {
	return f != 0 && w.find(word, func(set flags) bool { return set.has(f) })
}

// checkedScripts are the scripts whose words are separated by spaces. In others, such as Japanese, no
// word is ever marked.
func checkedScripts() []*unicode.RangeTable {
	return []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Hebrew, unicode.Arabic,
		unicode.Georgian, unicode.Hangul, unicode.Devanagari, unicode.Bengali, unicode.Tamil, unicode.Telugu, unicode.Gujarati,
		unicode.Gurmukhi, unicode.Kannada, unicode.Malayalam, unicode.Oriya, unicode.Sinhala, unicode.Mongolian, unicode.Ethiopic}
}

// scriptOf returns the script of a word by its first letter; nil if no word of it is checked.
func scriptOf(word string) *unicode.RangeTable {
	for _, r := range word {
		if !unicode.IsLetter(r) {
			continue
		}
		if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
			return unicode.Latin
		}
		for _, s := range checkedScripts() {
			if unicode.Is(s, r) {
				return s
			}
		}
		return nil
	}
	return nil
}

func (w *words) noteScript(word []byte) {
	if s := scriptOf(strings.ToLower(string(word))); s != nil {
		w.scripts[s] = true
	}
}
