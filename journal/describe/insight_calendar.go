package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Calendar counts entries; it does not mention days without any, which are no failing.
func Calendar(r insight.CalendarResult) string {
	if r.Days == 0 {
		return wording.Say("this-needs-entries-each-day-that-has")
	}
	with := wording.V{"Entries": r.Entries, "Days": r.Days, "First": wording.Day(r.Cells[0].Day), "Last": wording.Day(r.Cells[r.Days-1].Day)}
	if r.Days == 1 {
		return wording.Count(r.Entries, "you-have-n-entries-on-one-day-first", with)
	}
	return wording.Say("you-have-entries-entries-on-days-days", with)
}

// ExplainCalendar explains the days at a glance.
func ExplainCalendar() Explanation {
	return Explanation{
		How:    wording.Say("each-day-that-has-entries-shows-how"),
		Limits: wording.Say("a-day-without-entries-says-nothing"),
		Source: wording.Say("plain-counts-and-means-with-no-further"),
	}
}
