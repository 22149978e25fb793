package insight

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"enactive/journal/wording"
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

// hoursText says when most of the tries are, and not which time is better.
func hoursText(r HoursResult) string {
	tries := wording.Count(r.N, "{{.N}} try", "{{.N}} tries")
	switch {
	case r.N == 0:
		return "This needs experiences; it then shows on which weekdays and at which hours you try things."
	case r.N < hoursMin:
		return fmt.Sprintf("You have %s so far; from %d on, this says when most of them are.", tries, hoursMin)
	}
	when, most, alone := busiest(r.Cells)
	switch {
	case !alone || hoursShare*most < r.N:
		return fmt.Sprintf("Your %s are spread over the week, and no one time of it stands out.", tries)
	case most == r.N:
		return fmt.Sprintf("All %s of your tries are on %s.", wording.Thousands(r.N), when)
	case 2*most > r.N:
		return fmt.Sprintf("Most of your tries are on %s: %s of %s.", when, wording.Thousands(most), wording.Thousands(r.N))
	}
	return fmt.Sprintf("More of your tries are on %s than at any other time of the week: %s of %s.", when, wording.Thousands(most), wording.Thousands(r.N))
}

// busiest is the quarter of a weekday that has most tries; it is not alone if another has as many.
func busiest(cells []HourCell) (when string, most int, alone bool) {
	quarters := map[string]int{}
	for _, c := range cells {
		quarters[quarterWords(c)] += c.Tries
	}
	for words, n := range quarters {
		switch {
		case n > most:
			when, most, alone = words, n, true
		case n == most:
			alone = false
		}
	}
	return when, most, alone
}

// quarterWords names a quarter of a weekday, such as "Tuesday evenings".
func quarterWords(c HourCell) string {
	day := c.Weekday.String()
	switch {
	case c.Hour < 6:
		return day + "s before 6:00"
	case c.Hour < 12:
		return day + " mornings"
	case c.Hour < 18:
		return day + " afternoons"
	}
	return day + " evenings"
}

// ExplainHours explains weekdays and hours.
func ExplainHours() Explanation {
	return Explanation{
		How:    "Each experience counts once, at the weekday and the two hours in which it happened, by the clock of the place where it was. Plans and check-ins are left out. With each weekday and hour you see how many there were, how many were a success, and the mean performance.",
		Limits: "It says when you try things and not which hour is better: what you do at which hour differs too, and most hours hold few entries. An entry whose time you did not set has the time at which you wrote it.",
		Source: "Plain counts and means; no method stands behind them",
	}
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
