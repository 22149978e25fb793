package exchange_test

import (
	"reflect"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/exchange"
)

// TestWordsStandForTheItemsOfLists holds that --words also replaces the items of a list that --split
// takes apart: before, they stayed as they were without a word.
func TestWordsStandForTheItemsOfLists(t *testing.T) {
	p, err := exchange.PlanOf(exchange.Chosen{"split": {"tags: |"}, "words": {`tags: rad=good, "no one"=, sad=good`}})
	if err != nil {
		t.Fatal(err)
	}
	j := newJournal(t)
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader("time,area,tags\n2026-01-05,A,rad | no one | calm | sad\n2026-01-06,A,rad\n"), j, p)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, j, imp)
	var got [][]string
	for _, e := range j.Entries(journal.Query{}) {
		got = append(got, e.Tags)
	}
	if want := [][]string{{"good", "calm"}, {"good"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
