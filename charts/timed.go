package charts

import (
	"math"
	"slices"
	"time"

	"enactive/journal/insight"
)

// Timed is a chart over time of which a part can be drawn alone. Its sentence and its table
// stay those of the whole.
type Timed interface {
	Chart
	// Span is the first and the last day of the whole, at midnight UTC.
	Span() (first, last time.Time)
	// Within is the chart from one day to another, both included, a week at least. Days
	// beyond the whole are shown as empty.
	Within(first, last time.Time) Chart
}

// dayRange is a part of a chart, in days after its start.
type dayRange struct {
	first, last float64
	whole       bool // the end of the whole is in it
}

// isEmpty reports whether there is nothing to draw at all, in any part.
func (c *TrendChart) isEmpty() bool { return len(c.dots) == 0 && c.part == nil }

// Span is the first and the last day of the whole.
func (c *TrendChart) Span() (first, last time.Time) {
	whole := *c
	whole.part = nil
	low, high := whole.span()
	return c.start().AddDate(0, 0, int(math.Floor(low))), c.start().AddDate(0, 0, int(math.Ceil(high)))
}

// Within is the chart from one day to another.
func (c *TrendChart) Within(first, last time.Time) Chart {
	if c.isEmpty() {
		return c
	}
	day := func(t time.Time) float64 { return math.Round(t.Sub(c.start()).Hours() / 24) }
	low, high := day(first), day(last)
	if short := leastDays - (high - low); short > 0 {
		low, high = low-short/2, high+short/2
	}
	cut := *c
	from, _ := slices.BinarySearchFunc(c.dots, low, byDay)
	to, _ := slices.BinarySearchFunc(c.dots, math.Nextafter(high+1, low), byDay) // the whole of the last day
	cut.dots = c.dots[from:max(from, to)]
	cut.part = &dayRange{first: low, last: high}
	if n := len(c.curve); n > 0 {
		cut.part.whole = c.curve[n-1].Day <= high
		_, rest := splitAt(c.curve, low)
		cut.curve, _ = splitAt(rest, high)
		if low > c.curve[n-1].Day || high < c.curve[0].Day {
			cut.curve = nil
		}
	}
	return &cut
}

func byDay(d insight.TrendDot, day float64) int {
	switch {
	case d.Day < day:
		return -1
	case d.Day > day:
		return 1
	}
	return 0
}
