package insight

import (
	"cmp"
	"slices"
	"time"
)

const (
	// HoursMin is the minimum number of attempts before their most frequent time is reported.
	HoursMin = 10
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
		return cmp.Or(FromMonday(a.Weekday)-FromMonday(b.Weekday), a.Hour-b.Hour)
	})
	return r
}

// FromMonday is the place of a weekday in a week that begins on Monday, 0-6.
func FromMonday(d time.Weekday) int { return (int(d) + 6) % 7 }

// Finding is how much the hours say: they count, and infer nothing.
func (r HoursResult) Finding() Finding {
	if r.N == 0 {
		return NotEnough
	}
	return Facts
}

// Quarter is a quarter of a weekday: the night, the morning, the afternoon or the evening.
type Quarter struct {
	Weekday time.Weekday
	// Part is 0 for the six hours from midnight on, up to 3 for the evening.
	Part int
	// Tries counts the attempts in it.
	Tries int
}

// Busiest is the quarter of a weekday that has most of the attempts. It is false if another one
// has as many, or if it has less than a fifth of all.
func (r HoursResult) Busiest() (Quarter, bool) {
	type place struct {
		weekday time.Weekday
		part    int
	}
	quarters := map[place]int{}
	for _, c := range r.Cells {
		quarters[place{c.Weekday, c.Hour / 6}] += c.Tries
	}
	var most Quarter
	alone := false
	for at, n := range quarters {
		switch {
		case n > most.Tries:
			most, alone = Quarter{at.weekday, at.part, n}, true
		case n == most.Tries:
			alone = false
		}
	}
	return most, alone && hoursShare*most.Tries >= r.N
}

// UsualPart is the part of the day, as in a Quarter, with more than half of the attempts; false if there is none.
func (r HoursResult) UsualPart() (part, tries int, ok bool) {
	var parts [4]int
	for _, c := range r.Cells {
		parts[c.Hour/6] += c.Tries
	}
	for part, n := range parts {
		if 2*n > r.N {
			return part, n, true
		}
	}
	return 0, 0, false
}

// HoursResult is what was tried at which weekday and hour.
type HoursResult struct {
	N int `json:"n"`

	// Cells are those that have attempts, by weekday and part of the day.
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
