package journal

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"enactive/journal/optional"
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

// What is stored of an entry may hold a word wherever its texts do.
func TestADocumentMayHoldWhatItsTextsHold(t *testing.T) {
	c, err := newCodec(nil)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{ID: "01ARZ3NDEKTSV4RRFFQ69G5FAV", Title: drawText(t, 5, "title"), Happened: strings.Repeat(drawText(t, 5, "text"), rapid.IntRange(0, 60).Draw(t, "times")),
			Tags: []string{drawText(t, 3, "tag"), "x"}, Performance: optional.Some(Rating(rapid.IntRange(0, 100).Draw(t, "rating"))),
			Obstacles: []Obstacle{{Text: drawText(t, 2, "obstacle"), Then: drawText(t, 2, "then")}}, People: []Person{{Name: drawText(t, 2, "name")}}}
		e.Title, e.Happened, e.Tags[0] = strings.ToValidUTF8(e.Title, ""), strings.ToValidUTF8(e.Happened, ""), strings.ToValidUTF8(e.Tags[0], "")
		e.Obstacles[0].Text, e.Obstacles[0].Then, e.People[0].Name = strings.ToValidUTF8(e.Obstacles[0].Text, ""), strings.ToValidUTF8(e.Obstacles[0].Then, ""), strings.ToValidUTF8(e.People[0].Name, "")
		doc, err := c.encodeEntry(&e)
		if err != nil {
			t.Fatal(err)
		}
		texts, _ := appendFoldedEntry(nil, &e)
		from := rapid.IntRange(0, len(texts)).Draw(t, "from")
		for _, part := range strings.FieldsFunc(string(texts[from:min(len(texts), from+rapid.IntRange(1, 9).Draw(t, "length"))]), func(r rune) bool { return r == '\n' || r == utf8.RuneError }) {
			look := newSearcher(part, nil)
			if look.finds(&item{Entry: e}) && !look.mayFind(doc) {
				t.Fatalf("%q is found in the entry, and not in its document %q", part, doc)
			}
		}
	})
}
