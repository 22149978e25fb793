package state

import (
	"slices"
	"testing"
	"time"

	"enactive/journal"
)

var today = journal.Date{Year: 2026, Month: time.March, Day: 4} // a Wednesday

func TestDayWords(t *testing.T) {
	for _, c := range []struct {
		day         journal.Date
		long, short string
	}{
		{today, "Today", "Today"},
		{today.AddDays(-1), "Yesterday", "Yesterday"},
		{today.AddDays(1), "Tomorrow", "Tomorrow"},
		{today.AddDays(-2), "Monday, 2 March", "Mon 2 Mar"},
		{journal.Date{Year: 2026, Month: time.December, Day: 31}, "Thursday, 31 December", "Thu 31 Dec"},
		{journal.Date{Year: 2025, Month: time.December, Day: 31}, "Wednesday, 31 December 2025", "31 Dec 2025"},
	} {
		if got := DayWords(c.day, today); got != c.long {
			t.Errorf("%v, seen from %v, is %q, want %q", c.day, today, got, c.long)
		}
		if got := ShortDay(c.day, today); got != c.short {
			t.Errorf("%v, in a row seen from %v, is %q, want %q", c.day, today, got, c.short)
		}
	}
}

func TestListsAreTypedByLineOrComma(t *testing.T) {
	if got, want := Lines(" slow start \n\n\tcold hands, wet feet\n"), []string{"slow start", "cold hands, wet feet"}; !slices.Equal(got, want) {
		t.Errorf("Lines = %q, want %q", got, want)
	}
	if got, want := Commas("Ana (mentor), Boris\nCleo,, "), []string{"Ana (mentor)", "Boris", "Cleo"}; !slices.Equal(got, want) {
		t.Errorf("Commas = %q, want %q", got, want)
	}
	if got := Lines("  \n"); got != nil {
		t.Errorf("Lines of nothing = %q, want none", got)
	}
}

func TestAnEntryInAWord(t *testing.T) {
	for _, c := range []struct {
		name  string
		entry journal.Entry
		want  string
	}{
		{"an experience is its outcome", journal.Entry{Type: journal.Experience, Outcome: journal.Setback}, "setback"},
		{"an experience without an outcome says nothing", journal.Entry{Type: journal.Experience}, ""},
		{"a plan", journal.Entry{Type: journal.Plan}, "plan"},
		{"a check-in", journal.Entry{Type: journal.CheckIn}, "check-in"},
	} {
		if got := InAWord(&c.entry); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
