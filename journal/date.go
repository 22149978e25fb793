package journal

import (
	"fmt"
	"strconv"
	"time"

	"enactive/journal/fault"
)

// Date is a calendar day, without a time of day or an offset. The zero Date is "no day".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the calendar day of t in t's own offset.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a day written as 2006-01-02. A day that does not exist is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date; write a day of the calendar like 2026-11-23", s)
	}
	return DateOf(t), nil
}

// IsZero reports whether d is "no day".
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d is before o.
func (d Date) Before(o Date) bool {
	if d.Year != o.Year {
		return d.Year < o.Year
	}
	if d.Month != o.Month {
		return d.Month < o.Month
	}
	return d.Day < o.Day
}

// Compare returns -1 if d is before o, 1 if it is after o, and 0 if they are the same day.
func (d Date) Compare(o Date) int {
	switch {
	case d == o:
		return 0
	case d.Before(o):
		return -1
	}
	return 1
}

// AddDays returns the day n days later, or earlier if n is negative.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC))
}

// In returns midnight at the start of the day in loc.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// String formats the day as 2006-01-02; the zero Date is "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// ZoneOf returns the zone in which to read a new time for something that was at t: here, with
// its summer time, if t has the offset of here, and the offset of t otherwise.
func ZoneOf(t time.Time, here *time.Location) *time.Location {
	_, own := t.Zone()
	if _, local := t.In(here).Zone(); local == own {
		return here
	}
	return t.Location()
}

// checkDate rejects a day that does not exist or is outside the years of a journal.
func checkDate(field string, d Date) error {
	if d.IsZero() || d.AddDays(0) != d || d.Year < FirstYear || d.Year > LastYear {
		return &FieldError{Field: field, Value: d.String(), Want: fault.Text("a-day-in-the-years-first-to-last-like",
			fault.V{"First": strconv.Itoa(FirstYear), "Last": strconv.Itoa(LastYear), "Example": "2026-11-23"})}
	}
	return nil
}

// IsWithin reports whether a day is from one day to another, inclusive and unbounded if zero.
func (d Date) IsWithin(from, to Date) bool {
	return (from.IsZero() || !d.Before(from)) && (to.IsZero() || !to.Before(d))
}
