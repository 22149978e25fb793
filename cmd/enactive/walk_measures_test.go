package main

import (
	"testing"

	"enactive/journal"
	"enactive/journal/optional"
)

// TestADayIsFilledInWithoutAMouse makes a measure of days by keys alone, and gives today and
// yesterday a value of it.
func TestADayIsFilledInWithoutAMouse(t *testing.T) {
	t.Parallel()
	folder := openJournal(t)
	w := startWalker(t, folder)
	w.command("New measure")
	w.types("Cups of tea")
	w.keys("the measure is saved", "Return", "Return", "Return", "Return", "Return")
	w.keys("the form of today opens", "ctrl+d")
	w.press("3") // a digit changes no more of the picture than a cursor
	w.keys("today is saved, and yesterday shown", "ctrl+Prior")
	w.press("0")
	w.keys("yesterday is saved", "ctrl+Return")
	w.keys("that is undone", "ctrl+z")
	w.keys("and done again", "ctrl+shift+z")

	j := w.journal(folder)
	tea, ok := j.MeasureNamed("Cups of tea")
	if !ok || !tea.OfDay {
		t.Fatalf("the measure is %+v, %v", tea, ok)
	}
	days := j.Days(journal.Date{}, journal.Date{})
	if len(days) != 2 || journal.ValueOf(days[0].Values, tea.ID) != optional.Some(0.0) || journal.ValueOf(days[1].Values, tea.ID) != optional.Some(3.0) {
		t.Errorf("the days are %+v, want 0 yesterday and 3 today", days)
	}
}
