package describe

import (
	"enactive/journal/wording"
)

// The captions of the chart of obstacles.
const (
	ObstaclesTitle     = wording.Text("what-stood-in-the-way")
	ObstaclesEmpty     = wording.Text("no-obstacles-named-yet")
	ObstaclesEmptyMore = wording.Text("obstacles-that-you-name-in-entries")
	ObstaclesOvercome  = wording.Text("overcome-inline")
	ObstaclesMet       = wording.Text("met-not-overcome")
)

// ObstaclesHeader returns the column heads of its table.
func ObstaclesHeader() []string {
	return []string{wording.Say("obstacle"), wording.Say("times"), wording.Say("overcome"), wording.Say("share"), wording.Say("likely-from"), wording.Say("likely-to")}
}

// ObstaclesCount returns how often an obstacle was overcome.
func ObstaclesCount(times, overcome int) string {
	return wording.Say("overcome-overcome-of-times-times", wording.V{"Overcome": overcome, "Times": times})
}

// ObstaclesMark returns the label of an obstacle.
func ObstaclesMark(name string, times, overcome int) string {
	return detailed(name, ObstaclesCount(times, overcome))
}
