package charts

import (
	"math"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// manyDots is from where on dots are gathered into specks before they are painted.
const manyDots = 3000

func (c *TrendChart) paintDots(s *canvas, f *frame) {
	if c.isEmpty() {
		f.paintEmpty(s, describe.TrendEmpty.String(), describe.TrendEmptyMore.String())
		return
	}
	if len(c.dots) > manyDots {
		c.paintSpecks(s, f)
		return
	}
	ink := faded(f.theme.Dot, c.opacity(f))
	// Light marks first, so that they never cover what counts.
	for _, d := range c.dots {
		if d.After && !d.Retrospective && !c.result.FromAfter {
			s.dot(c.place(f, d), afterRadius, c.afterInk(f.theme))
		}
	}
	for _, d := range c.dots {
		at := c.place(f, d)
		switch {
		case d.Retrospective:
			s.mark(round, at, c.radius(d), true, faded(ink, 1.3))
		case !d.After || c.result.FromAfter:
			s.dot(at, c.radius(d), ink)
		}
	}
}

// paintSpecks paints so many dots that only their density can be seen.
func (c *TrendChart) paintSpecks(s *canvas, f *frame) {
	side := 2.0
	if len(c.dots) > 10*manyDots {
		side = 3
	}
	points := make([]point2, len(c.dots))
	for i, d := range c.dots {
		points[i] = c.place(f, d)
	}
	one := c.opacity(f) / 2
	for _, k := range specks(points, f.plot, side) {
		alpha := math.Min(pile(one, k.count), 0.85)
		s.dot(k.at, side*0.62, faded(f.theme.Dot, alpha))
	}
}

// stretch is a part of the level line: between ratings that follow each other closely,
// or across a gap.
type stretch struct {
	points []insight.LevelPoint
	gap    bool
}

// stretches cuts the curve at the ends of the gaps.
func stretches(curve []insight.LevelPoint, gaps []gap) []stretch {
	var out []stretch
	rest := curve
	for _, g := range gaps {
		before, from := splitAt(rest, g.from)
		across, to := splitAt(from, g.to)
		out = append(out, stretch{points: before}, stretch{points: across, gap: true})
		rest = to
	}
	out = append(out, stretch{points: rest})
	kept := out[:0]
	for _, s := range out {
		if len(s.points) > 1 {
			kept = append(kept, s)
		}
	}
	return kept
}

// splitAt cuts a curve at a day; both parts hold the point there.
func splitAt(curve []insight.LevelPoint, day float64) (before, after []insight.LevelPoint) {
	i := 0
	for i < len(curve) && curve[i].Day < day {
		i++
	}
	switch {
	case i == 0:
		return nil, curve
	case i == len(curve):
		return curve, curve[len(curve)-1:]
	case curve[i].Day == day:
		return curve[:i+1], curve[i:]
	}
	a, b := curve[i-1], curve[i]
	share := (day - a.Day) / (b.Day - a.Day)
	cut := insight.LevelPoint{Day: day, Level: a.Level + (b.Level-a.Level)*share, SD: a.SD + (b.SD-a.SD)*share}
	before = append(append(before, curve[:i]...), cut)
	after = append(append(after, cut), curve[i:]...)
	return before, after
}

func (c *TrendChart) paintBand(s *canvas, l *trendLayout) {
	if !l.shows || !l.key.names() {
		return
	}
	band := thinBand(c.curve, l.column)
	outline := make([]point2, 0, 2*len(band))
	for _, b := range band {
		outline = append(outline, point2{l.x(b.day), l.y(clip(b.high))})
	}
	for i := len(band) - 1; i >= 0; i-- {
		outline = append(outline, point2{l.x(band[i].day), l.y(clip(band[i].low))})
	}
	s.area(outline, l.theme.lineOf(insight.Nothing).band)
}

// paintLine draws the level as a guide: what is claimed is the change.
func (c *TrendChart) paintLine(s *canvas, l *trendLayout) {
	if !l.shows {
		return
	}
	curve := thinCurve(c.curve, l.column)
	style := l.theme.lineOf(insight.Nothing)
	across := style
	across.ink, across.width = blend(style.ink, l.theme.ground(), 0.4), style.width*0.75
	for _, part := range stretches(curve, c.gaps) {
		points := make([]point2, len(part.points))
		for i, p := range part.points {
			points[i] = point2{l.x(p.Day), l.y(clip(p.Level))}
		}
		if part.gap {
			s.stroke(points, across)
		} else {
			s.stroke(points, style)
		}
	}
	last := curve[len(curve)-1]
	at := point2{l.x(last.Day), l.y(clip(last.Level))}
	s.dot(at, 5.5, l.theme.ground())
	s.mark(round, at, 4, true, style.ink)
	if l.level != nil {
		c.paintLevel(s, l, at)
	}
}

// labelLine is one line of the words at the end of the level line.
type labelLine struct {
	text string
	set  lettering
}

func (l labelLine) width() float64 { return l.set.width(l.text) }

// narrow is the width, at normal text size, below which words at the end are shortened.
const narrow = 560

// levelLabel says where the level is now, in two lines, or nothing if there is no line.
func (c *TrendChart) levelLabel(theme Theme, size Size, d detail) []labelLine {
	if !c.hasLine() || d == plotOnly || c.part != nil && !c.part.whole {
		return nil
	}
	strong, small := theme.strong(), theme.small()
	last := c.curve[len(c.curve)-1]
	level := clip(last.Level)
	if d == numbersOnly || size.Width < theme.em(narrow) {
		return []labelLine{{describe.Whole(level), strong}, {"", small}}
	}
	next := ""
	if low, high, ok := c.next(); ok {
		next = describe.TrendNext(low, high)
	}
	return []labelLine{{describe.TrendLevel(level), strong}, {next, small}}
}

// levelGap is the room between the plot and the words about the level, in units of text.
const levelGap = 10.0

// paintLevel sets the two lines around the end of the level line, but never beyond the plot.
func (c *TrendChart) paintLevel(s *canvas, l *trendLayout, at point2) {
	x := l.plot.right + l.theme.em(levelGap)
	leading := l.level[1].set.size * 1.35
	y := at.y - leading*0.1
	y = math.Min(math.Max(y, l.plot.top+l.level[0].set.size), l.plot.bottom-leading)
	s.words(l.level[0].text, point2{x, y}, l.level[0].set)
	s.words(l.level[1].text, point2{x, y + leading}, l.level[1].set)
	if low, high, ok := c.next(); ok && l.level[1].text != "" {
		c.paintNext(s, l, low, high)
	}
}

// next is where the mean of the next seven rated days will likely be, as drawn, unless the diary ended.
func (c *TrendChart) next() (low, high float64, ok bool) {
	low, hasLow := c.result.NextLow.Get()
	high, hasHigh := c.result.NextHigh.Get()
	if !hasLow || !hasHigh || c.result.Ended != "" || !finite(low, high) {
		return 0, 0, false
	}
	return clip(low), clip(high), true
}

// paintNext draws that range at the end of the plot, where the words about it are.
func (c *TrendChart) paintNext(s *canvas, l *trendLayout, low, high float64) {
	x, ink := l.plot.right+3, l.theme.Muted
	top, bottom := point2{x, l.y(high)}, point2{x, l.y(low)}
	s.line([]point2{top, bottom}, ink, 1.5)
	for _, end := range []point2{top, bottom} {
		s.line([]point2{{end.x - 3, end.y}, {end.x + 3, end.y}}, ink, 1.5)
	}
}
