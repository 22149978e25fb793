package charts

import (
	"math"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
)

// dateTick is a mark on a time axis with its words: the day or month, and below it the
// year where that is new.
type dateTick struct {
	day   float64 // days since the start of the axis
	label string
	year  string
}

const secondsADay = 24 * 60 * 60

// pace is a distance between ticks that people count in.
type pace struct {
	days, months int // one of them is set
}

// paces are tried from the finest to the coarsest; the last one always fits.
func paces() []pace {
	return []pace{
		{days: 1}, {days: 2}, {days: 7}, {days: 14},
		{months: 1}, {months: 2}, {months: 3}, {months: 6},
		{months: 12}, {months: 24}, {months: 60}, {months: 120}, {months: 240}, {months: 600}, {months: 1200},
	}
}

// dateTicks chooses the ticks of a time axis from day low to day high after start, on
// width units: the finest pace whose words keep at least gap units between them.
// measure returns the width of a word.
func dateTicks(start time.Time, low, high, width, gap float64, measure func(string) float64) []dateTick {
	if !(high > low) || width <= 0 {
		return nil
	}
	place := func(day float64) float64 { return (day - low) / (high - low) * width }
	// More ticks than this never fit, and a pace of days over centuries is not listed.
	most := int(width/gap) + 2
	for _, p := range paces() {
		ticks, ok := p.ticks(start, low, high, most)
		if ok && len(ticks) > 1 && apart(ticks, place, gap, measure) {
			return ticks
		}
	}
	return endTicks(start, low, high, place, gap, measure)
}

// endTicks marks the first and last whole day where no pace fits, or the first alone.
func endTicks(start time.Time, low, high float64, place func(float64) float64, gap float64, measure func(string) float64) []dateTick {
	tick := func(day float64) dateTick {
		t := start.AddDate(0, 0, int(day))
		return dateTick{day: day, label: describe.DayMonth(t), year: describe.Year(t)}
	}
	first, last := math.Ceil(low), math.Floor(high)
	if first > last {
		return nil
	}
	ends := []dateTick{tick(first), tick(last)}
	if first < last && apart(ends, place, gap, measure) {
		return ends
	}
	return ends[:1]
}

// ticks lists the ticks of a pace; it answers false when there are more than most.
func (p pace) ticks(start time.Time, low, high float64, most int) ([]dateTick, bool) {
	first := start.AddDate(0, 0, int(math.Floor(low)))
	t := p.atOrBefore(first)
	var ticks []dateTick
	lastYear := 0
	for {
		at := float64(t.Unix()-start.Unix()) / secondsADay
		if at > high {
			return ticks, true
		}
		if at >= low {
			tick := dateTick{day: at, label: p.label(t)}
			if t.Year() != lastYear && p.months < 12 {
				tick.year = describe.Year(t)
			}
			lastYear = t.Year()
			ticks = append(ticks, tick)
			if len(ticks) > most {
				return nil, false
			}
		}
		t = t.AddDate(0, p.months, p.days)
	}
}

func (p pace) label(t time.Time) string {
	switch {
	case p.days > 0:
		return describe.DayMonth(t)
	case p.months < 12:
		return describe.MonthShort(t.Month())
	}
	return describe.Year(t)
}

// atOrBefore is the last tick of a pace that is not after day: weeks begin on Mondays,
// months on their first, years and decades on round ones.
func (p pace) atOrBefore(day time.Time) time.Time {
	switch {
	case p.days >= 7:
		// 5 January 1970 was a Monday; counting from there keeps fortnights in place.
		monday := time.Date(1970, 1, 5, 0, 0, 0, 0, time.UTC)
		since := int((day.Unix() - monday.Unix()) / secondsADay)
		return monday.AddDate(0, 0, since-modulo(since, p.days))
	case p.days > 0:
		return day
	case p.months < 12:
		month := int(day.Month()) - 1
		return time.Date(day.Year(), time.Month(month-month%p.months+1), 1, 0, 0, 0, 0, time.UTC)
	}
	year := day.Year()
	return time.Date(year-modulo(year, p.months/12), 1, 1, 0, 0, 0, 0, time.UTC)
}

func modulo(a, b int) int { return ((a % b) + b) % b }

// apart reports whether the words of neighbouring ticks keep their distance.
func apart(ticks []dateTick, place func(float64) float64, gap float64, measure func(string) float64) bool {
	widest := func(t dateTick) float64 { return math.Max(measure(t.label), measure(t.year)) }
	for i := 1; i < len(ticks); i++ {
		between := place(ticks[i].day) - place(ticks[i-1].day)
		if between < (widest(ticks[i])+widest(ticks[i-1]))/2+gap {
			return false
		}
	}
	return true
}

// paintDays writes the days below the plot, whose x counts them from start.
func (f *frame) paintDays(s *canvas, start time.Time) {
	if f.detail >= plotOnly {
		return
	}
	label, year := f.theme.small().aligned(render.Middle), f.theme.small().aligned(render.Middle)
	label.ink = f.theme.Text
	for _, tick := range dateTicks(start, f.x0, f.x1, f.plot.width(), f.theme.em(44), label.width) {
		x := f.x(tick.day)
		s.hair(point2{x, f.plot.bottom}, point2{x, f.plot.bottom + 4}, f.theme.Axis)
		y := f.plot.bottom + 4 + label.size*1.25
		x = math.Min(x, f.size.Width-label.width(tick.label)/2)
		s.words(tick.label, point2{x, y}, label)
		s.words(tick.year, point2{x, y + year.size*1.35}, year)
	}
}
