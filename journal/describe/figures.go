package describe

import (
	"math"
	"strconv"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Whole formats a number of a 0-100 scale without decimals; -0 is 0.
func Whole(v float64) string { return wording.Minus(math.Round(v), 0) }

// Tenth formats a number with at most one decimal.
func Tenth(v float64) string {
	return wording.Minus(math.Round(v*10)/10, 1)
}

// TenthIfAny is Tenth, or "" if there is no number.
func TenthIfAny(n insight.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return Tenth(v)
}

// Signed formats points with their sign.
func Signed(v float64) string { return wording.Signed(math.Round(v*10)/10, 1) }

// SignedIfAny is Signed, or "" if there is no number.
func SignedIfAny(n insight.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return Signed(v)
}

// Percent formats a fraction of 1.
func Percent(v float64) string { return wording.Percent(v, 0) }

// Halves formats points to the half.
func Halves(points float64) string {
	n, half := math.Modf(points)
	switch {
	case half == 0:
		return Whole(n)
	case n == 0:
		return "½"
	}
	return Whole(n) + "½"
}

// Range formats a range on a 0-100 scale.
func Range(low, high float64) string { return Whole(low) + "–" + Whole(high) }

// Thousands formats a count with thousands separators.
func Thousands(n int) string { return wording.Thousands(n) }

// Entries counts entries.
func Entries(n int) string { return wording.Count(n, "n-entries") }

// ShortDay formats a day with its year.
func ShortDay(t time.Time) string { return wording.ShortDay(t) }

// DayMonth formats a day without its year.
func DayMonth(t time.Time) string { return wording.DayMonth(t) }

// Year formats a year.
func Year(t time.Time) string { return strconv.Itoa(t.Year()) }

// MonthYear formats a month with its year.
func MonthYear(t time.Time) string { return wording.ShortMonthYear(t) }

// MonthShort returns the abbreviated name of a month.
func MonthShort(m time.Month) string { return wording.MonthShort(m) }

// WeekdayShort returns the abbreviated name of a weekday.
func WeekdayShort(d time.Weekday) string { return wording.WeekdayShort(d) }
