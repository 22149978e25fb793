package dayview

import (
	"time"

	"enactive/journal"
)

// sinceWeekStart returns how many days of its week are before a day.
func sinceWeekStart(d journal.Date, weekStart time.Weekday) int {
	return int(d.In(time.UTC).Weekday()-weekStart+7) % 7
}

// daysOfMonth is how many days the month of a day has.
func daysOfMonth(d journal.Date) int {
	return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// inMonth is the day of that number so many months away, or the last of its month where
// that is shorter.
func inMonth(d journal.Date, months int) journal.Date {
	first := time.Date(d.Year, d.Month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	to := journal.DateOf(first)
	to.Day = min(d.Day, daysOfMonth(to))
	return to
}

// WithinReach limits a day to the years that the journal supports.
func WithinReach(d journal.Date) journal.Date {
	first := journal.Date{Year: journal.FirstYear, Month: time.January, Day: 1}
	last := journal.Date{Year: journal.LastYear, Month: time.December, Day: 31}
	switch {
	case d.Before(first):
		return first
	case last.Before(d):
		return last
	}
	return d
}

// daysBetween returns how many days b is after a.
func daysBetween(a, b journal.Date) int {
	return int(b.In(time.UTC).Sub(a.In(time.UTC)).Hours() / 24)
}
