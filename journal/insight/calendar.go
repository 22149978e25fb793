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
	for _, day := range byDay(d.Samples, func(s *Sample) bool { return !s.Planned }) {
		var sum DaySum
		for _, s := range day.samples {
			sum.Add(s)
		}
		cell := sum.Day()
		cell.Day, cell.IDs = day.day, day.ids()
		r.Cells = append(r.Cells, cell)
		r.Entries += cell.Entries
	}
	r.Days = len(r.Cells)
	return r
}

// DaySum sums up the entries of one day.
type DaySum struct {
	entries                                     int
	before, after, performance, stress, success mean
}

// Add counts an entry; of the sample only the ratings and the outcome matter.
func (d *DaySum) Add(s *Sample) {
	d.entries++
	d.before.add(s.Before)
	d.after.add(s.After)
	d.performance.add(s.Performance)
	d.stress.add(s.Stress)
	d.success.add(successOf(s))
}

// Day is the day without its date and its entries' ids.
func (d *DaySum) Day() CalendarDay {
	day := CalendarDay{
		Entries: d.entries, Performance: d.performance.value(), Stress: d.stress.value(),
		Efficacy: d.before.value(), Successes: d.success.value(),
	}
	if !day.Efficacy.IsSet() {
		day.Efficacy = d.after.value()
	}
	return day
}

// mean is the mean of the ratings that are added.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(n Number) {
	if v, ok := rating(n); ok {
		m.sum += v
		m.n++
	}
}

func (m *mean) value() Number {
	if m.n == 0 {
		return Number{}
	}
	return optional.Some(m.sum / float64(m.n))
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
