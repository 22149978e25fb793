package journal

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestOneLineFastPathMatchesSlowPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[ a-c\t\n\x00\x7fé ]{0,12}`).Draw(t, "s")
		want := strings.Join(strings.FieldsFunc(cleanText(s), unicode.IsSpace), " ")
		if got := oneLine(s); got != want {
			t.Fatalf("%q became %q, want %q", s, got, want)
		}
	})
}
