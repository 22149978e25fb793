package passphrase

import (
	"math"
	"strings"
	"time"
	"unicode"

	"enactive/journal/vault/words"
)

// habit is the type of a piece of a passphrase.
type habit int

const (
	unknown habit = iota
	commonly
	word
	walk
	sequence
	repeat
	date
)

// piece is a range of characters of a passphrase, with its cost in bits for an attacker who
// tries human habits first.
type piece struct {
	from, to int
	bits     float64
	habit    habit
}

const (
	// maxExamined is the number of characters that are examined; more make no difference.
	maxExamined = 100

	// bitsPerLetter is the entropy of a letter in a word-like sequence: a dictionary of 100,000
	// words takes 17 bits, and seven letters are typical.
	bitsPerLetter = 2.4
	// A word of any length is in a large dictionary; longer sequences are assumed to be several
	// words.
	longWord        = 13
	bitsPerLongWord = 18.0

	bitsPerOther = 4.3 // a letter in a sequence that is not word-like
	bitsPerSign  = 5.0
	bitsPerIdeo  = 7.0 // a character of a script with thousands of characters
	bitsPerDigit = 3.3219280948873626
)

// guess finds the cheapest way to compose the passphrase of pieces. It returns their total bits
// and the habit that explains most characters.
func guess(text string) (bits float64, mostly habit) {
	typed := []rune(text)
	typed = typed[:min(len(typed), maxExamined)]
	if len(typed) == 0 {
		return 0, unknown
	}
	found := map[int][]piece{} // by their end
	for _, p := range pieces(typed) {
		found[p.to] = append(found[p.to], p)
	}
	best := make([]float64, len(typed)+1)
	last := make([]piece, len(typed)+1)
	for end := 1; end <= len(typed); end++ {
		best[end] = math.Inf(1)
		for _, p := range found[end] {
			if b := best[p.from] + p.bits; b < best[end] {
				best[end], last[end] = b, p
			}
		}
	}
	covered := map[habit]int{}
	for at := len(typed); at > 0; at = last[at].from {
		covered[last[at].habit] += at - last[at].from
	}
	for h, n := range covered {
		if h != unknown && (n > covered[mostly] || n == covered[mostly] && h < mostly) {
			mostly = h
		}
	}
	return best[len(typed)] + separators(typed), mostly
}

// pieces finds all possible pieces of the passphrase.
func pieces(typed []rune) []piece {
	lower := []rune(strings.ToLower(string(typed)))
	if len(lower) != len(typed) {
		lower = typed // a letter whose lower case is longer; it is not in the lists
	}
	var all []piece
	for i := range typed {
		all = append(all, plainPieces(typed, lower, i)...)
		all = append(all, listed(typed, lower, i)...)
		all = append(all, walks(lower, i)...)
		all = append(all, sequences(lower, i)...)
		all = append(all, repeats(lower, i)...)
		all = append(all, dates(lower, i)...)
	}
	return all
}

// plainPieces returns a single character, and every word-like run of letters, with or without
// symbols substituted for some of them.
func plainPieces(typed, lower []rune, i int) []piece {
	all := []piece{{i, i + 1, signBits(typed[i]), unknown}}
	vowel, apart, put := false, 0, 0
	for j := i; j < len(lower); j++ {
		letter := lower[j]
		if !alphabetic(letter) {
			letter = []rune(plainLetters.Replace(string(letter)))[0]
			put++
		}
		if !alphabetic(letter) {
			break
		}
		if isVowel(letter) {
			vowel, apart = true, 0
		} else if apart++; apart > 4 {
			break
		}
		n := j + 1 - i
		if n < 2 || !vowel || put*2 > n {
			continue
		}
		p := piece{i, j + 1, bitsPerLetter * float64(n), unknown}
		if n <= longWord && p.bits > bitsPerLongWord {
			p.bits, p.habit = bitsPerLongWord, word
		}
		p.bits += capitals(typed[i : j+1])
		if put > 0 {
			p.bits += 2
		}
		all = append(all, p)
	}
	return all
}

func alphabetic(r rune) bool { return unicode.IsLetter(r) && !ideographic(r) }

func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
}

// isVowel treats letters of unknown alphabets as vowels: letters not known to be random count
// as language.
func isVowel(r rune) bool {
	return r > unicode.MaxASCII || strings.ContainsRune("aeiouy", r)
}

func signBits(r rune) float64 {
	switch {
	case isSeparator(r):
		return 0 // see separators
	case r == '!':
		return 2 // the most common ending when a symbol is required
	case unicode.IsDigit(r):
		return bitsPerDigit
	case ideographic(r):
		return bitsPerIdeo
	case unicode.IsUpper(r):
		return bitsPerOther + 1
	case unicode.IsLetter(r):
		return bitsPerOther
	}
	return bitsPerSign
}

func isSeparator(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-_.,;:/", r) }

// separators returns the bits of the separators: which ones are used, once each, but not their
// places, since separators between words are expected.
func separators(typed []rune) float64 {
	seen := map[rune]bool{}
	for _, r := range typed {
		if isSeparator(r) {
			seen[r] = true
		}
	}
	return 2 * float64(len(seen))
}

// capitals returns the bits of capital letters, few in the usual places.
func capitals(typed []rune) float64 {
	n, small := 0, 0
	for _, r := range typed {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r):
			small++
		}
	}
	switch {
	case n == 0:
		return 0
	case n == 1 && unicode.IsUpper(typed[0]), small == 0:
		return 1
	}
	return float64(min(n, small)) * math.Log2(float64(n+small))
}

// listed returns common passphrases and the words of our own list.
func listed(typed, lower []rune, i int) []piece {
	var all []piece
	for j := min(len(lower), i+longestCommon()); j >= i+3; j-- {
		text, extra := string(lower[i:j]), capitals(typed[i:j])
		undone := plainLetters.Replace(text)
		if place := common()[text]; place > 0 {
			all = append(all, piece{i, j, math.Log2(float64(place)+1) + extra, commonly})
		}
		if place := common()[undone]; place > 0 && undone != text {
			all = append(all, piece{i, j, math.Log2(float64(place)+1) + extra + 2, commonly})
		}
		if words.Contains(text) {
			all = append(all, piece{i, j, words.BitsPerWord + extra, word})
		} else if words.Contains(undone) {
			all = append(all, piece{i, j, words.BitsPerWord + extra + 2, word})
		}
	}
	return all
}

// walks returns walks between neighbouring keys. Repeated turns count once.
func walks(lower []rune, i int) []piece {
	var all []piece
	for _, places := range keyPlaces() {
		var ways []key
		for j := i + 1; j < len(lower); j++ {
			from, there := places[lower[j-1]]
			to, here := places[lower[j]]
			way, neighbour := step(from, to)
			if !there || !here || !neighbour {
				break
			}
			ways = append(ways, way)
			if n := j + 1 - i; n >= 4 {
				bits := math.Log2(float64(len(places))) + 2*float64(period(ways)-1) + math.Log2(float64(n))
				all = append(all, piece{i, j + 1, bits, walk})
			}
		}
	}
	return all
}

// period returns the number of ways after which they repeat, or all of them.
func period(ways []key) int {
	for p := 1; p < len(ways); p++ {
		same := true
		for i := p; i < len(ways); i++ {
			same = same && ways[i] == ways[i-p]
		}
		if same {
			return p
		}
	}
	return len(ways)
}

// sequences returns runs that count up or down by one or two, or repeat a character.
func sequences(lower []rune, i int) []piece {
	if i+2 >= len(lower) || !(unicode.IsLetter(lower[i]) || unicode.IsDigit(lower[i])) {
		return nil
	}
	by := lower[i+1] - lower[i]
	if by < -2 || by > 2 {
		return nil
	}
	start := signBits(lower[i])
	if strings.ContainsRune("a1z09", lower[i]) {
		start = 2
	}
	kind := sequence
	if by == 0 {
		kind = repeat
	}
	var all []piece
	for j := i + 2; j < len(lower) && (lower[j]-lower[j-1] == by || lower[j-1] == '9' && lower[j] == '0' && by == 1); j++ {
		all = append(all, piece{i, j + 1, start + 1 + math.Log2(float64(j+1-i)), kind})
	}
	return all
}

// repeats returns the longest parts that occur earlier in the text.
func repeats(lower []rune, i int) []piece {
	var all []piece
	for back := 1; back <= i; back++ {
		n := 0
		for i+n < len(lower) && lower[i+n] == lower[i+n-back] {
			n++
		}
		if n >= 3 || n == 2 && back <= 2 {
			all = append(all, piece{i, i + n, 1 + math.Log2(float64(back)) + math.Log2(float64(n)), repeat})
		}
	}
	return all
}

// dates returns years, and days with six or eight digits.
func dates(lower []rune, i int) []piece {
	var all []piece
	for _, d := range []struct {
		layout string
		bits   float64
	}{
		{"2006", 5}, {"02012006", 15}, {"01022006", 15}, {"20060102", 15}, {"020106", 15}, {"010206", 15}, {"060102", 15},
	} {
		j := i + len(d.layout)
		if j > len(lower) {
			continue
		}
		day, err := time.Parse(d.layout, string(lower[i:j]))
		if err == nil && day.Year() >= 1900 && day.Year() < 2060 {
			all = append(all, piece{i, j, d.bits, date})
		}
	}
	return all
}
