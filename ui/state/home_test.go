package state

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// newJournal makes an empty journal at noon of a fixed day.
func newJournal(t *testing.T) *journal.Journal {
	t.Helper()
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

func addArea(t *testing.T, j *journal.Journal, a journal.Area) journal.Area {
	t.Helper()
	a, err := j.SaveArea(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func add(t *testing.T, j *journal.Journal, e journal.Entry) {
	t.Helper()
	if _, err := j.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

// titles are those of entries in their order.
func titles(entries []*journal.Entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Title)
	}
	return strings.Join(all, ", ")
}

func rating(v float64) journal.OptRating { return optional.Some(journal.Rating(v)) }

// rise adds n experiences, one every other day up to yesterday, ever surer.
func rise(t *testing.T, j *journal.Journal, area journal.AreaID, n int) {
	t.Helper()
	for i := range n {
		share := float64(i) / float64(n)
		add(t, j, journal.Entry{Area: area, Time: noon.AddDate(0, 0, -1-2*(n-1-i)), Title: fmt.Sprintf("Try %d", i+1), Source: journal.SourceMastery,
			Outcome: journal.Success, Performance: rating(40 + 50*share), Stress: rating(50), EfficacyAfter: rating(20 + 60*share)})
	}
}

func TestHomeSaysWhatAnAreaShows(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	rise(t, j, running.ID, 40)
	add(t, j, journal.Entry{Type: journal.Plan, Area: running.ID, Time: noon.AddDate(0, 0, 1), Title: "The hill", Source: journal.SourceMastery})
	add(t, j, journal.Entry{Type: journal.Plan, Area: running.ID, Time: noon.AddDate(0, 0, 9), Title: "The race", Source: journal.SourceMastery})
	addArea(t, j, journal.Area{Name: "Piano"})
	addArea(t, j, journal.Area{Name: "Given up", Archived: true})

	cards := home(t, j)
	if len(cards) != 2 {
		t.Fatalf("home shows %d areas, want the two that are not archived", len(cards))
	}
	first, empty := cards[0], cards[1]
	if first.Area.Name != "Running" {
		first, empty = empty, first
	}
	if first.Entries != 40 {
		t.Errorf("the area holds %d entries, want the 40 experiences without the plans", first.Entries)
	}
	if !strings.Contains(first.Sentence, "taken as a straight line over your 40 rated days") {
		t.Errorf("of a steady rise home says %q", first.Sentence)
	}
	if first.Next != "Tomorrow: The hill" {
		t.Errorf("the next plan reads %q, want the nearest one", first.Next)
	}
	if n := len(first.Levels); n != 64 {
		t.Fatalf("the line has %d points, want 32", n)
	}
	if from, to := first.Levels[0], first.Levels[63]; from > 35 || to < 65 {
		t.Errorf("the line goes from %.0f to %.0f, want the rise from about 20 to about 80", from, to)
	}
	if empty.Entries != 0 || empty.Levels != nil || empty.Next != "" || empty.Sentence == "" {
		t.Errorf("an area without entries shows %d entries, %d points, %q, and says %q", empty.Entries, len(empty.Levels), empty.Next, empty.Sentence)
	}
}

func TestACurveIsSampledEvenly(t *testing.T) {
	curve := []insight.LevelPoint{{Day: 0, Level: 10}, {Day: 1, Level: 20}, {Day: 10, Level: 110}}
	got := levels(curve, 11)
	for i, want := range []float64{10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110} {
		if math.Abs(got[i]-want) > 1e-9 {
			t.Errorf("day %d reads %g, want %g", i, got[i], want)
		}
	}
	if got := levels(curve[:1], 5); got != nil {
		t.Errorf("one point gives the line %v, want none", got)
	}
}

func TestDuePlansAndRecentEntries(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	for _, e := range []journal.Entry{
		{Type: journal.Plan, Time: noon.AddDate(0, 0, -2), Title: "Missed"},
		{Type: journal.Plan, Time: noon.Add(3 * time.Hour), Title: "This afternoon"},
		{Type: journal.Plan, Time: noon.AddDate(0, 0, 1), Title: "Tomorrow"},
		{Time: noon.AddDate(0, 0, -3), Title: "Old"},
		{Time: noon.AddDate(0, 0, -1), Title: "New"},
		{Type: journal.CheckIn, Time: noon.Add(-time.Hour), Title: "Newest", EfficacyBefore: rating(50)},
	} {
		e.Area = running.ID
		if e.Type != journal.CheckIn {
			e.Source = journal.SourceMastery
		}
		add(t, j, e)
	}
	if got, want := titles(Due(j, 5)), "This afternoon"; got != want {
		t.Errorf("due are %s, want %s", got, want)
	}
	if got, want := titles(Lately(j, 2)), "Newest, New"; got != want {
		t.Errorf("lately were %s, want %s", got, want)
	}
}
