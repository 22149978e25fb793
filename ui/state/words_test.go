package state

import (
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
)

var today = journal.Date{Year: 2026, Month: time.March, Day: 4} // a Wednesday

func TestADayIsWordedAsPeopleSayIt(t *testing.T) {
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

func TestAMomentIsReadAsPeopleTypeIt(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	near := time.Date(2026, 3, 4, 18, 5, 0, 0, zone)
	for _, c := range []struct {
		typed string
		want  time.Time
	}{
		{"2026-03-01 07:30", time.Date(2026, 3, 1, 7, 30, 0, 0, zone)},
		{"  2026-03-01 07:30:09 ", time.Date(2026, 3, 1, 7, 30, 9, 0, zone)},
		{"2026-03-01T07:30", time.Date(2026, 3, 1, 7, 30, 0, 0, zone)},
		{"2026-03-01", time.Date(2026, 3, 1, 0, 0, 0, 0, zone)},
	} {
		got, err := ParseMoment(c.typed, near)
		if err != nil || !got.Equal(c.want) {
			t.Errorf("ParseMoment(%q) = %v, %v; want %v", c.typed, got, err, c.want)
		}
	}
	for _, typed := range []string{"", "yesterday", "2026-02-31 10:00", "2026-03-01 25:00", "1/3/2026"} {
		_, err := ParseMoment(typed, near)
		if err == nil {
			t.Errorf("ParseMoment(%q) found a time", typed)
			continue
		}
		if !strings.Contains(err.Error(), "write it like 2026-03-04 18:05") {
			t.Errorf("ParseMoment(%q) says %q and not what would be right", typed, err)
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
