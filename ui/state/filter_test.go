package state

import (
	"reflect"
	"testing"

	"enactive/journal"
)

func TestEachPartOfAFilterCanBeRemoved(t *testing.T) {
	full := journal.Query{Area: "a", From: journal.Date{Year: 2026, Month: 1, Day: 2}, To: journal.Date{Year: 2026, Month: 2, Day: 3},
		Types: []journal.Type{journal.Experience}, Outcomes: []journal.Outcome{journal.Setback, journal.Failure}, Kinds: []journal.Kind{journal.KindStretch},
		Sources: []journal.Source{journal.SourceMastery}, People: []string{"Ana"}, Strategies: []string{"breathing"}, Tags: []string{"morning"}, Text: "hill"}
	want := []string{"Running", "2 Jan 2026 to 3 Feb 2026", "experience", "setback", "failure", "stretch", "mastery", "Ana", "breathing", "#morning"}
	var got []string
	q := full
	for {
		chips := Chips(q, func(journal.AreaID) string { return "Running" }, func(t journal.Test) string { return t.Of + string(t.Sign) })
		if len(chips) == 0 {
			break
		}
		got = append(got, chips[0].Words)
		q = chips[0].Without
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the parts are %q, want %q", got, want)
	}
	if !reflect.DeepEqual(q, journal.Query{Text: "hill"}) {
		t.Errorf("what is left is %+v, want the words of the search alone", q)
	}
	if len(full.Outcomes) != 2 {
		t.Error("taking a part away changed the filter itself")
	}
}

func TestAnEmptyFilterMatchesAll(t *testing.T) {
	if IsFiltered(journal.Query{Newest: true, Text: "  "}) {
		t.Error("nothing is left out, and it says so")
	}
	if !IsFiltered(journal.Query{Tags: []string{"x"}}) || !IsFiltered(journal.Query{Text: "x"}) {
		t.Error("something is left out, and it does not say so")
	}
}
