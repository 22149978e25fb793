package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// begun is a journal with the first n entries of somebody, up to 11.
func begun(t *testing.T, n int) string {
	t.Helper()
	clock := time.Date(2026, 2, 25, 18, 0, 0, 0, time.UTC)
	folder := filepath.Join(t.TempDir(), "journal")
	j, err := journal.Create(t.Context(), folder, vault.NoPassphrase(), journal.Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	area, err := j.SaveArea(t.Context(), journal.Area{Name: "Piano", Purpose: "To play for others.", Color: 210})
	if err != nil {
		t.Fatal(err)
	}
	rating := func(v int) journal.OptRating { return optional.Some(journal.Rating(v)) }
	happened := "Two slips in the middle, and I went on as if nothing had been; " + strings.Repeat("she noticed neither, and asked for the ending once more. ", 4)
	for i := range n {
		sure := rating(40 + i*37%30)
		e := journal.Entry{Area: area.ID, Source: journal.SourceMastery, Time: clock, Title: fmt.Sprintf("Round %d", i+1), Outcome: journal.Outcomes()[i%3], Performance: rating(50 + 3*i), EfficacyAfter: sure}
		switch i % 4 {
		case 0:
			e.Happened, e.Effort, e.Luck, e.Difficulty = happened, rating(80), optional.Some(journal.Luck(0)), optional.Some(journal.Difficulty(7))
		case 2:
			e = journal.Entry{Area: area.ID, Type: journal.CheckIn, Time: clock, EfficacyBefore: sure, Note: "Less sure than this morning."}
		case 3:
			e.Lessons = []string{"Half the speed, twice the calm."}
		}
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(14 * time.Hour)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestGoldenFirstWeek(t *testing.T) {
	takesLong(t)
	for _, n := range []int{1, 3, 7, 11} {
		d := open(t, begun(t, n))
		d.still(t, fyne.NewSize(1280, 800), fmt.Sprintf("home_first_%d.png", n))
	}
}

func TestTheFirstEntriesAreShownOnce(t *testing.T) {
	d := open(t, begun(t, 4))
	d.shows("Piano: your first entries", "Half the speed, twice the calm.", "In order of time:")
	d.hides("Worth reading again")
	d.hides("run of successes")
	if said := strings.Count(d.words(), "Two slips in the middle"); said > 2 { // a paragraph is said whole and by its lines
		t.Errorf("a quotation is there %d times in\n%s", said, d.words())
	}
}

func TestAnInsightOnItsWayShowsAnExample(t *testing.T) {
	d := open(t, begun(t, 7))
	d.follow("Insights")
	d.shows("What it will look like")
	d.hides("As a chart")
	d.follow("What it will look like")
	d.shows("As a chart")
	d.act("As a table")
	d.shows("As a chart", "What it will look like")
	d.follow("As a chart")
	d.hides("As a chart")
}

// TestHomeSaysNothingOfEntriesThatAreNotThere looks at home before and after the first entry.
func TestHomeSaysNothingOfEntriesThatAreNotThere(t *testing.T) {
	d := open(t, begun(t, 0))
	d.shows("No entries yet", "A question worth asking now")
	d.hides("What is there so far, one by one.")
	d = open(t, begun(t, 1))
	d.shows("What is there so far, one by one.")
}

// TestWhatASlumpShowsStandsFirst fails if the first thing that a page of insights says is what it lacks, while it claims something.
func TestWhatASlumpShowsStandsFirst(t *testing.T) {
	clock := time.Date(2026, 1, 10, 18, 0, 0, 0, time.UTC)
	folder := filepath.Join(t.TempDir(), "journal")
	j, err := journal.Create(t.Context(), folder, vault.NoPassphrase(), journal.Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	area, err := j.SaveArea(t.Context(), journal.Area{Name: "Piano"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 46 {
		e := journal.Entry{Area: area.ID, Source: journal.SourceMastery, Time: clock, Title: "A round", Outcome: journal.Success}
		switch {
		case i >= 34 && i%3 != 0:
			e.Outcome = journal.Setback
		case i%4 == 0:
			e.Outcome = journal.Partial
		}
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(24 * time.Hour)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	d.insightsOf(0)
	d.shows("A slump since")
	d.hides("Closest to appearing")
}
