package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
)

func TestAnExperimentIsBegunTriedSkippedAndEnded(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	area := j.Areas()[0]
	d.do(func(x *mainWindow) { x.manageArea(area.ID) })
	d.shows("Experiments", "in an order that a coin decides")
	d.press("Begin an experiment …")
	d.shows("14 of 100 experiments of 10 pairs find it")
	d.typeKeys("Slow breathing")
	d.press("Cancel")
	d.press("Begin an experiment …")
	d.keys(fyne.KeyReturn)
	d.typeKeys("Four minutes of it")
	d.press("Begin it")
	d.shows("The experiment has begun.", "Slow breathing", "0 of 10 pairs are done.")
	if all := j.Experiments(); len(all) != 1 || all[0].Revealed != 0 || all[0].With != "Four minutes of it" {
		t.Fatalf("the experiments are %+v", all)
	}

	d.press("Begin the next try")
	d.shows("“Slow breathing”. Try 1 of 20", "What did you really do?")
	if x := j.Experiments()[0]; x.Revealed != 1 {
		t.Errorf("%d places are revealed", x.Revealed)
	}
	d.typeKeys("Round the park")
	d.press("Save")
	entries := j.Entries(journal.Query{Text: "Round the park"})
	if len(entries) != 1 || entries[0].Experiment.Experiment != j.Experiments()[0].ID || entries[0].Experiment.Done != "" {
		t.Fatalf("the try is %+v", entries)
	}

	d.do(func(x *mainWindow) { x.manageArea(area.ID) })
	d.press("Plan the next try")
	d.shows("Try 2 of 20")
	d.do(func(x *mainWindow) { x.manageArea(area.ID) })
	d.press("Skip this try …")
	d.press("Skip it")
	d.shows("Skipped.")
	d.press("End it …")
	d.shows("it was ended early is said for ever")
	d.press("End it")
	d.shows("No pair has both ratings", "Ended on")
	if x := j.Experiments()[0]; !x.EndedEarly || len(x.Skipped) != 1 {
		t.Errorf("the experiment is %+v", x)
	}
}
