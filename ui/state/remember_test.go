package state

import (
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// rememberable makes a journal of two areas with wins, at noon of 4 March 2026.
func rememberable(t *testing.T) (*journal.Journal, journal.Area, journal.Area) {
	t.Helper()
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	j, err := journal.Create(t.Context(), t.TempDir()+"/j", vault.NoPassphrase(), journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	var areas [2]journal.Area
	for i, name := range []string{"Running", "Pitches"} {
		if areas[i], err = j.SaveArea(t.Context(), journal.Area{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	return j, areas[0], areas[1]
}

func wrote(t *testing.T, j *journal.Journal, e journal.Entry) *journal.Entry {
	t.Helper()
	if e.Source == "" && e.Type != journal.CheckIn {
		e.Source = journal.SourceMastery
	}
	kept, err := j.Save(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func won(area journal.AreaID, day time.Time, title, happened string) journal.Entry {
	return journal.Entry{Area: area, Time: day, Title: title, Happened: happened, Outcome: journal.Success, Kind: journal.KindStretch,
		Difficulty: optional.Some(journal.Difficulty(9)), Effort: optional.Some(journal.Rating(95)), Luck: optional.Some(journal.Luck(0)),
		EfficacyBefore: optional.Some(journal.Rating(30)), Performance: optional.Some(journal.Rating(80))}
}

func TestTheWinIsOfTheAreaOfTheNextStretch(t *testing.T) {
	j, running, pitches := rememberable(t)
	wrote(t, j, won(running.ID, j.Now().AddDate(0, -1, 0), "The hill", "All of it, slowly."))
	wrote(t, j, won(pitches.ID, j.Now().AddDate(0, -2, 0), "The opera house", "They asked, and I knew."))
	plan := wrote(t, j, journal.Entry{Type: journal.Plan, Kind: journal.KindStretch, Area: pitches.ID, Time: j.Now().AddDate(0, 0, 3), Title: "The museum"})

	win, ok := Remember(j)
	if !ok || win.Entry.Title != "The opera house" || win.Before == nil || win.Before.ID != plan.ID {
		t.Errorf("got %+v, %v; want the win of the area whose stretch is near, and that plan", win, ok)
	}
}

func TestAWinNeedsATextAndANearStretch(t *testing.T) {
	j, running, _ := rememberable(t)
	if _, ok := Remember(j); ok {
		t.Error("an empty journal has a win")
	}
	wrote(t, j, won(running.ID, j.Now().AddDate(0, -1, 0), "The hill", ""))
	if _, ok := Remember(j); ok {
		t.Error("a win without a word is shown for reading again")
	}
	wrote(t, j, won(running.ID, j.Now().AddDate(0, -1, 0), "The wood", "Seventeen."))
	wrote(t, j, journal.Entry{Type: journal.Plan, Kind: journal.KindStretch, Area: running.ID, Time: j.Now().AddDate(0, 0, nearDays+1), Title: "Far off"})
	if win, ok := Remember(j); !ok || win.Before != nil || win.Entry.Title != "The wood" {
		t.Errorf("got %+v, %v; want the win, and no stretch", win, ok)
	}
}

func TestOnThisDayLooksAtTheSameDayOfEarlierYears(t *testing.T) {
	j, running, _ := rememberable(t)
	for title, day := range map[string]time.Time{
		"today": j.Now(), "a year ago": j.Now().AddDate(-1, 0, 0), "two years ago": j.Now().AddDate(-2, 0, 0), "the day before": j.Now().AddDate(-1, 0, -1),
	} {
		wrote(t, j, journal.Entry{Area: running.ID, Time: day, Title: title})
	}
	var got []string
	for _, e := range OnThisDay(j, 5) {
		got = append(got, e.Title)
	}
	if len(got) != 2 || got[0] != "a year ago" || got[1] != "two years ago" {
		t.Errorf("got %q", got)
	}
}

func TestTheWeekBeginsOnTheChosenDay(t *testing.T) {
	j, running, _ := rememberable(t) // a Wednesday
	for _, back := range []int{0, 2, 3, 4} {
		wrote(t, j, journal.Entry{Area: running.ID, Time: j.Now().AddDate(0, 0, -back), Title: "x"})
	}
	if got := ThisWeek(j, time.Monday); got != 2 {
		t.Errorf("from Monday on: %d, want 2", got)
	}
	if got := ThisWeek(j, time.Sunday); got != 3 {
		t.Errorf("from Sunday on: %d, want 3", got)
	}
}
