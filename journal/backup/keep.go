package backup

import (
	"slices"
	"time"
)

// How many backups are kept: the last ones, and the newest of each of the last days, weeks and
// months with a backup.
const (
	keepLast    = 10
	keepDaily   = 14
	keepWeekly  = 8
	keepMonthly = 12
)

// Keep returns which of the backups made at these times are kept, in their order: the last 10, the
// newest of each of the last 14 days, 8 weeks (from Monday) and 12 months that have one.
// Days are those of now's time zone. Backups dated after now, by a wrong clock, are kept but
// not counted, so that they never displace an older backup.
func Keep(times []time.Time, now time.Time) []bool {
	keep := make([]bool, len(times))
	var past []int
	for i, t := range times {
		if keep[i] = t.After(now); !keep[i] {
			past = append(past, i)
		}
	}
	slices.SortStableFunc(past, func(a, b int) int { return times[b].Compare(times[a]) })
	for _, i := range past[:min(keepLast, len(past))] {
		keep[i] = true
	}
	for _, rule := range []struct {
		most   int
		period func(time.Time) period
	}{
		{keepDaily, dayOf}, {keepWeekly, weekOf}, {keepMonthly, monthOf},
	} {
		seen := map[period]bool{}
		for _, i := range past {
			p := rule.period(times[i].In(now.Location()))
			if !seen[p] && len(seen) < rule.most {
				seen[p], keep[i] = true, true
			}
		}
	}
	return keep
}

// period is a day, a week or a month.
type period struct{ year, part int }

func dayOf(t time.Time) period { return period{t.Year(), t.YearDay()} }

func weekOf(t time.Time) period {
	year, week := t.ISOWeek()
	return period{year, week}
}

func monthOf(t time.Time) period { return period{t.Year(), int(t.Month())} }
