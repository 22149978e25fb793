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

// Dots are single ratings in order of time, without a line between them: so few show no course. Its
// height is the whole scale from 0 to 100.
type Dots struct {
	widget.BaseWidget
	values []float64 // 0-100
	hue    int
	raster *canvas.Raster
}

// NewDots creates the dots of values, which are 0-100, in a hue.
func NewDots(values []float64, hue int) *Dots {
	d := &Dots{values: values, hue: hue}
	d.raster = canvas.NewRaster(d.draw)
	d.ExtendBaseWidget(d)
	return d
}

// MinSize is that of a few words.
func (d *Dots) MinSize() fyne.Size { return fyne.NewSize(paint.TextSize(240), paint.TextSize(72)) }

// CreateRenderer draws the dots.
func (d *Dots) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(d, widget.NewSimpleRenderer(d.raster))
}

// draw paints the ends and the middle of the scale and the dots, w by h pixels of the screen.
func (d *Dots) draw(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	if w < 16 || h < 16 {
		return img
	}
	scale := float64(h) / float64(d.MinSize().Height)
	radius := float64(paint.TextSize(4.5)) * scale
	height := func(v float64) float64 {
		return radius + (1-min(max(v, 0), 100)/100)*(float64(h)-2*radius)
	}
	grid := color.NRGBAModel.Convert(theme.Current().Line).(color.NRGBA)
	for _, v := range []float64{0, 50, 100} {
		for px := range w {
			img.SetNRGBA(px, int(height(v)), grid)
		}
	}
	ink := theme.Hue(d.hue, theme.IsDark())
	step := (float64(w) - 2*radius) / float64(max(len(d.values), 8))
	for i, v := range d.values {
		x, y := radius+step*(float64(i)+0.5), height(v)
		for px := int(x - radius - 1); px <= int(x+radius+1); px++ {
			for py := int(y - radius - 1); py <= int(y+radius+1); py++ {
				cover := paint.Clamp(radius + 0.5 - math.Hypot(float64(px)+0.5-x, float64(py)+0.5-y))
				if cover > 0 && image.Pt(px, py).In(img.Rect) {
					img.SetNRGBA(px, py, color.NRGBA{ink.R, ink.G, ink.B, uint8(cover*255 + 0.5)})
				}
			}
		}
	}
	return img
}
