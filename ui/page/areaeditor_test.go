package page

import (
	"encoding/json"
	"reflect"
	"testing"

	"enactive/journal"
	"enactive/journal/optional"
)

// wholeArea is an area with a value in every part that its form can change, and a measure of its own.
func wholeArea(t *testing.T, host *testHost) journal.Area {
	t.Helper()
	a := host.Journal().Areas()[0]
	m, err := host.Journal().SaveMeasure(t.Context(), journal.Measure{Name: "Half marathon", Kind: journal.DurationMeasure, Areas: []journal.AreaID{a.ID}}, journal.Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	a.Purpose, a.Obstacles = "To be outside", []string{"Rain"}
	a.Goals = []journal.Goal{
		{Text: "Under two hours", Actions: []journal.Action{{If: "it is Tuesday", Then: "I run"}}, Aim: journal.Aim{Of: string(m.ID), Below: true, Value: 120.0125, By: journal.Date{Year: 2027, Month: 4, Day: 12}}},
		{Text: "Calmer", Done: true, Aim: journal.Aim{Of: "stress", Below: true, Value: 40.5}},
		{Text: "Plain"},
	}
	a.Ladder = []journal.Rung{{Text: "one", Difficulty: optional.Some(journal.Difficulty(3)), Ratings: []journal.RungRating{{At: host.Journal().Now(), Value: 40}}}}
	a.Questions = []journal.Question{{Text: "What am I curious about?", When: journal.AskedBefore}, {Text: "What did I do?", When: journal.AskedAfterSetback}}
	a.Open = []string{"luck", "lessons"}
	saved, err := host.Journal().SaveArea(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestTheFormOfAnAreaLosesNothing(t *testing.T) {
	host := newTestHost(t)
	a := wholeArea(t, host)
	p := NewAreaEditor(host, a.Clone(), nothing)
	got, err := p.read()
	if err != nil || p.Changed() || !reflect.DeepEqual(got, a) {
		t.Fatalf("opened, the form has\n%+v, %v; want\n%+v", got, err, a)
	}
	p.name.SetText("Runs")
	again := NewAreaEditor(host, a.Clone(), nothing)
	if err := again.Restore(p.Draft()); err != nil {
		t.Fatal(err)
	}
	want := a.Clone()
	want.Name = "Runs"
	if got, err := again.read(); err != nil || asText(t, got) != asText(t, want) {
		t.Errorf("from its draft, the form has\n%+v, %v; want\n%+v", got, err, want)
	}
}

// asText is an area as a file has it, in which the same time has the same words.
func asText(t *testing.T, a journal.Area) string {
	t.Helper()
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestADraftKeepsTheNumberOfAGoalAsItWasTyped(t *testing.T) {
	host := newTestHost(t)
	a := wholeArea(t, host)
	p := NewAreaEditor(host, a.Clone(), nothing)
	f := p.goals.Values()[0].(*goalFields)
	f.value.SetText("two hours")
	f.by.Set("in spri")
	if _, err := p.read(); err == nil {
		t.Fatal("a number that is none is read")
	}
	again := NewAreaEditor(host, a.Clone(), nothing)
	if err := again.Restore(p.Draft()); err != nil {
		t.Fatal(err)
	}
	if value, by := again.goals.Values()[0].(*goalFields).typed(); value != "two hours" || by != "in spri" {
		t.Errorf("the draft has %q and %q", value, by)
	}
}

func TestAGoalGetsANumberInTheForm(t *testing.T) {
	host := newTestHost(t)
	a := wholeArea(t, host)
	p := NewAreaEditor(host, a.Clone(), nothing)
	f := p.goals.Values()[2].(*goalFields)
	for i, c := range f.counted {
		if c.Name == "Half marathon" {
			f.of.SetSelectedIndex(i + 1)
		}
	}
	f.text.SetText("")
	f.value.SetText("1 h 55")
	f.below.OnChanged()
	f.by.Set("2027-04-12")
	got, err := p.read()
	want := journal.Goal{Text: "Half marathon", Aim: journal.Aim{Of: a.Goals[0].Aim.Of, Value: 115, By: a.Goals[0].Aim.By}}
	if err != nil || !reflect.DeepEqual(got.Goals[2], want) {
		t.Errorf("the goal is %+v, %v; want %+v", got.Goals[2], err, want)
	}
	if f.of.SetSelectedIndex(0); f.number.Visible() {
		t.Error("the fields of a number are shown for a goal without one")
	}
}

func TestTheFormOfAnAreaOpensAndClosesParts(t *testing.T) {
	host := newTestHost(t)
	a := wholeArea(t, host)
	p := NewAreaEditor(host, a.Clone(), nothing)
	tick := func(name string, on bool) []string {
		p.open.checks[name].SetQuietly(on)
		p.open.checks[name].OnChanged()
		got, _ := p.read()
		return got.Open
	}
	if !p.open.checks["effort"].IsChecked() {
		t.Error("luck stands open, and its part is not ticked")
	}
	if got := tick("people", true); !reflect.DeepEqual(got, []string{"luck", "lessons", "people"}) {
		t.Errorf("with people %v are open", got)
	}
	if got := tick("effort", false); !reflect.DeepEqual(got, []string{"lessons", "people"}) {
		t.Errorf("without effort %v are open", got)
	}
	tick("lessons", false)
	if got := tick("people", false); got != nil {
		t.Errorf("with none ticked %v are open", got)
	}
}
