// Package spelling owns the spelling of words: it reads the dictionaries of the system, in the format of
// Hunspell, and says whether a word is right and what may be meant. No program is started for it and
// nothing is written.
//
// The parts, from the inside out: affixfile.go and wordfile.go read the two files of a dictionary,
// lookup.go and compound.go find a word in them, suggest.go what is like it, system.go finds the
// dictionaries of the system, and checker.go asks those of all of a person's languages.
//
// What is read of the format: all encodings and kinds of flags; prefixes and suffixes, two suffixes
// one after the other, conditions, circumfixes; compounds by flags; and what makes a word forbidden,
// incomplete or not to be suggested. What is not: compounds by rules (COMPOUNDRULE, which the large
// dictionaries use for numbers in digits), two prefixes, and the syllables of Hungarian.
package spelling

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Dictionary is the dictionary of a language. It never changes, and may be used by several at a time.
type Dictionary struct {
	*rules
	words *words
}

// Read reads a dictionary from its two files.
func Read(affixes, list io.Reader) (*Dictionary, error) {
	aff, err := readAll(affixes)
	if err != nil {
		return nil, err
	}
	e, ok := encodingOf(encodingIn(aff))
	if !ok {
		return nil, errEncoding
	}
	r, err := readRules(decoded(aff, e))
	if err != nil {
		return nil, err
	}
	dic, err := readAll(list)
	if err != nil {
		return nil, err
	}
	w, err := readWords(decoded(dic, e), r)
	if err != nil {
		return nil, err
	}
	return &Dictionary{r, w}, nil
}

func readAll(r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	if n, err := io.Copy(&b, io.LimitReader(r, maxFile+1)); err != nil || n > maxFile {
		if err == nil {
			err = fmt.Errorf("it is larger than %d bytes", maxFile)
		}
		return nil, err
	}
	return b.Bytes(), nil
}

// longestChecked is the length of a word in bytes up to which it is looked up; a longer one is no word.
const longestChecked = 120

// IsRight reports whether the dictionary has a word. Where a dictionary was made to let a word take for
// ever, looking ends some time and the word counts as right.
func (d *Dictionary) IsRight(word string) bool {
	if len(word) == 0 || len(word) > longestChecked || !utf8.ValidString(word) {
		return true
	}
	return newSearch(d).isRight(d.entered(word))
}

// entered is a word as the dictionary has it written.
func (d *Dictionary) entered(word string) string {
	word = d.in.apply(norm.NFC.String(word))
	if d.ignore != "" {
		word = without(word, d.ignore)
	}
	return word
}

// apply replaces all of the pairs in a word, the longest first.
func (p pairs) apply(word string) string {
	if len(p) == 0 {
		return word
	}
	var b strings.Builder
	for i := 0; i < len(word); {
		best, to := "", ""
		for _, pair := range p {
			if len(pair[0]) > len(best) && strings.HasPrefix(word[i:], pair[0]) {
				best, to = pair[0], pair[1]
			}
		}
		if best == "" {
			_, n := utf8.DecodeRuneInString(word[i:])
			best, to = word[i:i+n], word[i:i+n]
		}
		b.WriteString(to)
		i += len(best)
	}
	return b.String()
}

// capitals is how the capital letters of a word are.
type capitals int

const (
	noCapital capitals = iota
	firstCapital
	allCapital
	someCapital
)

func capitalsOf(word string) capitals {
	upper, lower, first := 0, 0, false
	for i, r := range word {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case upper == 0:
		return noCapital
	case first && upper == 1 && lower > 0:
		return firstCapital
	case lower == 0 && upper > 1:
		return allCapital
	case first && upper == 1:
		return firstCapital
	}
	return someCapital
}

// lowerFirst and upperFirst change the first letter of a word.
func lowerFirst(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToLower(r)) + word[n:]
}

func upperFirst(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToTitle(r)) + word[n:]
}

// variants are the ways in which a word may stand in the dictionary.
func (d *Dictionary) variants(word string) []string {
	switch capitalsOf(word) {
	case firstCapital:
		return []string{word, lowerFirst(word)}
	case allCapital:
		lower := strings.ToLower(word)
		all := []string{word, lower, upperFirst(lower)}
		if d.checkSharps && strings.Contains(lower, "ss") {
			sharp := strings.ReplaceAll(lower, "ss", "ß")
			all = append(all, sharp, upperFirst(sharp))
		}
		return all
	case someCapital:
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			return []string{word, lowerFirst(word)}
		}
	}
	return []string{word}
}
