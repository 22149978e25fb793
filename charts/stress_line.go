package charts

import (
	"cmp"
	"slices"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// linePoint is a point of the line that the verdict speaks of, with the band around it.
type linePoint struct{ stress, performance, low, high float64 }

// finding is how much is claimed of the line and the best range.
func (c *StressChart) finding() insight.Finding {
	switch c.result.Verdict {
	case insight.StressInvertedU, insight.StressUp, insight.StressDown:
		return c.result.Finding()
	case insight.StressHint:
		return insight.Possible
	}
	return insight.Nothing
}

// fit is the line that the verdict speaks of: a curve for a best range, a straight one for a rise
// or a fall, and none where nothing is said of either.
func (c *StressChart) fit() []linePoint {
	switch c.result.Verdict {
	case insight.StressInvertedU, insight.StressHint:
		return c.curve()
	case insight.StressUp, insight.StressDown:
		return c.slope()
	}
	return nil
}

func (c *StressChart) curve() []linePoint {
	var line []linePoint
	for _, p := range c.result.Curve {
		if finite(p.X, p.Fit, p.SE) {
			line = append(line, linePoint{p.X, p.Fit, p.Fit - band80*p.SE, p.Fit + band80*p.SE})
		}
	}
	if len(line) < 2 {
		return nil
	}
	return line
}

// slope is the straight line of the change with stress, through the middle of the entries, where
// most of them are. Its band is that of the slope alone.
func (c *StressChart) slope() []linePoint {
	r := c.result
	slope, ok := r.Slope.Get()
	from, to := r.P10.Or(0), r.P90.Or(0)
	if !ok || len(r.SlopeCI) != 2 || !(from < to) || !finite(append([]float64{slope, from, to}, r.SlopeCI...)...) {
		return nil
	}
	var x, y, n float64
	for _, d := range r.Dots {
		if finite(d.Stress, d.Performance) {
			x, y, n = x+d.Stress, y+d.Performance, n+1
		}
	}
	x, y = x/n, y/n
	var line []linePoint
	for _, at := range []float64{from, min(max(x, from), to), to} {
		a, b := y+r.SlopeCI[0]*(at-x), y+r.SlopeCI[1]*(at-x)
		line = append(line, linePoint{at, y + slope*(at-x), min(a, b), max(a, b)})
	}
	return line
}

// lineName are the labels of the line, longest first.
func (c *StressChart) lineName() []string {
	if c.allowsZone() {
		return describe.StressCurve()
	}
	return describe.StressSlope()
}

// fitAt is the height of a line at a stress, if it reaches there. Between its points it is straight.
func fitAt(line []linePoint, stress float64) insight.Number {
	i, found := slices.BinarySearchFunc(line, stress, func(p linePoint, x float64) int { return cmp.Compare(p.stress, x) })
	switch {
	case found:
		return optional.Some(clip(line[i].performance))
	case i == 0 || i == len(line):
		return insight.Number{}
	}
	a, b := line[i-1], line[i]
	return optional.Some(clip(a.performance + (b.performance-a.performance)*(stress-a.stress)/(b.stress-a.stress)))
}

func (c *StressChart) paintRibbon(s *canvas, l *stressLayout) {
	if !l.key.names() {
		return
	}
	line := c.fit()
	var outline []point2
	for _, p := range line {
		outline = append(outline, point2{l.x(p.stress), l.y(clip(p.high))})
	}
	for _, p := range slices.Backward(line) {
		outline = append(outline, point2{l.x(p.stress), l.y(clip(p.low))})
	}
	s.area(outline, l.theme.lineOf(c.finding()).band)
}

func (c *StressChart) paintCurve(s *canvas, l *stressLayout) {
	var points []point2
	for _, p := range c.fit() {
		points = append(points, point2{l.x(p.stress), l.y(clip(p.performance))})
	}
	s.stroke(points, l.theme.lineOf(c.finding()))
}
