package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of a year of days.
const (
	CalendarTitle     = wording.Text("your-year")
	CalendarEmpty     = wording.Text("no-entries-yet")
	CalendarEmptyMore = wording.Text("each-day-with-an-entry-becomes-a-square")

	// The values that a day can show.
	CalendarEntries     = wording.Text("entries-inline")
	CalendarPerformance = wording.Text("performance-inline")
	CalendarStress      = wording.Text("stress-inline")
	CalendarEfficacy    = wording.Text("how-sure-you-were-inline")
)

// CalendarHeader returns the column heads of its table.
func CalendarHeader() []string {
	return []string{wording.Say("day"), wording.Say("entries"), wording.Say("performance"), wording.Say("stress"), wording.Say("how-sure")}
}

// CalendarMark returns the label of a day.
func CalendarMark(d insight.CalendarDay) string {
	label := detailed(ShortDay(d.Day), Entries(d.Entries))
	for _, m := range []struct {
		name string
		of   insight.Number
	}{{wording.Say("performance-inline"), d.Performance}, {wording.Say("stress-inline"), d.Stress}, {wording.Say("efficacy"), d.Efficacy}} {
		if v, ok := m.of.Get(); ok {
			label = listed(label, wording.Say("name-value", wording.V{"Name": m.name, "Value": Whole(v)}))
		}
	}
	return label
}
