package charts

import (
	"cmp"
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// MeasuresChart is one pair of what goes with what: a dot for each entry, or day, the means of the lower and the upper
// third, and a line only where something is claimed.
type MeasuresChart struct {
	said  captions
	pair  *insight.MeasurePair // nil where there is none
	dots  []insight.PairDot
	sides [2]float64 // where the line begins and ends: the middle value of either side
	low   float64    // the range of the measure
	high  float64
}

// NewMeasures makes the chart of one of the pairs that are shown, by its place, 0 for the first.
// text is the sentence of the result; area names what it is about and may be empty.
func NewMeasures(result insight.MeasuresResult, at int, text, area string) Chart {
	c := &MeasuresChart{said: captions{title: describe.ChartTitle(describe.MeasuresTitle.String(), area), text: text, header: describe.MeasuresHeader()}}
	for i := range result.Shown {
		c.said.rows = append(c.said.rows, describe.MeasuresRow(&result.Shown[i]))
	}
	if at < 0 || at >= len(result.Shown) {
		return picture{c}
	}
	p := &result.Shown[at]
	c.dots = slices.DeleteFunc(p.Dots(), func(d insight.PairDot) bool { return !finite(d.X, d.Y) || len(d.IDs) == 0 })
	if len(c.dots) == 0 {
		return picture{c}
	}
	c.pair = p
	values := make([]float64, len(c.dots))
	for i, d := range c.dots {
		values[i] = d.X
	}
	slices.Sort(values)
	c.low, c.high = values[0], values[len(values)-1]
	for side, s := range []insight.PairSide{p.Low, p.High} {
		var of []float64
		for _, v := range values {
			if v >= s.From && v <= s.To {
				of = append(of, v)
			}
		}
		if len(of) > 0 {
			c.sides[side] = of[len(of)/2]
		}
	}
	return picture{c}
}

func (c *MeasuresChart) captions() captions { return c.said }

// claims reports whether the sentence may speak of the pair.
func (c *MeasuresChart) claims() bool {
	return c.pair != nil && c.pair.Finding() != insight.Nothing && c.sides[0] < c.sides[1]
}

// key names the means, and the line.
func (c *MeasuresChart) key(theme Theme) []keyEntry {
	if c.pair == nil {
		return nil
	}
	key := []keyEntry{referenceLine(theme, describe.MeasuresMeans(c.pair)...)}
	if c.claims() {
		key = append(key, namedLine(theme, c.pair.Finding(), describe.MeasuresLine()...))
	}
	return key
}

func (c *MeasuresChart) lineNames() []string { return namesIn(c.key(Light())) }

func (c *MeasuresChart) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + theme.normal().width("100"), top: theme.em(8), right: theme.em(16), bottom: theme.em(36)}
	if d >= titleAndNumbers {
		m.bottom = theme.em(22)
	} else if c.pair != nil {
		m.top += theme.small().size * keyLeading
	}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	return m
}

func (c *MeasuresChart) ranges(f *frame) {
	edge := 0.04 * (c.high - c.low)
	if c.pair != nil && c.pair.Sides() {
		edge = 0.5
	}
	if edge == 0 {
		edge = 1
	}
	f.x0, f.x1 = c.low-edge, c.high+edge
	f.y0, f.y1 = -4, 104
}

// place is where a dot is. Those of equal values would hide each other where there are two values only: they are spread by
// their order in time.
func (c *MeasuresChart) place(f *frame, i int) point2 {
	d := c.dots[i]
	x := d.X
	if c.pair.Sides() {
		x += 0.6 * (float64(i)/float64(max(1, len(c.dots)-1)) - 0.5)
	}
	return point2{f.x(x), f.y(clip(d.Y))}
}

func (c *MeasuresChart) marks(f *frame) []Mark {
	marks := make([]Mark, len(c.dots))
	for i, d := range c.dots {
		at := c.place(f, i)
		marks[i] = Mark{IDs: d.IDs, X: at.x, Y: at.y, Radius: 3, Label: describe.MeasuresMark(c.pair, d.Day, d.X, d.Y)}
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return cmp.Compare(a.X, b.X) })
	return marks
}

func (c *MeasuresChart) paint(f *frame) []func(*canvas) {
	if c.pair == nil {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.MeasuresEmpty.String(), describe.MeasuresEmptyMore.String()) }}
	}
	return []func(*canvas){func(s *canvas) { c.paintAxes(s, f) }, func(s *canvas) { c.paintDots(s, f) }, func(s *canvas) { c.paintSides(s, f) }}
}

func (c *MeasuresChart) paintAxes(s *canvas, f *frame) {
	f.paintLevels(s, []float64{0, 50, 100}, describe.Whole)
	number := f.theme.normal()
	number.ink = f.theme.Text
	base := f.plot.bottom + 4 + number.size*1.1
	if f.detail < plotOnly {
		c.paintEnds(s, f, base, number)
	}
	if f.detail >= titleAndNumbers {
		return
	}
	small := f.theme.small()
	f.paintAcross(s, base+f.theme.em(15), small, fit(small.font, small.size, f.plot.width(), describe.MeasuresAxis(c.pair)))
	lift := f.theme.em(6)
	s.words(fit(small.font, small.size, f.plot.width(), describe.ResultName(c.pair.Result)), point2{f.plot.left, f.plot.top - lift}, small)
	f.paintKeyAbove(s, c.key(f.theme), lift+small.size*keyLeading)
}

// paintEnds writes the smallest and the largest value of the measure, where both have room.
func (c *MeasuresChart) paintEnds(s *canvas, f *frame, base float64, number lettering) {
	low, high := describe.MeasuresValue(c.pair, c.low), describe.MeasuresValue(c.pair, c.high)
	if number.width(low)+number.width(high)+number.size > f.plot.width() {
		return
	}
	if c.pair.Sides() {
		s.words(low, point2{f.x(c.low), base}, number.aligned(render.Middle))
		s.words(high, point2{f.x(c.high), base}, number.aligned(render.Middle))
		return
	}
	s.words(low, point2{f.plot.left, base}, number)
	s.words(high, point2{f.plot.right, base}, number.aligned(render.End))
}

func (c *MeasuresChart) paintDots(s *canvas, f *frame) {
	radius := 3.0
	if len(c.dots) > 200 {
		radius = 2.2
	}
	for i := range c.dots {
		s.dot(c.place(f, i), radius, faded(f.theme.Dot, 0.6))
	}
}

// paintSides draws the means of both sides where they are named, and the line of what is claimed.
func (c *MeasuresChart) paintSides(s *canvas, f *frame) {
	if !layKey(c.key(f.theme), f.theme, f.detail, f.keyWidth).names() {
		return
	}
	for _, side := range []insight.PairSide{c.pair.Low, c.pair.High} {
		from, to := f.x(side.From), f.x(side.To)
		if to-from < 8 {
			from, to = from-0.3*math.Abs(f.x(c.high)-f.x(c.low)), to+0.3*math.Abs(f.x(c.high)-f.x(c.low))
			from, to = math.Max(from, f.plot.left), math.Min(to, f.plot.right)
		}
		if finite(side.Mean) {
			y := f.y(clip(side.Mean))
			s.stroke([]point2{{from, y}, {to, y}}, f.theme.reference())
		}
	}
	if !c.claims() {
		return
	}
	middle := (c.pair.Low.Mean + c.pair.High.Mean) / 2
	s.stroke([]point2{{f.x(c.sides[0]), f.y(clip(middle - c.pair.Shift/2))}, {f.x(c.sides[1]), f.y(clip(middle + c.pair.Shift/2))}}, f.theme.lineOf(c.pair.Finding()))
}
