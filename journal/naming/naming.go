// Package naming compares names that people gave: of areas, tags, people and saved filters.
package naming

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Key is equal for two names that look the same: upper and lower case, the two ways in which
// Unicode writes an accented letter, how many blanks there are, and what is not seen at all do
// not tell names apart. Case is folded as Unicode does it: σ is ς, and ß is ss.
func Key(name string) string {
	for i := 0; i < len(name); i++ {
		if name[i] >= utf8.RuneSelf {
			name = norm.NFC.String(cases.Fold().String(norm.NFC.String(unseen.Replace(name))))
			break
		}
	}
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// unseen takes out the soft hyphen, the space without width, the word joiner and the byte order
// mark. What joins letters stays: it tells words of some scripts apart.
var unseen = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")
