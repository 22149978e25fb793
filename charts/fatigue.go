package charts

import (
	"image/color"
	"math"
	"slices"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// fatigue draws stress and performance day by day, over each other on the same days.
type fatigue struct {
	result insight.FatigueResult
	text   string
	area   string
	days   []insight.FatigueDay
	start  time.Time
	since  time.Time // the first day that is looked at
}

// fatigueDays is how far back the picture goes.
const fatigueDays = 120

// NewFatigue makes the chart of fatigue.
// text is the sentence of the result; area names what it is about and may be empty.
func NewFatigue(result insight.FatigueResult, text, area string) Chart {
	c := &fatigue{result: result, text: text, area: area}
	if n := len(result.Days); n > 0 {
		c.start = result.Days[n-1].Day.AddDate(0, 0, -fatigueDays)
		i, _ := slices.BinarySearchFunc(result.Days, c.start, func(d insight.FatigueDay, t time.Time) int { return d.Day.Compare(t) })
		c.days = result.Days[i:]
		c.start = c.days[0].Day
	}
	if day, err := time.Parse(time.DateOnly, result.Since); err == nil {
		c.since = day
	}
	return picture{c}
}

func (c *fatigue) captions() captions {
	w := captions{title: describe.ChartTitle(describe.FatigueTitle.String(), c.area), text: c.text, header: describe.FatigueHeader()}
	for _, d := range slices.Backward(c.result.Days) {
		considered := c.considers() && !d.Day.Before(c.since)
		w.rows = append(w.rows, []string{describe.ShortDay(d.Day), describe.TenthIfAny(d.Stress), describe.TenthIfAny(d.Performance), describe.YesOrNothing(considered)})
	}
	return w
}

func (c *fatigue) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + theme.normal().width("100"), top: theme.em(8), right: theme.em(14), bottom: theme.em(36)}
	if d < titleAndNumbers {
		m.top += theme.small().size * keyLeading
	}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	return m
}

// ranges sets 0-100 over half of the height each: stress above, performance below.
func (c *fatigue) ranges(f *frame) {
	last := 1.0
	if n := len(c.days); n > 0 {
		last = math.Max(c.dayOf(c.days[n-1].Day), 7)
	}
	edge := last * 0.02
	f.x0, f.x1 = -edge, last+edge
	f.y1 = 104 + c.halfGap(f)
	f.y0 = -f.y1
}

// halfGap is half of the gap between the measures, on their scale: room for a line of
// words, so that none is among the dots.
func (c *fatigue) halfGap(f *frame) float64 {
	gap := f.theme.em(13)
	if f.detail < titleAndNumbers {
		gap = f.theme.em(20)
	}
	gap = math.Min(gap, f.plot.height()/3)
	return 104 * gap / (f.plot.height() - gap)
}

func (c *fatigue) dayOf(t time.Time) float64 { return math.Round(t.Sub(c.start).Hours() / 24) }

// panel is one of the two measures.
type panel struct {
	word string
	base float64 // added to a value, so that it is in its half
	of   func(insight.FatigueDay) insight.Number
}

func (c *fatigue) panels(f *frame) []panel {
	gap := c.halfGap(f)
	return []panel{
		{describe.FatigueStress.String(), gap, func(d insight.FatigueDay) insight.Number { return d.Stress }},
		{describe.FatiguePerformance.String(), -100 - gap, func(d insight.FatigueDay) insight.Number { return d.Performance }},
	}
}

func (c *fatigue) marks(f *frame) []Mark {
	var marks []Mark
	for _, d := range c.days {
		for _, p := range c.panels(f) {
			if v, ok := p.of(d).Get(); ok && len(d.IDs) > 0 {
				marks = append(marks, Mark{IDs: d.IDs, X: f.x(c.dayOf(d.Day)), Y: f.y(clip(v) + p.base), Radius: 3, Label: describe.FatigueMark(d.Day, p.word, v)})
			}
		}
	}
	return marks
}

func (c *fatigue) paint(f *frame) []func(*canvas) {
	if len(c.days) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.StressEmpty.String(), describe.FatigueEmptyMore.String()) }}
	}
	return []func(*canvas){func(s *canvas) { c.paintGround(s, f) }, func(s *canvas) { c.paintDots(s, f) }, func(s *canvas) { f.paintDays(s, c.start) }}
}

func (c *fatigue) paintGround(s *canvas, f *frame) {
	if c.considers() && layKey(c.key(f.theme), f.theme, f.detail, f.keyWidth).names() {
		left := math.Max(f.x(c.dayOf(c.since)), f.plot.left)
		s.box(rect{left, f.plot.top, f.plot.right, f.plot.bottom}, c.weeksInk(f.theme))
	}
	number := f.theme.normal().aligned(render.End)
	number.ink = f.theme.Text
	small := f.theme.small()
	for _, p := range c.panels(f) {
		height := f.y(p.base) - f.y(100+p.base)
		for _, v := range []float64{0, 50, 100} {
			least := number.size * 1.3 // for the numbers at both ends
			if v == 50 {
				least *= 2
			}
			ink := f.theme.Grid
			if v == 0 {
				ink = f.theme.Axis
			}
			y := f.y(v + p.base)
			s.hair(point2{f.plot.left, y}, point2{f.plot.right, y}, ink)
			if f.detail < plotOnly && height > least {
				s.words(describe.Whole(v), point2{f.plot.left - f.theme.em(8), y + number.size*0.36}, number)
			}
		}
		if f.detail < titleAndNumbers {
			s.words(p.word, point2{f.plot.left, f.y(100+p.base) - f.theme.em(6)}, small)
		}
	}
	lift := f.theme.em(6)
	if f.detail < titleAndNumbers {
		lift += small.size * keyLeading
	}
	f.paintKeyAbove(s, c.key(f.theme), lift)
}

func (c *fatigue) paintDots(s *canvas, f *frame) {
	c.paintChanges(s, f)
	for _, p := range c.panels(f) {
		for _, d := range c.days {
			if v, ok := p.of(d).Get(); ok {
				s.dot(point2{f.x(c.dayOf(d.Day)), f.y(clip(v) + p.base)}, 2.6, faded(f.theme.Dot, 0.75))
			}
		}
	}
}

// speaks reports whether the sentence speaks of a change.
func (c *fatigue) speaks() bool {
	f := c.result.Finding()
	return f == insight.Claim || f == insight.Possible
}

// key names the lines of a change, and the weeks it is of.
func (c *fatigue) key(theme Theme) []keyEntry {
	var key []keyEntry
	if c.considers() {
		weeks := lineStyle{band: c.weeksInk(theme), flat: true}
		key = append(key, keyEntry{line: &weeks, word: describe.FatigueConsidered.String(), names: true})
	}
	if c.speaks() {
		key = append(key, namedLine(theme, c.result.Finding(), describe.FatigueChange()...))
	}
	return key
}

// considers reports whether there are weeks that are looked at.
func (c *fatigue) considers() bool { return !c.since.IsZero() && c.result.N > 0 }

func (c *fatigue) weeksInk(theme Theme) color.NRGBA {
	if c.speaks() {
		return faded(theme.Band, 0.6)
	}
	return withAlpha(theme.Muted, 32)
}

// paintChanges draws what the sentence speaks of, and nothing else. Dots lie over it.
func (c *fatigue) paintChanges(s *canvas, f *frame) {
	if !c.speaks() {
		return
	}
	for i, change := range []insight.Number{c.result.StressChange, c.result.PerformanceChange} {
		c.paintChange(s, f, c.panels(f)[i], change.Or(0))
	}
}

// paintChange draws the line that a claim speaks of: through the middle of the days that
// are looked at, rising or falling by the change.
func (c *fatigue) paintChange(s *canvas, f *frame, p panel, change float64) {
	days, value, n, last := 0.0, 0.0, 0.0, 0.0
	for _, d := range c.days {
		if v, ok := p.of(d).Get(); ok && !d.Day.Before(c.since) {
			days, value, n = days+c.dayOf(d.Day), value+v, n+1
			last = c.dayOf(d.Day)
		}
	}
	first := c.dayOf(c.since)
	if n == 0 || last <= first {
		return
	}
	slope := change / (last - first)
	at := func(day float64) point2 {
		return point2{f.x(day), f.y(clip(value/n+slope*(day-days/n)) + p.base)}
	}
	s.stroke([]point2{at(first), at(last)}, f.theme.lineOf(c.result.Finding()))
}
