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

func (c *TrendChart) paintBand(s *canvas, f *frame) {
	if !c.hasLine() {
		return
	}
	band := thinBand(c.curve, f.column)
	outline := make([]point2, 0, 2*len(band))
	for _, b := range band {
		outline = append(outline, point2{f.x(b.day), f.y(clip(b.high))})
	}
	for i := len(band) - 1; i >= 0; i-- {
		outline = append(outline, point2{f.x(band[i].day), f.y(clip(band[i].low))})
	}
	s.area(outline, f.theme.Band)
}

func (c *TrendChart) paintLine(s *canvas, l *trendLayout) {
	if !c.hasLine() {
		return
	}
	curve := thinCurve(c.curve, l.column)
	light := blend(l.theme.Accent, l.theme.ground(), 0.4)
	for _, part := range stretches(curve, c.gaps) {
		points := make([]point2, len(part.points))
		for i, p := range part.points {
			points[i] = point2{l.x(p.Day), l.y(clip(p.Level))}
		}
		if part.gap {
			s.line(points, light, 1.75, 4, 4)
		} else {
			s.cased(points, l.theme.Accent, 2.25)
		}
	}
	last := curve[len(curve)-1]
	at := point2{l.x(last.Day), l.y(clip(last.Level))}
	s.dot(at, 5.5, l.theme.ground())
	s.dot(at, 4, l.theme.Accent)
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
	strong.ink = theme.Accent
	if contrast(strong.ink, theme.ground()) < 4.5 {
		strong.ink = theme.Text
	}
	if c.result.N < leastForVerdict {
		words := describe.TrendTooEarly()
		return []labelLine{{words[0], small}, {words[1], small}}
	}
	last := c.curve[len(c.curve)-1]
	level := clip(last.Level)
	low, high := clip(last.Level-band80*last.SD), clip(last.Level+band80*last.SD)
	switch {
	case d == numbersOnly:
		return []labelLine{{describe.Whole(level), strong}, {"", small}}
	case size.Width < theme.em(narrow):
		return []labelLine{{describe.Whole(level), strong}, {describe.Range(low, high), small}}
	}
	return []labelLine{{describe.TrendLevel(level), strong}, {describe.TrendLikely(low, high), small}}
}

// paintLevel sets the two lines around the end of the level line, but never beyond the plot.
func (c *TrendChart) paintLevel(s *canvas, l *trendLayout, at point2) {
	x := l.plot.right + l.theme.em(6)
	leading := l.level[1].set.size * 1.35
	y := at.y - leading*0.1
	y = math.Min(math.Max(y, l.plot.top+l.level[0].set.size), l.plot.bottom-leading)
	s.words(l.level[0].text, point2{x, y}, l.level[0].set)
	s.words(l.level[1].text, point2{x, y + leading}, l.level[1].set)
}
