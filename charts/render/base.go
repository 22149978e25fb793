package render

import (
	"image/color"
	"math"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"enactive/charts/typeface"
)

// baseRenderer is the part of a chart.Renderer that our renderers share: the style that is
// set, and the measuring of text. Lengths are in steps.
type baseRenderer struct {
	stroke, fill, ink color.NRGBA
	width             float64
	dash              []float64
	font              *truetype.Font
	fontSize          float64
	rotation          float64 // radians
	dpi               float64
}

// Steps is the number of coordinate steps to a unit.
func (b *baseRenderer) Steps() int { return finestSteps }

func (b *baseRenderer) ResetStyle() { *b = baseRenderer{font: b.font, dpi: b.dpi} }

func (b *baseRenderer) GetDPI() float64 {
	if b.dpi == 0 {
		return chart.DefaultDPI
	}
	return b.dpi
}

func (b *baseRenderer) SetDPI(dpi float64)                { b.dpi = dpi }
func (b *baseRenderer) SetClassName(string)               {}
func (b *baseRenderer) SetStrokeColor(c drawing.Color)    { b.stroke = color.NRGBA(c) }
func (b *baseRenderer) SetFillColor(c drawing.Color)      { b.fill = color.NRGBA(c) }
func (b *baseRenderer) SetStrokeWidth(width float64)      { b.width = width }
func (b *baseRenderer) SetStrokeDashArray(dash []float64) { b.dash = dash }
func (b *baseRenderer) SetFont(f *truetype.Font)          { b.font = f }
func (b *baseRenderer) SetFontColor(c drawing.Color)      { b.ink = color.NRGBA(c) }
func (b *baseRenderer) SetFontSize(size float64)          { b.fontSize = size }
func (b *baseRenderer) SetTextRotation(radians float64)   { b.rotation = radians }
func (b *baseRenderer) ClearTextRotation()                { b.rotation = 0 }

// textSize is the height of the em square in steps; go-chart counts font sizes in points.
func (b *baseRenderer) textSize() float64 { return b.fontSize * b.GetDPI() / 72 }

func (b *baseRenderer) MeasureText(body string) chart.Box {
	if b.font == nil {
		return chart.Box{}
	}
	box := chart.Box{
		Right:  int(math.Ceil(typeface.Width(b.font, b.textSize(), body))),
		Bottom: int(math.Ceil(b.textSize())),
	}
	if b.rotation == 0 {
		return box
	}
	return box.Corners().Rotate(chart.RadiansToDegrees(b.rotation)).Box()
}
