package charts

import (
	"math"

	"enactive/charts/render"
)

// frame is where everything of a chart goes. It is computed from size and theme alone,
// so that what is drawn and what is hit are the same place to the step.
type frame struct {
	size    Size
	theme   Theme
	detail  detail
	heading []headline
	plot    rect // the drawing area, on whole units
	// keyWidth is the width of the plot, for which the room of a key was reckoned before
	// the plot came to lie on whole units.
	keyWidth float64
	// panel is a second drawing area, below the plot or beside it; or empty.
	panel rect
	// cramped is true where the areas have no room for what belongs into them at this detail.
	cramped bool
	// The ranges of the axes at the edges of the plot.
	x0, x1, y0, y1 float64
}

// headline is one line of the title or the sentence, with its baseline.
type headline struct {
	text string
	at   point2
	set  lettering
}

// margins are what a chart needs around its plot for words, in units.
type margins struct{ left, top, right, bottom float64 }

// detail is how much is said around the plot. On a small picture, or with large words,
// things are left out in this order until the plot has room.
type detail int

const (
	everything detail = iota
	withoutKey
	withoutSentence
	titleAndNumbers // and the names of lines and bands
	withoutNames
	numbersOnly
	plotOnly
)

// bestLayout lays a chart out with as much detail as leaves the plot a fair share of the picture.
func bestLayout[L any](layout func(detail) (L, *frame)) L {
	for d := everything; ; d++ {
		l, f := layout(d)
		if d == plotOnly || f.roomy() {
			return l
		}
	}
}

func (f *frame) roomy() bool {
	whole := f.whole()
	return !f.cramped && whole.width() >= 0.4*f.size.Width && whole.height() >= 0.36*f.size.Height
}

// whole is the plot with the panel.
func (f *frame) whole() rect {
	if f.panel == (rect{}) {
		return f.plot
	}
	p, q := f.plot, f.panel
	return rect{math.Min(p.left, q.left), math.Min(p.top, q.top), math.Max(p.right, q.right), math.Max(p.bottom, q.bottom)}
}

// newFrame lays out heading and plot.
func newFrame(c Chart, size Size, theme Theme, d detail, m margins) frame {
	f := frame{size: size, theme: theme, detail: d, x1: 1, y1: 1}
	if d == plotOnly {
		rim := math.Min(theme.em(6), math.Min(size.Width, size.Height)/8)
		f.plot = wholeRect(rect{rim, rim, size.Width - rim, size.Height - rim})
		return f
	}
	edge := edgeOf(size, theme)
	inner := rect{edge, edge, size.Width - edge, size.Height - edge}
	if size.Heading && d < numbersOnly {
		inner.top = f.layHeading(c, inner)
	}
	f.plot = wholeRect(rect{inner.left + m.left, inner.top + m.top, inner.right - m.right, inner.bottom - m.bottom})
	return f
}

// wholeRect is the area on whole units and not empty, so that values have a place in it.
func wholeRect(r rect) rect {
	r = rect{math.Round(r.left), math.Round(r.top), math.Round(r.right), math.Round(r.bottom)}
	r.right = math.Max(r.right, r.left+1)
	r.bottom = math.Max(r.bottom, r.top+1)
	return r
}

// edgeOf is the empty rim of a picture with a heading; the window sets its own rim.
func edgeOf(size Size, theme Theme) float64 {
	if !size.Heading {
		return 0
	}
	return math.Min(theme.em(20), size.Width/16)
}

// contentWidth is the width between the rims.
func contentWidth(size Size, theme Theme) float64 { return size.Width - 2*edgeOf(size, theme) }

// layHeading places title and sentence and returns where the rest begins.
func (f *frame) layHeading(c Chart, inner rect) float64 {
	title := lettering{font: f.theme.bold, size: f.theme.em(16), ink: f.theme.Text}
	sentence := lettering{font: f.theme.regular, size: f.theme.em(13), ink: f.theme.Muted}
	y := inner.top
	lay := func(text string, l lettering, lines int, leading float64) {
		for _, line := range balanced(l.font, l.size, inner.width(), text, lines) {
			y += l.size * leading
			f.heading = append(f.heading, headline{line, point2{inner.left, y}, l})
		}
	}
	y -= title.size * 0.25 // the first line sits on the edge with its capitals, not its leading
	lay(c.Title(), title, 2, 1.25)
	if f.detail < withoutSentence {
		y += sentence.size * 0.25
		lay(c.Text(), sentence, 8, 1.4)
	}
	return y + f.theme.em(18)
}

func (f *frame) x(value float64) float64 {
	return f.plot.left + (value-f.x0)/(f.x1-f.x0)*f.plot.width()
}

// column is the column of units of a value.
func (f *frame) column(value float64) int { return int(math.Floor(f.x(value))) }

func (f *frame) y(value float64) float64 {
	return f.plot.bottom - (value-f.y0)/(f.y1-f.y0)*f.plot.height()
}

// drawing is the layers in their order, with the heading above them all.
func (f *frame) drawing(layers ...func(*canvas)) render.Drawing {
	d := render.Drawing{
		Width: f.size.Width, Height: f.size.Height, Background: f.theme.Canvas,
		Plot: render.Box{Left: f.plot.left, Top: f.plot.top, Right: f.plot.right, Bottom: f.plot.bottom},
		X:    render.Range{From: f.x0, To: f.x1}, Y: render.Range{From: f.y0, To: f.y1},
	}
	for _, paint := range append(layers, f.paintHeading) {
		d.Layers = append(d.Layers, func(c render.Canvas) { paint(&canvas{Canvas: c, theme: f.theme}) })
	}
	return d
}

func (f *frame) paintHeading(s *canvas) {
	for _, h := range f.heading {
		s.words(h.text, h.at, h.set)
	}
}

// paintEmpty says in the middle of the plot that there is nothing to draw yet, and what would be.
func (f *frame) paintEmpty(s *canvas, title, more string) {
	if f.detail == plotOnly {
		return
	}
	strong, normal := f.theme.strong(), f.theme.normal()
	leading := normal.size * 1.5
	lines := wrap(normal.font, normal.size, f.plot.width()*0.8, more, 9)
	if room := int(f.plot.height()/leading) - 3; len(lines) > min(room, 4) {
		lines = nil // half a sentence is worse than none
	}
	x := (f.plot.left + f.plot.right) / 2
	y := (f.plot.top+f.plot.bottom)/2 + strong.size*0.36 - float64(len(lines))*leading/2
	s.words(fit(strong.font, strong.size, f.plot.width(), title), point2{x, y}, strong.aligned(render.Middle))
	for _, line := range lines {
		y += leading
		s.words(line, point2{x, y}, normal.aligned(render.Middle))
	}
}

// finite reports whether a number can be drawn; the others have no place.
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func clip(v float64) float64 { return math.Min(math.Max(v, 0), 100) }
