package spelling

import (
	"strings"
	"unicode/utf8"
)

// maxSteps is how often a search looks into the dictionary at most. Words of real dictionaries take
// some hundreds, long German compounds some thousands.
const maxSteps = 60_000

// search is the look for a word. Its buffer and its count of steps are its own, so that a dictionary
// can be asked by several at a time.
type search struct {
	*Dictionary
	steps int
	stem  [2 * longestWord]byte
	inner [2 * longestWord]byte
	// suggesting is whether words that are not to be suggested count as wrong.
	suggesting bool
}

func newSearch(d *Dictionary) *search { return &search{Dictionary: d} }

func (s *search) isOver() bool { return s.steps > maxSteps }

// part is where in a compound a word stands.
type part int

const (
	alone part = iota
	begins
	middle
	ends
)

// form is a way to read a word: an entry with its affixes.
type form struct {
	root         flags
	prefix       *affix
	suffix, then *affix // then is added after suffix
	stem         []byte
}

func (f form) has(x flag) bool {
	return x != 0 && (f.root.has(x) || f.prefix != nil && f.prefix.then.has(x) ||
		f.suffix != nil && f.suffix.then.has(x) || f.then != nil && f.then.then.has(x))
}

func (s *search) isRight(word string) bool {
	if s.words.has([]byte(word), s.forbidden) && !s.rightHomonym(word) {
		return false
	}
	return s.broken(word, 0) || s.isOver()
}

// rightHomonym reports whether the dictionary also has the word without forbidding it.
func (s *search) rightHomonym(word string) bool {
	return s.words.find([]byte(word), func(set flags) bool { return !set.has(s.forbidden) })
}

// broken reports whether a word, or all of its parts between the places where it may be broken, are
// right.
func (s *search) broken(word string, depth int) bool {
	if word == "" || s.whole(word) {
		return true
	}
	if depth > 8 || s.isOver() {
		return false
	}
	for _, at := range s.breaks {
		start, isStart := strings.CutPrefix(at, "^")
		end, isEnd := strings.CutSuffix(at, "$")
		switch {
		case isStart && len(at) > 1:
			if rest, ok := strings.CutPrefix(word, start); ok && rest != "" && s.broken(rest, depth+1) {
				return true
			}
		case isEnd && len(at) > 1:
			if rest, ok := strings.CutSuffix(word, end); ok && rest != "" && s.broken(rest, depth+1) {
				return true
			}
		case at != "":
			for from := 0; ; {
				i := strings.Index(word[from:], at)
				if i < 0 {
					break
				}
				i += from
				from = i + len(at)
				if i > 0 && from < len(word) && s.broken(word[:i], depth+1) && s.broken(word[from:], depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// whole reports whether a word is right without being broken.
func (s *search) whole(word string) bool {
	for i, v := range s.variants(word) {
		changed := i > 0
		if s.plain(v, changed) || s.isCompound(v, changed) {
			return true
		}
	}
	return false
}

// plain reports whether a word that is no compound is right.
func (s *search) plain(word string, changed bool) bool {
	return s.forms([]byte(word), alone, func(f form) bool { return s.isGood(f, alone, changed) })
}

// isGood reports whether a form may stand where it stands.
func (s *search) isGood(f form, at part, changed bool) bool {
	if s.suggesting && f.root.has(s.noSuggest) {
		return false
	}
	if changed && f.root.has(s.keepCase) && !(s.checkSharps && strings.Contains(string(f.stem), "ß")) {
		return false
	}
	affixed := f.prefix != nil || f.suffix != nil
	if f.root.has(s.needAffix) && !affixed {
		return false
	}
	if affixed && s.needAffix != 0 && (f.prefix == nil || f.prefix.then.has(s.needAffix)) && (f.suffix == nil || f.suffix.then.has(s.needAffix)) &&
		(f.then == nil || f.then.then.has(s.needAffix)) {
		return false
	}
	if f.prefix != nil && s.circumfix != 0 {
		around := f.suffix != nil && (f.suffix.then.has(s.circumfix) || f.then != nil && f.then.then.has(s.circumfix))
		if f.prefix.then.has(s.circumfix) != around {
			return false
		}
	} else if f.suffix != nil && s.circumfix != 0 && (f.suffix.then.has(s.circumfix) || f.then != nil && f.then.then.has(s.circumfix)) {
		return false
	}
	if at == alone {
		return !f.has(s.onlyInCompound)
	}
	if f.has(s.forbidIn) {
		return false
	}
	if f.has(s.compound) {
		return true
	}
	switch at {
	case begins:
		return f.has(s.compoundBegin)
	case middle:
		return f.has(s.compoundMiddle)
	}
	return f.has(s.compoundEnd)
}

// forms calls use with each way to read a word, until it returns true.
func (s *search) forms(word []byte, at part, use func(form) bool) bool {
	if s.entries(word, at, form{}, use) {
		return true
	}
	inCompound := at != alone
	if s.withSuffix(word, nil, inCompound && at != ends, at, use) {
		return true
	}
	return s.withPrefix(word, inCompound && at != begins, at, use)
}

// entries calls use with the entries for a stem. A forbidden entry takes all others with it if the word
// has affixes or is in a compound.
func (s *search) entries(stem []byte, at part, f form, use func(form) bool) bool {
	s.steps++
	if s.isOver() {
		return false
	}
	f.stem = stem
	if s.forbidden != 0 && (at != alone || f.prefix != nil || f.suffix != nil) && s.words.has(stem, s.forbidden) {
		return false
	}
	return s.words.find(stem, func(set flags) bool {
		f.root = set
		if f.prefix != nil && !f.prefix.flagIn(f) || f.suffix != nil && !f.suffixIn() {
			return false
		}
		return use(f)
	})
}

// flagIn reports whether the entry or the suffix takes this prefix.
func (a *affix) flagIn(f form) bool {
	return f.root.has(a.flag) || f.suffix != nil && f.suffix.then.has(a.flag) || f.then != nil && f.then.then.has(a.flag)
}

// suffixIn reports whether the entry or the prefix takes this suffix.
func (f form) suffixIn() bool {
	return f.root.has(f.suffix.flag) || f.prefix != nil && f.prefix.then.has(f.suffix.flag)
}

// withPrefix takes each possible prefix off a word, and suffixes after it.
func (s *search) withPrefix(word []byte, permitted bool, at part, use func(form) bool) bool {
	for n := 0; n <= min(s.prefixes.longest, len(word)); n++ {
		for _, g := range s.prefixes.byAdded[string(word[:n])] {
			if len(g.strip)+len(word)-n > longestWord || n == len(word) && g.strip == "" || n == len(word) && !s.fullStrip {
				continue
			}
			stem := append(append(s.stem[:0], g.strip...), word[n:]...)
			for _, a := range g.rules {
				if permitted && !a.then.has(s.permit) || !a.fitsStart(stem) {
					continue
				}
				if s.entries(stem, at, form{prefix: a}, use) {
					return true
				}
				if a.cross && s.withSuffix(stem, a, (at == begins || at == middle), at, use) {
					return true
				}
				if s.isOver() {
					return false
				}
			}
		}
	}
	return false
}

// withSuffix takes each possible suffix off a word, and one more before it.
func (s *search) withSuffix(word []byte, prefix *affix, permitted bool, at part, use func(form) bool) bool {
	for n := 0; n <= min(s.suffixes.longest, len(word)); n++ {
		for _, g := range s.suffixes.byAdded[string(word[len(word)-n:])] {
			if len(g.strip)+len(word)-n > longestWord || n == len(word) && g.strip == "" || n == len(word) && !s.fullStrip {
				continue
			}
			stem := s.joined(word[:len(word)-n], g.strip)
			s.steps++
			for _, a := range g.rules {
				if prefix != nil && !a.cross || permitted && !a.then.has(s.permit) {
					continue
				}
				if s.mayHave(stem, a, prefix) && a.fitsEnd(stem) && s.entries(stem, at, form{prefix: prefix, suffix: a}, use) {
					return true
				}
				if g.second && a.fitsEnd(stem) && s.before(stem, prefix, a, at, use) {
					return true
				}
				if s.isOver() {
					return false
				}
			}
		}
	}
	return false
}

// mayHave is a quick look whether an entry for the stem can take a suffix.
func (s *search) mayHave(stem []byte, a, prefix *affix) bool {
	if prefix != nil && prefix.then.has(a.flag) {
		return true
	}
	return s.words.has(stem, a.flag)
}

// joined is the stem of a word in a new piece of memory if characters are added to it.
func (s *search) joined(begin []byte, strip string) []byte {
	if strip == "" {
		return begin
	}
	return append(append(make([]byte, 0, len(begin)+len(strip)), begin...), strip...)
}

// before takes off the suffix before another one, whose flag it must have.
func (s *search) before(word []byte, prefix, last *affix, at part, use func(form) bool) bool {
	for n := 0; n <= min(s.suffixes.longest, len(word)); n++ {
		for _, g := range s.suffixes.byAdded[string(word[len(word)-n:])] {
			if len(g.strip)+len(word)-n > longestWord || n == len(word) && g.strip == "" || n == len(word) && !s.fullStrip {
				continue
			}
			var stem []byte
			for _, a := range g.rules {
				if !a.then.has(last.flag) || prefix != nil && !a.cross {
					continue
				}
				if stem == nil {
					stem = append(append(s.inner[:0], word[:len(word)-n]...), g.strip...)
				}
				if a.fitsEnd(stem) && s.entries(stem, at, form{prefix: prefix, suffix: a, then: last}, use) {
					return true
				}
				if s.isOver() {
					return false
				}
			}
		}
	}
	return false
}

// fitsEnd reports whether a stem ends as the condition of a suffix says.
func (a *affix) fitsEnd(stem []byte) bool {
	for i := len(a.condition) - 1; i >= 0; i-- {
		r, n := utf8.DecodeLastRune(stem)
		if n == 0 || !a.condition[i].matches(r) {
			return false
		}
		stem = stem[:len(stem)-n]
	}
	return true
}

// fitsStart reports whether a stem begins as the condition of a prefix says.
func (a *affix) fitsStart(stem []byte) bool {
	for _, c := range a.condition {
		r, n := utf8.DecodeRune(stem)
		if n == 0 || !c.matches(r) {
			return false
		}
		stem = stem[n:]
	}
	return true
}
