package main

import (
	"math"
	"path/filepath"
	"testing"

	"enactive/journal"
)

// TestAWalkByMouseAlone goes through every page, opens an entry by a click on its row, and moves
// what is longer than the window by the wheel.
func TestAWalkByMouseAlone(t *testing.T) {
	c := clicking(t, openJournal(t))
	for _, page := range []struct{ name, shows string }{
		{"Entries", "Choose an entry to read it."}, {"Calendar", "Open the day"}, {"Areas", "This area"}, {"Insights", "Streaks and slumps"}, {"Review", "What you tried"}, {"Safety", "Add a passphrase"}, {"Settings", "Appearance"},
	} {
		c.clickOn(page.name, inRail)
		c.sees(page.shows)
	}
	c.scrollTo(middle(c.place("Appearance")), "Licences")
	c.clickOn("Entries", inRail)
	c.clickOn("Run 11", first)
	c.sees("Run 11", rightOf("Filter"))
	c.clickOn("Run 12", first)
	c.sees("Run 12", rightOf("Filter"))
	c.clickOn("Home", inRail)
	c.sees("Lately")
	c.program.end(c.screen)
	if words := c.program.said(); len(words) > 0 {
		t.Errorf("the program said on the terminal: %s", words)
	}
}

// TestADayByMouse is TestADayWithoutAMouse the other way round.
func TestADayByMouse(t *testing.T) {
	folder := openJournal(t)
	c := clicking(t, folder)
	to := func(name string) string { return filepath.Join(c.home, name) }

	c.sees(computed)
	c.clickOn("How did it go?")
	c.clickOn("Save")
	c.clickOn("Say how it came out")
	c.misses("Say how it came out")
	c.clickOn("Success")
	c.clickOn("Save")
	c.sees("Lately")

	c.clickOn("Write", inRail)
	c.fill("What did you do?", "Begun in the quick entry")
	c.clickOnCross()
	c.clickOn("Write", inRail)
	c.seesTyped("Begun in the quick entry")
	c.saveQuick()

	c.clickOn("Write", inRail)
	c.fill("What did you do?", "Intervals on the track")
	c.clickOn("More …")
	c.sees("An experience")
	c.replace("When", "2026-02-03 18:30")
	c.clickOn("Save")
	c.sees("Lately")

	c.clickOn("Plan something")
	c.fill("What are you going to do?", "The long one")
	c.clickOn("Save")
	c.sees("Lately")
	c.clickOn("Entries", inRail)
	c.fillIn("Search in everything you wrote", "long one")
	c.sees("1 entry")
	c.clickOn("plan")
	c.clickOn("Edit")
	c.sees("Change a plan")
	c.command("Save this plan for your calendar")
	c.replace("To the file", to("plan.ics"))
	c.clickOn("Save", beside("Cancel"))
	c.file(to("plan.ics"), "BEGIN:VCALENDAR")
	c.clickOn("Save")
	c.misses("Change a plan")

	c.clickOn("Insights", inRail)
	c.sees(computed)
	c.clickOn("Save", first)
	c.replace("To the file", to("chart.png"))
	c.clickOn("Save", beside("Cancel"))
	c.file(to("chart.png"), "\x89PNG")
	c.misses("Cancel")
	c.clickOn("Check in")
	c.rate("cannot do it", "certain you can", 72)
	c.clickOn("Save")
	c.sees("Streaks and slumps")

	c.clickOn("Settings", inRail)
	c.scrollTo(middle(c.place("Appearance")), "Choose a folder …")
	c.replace("To the file", to("all.csv"))
	c.clickOn("Export")
	c.file(to("all.csv"), "id,")

	j := c.journal(folder)
	if e := titled(t, j, "Hill repeats"); e.Type != journal.Experience || e.EfficacyBefore != rating(40) {
		t.Errorf("what was planned is %+v, want an experience with how sure one was before", e)
	}
	titled(t, j, "Begun in the quick entry")
	if e := titled(t, j, "Intervals on the track"); e.Time.Format("2006-01-02 15:04") != "2026-02-03 18:30" {
		t.Errorf("the entry is of %v", e.Time)
	}
	if e := titled(t, j, "The long one"); e.Type != journal.Plan {
		t.Errorf("the plan is %+v", e)
	}
	if all := j.Entries(journal.Query{Types: []journal.Type{journal.CheckIn}}); len(all) != 1 || !near(all[0].EfficacyAfter, 72) && !near(all[0].EfficacyBefore, 72) {
		t.Errorf("the check-ins are %+v", all)
	}
}

// near reports whether a rating is where the pointer clicked, but for the width of few pixels.
func near(r journal.OptRating, want float64) bool {
	got, ok := r.Get()
	return ok && math.Abs(float64(got)-want) <= 2
}
