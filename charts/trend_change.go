package charts

import (
	"math"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// finding is how much the verdict claims of a change, and so how it is drawn.
func (c *TrendChart) finding() insight.Finding { return c.result.Finding() }

// change is the change that the sentence speaks of, or nil.
func (c *TrendChart) change() *insight.TrendChange {
	if f := c.finding(); f != insight.Claim && f != insight.Possible {
		return nil
	}
	if ch := c.result.Change; ch != nil && finite(ch.Change) && ch.DaysBefore >= 0 && ch.DaysBefore < len(c.result.Days) {
		return ch
	}
	return nil
}

// changeDay is the day since which belief differs, where the sentence names one that is drawn.
func (c *TrendChart) changeDay() (day float64, ok bool) {
	ch := c.change()
	if ch == nil || ch.Gradual {
		return 0, false
	}
	at, err := time.Parse(time.DateOnly, ch.Since)
	if err != nil {
		return 0, false
	}
	day = at.Sub(c.start()).Hours() / 24
	low, high := c.span()
	return day, day >= low && day <= high
}

// changeLine is one straight piece of the change, in days and points.
type changeLine struct{ from, to insight.LevelPoint }

// changeLines are the pieces of the change within the days that are drawn: one level before the
// day and one since, or a straight line. They differ by as many points as the sentence says, and
// their mean is that of the days.
func (c *TrendChart) changeLines() []changeLine {
	ch, days := c.change(), c.result.Days
	if ch == nil || len(days) < 2 {
		return nil
	}
	mean, middle := 0.0, 0.0
	for _, d := range days {
		mean += d.Mean / float64(len(days))
		middle += float64(d.Day) / float64(len(days))
	}
	first, last := float64(days[0].Day), float64(days[len(days)-1].Day)
	var lines []changeLine
	add := func(from, to float64, at func(day float64) float64) {
		low, high := c.span()
		from, to = math.Max(from, low), math.Min(to, high)
		if from < to {
			lines = append(lines, changeLine{insight.LevelPoint{Day: from, Level: at(from)}, insight.LevelPoint{Day: to, Level: at(to)}})
		}
	}
	if ch.Gradual {
		add(first, last, func(day float64) float64 { return mean + ch.Change*(day-middle)/(last-first) })
		return lines
	}
	cut := float64(days[ch.DaysBefore].Day)
	before := mean - ch.Change*float64(len(days)-ch.DaysBefore)/float64(len(days))
	add(first, cut, func(float64) float64 { return before })
	add(cut, last, func(float64) float64 { return before + ch.Change })
	return lines
}

// changeKey names the lines of the change.
func (c *TrendChart) changeKey(theme Theme) []keyEntry {
	ch := c.change()
	switch {
	case ch == nil:
		return nil
	case ch.Gradual:
		return []keyEntry{namedLine(theme, c.finding(), describe.TrendStraight()...)}
	}
	return []keyEntry{namedLine(theme, c.finding(), describe.TrendStep()...)}
}

// paintChange draws the change that the sentence speaks of, and names its day over the plot.
func (c *TrendChart) paintChange(s *canvas, l *trendLayout) {
	for _, p := range c.changeLines() {
		ends := []point2{{l.x(p.from.Day), l.y(clip(p.from.Level))}, {l.x(p.to.Day), l.y(clip(p.to.Level))}}
		s.stroke(ends, l.theme.lineOf(c.finding()))
	}
	day, ok := c.changeDay()
	if !ok {
		return
	}
	x := l.x(day)
	s.hair(point2{x, l.plot.top}, point2{x, l.plot.bottom}, l.theme.Accent, 3, 3)
	if l.changed == 0 {
		return
	}
	letters := l.theme.small().aligned(render.Middle)
	letters.ink = l.theme.Text
	words := firstFitting(letters, l.plot.width(), describe.ChangeDay(c.start().AddDate(0, 0, int(day)))...)
	half := letters.width(words) / 2
	x = math.Min(math.Max(x, l.plot.left+half), l.plot.right-half)
	s.words(words, point2{x, l.plot.top - l.theme.em(6)}, letters)
}
