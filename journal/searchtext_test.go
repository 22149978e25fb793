package journal

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Texts in ASCII, with other characters, and both are folded alike, at every place of the eight characters
// that are taken at a time.
func TestFoldingAtOnceIsFolding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[ -~]{0,40}`), rapid.String(), rapid.StringMatching(`[@-\[`+"`"+`-{]{0,20}é?[A-Z]{0,9}`)).Draw(t, "text")
		got, foreign := appendFolded([]byte("before"), text)
		var want strings.Builder
		more := 0
		for _, r := range text {
			if r < utf8.RuneSelf {
				want.WriteRune(unicode.ToLower(r))
				continue
			}
			want.WriteString(foldRune(r))
			more += utf8.RuneLen(r)
		}
		if string(got) != "before"+want.String() {
			t.Fatalf("%q folds to %q, want %q", text, got, want.String())
		}
		if foreign != more {
			t.Fatalf("%q: %d bytes are not ASCII, want %d", text, foreign, more)
		}
	})
}

// An entry is found alike the first time and later, whether its folded text is kept or not.
func TestAnEntryIsFoundAgain(t *testing.T) {
	for _, text := range []string{"Ran along the RIVER", "Lief durch die Wälder am RIVER", "Łódź river", "река RIVER река река"} {
		it := &item{Entry: Entry{Title: text, Tags: []string{"Früh"}}}
		look, other := newSearcher("river früh", nil), newSearcher("nowhere", nil)
		for range 3 {
			if !look.finds(it) || other.finds(it) {
				t.Errorf("%q is not found as it should be", text)
			}
		}
	}
}
