package journal

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// pieces are parts of texts in which folding matters.
var pieces = []string{
	"a", "b", "river", "River", "RIVER", " ", "  ", "\n", "\t", "é", "e\u0301", "É", "ß", "ss", "ẞ", "İ", "I", "i", "ı", "i\u0307", "Łódź", "lodz", "don’t", "don't",
	"“", `"`, "„", "\u00ad", "\u200d", "\u0300", "ǅ", "Σ", "ς", "σ", "ﬁ", "fi", "ﷺ", "ｶﾞ", "が", "か\u3099", "川", "河流", "река", "Й", "й", "й", "한", "한", "🏃", "🏃🏽‍♀️", "\u00a0", "—", "-", "½", "1⁄2", "\xff", "\xc3",
}

func drawText(t *rapid.T, most int, name string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, name), "")
}

// lookSlowly is what a search must find: entries of which each word of the query is in one of the texts.
func lookSlowly(order []*item, query string) (found []*item) {
	for _, it := range order {
		texts, _ := appendFoldedEntry(nil, &it.Entry)
		all := true
		for _, w := range strings.Fields(Fold(query)) {
			all = all && slices.ContainsFunc(strings.Split(string(texts), "\n"), func(s string) bool { return strings.Contains(s, w) })
		}
		if all {
			found = append(found, it)
		}
	}
	return found
}

// A search finds the same with signs and without, and after entries were added.
func TestSignsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		j := &Journal{}
		draw := func(n int) (order []*item) {
			for i := range n {
				e := Entry{Title: drawText(t, 4, "title"), Tags: []string{drawText(t, 2, "tag")}, Happened: fmt.Sprint("text ", i%7)}
				if i%5 == 0 {
					e.Note = strings.Repeat(drawText(t, 6, "note")+" ", i%90)
				}
				order = append(order, &item{Entry: e})
			}
			return order
		}
		order := draw(signTogether + 20)
		for range 4 {
			query := drawText(t, 3, "query")
			if rapid.Bool().Draw(t, "of a text") {
				folded, _ := appendFoldedEntry(nil, &order[rapid.IntRange(0, len(order)-1).Draw(t, "entry")].Entry)
				from := rapid.IntRange(0, len(folded)).Draw(t, "from")
				query = string(folded[from:min(len(folded), from+rapid.IntRange(0, 12).Draw(t, "length"))])
			}
			found := slices.Concat(j.matching(Query{Text: query}, order)...)
			if want := lookSlowly(order, query); !slices.Equal(found, want) {
				t.Fatalf("%q finds %d entries, want %d", query, len(found), len(want))
			}
			order = append(order, draw(3)...)
		}
	})
}

// Most entries without a word are not looked at.
func TestSignsTellMostEntriesApart(t *testing.T) {
	j := &Journal{}
	var order []*item
	for i := range 1000 {
		text := fmt.Sprintf("Session %d: I ran along the river, slowly at first, and then faster until the bridge came into sight. ", i*7919)
		order = append(order, &item{Entry: Entry{Happened: strings.Repeat(text, 1+i%9)}})
	}
	j.matching(Query{Text: "zebra"}, order)
	look := newSearcher("mountain", &j.signs)
	left := 0
	for _, it := range order {
		if it.sign.Load() == 0 {
			t.Fatal("an entry has no sign")
		}
		if !look.lacks(it) {
			left++
		}
	}
	if left > len(order)/50 {
		t.Errorf("%d of %d entries are looked at", left, len(order))
	}
	words := 0
	for _, chunk := range *j.signs.all.Load() {
		words += len(chunk)
	}
	bytes := 0
	for _, it := range order {
		bytes += len(it.Happened)
	}
	if words*8*3 > bytes {
		t.Errorf("the signs take %d bytes for texts of %d", words*8, bytes)
	}
}

// Searches at once do not disturb each other.
func TestSearchesAtOnceMakeSigns(t *testing.T) {
	j := &Journal{}
	var order []*item
	for i := range searchTogether + 500 {
		order = append(order, &item{Entry: Entry{Happened: fmt.Sprintf("Session %d by the river", i)}})
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for k := range 4 {
				found := slices.Concat(j.matching(Query{Text: fmt.Sprint("session ", 1000+i*10+k)}, order)...)
				if len(found) != 1 && !slices.ContainsFunc(found, func(it *item) bool { return strings.Contains(it.Happened, fmt.Sprint(1000+i*10+k)) }) {
					t.Errorf("found %d entries", len(found))
				}
			}
		})
	}
	all.Wait()
	j.signs.forget()
	if len(j.matching(Query{Text: "river"}, order)[0]) == 0 {
		t.Error("nothing is found after the signs are gone")
	}
}
