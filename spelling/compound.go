package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a part of a compound as it was found.
type piece struct {
	word string
	f    form
}

// compound is the look for the parts of a compound.
type compound struct {
	*search
	word    string
	changed bool
	pieces  []piece
	barren  map[int]bool // from these places on there is no part
}

// isCompound reports whether a word is made of words that may be joined.
func (s *search) isCompound(word string, changed bool) bool {
	if s.compound == 0 && s.compoundBegin == 0 || utf8.RuneCountInString(word) < 2*s.compoundMin {
		return false
	}
	if s.forbidden != 0 && s.forms([]byte(word), alone, func(f form) bool { return f.has(s.forbidden) }) {
		return false
	}
	c := &compound{search: s, word: word, changed: changed, barren: map[int]bool{}}
	return c.from(0)
}

// maxPieces is how many parts a compound has at most.
const maxPieces = 8

// from reports whether the word from a place on is made of parts.
func (c *compound) from(at int) bool {
	if c.isOver() || c.barren[at] {
		return false
	}
	rest, n := c.word[at:], len(c.pieces)
	found := false // a part, whether or not it goes with those before it
	if n > 0 && c.forms([]byte(rest), ends, func(f form) bool {
		if !c.isGood(f, ends, false) {
			return false
		}
		found = true
		c.pieces = append(c.pieces, piece{rest, c.kept(f)})
		good := c.fit()
		c.pieces = c.pieces[:n]
		return good
	}) {
		return true
	}
	if n+1 >= maxPieces || c.compoundMost > 0 && n+1 >= c.compoundMost {
		return false
	}
	where := middle
	if n == 0 {
		where = begins
	}
	letters := 0
	for i := range rest {
		if letters++; letters <= c.compoundMin || utf8.RuneCountInString(rest[i:]) < c.compoundMin {
			continue
		}
		if c.barren[at+i] {
			continue
		}
		var first form
		word := rest[:i]
		if !c.forms([]byte(word), where, func(f form) bool {
			if !c.isGood(f, where, c.changed && n == 0) {
				return false
			}
			first = c.kept(f)
			return true
		}) {
			continue
		}
		found = true
		c.pieces = append(c.pieces, piece{word, first})
		ok := c.from(at + i)
		c.pieces = c.pieces[:n]
		if ok {
			return true
		}
	}
	if !found && !c.isOver() && n > 0 {
		c.barren[at] = true
	}
	return false
}

// kept is a form without what the search uses again.
func (c *compound) kept(f form) form {
	f.stem = nil
	return f
}

// fit reports whether the parts may stand beside each other.
func (c *compound) fit() bool {
	for i := 1; i < len(c.pieces); i++ {
		left, right := c.pieces[i-1], c.pieces[i]
		last, _ := utf8.DecodeLastRuneInString(left.word)
		first, n := utf8.DecodeRuneInString(right.word)
		if c.checkCase && (unicode.IsUpper(first) || unicode.IsUpper(last)) && first != '-' && last != '-' {
			return false
		}
		if c.checkDuplicate && left.word == right.word {
			return false
		}
		if c.checkTriple && first == last {
			before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(left.word, string(last)))
			after, _ := utf8.DecodeRuneInString(right.word[n:])
			if before == last || after == first {
				return false
			}
		}
		for _, p := range c.patterns {
			if strings.HasSuffix(left.word, p.end) && strings.HasPrefix(right.word, p.begin) &&
				(p.endFlag == 0 || left.f.has(p.endFlag)) && (p.beginFlag == 0 || right.f.has(p.beginFlag)) {
				return false
			}
		}
	}
	return !c.checkReplace || !c.isMisspelt()
}

// isMisspelt reports whether the compound is a common mistake for a word that is none.
func (c *compound) isMisspelt() bool {
	other := newSearch(c.Dictionary) // the buffers of this one are in use
	for _, p := range c.replace {
		from := strings.Trim(p[0], "^$")
		for at := 0; from != "" && !other.isOver(); {
			i := strings.Index(c.word[at:], from)
			if i < 0 {
				break
			}
			i += at
			at = i + len(from)
			if other.plain(c.word[:i]+p[1]+c.word[at:], false) {
				return true
			}
		}
	}
	return false
}
