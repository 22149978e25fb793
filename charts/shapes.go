package charts

import (
	"image/color"
	"math"

	"enactive/journal/insight"
)

// shape is the form of a mark. Forms differ as much as colours do, for those who see
// forms better; they cover about the same area at the same radius.
type shape int

const (
	round shape = iota
	diamond
	triangle // on its head
	square
)

// shapeOf gives each outcome its form.
func shapeOf(o insight.Outcome) shape {
	switch o {
	case insight.Partial:
		return diamond
	case insight.Setback:
		return triangle
	case insight.Failure:
		return square
	}
	return round
}

// outcomeScore is what an outcome counts in a rate of success.
func outcomeScore(o insight.Outcome) float64 {
	switch o {
	case insight.Success:
		return 1
	case insight.Partial:
		return 0.5
	}
	return 0
}

// outline is the polygon of a shape around a centre, or nothing for a round one.
func (s shape) outline(at point2, radius float64) []point2 {
	around := func(size float64, corners int, turn float64) []point2 {
		points := make([]point2, corners)
		for i := range points {
			angle := turn + 2*math.Pi*float64(i)/float64(corners)
			points[i] = point2{at.x + size*math.Cos(angle), at.y + size*math.Sin(angle)}
		}
		return points
	}
	switch s {
	case diamond:
		return around(radius*1.28, 4, 0)
	case triangle:
		points := around(radius*1.45, 3, math.Pi/2)
		for i := range points {
			points[i].y -= radius * 0.25
		}
		return points
	case square:
		return around(radius*1.25, 4, math.Pi/4)
	}
	return nil
}

// mark paints a shape, hollow for a rating in hindsight. The ground shows through
// a hollow mark, but never the line under it.
func (s *canvas) mark(form shape, at point2, radius float64, hollow bool, c color.NRGBA) {
	const rim = 1.3
	if hollow {
		radius -= rim / 2
	}
	points := form.outline(at, radius)
	switch {
	case points == nil && hollow:
		s.ring(at, radius, rim, c)
	case points == nil:
		s.dot(at, radius, c)
	case hollow:
		s.line(append(points, points[0], points[1]), c, rim)
	default:
		s.area(points, c)
	}
}

// stripes paints slanting lines over an area and its outline, or nothing in a colour that
// is not seen.
func (s *canvas) stripes(r rect, c color.NRGBA) {
	if c.A == 0 || r.width() <= 1 || r.height() <= 1 {
		return
	}
	const pitch = 5.0
	r = rect{r.left + 0.5, r.top + 0.5, r.right - 0.5, r.bottom - 0.5}
	for from := r.left - r.height() + pitch/2; from < r.right; from += pitch {
		// From the lower left to the upper right, cut at the sides.
		a, b := point2{from, r.bottom}, point2{from + r.height(), r.top}
		if a.x < r.left {
			a = point2{r.left, r.bottom - (r.left - from)}
		}
		if b.x > r.right {
			b = point2{r.right, r.bottom - (r.right - from)}
		}
		s.line([]point2{a, b}, c, 1)
	}
	s.line([]point2{{r.left, r.top}, {r.right, r.top}, {r.right, r.bottom}, {r.left, r.bottom}, {r.left, r.top}}, c, 1)
}
