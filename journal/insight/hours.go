package insight

import (
	"cmp"
	"slices"
	"time"
)

const (
	// hoursMin is from how many tries on it is told when most of them are.
	hoursMin = 10
	// hoursShare is which share of all a quarter of a weekday needs to be named: a fifth.
	// There are 28 of them, and one is always ahead of the next by a little.
	hoursShare = 5
)

// Hours counts the experiences by weekday and two-hour part of the day, in each one's own
// offset, so that a morning away from home stays a morning. Plans and check-ins are left out.
func Hours(d Data) HoursResult {
	var r HoursResult
	type key struct {
		weekday time.Weekday
		hour    int
	}
	place := map[key]int{}
	var performance []dayEntries // by cell, for its mean
	for _, s := range slices.Backward(inOrder(d.Samples, (*Sample).isExperience)) {
		k := key{s.Time.Weekday(), s.Time.Hour() / 2 * 2}
		at, known := place[k]
		if !known {
			at = len(r.Cells)
			place[k] = at
			r.Cells, performance = append(r.Cells, HourCell{Weekday: k.weekday, Hour: k.hour}), append(performance, dayEntries{})
		}
		cell := &r.Cells[at]
		cell.Tries++
		if s.Outcome == Success {
			cell.Successes++
		}
		cell.IDs = append(cell.IDs, s.ID) // the newest first
		performance[at].samples = append(performance[at].samples, s)
		r.N++
	}
	for i := range r.Cells {
		r.Cells[i].Performance = performance[i].meanOfRatings(performanceOf)
	}
	slices.SortFunc(r.Cells, func(a, b HourCell) int {
		return cmp.Or(fromMonday(a.Weekday)-fromMonday(b.Weekday), a.Hour-b.Hour)
	})
	r.Text = hoursText(r)
	return r
}

// fromMonday is the place of a weekday in a week that begins on Monday, 0-6.
func fromMonday(d time.Weekday) int { return (int(d) + 6) % 7 }

// Finding is how much the hours say: they count, and infer nothing.
func (r HoursResult) Finding() Finding {
	if r.N == 0 {
		return NotEnough
	}
	return Facts
}

// HoursResult is what was tried at which weekday and hour.
type HoursResult struct {
	N    int    `json:"n"`
	Text string `json:"text"`

	// Cells are those that have tries, by weekday and part of the day.
	Cells []HourCell `json:"-"`
}

// HourCell is one weekday and two hours of it.
type HourCell struct {
	Weekday time.Weekday
	// Hour is the first of two hours, 0-22.
	Hour        int
	Tries       int
	Successes   int
	Performance Number // mean
	IDs         []string
}
