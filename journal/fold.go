package journal

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as search compares it: lower case, without diacritics, and with keyboard
// characters in place of typographic ones, so that "resume" finds "Résumé", "lodz" finds
// "Łódź" and "don't" finds "don’t". Each character is folded on its own: the fold of a text
// is the concatenation of the folds of its characters.
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return foldUnicode(s)
		}
	}
	return strings.ToLower(s)
}

func foldUnicode(s string) string {
	folded, _ := appendFolded(make([]byte, 0, len(s)+len(s)/8), s)
	return string(folded)
}

// appendFoldedRune appends the fold of a character beyond ASCII.
func appendFoldedRune(dst []byte, r rune) []byte {
	switch {
	case r < tableEnd:
		return append(dst, commonFolds()[r]...)
	case isIdeograph(r), r == utf8.RuneError:
		return utf8.AppendRune(dst, r)
	}
	return append(dst, foldRune(r)...)
}

// isIdeograph reports whether r is an ideograph, which is its own fold.
func isIdeograph(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// tableEnd is the first character beyond commonFolds.
const tableEnd = 0x3400

// commonFolds holds the fold of every character below U+3400 (Latin, Greek, Cyrillic,
// punctuation, kana): normalising each character of a long journal would take a second.
var commonFolds = sync.OnceValue(func() []string {
	t := make([]string, tableEnd)
	for r := range t {
		t[r] = foldRune(rune(r))
	}
	return t
})

// plainForms maps characters that Unicode does not decompose to what people type on a
// keyboard that lacks them.
var plainForms = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ı': "i", 'ς': "σ",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'", '′': "'", '´': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
}

func foldRune(r rune) string {
	if plain, ok := plainForms[unicode.ToLower(r)]; ok {
		return plain
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		plain, ok := plainForms[d]
		switch {
		case ok:
			b.WriteString(plain)
		case unicode.In(d, unicode.Mn, unicode.Cf): // accents, soft hyphens, zero-width joiners
		case unicode.Is(unicode.Z, d):
			b.WriteByte(' ')
		default:
			b.WriteRune(d)
		}
	}
	return b.String()
}
