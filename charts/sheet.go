package charts

import (
	"image/color"
	"math"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// sheet draws in units on a chart.Renderer, whatever that counts in.
type sheet struct {
	r     chart.Renderer
	steps float64
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

func (s *sheet) step(v float64) int { return int(math.Round(v * s.steps)) }

func (s *sheet) trace(points []point2) {
	for i, p := range points {
		if i == 0 {
			s.r.MoveTo(s.step(p.x), s.step(p.y))
		} else {
			s.r.LineTo(s.step(p.x), s.step(p.y))
		}
	}
}

// line draws through the points; dash is in units, dash and space by turns.
func (s *sheet) line(points []point2, c color.NRGBA, width float64, dash ...float64) {
	if len(points) < 2 {
		return
	}
	s.setStroke(c, width, dash...)
	s.trace(points)
	s.r.Stroke()
}

// cased draws a line with a rim in the colour of its band, so that it stands out from
// dots of its own colour and yet seems to lie on the band.
func (s *sheet) cased(points []point2, c color.NRGBA, width float64) {
	band := s.theme.Band
	rim := blend(s.theme.ground(), withAlpha(band, 255), float64(band.A)/255)
	s.line(points, rim, width+2.5)
	s.line(points, c, width)
}

// hair draws a thin level or upright line on the middle of a row or column of pixels,
// so that it is sharp on a plain screen.
func (s *sheet) hair(from, to point2, c color.NRGBA, dash ...float64) {
	snap := func(v float64) float64 { return math.Floor(v) + 0.5 }
	if from.y == to.y {
		from.y, to.y = snap(from.y), snap(to.y)
	} else {
		from.x, to.x = snap(from.x), snap(to.x)
	}
	s.line([]point2{from, to}, c, 1, dash...)
}

func (s *sheet) setStroke(c color.NRGBA, width float64, dash ...float64) {
	steps := make([]float64, len(dash))
	for i, d := range dash {
		steps[i] = d * s.steps
	}
	s.r.SetStrokeColor(drawing.Color(c))
	s.r.SetStrokeWidth(width * s.steps)
	s.r.SetStrokeDashArray(steps)
}

func (s *sheet) area(points []point2, c color.NRGBA) {
	if len(points) < 3 || c.A == 0 {
		return
	}
	s.r.SetFillColor(drawing.Color(c))
	s.trace(append(points[:len(points):len(points)], points[0]))
	s.r.Fill()
}

func (s *sheet) box(r rect, c color.NRGBA) {
	s.area([]point2{{r.left, r.top}, {r.right, r.top}, {r.right, r.bottom}, {r.left, r.bottom}}, c)
}

func (s *sheet) dot(at point2, radius float64, c color.NRGBA) {
	s.r.SetFillColor(drawing.Color(c))
	s.r.Circle(radius*s.steps, s.step(at.x), s.step(at.y))
	s.r.Fill()
}

func (s *sheet) ring(at point2, radius, width float64, c color.NRGBA) {
	s.setStroke(c, width)
	s.r.Circle(radius*s.steps, s.step(at.x), s.step(at.y))
	s.r.Stroke()
}

// anchor says which end of a text is placed at its point.
type anchor int

const (
	start anchor = iota
	middle
	end
)

// lettering is how words are set: size in units, already scaled for the reader.
type lettering struct {
	font  *truetype.Font
	size  float64
	ink   color.NRGBA
	align anchor
}

func (l lettering) width(s string) float64 { return textWidth(l.font, l.size, s) }

func (l lettering) aligned(a anchor) lettering {
	l.align = a
	return l
}

// words sets one line with its baseline at the point.
func (s *sheet) words(text string, at point2, l lettering) {
	if text == "" {
		return
	}
	s.r.SetFont(l.font)
	s.r.SetFontSize(l.size * s.steps)
	s.r.SetFontColor(drawing.Color(l.ink))
	at.x -= l.width(text) * [...]float64{start: 0, middle: 0.5, end: 1}[l.align]
	s.r.Text(text, s.step(at.x), s.step(at.y))
}

// small, normal and strong are the three voices of a chart.
func (t Theme) small() lettering  { return lettering{font: t.regular, size: t.em(11), ink: t.Muted} }
func (t Theme) normal() lettering { return lettering{font: t.regular, size: t.em(12), ink: t.Muted} }
func (t Theme) strong() lettering { return lettering{font: t.bold, size: t.em(13), ink: t.Text} }
