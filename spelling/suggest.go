package spelling

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxEffort is how many looks into the dictionary the suggestions for a word take at most.
const maxEffort = 300_000

// suggestions are collected for one word.
type suggestions struct {
	d      *Dictionary
	word   string
	most   int
	effort int
	tried  map[string]bool
	found  []string
}

// Suggest returns words that may be meant by a wrong one, the likeliest first.
func (d *Dictionary) Suggest(word string, most int) []string {
	if word == "" || len(word) > longestChecked || !utf8.ValidString(word) || most <= 0 {
		return nil
	}
	entered := d.entered(word)
	s := &suggestions{d: d, most: most, tried: map[string]bool{entered: true}}
	for _, s.word = range d.variants(entered) {
		s.edits()
	}
	if two := s.found; !slices.ContainsFunc(two, func(w string) bool { return !strings.Contains(w, " ") }) {
		s.found, s.effort = nil, 0 // one word is likelier than two
		s.similar(strings.ToLower(entered))
		s.found = append(s.found, two...)
		s.found = s.found[:min(len(s.found), most)]
	}
	out := make([]string, 0, len(s.found))
	for _, w := range s.found {
		switch capitalsOf(entered) {
		case firstCapital:
			w = upperFirst(w)
		case allCapital:
			w = strings.ToUpper(w)
		}
		if w = d.out.apply(w); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// offer takes a word if it is right; false if there are enough or it has taken long enough.
func (s *suggestions) offer(word string) bool {
	if len(s.found) >= s.most || s.effort > maxEffort {
		return false
	}
	if word == "" || s.tried[word] || len(word) > longestChecked {
		return true
	}
	s.tried[word] = true
	look := newSearch(s.d)
	look.suggesting = true
	if !s.d.words.has([]byte(word), s.d.forbidden) && look.whole(word) && !look.isOver() {
		s.found = append(s.found, word)
	}
	s.effort += look.steps + 20
	return true
}

// edits offers what differs from the word by one slip, likely slips first.
func (s *suggestions) edits() {
	for _, slip := range []func(runes []rune){s.replaced, s.alikes, s.swapped, s.neighbours, s.left, s.added, s.other, s.moved, s.twoWords} {
		if slip([]rune(s.word)); len(s.found) >= s.most || s.effort > maxEffort {
			return
		}
	}
	if word := upperFirst(s.word); word != s.word {
		s.offer(word)
	}
}

// replaced makes the replacements that the dictionary names.
func (s *suggestions) replaced([]rune) {
	for _, p := range s.d.replace {
		from, start := strings.CutPrefix(p[0], "^")
		from, end := strings.CutSuffix(from, "$")
		for at := 0; from != ""; {
			i := strings.Index(s.word[at:], from)
			if i < 0 {
				break
			}
			i += at
			at = i + len(from)
			if start && i > 0 || end && at < len(s.word) {
				continue
			}
			word := s.word[:i] + p[1] + s.word[at:]
			if first, second, two := strings.Cut(word, " "); two {
				s.offerTwo(first, second)
			} else if !s.offer(word) {
				return
			}
		}
	}
}

// alikes replaces characters by those that MAP says are like them.
func (s *suggestions) alikes([]rune) {
	for _, group := range s.d.alike {
		for _, from := range group {
			for at := 0; from != ""; {
				i := strings.Index(s.word[at:], from)
				if i < 0 {
					break
				}
				i += at
				at = i + len(from)
				for _, to := range group {
					if to != from && !s.offer(s.word[:i]+to+s.word[at:]) {
						return
					}
				}
			}
		}
	}
}

// swapped exchanges two letters beside each other, or two pairs.
func (s *suggestions) swapped(w []rune) {
	for i := range len(w) - 1 {
		if c := slices.Clone(w); c[i] != c[i+1] {
			c[i], c[i+1] = c[i+1], c[i]
			if !s.offer(string(c)) {
				return
			}
		}
	}
	if len(w) == 4 || len(w) == 5 {
		c := slices.Clone(w)
		c[0], c[1], c[len(w)-1], c[len(w)-2] = c[1], c[0], c[len(w)-2], c[len(w)-1]
		s.offer(string(c))
	}
}

// neighbours replaces a letter by those beside it on the keyboard.
func (s *suggestions) neighbours(w []rune) {
	keyboard := []rune(s.d.keyboard)
	if len(keyboard) == 0 {
		keyboard = []rune("qwertyuiop|asdfghjkl|zxcvbnm")
	}
	for i, r := range w {
		for at, key := range keyboard {
			if key != r {
				continue
			}
			for _, n := range []int{at - 1, at + 1} {
				if n >= 0 && n < len(keyboard) && keyboard[n] != '|' && !s.offer(string(w[:i])+string(keyboard[n])+string(w[i+1:])) {
					return
				}
			}
		}
	}
}

// left leaves a letter out.
func (s *suggestions) left(w []rune) {
	for i := range w {
		if len(w) > 1 && !s.offer(string(w[:i])+string(w[i+1:])) {
			return
		}
	}
}

// added puts a letter in.
func (s *suggestions) added(w []rune) {
	for i := len(w); i >= 0; i-- {
		for _, r := range s.d.try {
			if !s.offer(string(w[:i]) + string(r) + string(w[i:])) {
				return
			}
		}
	}
}

// other puts another letter in place of one.
func (s *suggestions) other(w []rune) {
	for i := len(w) - 1; i >= 0; i-- {
		for _, r := range s.d.try {
			if r != w[i] && !s.offer(string(w[:i])+string(r)+string(w[i+1:])) {
				return
			}
		}
	}
}

// moved moves a letter by two to four places.
func (s *suggestions) moved(w []rune) {
	for i := range w {
		for to := max(0, i-4); to < min(len(w), i+5); to++ {
			if to >= i-1 && to <= i+1 {
				continue
			}
			c := slices.Insert(slices.Delete(slices.Clone(w), i, i+1), to, w[i])
			if !s.offer(string(c)) {
				return
			}
		}
	}
}

// twoWords puts a space in.
func (s *suggestions) twoWords(w []rune) {
	for i := 2; i < len(w)-1; i++ {
		s.offerTwo(string(w[:i]), string(w[i:]))
	}
}

func (s *suggestions) offerTwo(first, second string) {
	if len(s.found) >= s.most || s.effort > maxEffort || first == "" || second == "" || s.tried[first+" "+second] {
		return
	}
	s.tried[first+" "+second] = true
	for _, word := range []string{first, second} {
		look := newSearch(s.d)
		look.suggesting = true
		right := look.whole(word)
		if s.effort += look.steps + 20; !right || look.isOver() {
			return
		}
	}
	s.found = append(s.found, first+" "+second)
}

// scored is a word and how near it is.
type scored struct {
	word  string
	score int
	set   flags
}

// maxSimilar is how many stems are looked at closely.
const maxSimilar = 150

// similar offers the words that share most with a word, where no single slip explains it.
func (s *suggestions) similar(word string) {
	letters := utf8.RuneCountInString(word)
	if letters < 4 {
		return
	}
	pairs := map[[2]byte]bool{}
	for i := range len(word) - 1 {
		pairs[[2]byte{word[i], word[i+1]}] = true
	}
	var best []scored
	least := 0
	for _, e := range s.d.words.entries {
		w := s.d.words.word(e)
		if len(w) < len(word)/2 || len(w) > len(word)+4 {
			continue
		}
		score := 0
		for i := range len(w) - 1 {
			if pairs[[2]byte{w[i] | lowerBit(w[i]), w[i+1]}] {
				score += 2
			}
		}
		score -= max(len(w)-len(word), len(word)-len(w))
		if score <= least {
			continue
		}
		set := s.d.words.flags(e)
		if set.has(s.d.noSuggest) || set.has(s.d.forbidden) || set.has(s.d.onlyInCompound) {
			continue
		}
		best = append(best, scored{string(w), score, set})
		if len(best) >= 4*maxSimilar {
			best, least = nearest(best)
		}
	}
	best, _ = nearest(best)
	var near []scored
	for _, b := range best {
		for _, form := range s.d.formsOf(b) {
			if d := distance(strings.ToLower(form), word); d <= max(2, letters/4) {
				near = append(near, scored{word: form, score: -d})
			}
		}
	}
	slices.SortStableFunc(near, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	for _, n := range near {
		if !s.offer(n.word) {
			return
		}
	}
}

func lowerBit(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return 0x20
	}
	return 0
}

// nearest keeps the best and returns what is needed to be among them.
func nearest(all []scored) ([]scored, int) {
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	if len(all) <= maxSimilar {
		return all, 0
	}
	all = all[:maxSimilar]
	return all, all[maxSimilar-1].score
}

// maxForms is how many forms of a stem are looked at.
const maxForms = 200

// formsOf are a word and what its suffixes make of it.
func (d *Dictionary) formsOf(b scored) []string {
	all := []string{b.word}
	if len(b.set) == 0 {
		return all
	}
	for added, groups := range d.suffixes.byAdded {
		for _, g := range groups {
			stem, ok := strings.CutSuffix(b.word, g.strip)
			if !ok || stem == "" || added == "" {
				continue
			}
			for _, a := range g.rules {
				if b.set.has(a.flag) && a.fitsEnd([]byte(b.word)) {
					if all = append(all, stem+added); len(all) > maxForms {
						return all
					}
					break
				}
			}
		}
	}
	slices.Sort(all[1:]) // the map has no order
	return all
}

// distance is how many letters must be added, left out, replaced or exchanged with the next.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, row := make([]int, len(y)+1), make([]int, len(y)+1)
	var two []int
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		two, before, row = before, row, make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
	}
	return row[len(y)]
}
