package charts

import (
	"image/color"
	"math"

	"github.com/golang/freetype/truetype"

	"enactive/charts/render"
	"enactive/charts/typeface"
)

// canvas draws the shapes of charts in the colours of a theme.
type canvas struct {
	render.Canvas
	theme Theme
}

// point2 is a place in units.
type point2 struct{ x, y float64 }

// rect is an area in units.
type rect struct{ left, top, right, bottom float64 }

func (r rect) width() float64  { return r.right - r.left }
func (r rect) height() float64 { return r.bottom - r.top }

func (r rect) holds(p point2) bool {
	return p.x >= r.left && p.x < r.right && p.y >= r.top && p.y < r.bottom
}

func (s *canvas) trace(points []point2) {
	for i, p := range points {
		if i == 0 {
			s.MoveTo(p.x, p.y)
		} else {
			s.LineTo(p.x, p.y)
		}
	}
}

// line draws through the points; dash is in units, dash and space by turns.
func (s *canvas) line(points []point2, c color.NRGBA, width float64, dash ...float64) {
	if len(points) < 2 {
		return
	}
	s.trace(points)
	s.Stroke(render.Line{Color: c, Width: width, Dash: dash})
}

// cased draws a line with a rim in the colour of its band, so that it is distinct from
// dots of its own colour and yet seems to be on the band.
func (s *canvas) cased(points []point2, c color.NRGBA, width float64) {
	band := s.theme.Band
	rim := blend(s.theme.ground(), withAlpha(band, 255), float64(band.A)/255)
	s.line(points, rim, width+2.5)
	s.line(points, c, width)
}

// hair draws a thin level or upright line on the middle of a row or column of pixels,
// so that it is sharp on a plain screen.
func (s *canvas) hair(from, to point2, c color.NRGBA, dash ...float64) {
	snap := func(v float64) float64 { return math.Floor(v) + 0.5 }
	if from.y == to.y {
		from.y, to.y = snap(from.y), snap(to.y)
	} else {
		from.x, to.x = snap(from.x), snap(to.x)
	}
	s.line([]point2{from, to}, c, 1, dash...)
}

func (s *canvas) area(points []point2, c color.NRGBA) {
	if len(points) < 3 || c.A == 0 {
		return
	}
	s.trace(append(points[:len(points):len(points)], points[0]))
	s.Fill(c)
}

func (s *canvas) box(r rect, c color.NRGBA) {
	s.area([]point2{{r.left, r.top}, {r.right, r.top}, {r.right, r.bottom}, {r.left, r.bottom}}, c)
}

func (s *canvas) dot(at point2, radius float64, c color.NRGBA) {
	s.Circle(at.x, at.y, radius)
	s.Fill(c)
}

func (s *canvas) ring(at point2, radius, width float64, c color.NRGBA) {
	s.Circle(at.x, at.y, radius)
	s.Stroke(render.Line{Color: c, Width: width})
}

// lettering is how words are set: size in units, already scaled for the reader.
type lettering struct {
	font  *truetype.Font
	size  float64
	ink   color.NRGBA
	align render.Anchor
}

func (l lettering) width(s string) float64 { return typeface.Width(l.font, l.size, s) }

func (l lettering) aligned(a render.Anchor) lettering {
	l.align = a
	return l
}

// words sets one line with its baseline at the point.
func (s *canvas) words(text string, at point2, l lettering) {
	if text == "" {
		return
	}
	s.Text(text, at.x, at.y, render.TextStyle{Font: l.font, Size: l.size, Color: l.ink, Anchor: l.align})
}

// small, normal and strong are the three voices of a chart.
func (t Theme) small() lettering  { return lettering{font: t.regular, size: t.em(11), ink: t.Muted} }
func (t Theme) normal() lettering { return lettering{font: t.regular, size: t.em(12), ink: t.Muted} }
func (t Theme) strong() lettering { return lettering{font: t.bold, size: t.em(13), ink: t.Text} }
