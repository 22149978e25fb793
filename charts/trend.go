package charts

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"

	"enactive/charts/render"
)

// band80 is the standard normal quantile of an 80% band (docs/science.md, section B).
const band80 = 1.2816

// leastForLine is the gate of docs/science.md, section B: where it is too early to say, no line is drawn.
const leastForLine = insight.TrendMinDays

// TrendChart is the picture of how sure somebody was over time: single ratings as dots,
// the level behind them as a line, and the band in which it is 8 times in 10.
type TrendChart struct {
	result insight.TrendResult
	text   string
	area   string
	dots   []insight.TrendDot   // those that can be drawn, in order of time
	curve  []insight.LevelPoint // the level as far as it can be drawn; empty where there is no line
	gaps   []gap
	part   *dayRange // what is drawn of it; nil is all
}

// NewTrend makes the chart of a trend.
// text is the sentence of the result; area names what it is about and may be empty.
func NewTrend(result insight.TrendResult, text, area string) *TrendChart {
	c := &TrendChart{result: result, text: text, area: area}
	for _, d := range result.Dots {
		if finite(d.Day, d.Value) {
			c.dots = append(c.dots, d)
		}
	}
	byDay := func(a, b insight.TrendDot) int { return cmp.Compare(a.Day, b.Day) }
	if !slices.IsSortedFunc(c.dots, byDay) {
		slices.SortStableFunc(c.dots, byDay)
	}
	if result.N >= leastForLine {
		for _, p := range result.Curve {
			if finite(p.Day, p.Level, p.SD) {
				c.curve = append(c.curve, p)
			}
		}
	}
	c.gaps = longGaps(result.Days)
	return c
}

// Title names the chart.
func (c *TrendChart) Title() string { return describe.ChartTitle(describe.TrendTitle.String(), c.area) }

// Text is the sentence of the result.
func (c *TrendChart) Text() string {
	if c.text == "" && len(c.dots) == 0 {
		return describe.TrendEmpty.String() + "."
	}
	return c.text
}

// Table lists the rated days, the newest first, with the level that the picture shows,
// clipped to 0-100 as the picture is.
func (c *TrendChart) Table() (header []string, rows [][]string) {
	for _, d := range slices.Backward(c.result.Days) {
		row := []string{describe.ShortDay(c.result.Start.AddDate(0, 0, d.Day)), describe.Whole(float64(d.Count)), describe.Tenth(d.Mean), "", "", ""}
		level, hasLevel := d.Level.Get()
		sd, hasSD := d.SD.Get()
		if hasLevel {
			row[3] = describe.Tenth(clip(level))
		}
		if hasLevel && hasSD {
			row[4], row[5] = describe.Tenth(clip(level-band80*sd)), describe.Tenth(clip(level+band80*sd))
		}
		rows = append(rows, row)
	}
	return describe.TrendHeader(), rows
}

// Marks lists the single ratings in order of time.
func (c *TrendChart) Marks(size Size, theme Theme) []Mark {
	f := &c.layout(size, theme).frame
	marks := make([]Mark, len(c.dots))
	for i := range c.dots {
		marks[i] = c.mark(f, i)
	}
	return marks
}

func (c *TrendChart) mark(f *frame, i int) Mark {
	d := c.dots[i]
	at := c.place(f, d)
	return Mark{IDs: []string{d.ID}, X: at.x, Y: at.y, Radius: c.radius(d), Label: describe.TrendMark(d)}
}

func (c *TrendChart) place(f *frame, d insight.TrendDot) point2 {
	return point2{f.x(d.Day), f.y(clip(d.Value))}
}

// Hit finds the rating under a point.
func (c *TrendChart) Hit(size Size, theme Theme, x, y float64) (Mark, bool) {
	f := &c.layout(size, theme).frame
	i, ok := nearest(len(c.dots), point2{x, y}, func(i int) (point2, float64) {
		return c.place(f, c.dots[i]), c.radius(c.dots[i])
	})
	if !ok {
		return Mark{}, false
	}
	return c.mark(f, i), true
}

// gap is a stretch of days without ratings that is long enough to be shown as one.
type gap struct{ from, to float64 }

// Between two rated days the level is known only by the model. Where that lasts longer
// than two months, or than a fortnight that is also a tenth of the picture, the line is
// dashed and light: a break would hide that the level is still estimated, and the band
// that widens says how badly.
const (
	longGapDays  = 60
	shortGapDays = 14
	gapShare     = 0.1
)

func longGaps(days []insight.TrendDay) []gap {
	if len(days) < 2 {
		return nil
	}
	span := float64(days[len(days)-1].Day - days[0].Day)
	limit := math.Min(longGapDays, math.Max(shortGapDays, span*gapShare))
	var gaps []gap
	for i := 1; i < len(days); i++ {
		from, to := float64(days[i-1].Day), float64(days[i].Day)
		if to-from > limit {
			gaps = append(gaps, gap{from, to})
		}
	}
	return gaps
}

func (c *TrendChart) hasLine() bool { return len(c.curve) > 1 }

// leastDays is the shortest time the axis shows: a week, so that the axis of a
// single dot has a length.
const leastDays = 7.0

// trendLayout is a frame with what a trend says around its plot.
type trendLayout struct {
	frame
	key     keyLayout
	level   []labelLine // where the level is now; two lines, or none
	changed float64     // the height of the line that names the day of a change, or 0
	// shows is false where the name of a guide has no room, and so the guide has none.
	shows bool
}

func (c *TrendChart) layout(size Size, theme Theme) *trendLayout {
	return bestLayout(func(d detail) (*trendLayout, *frame) {
		l := c.layoutWith(size, theme, d)
		return l, &l.frame
	})
}

func (c *TrendChart) layoutWith(size Size, theme Theme, d detail) *trendLayout {
	l := &trendLayout{shows: c.hasLine()}
	small := theme.small()
	words := []string{"100"}
	if d < titleAndNumbers {
		words = append(describe.TrendEitherWay(), describe.TrendCertain.String(), describe.TrendCannot.String())
	}
	m := margins{left: theme.em(8) + widest(small, words...), top: theme.em(10), right: theme.em(18), bottom: theme.em(38)}
	if !size.Heading {
		m.left += theme.em(6)
	}
	width := contentWidth(size, theme) - m.left
	l.key = layKey(c.key(theme), theme, d, width-m.right) // also over the words about the level
	l.shows = c.hasLine() && l.key.names()
	if l.shows {
		l.level = c.levelLabel(theme, size, d)
	}
	if l.level != nil {
		m.right = theme.em(levelGap+8) + math.Max(l.level[0].width(), l.level[1].width())
	}
	m.top += l.key.height()
	if _, ok := c.changeDay(); ok && d < numbersOnly {
		l.changed = small.size * keyLeading
		m.top += l.changed
	}
	l.frame = newFrame(c, size, theme, d, m)
	low, high := c.span()
	// A dot on the edge is drawn whole, and the line ends short of the words about it.
	edge := math.Min(8, l.plot.width()/4)
	edge *= (high - low) / (l.plot.width() - 2*edge)
	l.x0, l.x1 = low-edge, high+edge
	l.y0, l.y1 = 0, 100
	return l
}

// span is the first and last day of the picture.
func (c *TrendChart) span() (low, high float64) {
	if c.part != nil {
		return c.part.first, c.part.last
	}
	low, high = math.Inf(1), math.Inf(-1)
	if n := len(c.dots); n > 0 {
		low, high = c.dots[0].Day, c.dots[n-1].Day
	}
	if days := c.result.Days; len(days) > 0 {
		low = math.Min(low, float64(days[0].Day))
		high = math.Max(high, float64(days[len(days)-1].Day))
	}
	if low > high {
		return 0, leastDays
	}
	missing := leastDays - (high - low)
	switch {
	case missing <= 0:
		return low, high
	case c.hasLine():
		return low - missing, high // the line ends beside the words about it
	}
	return low - missing/2, high + missing/2
}

func widest(l lettering, words ...string) float64 {
	w := 0.0
	for _, word := range words {
		w = math.Max(w, l.width(word))
	}
	return w
}

// Drawing lays the chart out.
func (c *TrendChart) Drawing(size Size, theme Theme) (render.Drawing, error) {
	if theme.regular == nil {
		return render.Drawing{}, errNoFont
	}
	if err := size.check(); err != nil {
		return render.Drawing{}, err
	}
	l := c.layout(size, theme)
	return l.drawing(
		func(s *canvas) { c.paintAxes(s, l) },
		func(s *canvas) { c.paintKey(s, l) },
		func(s *canvas) { c.paintBand(s, l) },
		func(s *canvas) { c.paintDots(s, &l.frame) },
		func(s *canvas) { c.paintLine(s, l) },
		func(s *canvas) { c.paintChange(s, l) },
	), nil
}

func (c *TrendChart) paintAxes(s *canvas, l *trendLayout) {
	t := l.theme
	lines := []float64{25, 50, 75, 100}
	if c.isEmpty() {
		lines = []float64{100} // nothing crosses the words of an empty chart
	}
	for _, v := range lines {
		s.hair(point2{l.plot.left, l.y(v)}, point2{l.plot.right, l.y(v)}, t.Grid)
	}
	s.hair(point2{l.plot.left, l.y(0)}, point2{l.plot.right, l.y(0)}, t.Axis)
	if l.detail < plotOnly {
		c.paintScale(s, l)
		if !c.isEmpty() {
			l.paintDays(s, c.start())
		}
	}
}

// paintScale writes the scale in numbers and words, as far as they keep off each other.
func (c *TrendChart) paintScale(s *canvas, l *trendLayout) {
	small, normal := l.theme.small().aligned(render.End), l.theme.normal().aligned(render.End)
	normal.ink = l.theme.Text
	under := small.size * 1.25
	half := l.plot.height() / 2
	x := l.plot.left - l.theme.em(8)
	say := func(v float64, words []string, needs float64) {
		y := l.y(v) + normal.size*0.36
		s.words(describe.Whole(v), point2{x, y}, normal)
		if l.detail >= titleAndNumbers || half < needs {
			return
		}
		for _, word := range words {
			if v == 0 {
				y -= under // above the number, clear of the dates
			} else {
				y += under
			}
			s.words(word, point2{x, y}, small)
		}
	}
	say(100, []string{describe.TrendCertain.String()}, 3*under)
	say(50, describe.TrendEitherWay(), 4.4*under)
	say(0, []string{describe.TrendCannot.String()}, 3*under)
}

func (c *TrendChart) start() time.Time {
	y, m, d := c.result.Start.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// kinds returns which types of dots there are.
func (c *TrendChart) kinds() (before, hindsight, after int) {
	for _, d := range c.dots {
		switch {
		case d.Retrospective:
			hindsight++
		case d.After && !c.result.FromAfter:
			after++
		default:
			before++
		}
	}
	return before, hindsight, after
}

// key names the types of dots, if there is more than one, and the line with its band.
func (c *TrendChart) key(theme Theme) []keyEntry {
	key := c.dotsKey(theme)
	if !c.hasLine() {
		return key
	}
	key = append(key, c.changeKey(theme)...)
	return append(key, namedLine(theme, insight.Nothing, describe.TrendLine()...), namedBand(theme, insight.Nothing))
}

func (c *TrendChart) dotsKey(theme Theme) []keyEntry {
	before, hindsight, after := c.kinds()
	if c.result.FromAfter {
		return []keyEntry{{word: describe.TrendOnlyAfter.String()}}
	}
	if hindsight == 0 && after == 0 {
		return nil
	}
	if len(c.dots) > manyDots {
		if hindsight == 0 {
			return nil // the rings of those rated after are too many as well
		}
		return []keyEntry{{word: describe.TrendSomeInHindsight(hindsight, before+hindsight)}}
	}
	var key []keyEntry
	if before > 0 {
		key = append(key, keyEntry{form: round, radius: 3, ink: theme.Dot, word: describe.TrendRatedBefore.String()})
	}
	if hindsight > 0 {
		key = append(key, keyEntry{form: round, radius: 3.4, hollow: true, ink: theme.Dot, word: describe.WithCount(describe.TrendRatedInHindsight.String(), hindsight)})
	}
	if after > 0 {
		key = append(key, keyEntry{form: round, radius: afterRadius, ink: c.afterInk(theme), word: describe.TrendRatedAfter.String()})
	}
	return key
}

func (c *TrendChart) paintKey(s *canvas, l *trendLayout) {
	top := l.plot.top - l.theme.em(10) - l.changed - l.key.set.size*keyLeading*float64(l.key.lines-1)
	s.paintKey(l.key, point2{l.plot.left, top})
}

// afterRadius keeps ratings given after the outcome small and light: they react to it.
const afterRadius = 2.2

func (c *TrendChart) afterInk(theme Theme) color.NRGBA {
	return blend(theme.Dot, theme.ground(), 0.35)
}

// radius is the size of a dot: smaller where there are many.
func (c *TrendChart) radius(d insight.TrendDot) float64 {
	if d.After && !c.result.FromAfter {
		return afterRadius
	}
	crowd := math.Log10(math.Max(float64(len(c.dots)), 1))
	r := 4.2 - 0.7*crowd // 4.2 for one, 2.1 for a thousand
	if d.Retrospective {
		r += 0.4
	}
	return math.Max(r, 1.6)
}

// opacity is how dark a single dot is: lighter where many share the width of the plot, so
// that a crowd shows where it is thick instead of running into a bar.
func (c *TrendChart) opacity(f *frame) float64 {
	abreast := float64(len(c.dots)) * 2 * c.radius(insight.TrendDot{}) / f.plot.width()
	return math.Min(0.85, math.Max(0.22, 0.9/math.Sqrt(abreast)))
}
