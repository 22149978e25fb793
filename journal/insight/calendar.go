package insight

import (
	"fmt"
	"time"

	"enactive/journal/wording"
)

// Calendar says what each calendar day holds, in each entry's own offset: how many
// experiences and check-ins, and the means of their performance, stress and belief. Plans
// that have not happened are left out. Belief is that from before, as in the trend; where a
// day has none, it is that from after.
func Calendar(d Data) CalendarResult {
	var r CalendarResult
	for _, day := range byDay(d.Samples, func(s *Sample) bool { return !s.Planned }) {
		r.Entries += len(day.samples)
		belief := day.meanOfRatings(beforeOf)
		if !belief.IsSet() {
			belief = day.meanOfRatings(afterOf)
		}
		r.Cells = append(r.Cells, CalendarDay{
			Day: day.day, Entries: len(day.samples), IDs: day.ids(),
			Performance: day.meanOfRatings(performanceOf), Stress: day.meanOfRatings(stressOf), Efficacy: belief,
		})
	}
	r.Days = len(r.Cells)
	r.Text = calendarText(r)
	return r
}

func beforeOf(s *Sample) Number { return s.Before }

func afterOf(s *Sample) Number { return s.After }

// Finding is how much the calendar says: it counts, and infers nothing.
func (r CalendarResult) Finding() Finding {
	if r.Days == 0 {
		return NotEnough
	}
	return Facts
}

// calendarText counts; it says nothing of days without entries, which are nobody's fault.
func calendarText(r CalendarResult) string {
	if r.Days == 0 {
		return "This needs entries; each day that has one then shows here."
	}
	first, last := r.Cells[0].Day, r.Cells[r.Days-1].Day
	entries := wording.Count(r.Entries, "{{.N}} entry", "{{.N}} entries")
	if r.Days == 1 {
		return fmt.Sprintf("You have %s on one day, %s.", entries, first.Format(dayWords))
	}
	return fmt.Sprintf("You have %s on %s days, from %s to %s.", entries, wording.Thousands(r.Days), first.Format(dayWords), last.Format(dayWords))
}

// dayWords writes a day as "3 March 2026".
const dayWords = "2 January 2006"

// ExplainCalendar explains the days at a glance.
func ExplainCalendar() Explanation {
	return Explanation{
		How:    "Each day that has entries shows how many, or the mean of what you rated on that day: performance, stress, or belief. Belief is what you rated before an experience or in a check-in; only where a day has none of these, what you rated after. Plans are left out.",
		Limits: "A day without entries says nothing about that day. A mean of one entry is that entry.",
		Source: "Plain counts and means; no method stands behind them",
	}
}

// CalendarResult is what each day holds.
type CalendarResult struct {
	// Days counts days with entries, Entries the experiences and check-ins on them.
	Days    int    `json:"days"`
	Entries int    `json:"entries"`
	Text    string `json:"text"`

	// Cells are the days that have entries, in order.
	Cells []CalendarDay `json:"-"`
}

// CalendarDay is one day with entries; its numbers are means over them.
type CalendarDay struct {
	Day                           time.Time // midnight UTC
	Entries                       int
	Performance, Stress, Efficacy Number
	IDs                           []string
}
