package describe

import (
	"math"
	"strconv"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Whole writes a number of a 0-100 scale without decimals; -0 is 0.
func Whole(v float64) string { return strconv.FormatFloat(math.Round(v)+0, 'f', 0, 64) }

// Tenth writes a number with one decimal if it has one.
func Tenth(v float64) string {
	return wording.Number(math.Round(v*10)/10+0, 1)
}

// TenthIfAny writes a number with one decimal, or nothing if there is none.
func TenthIfAny(n insight.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return Tenth(v)
}

// Signed writes points with their sign.
func Signed(v float64) string {
	if math.Round(v*10) == 0 {
		return "0"
	}
	if v > 0 {
		return "+" + Tenth(v)
	}
	return "–" + Tenth(-v)
}

// SignedIfAny writes points with their sign, or nothing if there are none.
func SignedIfAny(n insight.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return Signed(v)
}

// Percent writes a share of 1.
func Percent(v float64) string { return Whole(100*v) + "%" }

// Halves writes points with their half.
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

// Range writes two numbers of a 0-100 scale and what is between them.
func Range(low, high float64) string { return Whole(low) + "–" + Whole(high) }

// Thousands writes a count with its thousands apart.
func Thousands(n int) string { return wording.Thousands(n) }

// Entries counts entries.
func Entries(n int) string { return wording.Count(n, "n-entries") }

// ShortDay writes a day with its year.
func ShortDay(t time.Time) string { return wording.ShortDay(t) }

// DayMonth writes a day without its year.
func DayMonth(t time.Time) string { return wording.DayMonth(t) }

// Year writes a year.
func Year(t time.Time) string { return strconv.Itoa(t.Year()) }

// MonthYear writes a month with its year.
func MonthYear(t time.Time) string { return wording.ShortMonthYear(t) }

// MonthShort is the short name of a month.
func MonthShort(m time.Month) string { return wording.MonthShort(m) }

// WeekdayShort is the short name of a day of the week.
func WeekdayShort(d time.Weekday) string { return wording.WeekdayShort(d) }
