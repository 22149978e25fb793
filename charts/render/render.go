// Package render draws: as pixels, as SVG and as PDF. A Drawing says what there is to draw
// and paints it on a Canvas; Image, PNG, SVG, PDF and OnPage each give it one. All of them go
// through go-chart, which only this package knows, and so a drawing looks the same everywhere.
//
// Lengths and places are in units: a unit is one pixel of a screen at scale 1, and three
// quarters of a point on paper.
package render

import (
	"image/color"

	"github.com/golang/freetype/truetype"
)

// MaxSide is the largest side of a drawing in units, and of a picture in pixels. It stays
// within what a renderer can allocate and go-chart can count.
const MaxSide = 20000

// Canvas is what is drawn on. A path begins with MoveTo, or is a Circle; Fill and Stroke
// paint it and end it.
type Canvas interface {
	MoveTo(x, y float64)
	LineTo(x, y float64)
	Circle(x, y, radius float64)
	Fill(c color.NRGBA)
	Stroke(l Line)
	// Text sets one line with its baseline at y.
	Text(s string, x, y float64, t TextStyle)
}

// Line is how a path is stroked.
type Line struct {
	Color color.NRGBA
	Width float64
	Dash  []float64 // dash and space by turns; none for a solid line
}

// TextStyle is how a text is set. Size is the height of the em square.
type TextStyle struct {
	Font   *truetype.Font
	Size   float64
	Color  color.NRGBA
	Anchor Anchor
}

// Anchor says which end of a text is placed at its point.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Drawing is a picture of a chart before it is known as what it is drawn.
type Drawing struct {
	Width, Height float64
	// Background is painted under everything, unless it is transparent.
	Background color.NRGBA
	// Plot is the area between the axes, on whole units and not empty; X and Y are the
	// values at its edges.
	Plot Box
	X, Y Range
	// Layers paint the drawing, from the ground up.
	Layers []func(Canvas)
}

// Box is an upright rectangle.
type Box struct{ Left, Top, Right, Bottom float64 }

// Range is the values from one edge of a plot to the other.
type Range struct{ From, To float64 }

// Paint paints all layers on a canvas.
func (d Drawing) Paint(c Canvas) {
	for _, layer := range d.Layers {
		layer(c)
	}
}
