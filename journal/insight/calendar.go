package insight

import (
	"time"

	"enactive/journal/optional"
)

// Calendar says what each calendar day holds, in each entry's own offset: how many
// experiences and check-ins, and the means of their performance, stress and belief. Plans
// that have not happened are left out. Belief is that from before, as in the trend; where a
// day has none, it is that from after.
func Calendar(d Data) CalendarResult {
	var r CalendarResult
	r.Cells = CalendarDays(d.Samples)
	for _, c := range r.Cells {
		r.Entries += c.Entries
	}
	r.Days = len(r.Cells)
	return r
}

// CalendarDays computes the days of Calendar, in order.
func CalendarDays(samples []Sample) []CalendarDay {
	var cells []CalendarDay
	for _, day := range byDay(samples, func(s *Sample) bool { return !s.Planned }) {
		belief := day.meanOfRatings(beforeOf)
		if !belief.IsSet() {
			belief = day.meanOfRatings(afterOf)
		}
		cells = append(cells, CalendarDay{
			Day: day.day, Entries: len(day.samples), IDs: day.ids(),
			Performance: day.meanOfRatings(performanceOf), Stress: day.meanOfRatings(stressOf), Efficacy: belief,
			Successes: day.meanOfRatings(successOf),
		})
	}
	return cells
}

// successOf counts a success as 100 and a partial one as half of that.
func successOf(s *Sample) Number {
	switch s.Outcome {
	case NoOutcome:
		return Number{}
	case Success:
		return optional.Some(100.0)
	case Partial:
		return optional.Some(50.0)
	}
	return optional.Some(0.0)
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

// CalendarResult is what each day holds.
type CalendarResult struct {
	// Days counts days with entries, Entries the experiences and check-ins on them.
	Days    int `json:"days"`
	Entries int `json:"entries"`

	// Cells are the days that have entries, in order.
	Cells []CalendarDay `json:"-"`
}

// CalendarDay is one day with entries; its numbers are means over them.
type CalendarDay struct {
	Day                           time.Time // midnight UTC
	Entries                       int
	Performance, Stress, Efficacy Number
	// Successes is the percentage of the day's outcomes that were successes.
	Successes Number
	IDs       []string
}
