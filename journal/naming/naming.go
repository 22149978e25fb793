// Package naming compares names that people chose for areas, tags, people and saved filters.
package naming

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Key returns the same key for two names that look alike: it ignores case, the two Unicode forms
// of accented letters, the number of blanks, and invisible characters. Case is folded by
// Unicode's rules: σ equals ς, and ß equals ss.
func Key(name string) string {
	for i := 0; i < len(name); i++ {
		if name[i] >= utf8.RuneSelf {
			name = norm.NFC.String(cases.Fold().String(norm.NFC.String(invisible.Replace(name))))
			break
		}
	}
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// invisible removes the soft hyphen, the zero width space, the word joiner and the byte order
// mark. Zero width joiners stay, because they distinguish words of some scripts.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")
