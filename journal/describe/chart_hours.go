package describe

import (
	"fmt"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of attempts by weekday and hour.
const (
	HoursTitle     = wording.Text("when-you-try")
	HoursEmpty     = wording.Text("no-attempts-yet")
	HoursEmptyMore = wording.Text("your-attempts-appear-here-by-weekday")
)

// HoursHeader returns the column heads of its table.
func HoursHeader() []string {
	return []string{wording.Say("weekday"), wording.Say("hours"), wording.Say("attempts"), wording.Say("successes"), wording.Say("mean-performance")}
}

// HoursRow is a row of its table.
func HoursRow(h insight.HourCell) []string {
	return []string{wording.WeekdayName(h.Weekday), hoursFrom(h.Hour), wording.Thousands(h.Tries), wording.Thousands(h.Successes), TenthIfAny(h.Performance)}
}

// HoursMark returns the label of two hours of a weekday.
func HoursMark(h insight.HourCell) string {
	count := listed(wording.Count(h.Tries, "n-attempts"), wording.Count(h.Successes, "n-successes"))
	return wording.Say("weekday-hours-count", wording.V{"Weekday": wording.WeekdayName(h.Weekday), "Hours": hoursFrom(h.Hour), "Count": count})
}

func hoursFrom(hour int) string { return fmt.Sprintf("%d–%d", hour, hour+2) }
