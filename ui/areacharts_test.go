package ui

import (
	"path/filepath"
	"testing"

	"enactive/journal"
)

func TestTheChartOfAGoalIsReadAsATableAndSaved(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	a := j.Areas()[0].Clone()
	a.Goals[0].Aim = journal.Aim{Of: "performance", Value: 90}
	if _, err := j.SaveArea(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.manageArea(a.ID) })
	d.shows("The goal: at least 90", "Copy", "As a table")
	d.hides("As a chart")
	d.follow("As a table")
	d.shows("As a chart", "28 February 2026")
	d.do(func(x *mainWindow) { x.pages.areas.Refresh() })
	d.shows("As a chart", "28 February 2026")
	d.follow("As a chart")
	d.hides("As a chart")
	d.follow("Save")
	file := filepath.Join(t.TempDir(), "goal.tsv")
	d.fill(0, file)
	d.press("Save")
	d.shows("It is not encrypted")
}
