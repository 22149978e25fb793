package main

import "testing"

// TestAChartByMouseAndKeys opens a small insight by its title, and has it as a table from the menu of its chart,
// which the keyboard reaches.
func TestAChartByMouseAndKeys(t *testing.T) {
	t.Parallel()
	c := clicking(t, openJournal(t))
	c.sees(computed)
	c.clickOn("Insights", inRail)
	c.scrollTo(middle(c.place("Streaks and slumps")), "Stress and performance")
	c.clickOn("Stress and performance")
	c.press("shift+Tab", "Return") // from the chart to the icon before it
	c.clickOn("As a table")
	c.clickOn("As a chart")
	c.misses("As a chart")
}
