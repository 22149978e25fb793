package glyph

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Spot is a round mark in the colour of an area.
type Spot struct {
	widget.BaseWidget
	hue    int
	circle *canvas.Circle
}

// NewSpot creates the mark of an area from its hue, 0-359 degrees.
func NewSpot(hue int) *Spot {
	s := &Spot{hue: hue, circle: canvas.NewCircle(color.Transparent)}
	s.ExtendBaseWidget(s)
	return s
}

// SetHue changes the area that the mark represents.
func (s *Spot) SetHue(hue int) { s.hue = hue; s.Refresh() }

// CreateRenderer draws the mark.
func (s *Spot) CreateRenderer() fyne.WidgetRenderer { return paint.LaidOut(s, &spotRenderer{s}) }

type spotRenderer struct{ s *Spot }

func (r *spotRenderer) side() float32 { return paint.TextSize(10) }

func (r *spotRenderer) Layout(size fyne.Size) {
	d := r.side()
	r.s.circle.Resize(fyne.NewSquareSize(d))
	r.s.circle.Move(fyne.NewPos(0, (size.Height-d)/2))
	r.s.circle.FillColor = theme.Hue(r.s.hue, theme.IsDark())
}
func (r *spotRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.side()+theme.Unit/2, r.side()+theme.Unit/2)
}
func (r *spotRenderer) Refresh()                     { r.Layout(r.s.Size()); r.s.circle.Refresh() }
func (r *spotRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.circle} }
func (r *spotRenderer) Destroy()                     {}
