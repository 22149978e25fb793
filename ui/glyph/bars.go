package glyph

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Bars is a small histogram without words, which stand beside it.
type Bars struct {
	widget.BaseWidget
	bins  []int
	bars  []fyne.CanvasObject
	floor *canvas.Rectangle
}

// NewBars creates a histogram of bins from left to right.
func NewBars(bins []int) *Bars {
	b := &Bars{bins: bins, floor: canvas.NewRectangle(color.Black)}
	for range bins {
		bar := canvas.NewRectangle(color.Black)
		bar.CornerRadius = 1
		b.bars = append(b.bars, bar)
	}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer draws the bars.
func (b *Bars) CreateRenderer() fyne.WidgetRenderer {
	r := &barsRenderer{b}
	r.paint()
	return paint.LaidOut(b, r)
}

type barsRenderer struct{ b *Bars }

func (r *barsRenderer) paint() {
	p := theme.Current()
	ink := paint.Blend(p.Surface, p.Accent, 0.55)
	for _, o := range r.b.bars {
		o.(*canvas.Rectangle).FillColor = ink
	}
	r.b.floor.FillColor = p.Line
}

func (r *barsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(paint.TextSize(84), paint.TextSize(26))
}

// Layout makes each bar as high as its part of the highest; one that counts anything is in sight.
func (r *barsRenderer) Layout(s fyne.Size) {
	most := 1
	for _, n := range r.b.bins {
		most = max(most, n)
	}
	height, step := s.Height-1, s.Width/float32(max(1, len(r.b.bins)))
	for i, n := range r.b.bins {
		high := height * float32(n) / float32(most)
		if n > 0 {
			high = max(high, 2)
		}
		r.b.bars[i].Move(fyne.NewPos(float32(i)*step, height-high))
		r.b.bars[i].Resize(fyne.NewSize(step-1, high))
	}
	r.b.floor.Move(fyne.NewPos(0, height))
	r.b.floor.Resize(fyne.NewSize(s.Width-1, 1))
}

func (r *barsRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *barsRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.b.floor}, r.b.bars...)
}

func (r *barsRenderer) Destroy() {}
