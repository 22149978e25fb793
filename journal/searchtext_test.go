package journal

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Texts in ASCII, with other characters, and both are folded alike, at every place of the eight characters
// that are taken at a time.
func TestFoldingAtOnceIsFolding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[ -~]{0,40}`), rapid.String(), rapid.StringMatching(`[@-\[`+"`"+`-{]{0,20}é?[A-Z]{0,9}`)).Draw(t, "text")
		got, ascii := appendFolded([]byte("before"), text)
		if want := "before" + Fold(text); string(got) != want {
			t.Fatalf("%q folds to %q, want %q", text, got, want)
		}
		if want := !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f }); ascii != want {
			t.Fatalf("%q: ASCII is %v", text, ascii)
		}
	})
}

// An entry is found alike the first time and later, whether its folded text is kept or not.
func TestAnEntryIsFoundAgain(t *testing.T) {
	for _, text := range []string{"Ran along the RIVER", "Lief durch die Wälder am RIVER", "Łódź river"} {
		it := &item{Entry: Entry{Title: text, Tags: []string{"Früh"}}}
		look, other := newSearcher("river früh"), newSearcher("nowhere")
		for range 3 {
			if !look.finds(it) || other.finds(it) {
				t.Errorf("%q is not found as it should be", text)
			}
		}
	}
}
