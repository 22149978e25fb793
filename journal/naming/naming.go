// Package naming compares names that people gave: of areas, tags, people and saved filters.
package naming

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key is equal for two names that look the same: upper and lower case, the two ways in which
// Unicode writes an accented letter, and how many blanks there are do not tell names apart.
func Key(name string) string {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	for i := 0; i < len(key); i++ {
		if key[i] >= utf8.RuneSelf {
			return norm.NFC.String(strings.ToLower(norm.NFC.String(key)))
		}
	}
	return key
}
