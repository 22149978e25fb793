package describe

import (
	"time"

	"enactive/journal/wording"
)

// The captions of the chart of recent pressure; without entries it has those of the chart of
// stress and performance.
const (
	FatigueTitle       = wording.Text("recent-pressure-and-performance")
	FatigueEmptyMore   = wording.Text("days-with-both-become-dots-here")
	FatigueConsidered  = wording.Text("the-six-weeks-considered")
	FatigueStress      = wording.Text("stress-inline")
	FatiguePerformance = wording.Text("performance-inline")
)

// FatigueHeader returns the column heads of its table.
func FatigueHeader() []string {
	return []string{wording.Say("day"), wording.Say("stress"), wording.Say("performance"), wording.Say("in-the-six-weeks")}
}

// FatigueMark returns the label of a day's value of the series name.
func FatigueMark(day time.Time, name string, value float64) string {
	return wording.Say("day-name-value", wording.V{"Day": ShortDay(day), "Name": name, "Value": Tenth(value)})
}
