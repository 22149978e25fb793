package spelling

import (
	"maps"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Checker knows all of a person's languages and their own words. It can be used by several at a time.
type Checker struct {
	dictionaries []*Dictionary

	mu    sync.Mutex
	own   map[string]bool // words and names, in lower case
	known map[string]bool // whether the words asked for so far are right
}

// maxKnown is how many words the checker remembers.
const maxKnown = 50_000

// NewChecker makes a checker of dictionaries.
func NewChecker(dictionaries ...*Dictionary) *Checker {
	return &Checker{dictionaries: dictionaries, own: map[string]bool{}, known: map[string]bool{}}
}

// SetOwn replaces the words that are right besides those of the dictionaries. What has several words,
// such as a name, is right word for word.
func (c *Checker) SetOwn(words []string) {
	own := ownOf(words)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !maps.Equal(c.own, own) { // after most changes they are the same, and what is known stays
		c.own = own
		clear(c.known)
	}
}

// AddOwn adds to the words that are right besides those of the dictionaries, and reports whether one
// of them was not among them.
func (c *Checker) AddOwn(words []string) bool {
	more := ownOf(words)
	c.mu.Lock()
	defer c.mu.Unlock()
	before := len(c.own)
	maps.Copy(c.own, more)
	if len(c.own) == before {
		return false
	}
	clear(c.known)
	return true
}

// ownOf are some words and the parts of them.
func ownOf(words []string) map[string]bool {
	own := map[string]bool{}
	for _, w := range words {
		w = plain(w)
		own[w] = true
		for _, one := range strings.FieldsFunc(w, func(r rune) bool { return !isWordRune(r) }) {
			own[one] = true
		}
	}
	return own
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\'' || r == '-'
}

// plain is a word without what makes no difference: case, the kind of apostrophe and of hyphen.
func plain(word string) string {
	return strings.ToLower(norm.NFC.String(strings.NewReplacer("’", "'", "\u2010", "-", "\u2011", "-", "\u00ad", "").Replace(word)))
}

// Known returns what is known about a word without looking it up.
func (c *Checker) Known(word string) (right, known bool) {
	if c.isSkipped(word) {
		return true, true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	right, known = c.known[word]
	return right, known
}

// IsRight reports whether one of the languages knows a word, or it is one of the person's own.
func (c *Checker) IsRight(word string) bool {
	if right, known := c.Known(word); known {
		return right
	}
	right := c.look(word)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) >= maxKnown {
		clear(c.known)
	}
	c.known[word] = right
	return right
}

// isSkipped reports whether a word is none to be checked: single letters, numbers, words in capitals, which
// are mostly abbreviations, and words of a writing system that no dictionary has.
func (c *Checker) isSkipped(word string) bool {
	if utf8.RuneCountInString(word) < 2 || len(word) > longestChecked || capitalsOf(word) == allCapital {
		return true
	}
	for _, r := range word {
		if unicode.IsDigit(r) {
			return true
		}
	}
	return len(c.speaking(word)) == 0
}

// speaking are the dictionaries whose words are written in the script of a word.
func (c *Checker) speaking(word string) (all []*Dictionary) {
	script := scriptOf(word)
	for _, d := range c.dictionaries {
		if script != nil && d.words.scripts[script] {
			all = append(all, d)
		}
	}
	return all
}

func (c *Checker) look(word string) bool {
	if c.isOwn(word) {
		return true
	}
	word = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u00ad", "").Replace(word)
	straight := strings.ReplaceAll(word, "’", "'")
	for _, d := range c.speaking(word) {
		if d.IsRight(word) || straight != word && d.IsRight(straight) {
			return true
		}
	}
	if parts := strings.Split(word, "-"); len(parts) > 1 { // each part may be of another language, or a name
		for _, p := range parts {
			if p != "" && !c.isSkipped(p) && !c.look(p) {
				return false
			}
		}
		return true
	}
	return false
}

// isOwn reports whether a word is one of the person's, also in the genitive of a name.
func (c *Checker) isOwn(word string) bool {
	w := plain(word)
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.own[w] || c.own[strings.TrimSuffix(strings.TrimSuffix(w, "s"), "'")] && strings.HasSuffix(w, "s")
}

// Suggest returns words that may be meant by a wrong one: the best of each language in turn.
func (c *Checker) Suggest(word string, most int) []string {
	straight := strings.ReplaceAll(word, "’", "'")
	var lists [][]string
	for _, d := range c.speaking(word) {
		lists = append(lists, d.Suggest(straight, most))
	}
	var all []string
	seen := map[string]bool{word: true}
	for i := 0; i < most; i++ {
		for _, l := range lists {
			if i < len(l) && !seen[l[i]] && len(all) < most {
				seen[l[i]] = true
				all = append(all, l[i])
			}
		}
	}
	if strings.Contains(word, "’") {
		for i := range all {
			all[i] = strings.ReplaceAll(all[i], "'", "’")
		}
	}
	return all
}
