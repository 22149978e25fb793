package charts

import (
	"image/color"
	"math"
	"strings"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// brush is the part of a chart.Renderer that our renderers share: the style that is set,
// and the measuring of text. Lengths are in steps.
type brush struct {
	stroke, fill, ink color.NRGBA
	width             float64
	dash              []float64
	font              *truetype.Font
	fontSize          float64
	rotation          float64 // radians
	dpi               float64
}

// Steps tells charts that they may draw between the pixels.
func (b *brush) Steps() int { return finestSteps }

func (b *brush) ResetStyle() { *b = brush{font: b.font, dpi: b.dpi} }

func (b *brush) GetDPI() float64 {
	if b.dpi == 0 {
		return chart.DefaultDPI
	}
	return b.dpi
}

func (b *brush) SetDPI(dpi float64)                { b.dpi = dpi }
func (b *brush) SetClassName(string)               {}
func (b *brush) SetStrokeColor(c drawing.Color)    { b.stroke = color.NRGBA(c) }
func (b *brush) SetFillColor(c drawing.Color)      { b.fill = color.NRGBA(c) }
func (b *brush) SetStrokeWidth(width float64)      { b.width = width }
func (b *brush) SetStrokeDashArray(dash []float64) { b.dash = dash }
func (b *brush) SetFont(f *truetype.Font)          { b.font = f }
func (b *brush) SetFontColor(c drawing.Color)      { b.ink = color.NRGBA(c) }
func (b *brush) SetFontSize(size float64)          { b.fontSize = size }
func (b *brush) SetTextRotation(radians float64)   { b.rotation = radians }
func (b *brush) ClearTextRotation()                { b.rotation = 0 }

// textSize is the height of the em square in steps; go-chart counts font sizes in points.
func (b *brush) textSize() float64 { return b.fontSize * b.GetDPI() / 72 }

func (b *brush) MeasureText(body string) chart.Box {
	if b.font == nil {
		return chart.Box{}
	}
	box := chart.Box{
		Right:  int(math.Ceil(textWidth(b.font, b.textSize(), body))),
		Bottom: int(math.Ceil(b.textSize())),
	}
	if b.rotation == 0 {
		return box
	}
	return box.Corners().Rotate(chart.RadiansToDegrees(b.rotation)).Box()
}

// wrap breaks s into lines no wider than width, at most limit of them; what does not
// fit ends in an ellipsis. A word that is too wide for a line is cut.
func wrap(f *truetype.Font, size, width float64, s string, limit int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if textWidth(f, size, joined) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > limit {
		lines = lines[:limit]
		lines[limit-1] += " …"
	}
	for i, l := range lines {
		lines[i] = fit(f, size, width, l)
	}
	return lines
}

// balanced wraps s like wrap, and then narrows the lines as far as their number allows,
// so that no single word is left for the last one.
func balanced(f *truetype.Font, size, width float64, s string, limit int) []string {
	lines := wrap(f, size, width, s, limit)
	if len(lines) < 2 {
		return lines
	}
	for narrower := width * 0.97; narrower > width/2; narrower *= 0.97 {
		tried := wrap(f, size, narrower, s, limit+1)
		if len(tried) > len(lines) {
			break
		}
		lines = tried
	}
	return lines
}

// fit shortens s with an ellipsis until it is no wider than width.
func fit(f *truetype.Font, size, width float64, s string) string {
	if textWidth(f, size, s) <= width {
		return s
	}
	runes := []rune(strings.TrimSuffix(s, " …"))
	for n := len(runes); n > 0; n-- {
		short := strings.TrimRight(string(runes[:n]), " ,;:") + "…"
		if textWidth(f, size, short) <= width {
			return short
		}
	}
	return ""
}
