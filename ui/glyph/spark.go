package glyph

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Spark is a small line of a level over time, without words: the chart has those. Its
// height is the whole scale from 0 to 100, so that a small change looks small.
type Spark struct {
	widget.BaseWidget
	levels []float64 // 0-100, evenly spaced in time
	hue    int
	raster *canvas.Raster
}

// NewSpark creates the line; fewer than two levels draw nothing.
func NewSpark(levels []float64, hue int) *Spark {
	s := &Spark{levels: levels, hue: hue}
	s.raster = canvas.NewRaster(s.draw)
	s.ExtendBaseWidget(s)
	return s
}

// MinSize is that of a word or two.
func (s *Spark) MinSize() fyne.Size { return fyne.NewSize(paint.TextSize(120), paint.TextSize(48)) }

// CreateRenderer draws the line.
func (s *Spark) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(s, widget.NewSimpleRenderer(s.raster))
}

// draw paints the line, the ground under it and its end, w by h pixels of the screen.
func (s *Spark) draw(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	n := len(s.levels)
	if n < 2 || w < 16 || h < 16 {
		return img
	}
	ink := theme.Hue(s.hue, theme.IsDark())
	scale := float64(h) / float64(s.MinSize().Height)
	half, dot := 1.1*scale, 3.6*scale
	width, height := float64(w)-2*dot, float64(h)-2*dot
	level := func(x float64) float64 {
		at := min(max((x-dot)/width, 0), 1) * float64(n-1)
		i := min(int(at), n-2)
		v := s.levels[i] + (at-float64(i))*(s.levels[i+1]-s.levels[i])
		return dot + (1-min(max(v, 0), 100)/100)*height
	}
	endX, endY := float64(w)-dot, level(float64(w)-dot)
	for px := range w {
		x := float64(px) + 0.5
		y := level(x)
		slope := (level(x+0.5) - level(x-0.5))
		across := math.Sqrt(1 + slope*slope)
		for py := range h {
			v := float64(py) + 0.5
			cover := 0.0
			if x >= dot && x <= endX {
				cover = paint.Clamp(half + 0.5 - math.Abs(v-y)/across)
				if v > y {
					cover = max(cover, 0.14*(1-(v-y)/(float64(h)-y)))
				}
			}
			cover = max(cover, paint.Clamp(dot+0.5-math.Hypot(x-endX, v-endY)))
			if cover > 0 {
				img.SetNRGBA(px, py, color.NRGBA{ink.R, ink.G, ink.B, uint8(cover*255 + 0.5)})
			}
		}
	}
	return img
}
