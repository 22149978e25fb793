package dayview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// HeatKey is one line of the legend of a HeatMap: a day that looks like that, and its meaning.
type HeatKey struct {
	HeatDay
	Words string
}

// HeatLegend explains the days of a HeatMap, in the same colour.
func HeatLegend(hue int, keys ...HeatKey) fyne.CanvasObject {
	row := arrange.CenteredWrap(2*theme.Unit, theme.Unit/2)
	for _, k := range keys {
		row.Add(container.NewBorder(nil, nil, newHeatSwatch(hue, k.HeatDay), nil, prose.Caption(k.Words).Short()))
	}
	return row
}

// heatSwatch is one day of a legend.
type heatSwatch struct {
	widget.BaseWidget
	hue       int
	day       HeatDay
	box, ring *canvas.Rectangle
}

func newHeatSwatch(hue int, day HeatDay) *heatSwatch {
	s := &heatSwatch{hue: hue, day: day, box: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the day as the map does.
func (s *heatSwatch) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(s, &swatchRenderer{s})
}

type swatchRenderer struct{ s *heatSwatch }

func (r *swatchRenderer) side() float32 { return paint.TextSize(12) }

func (r *swatchRenderer) Layout(size fyne.Size) {
	s, p := r.s, theme.Current()
	at := fyne.NewPos(0, (size.Height-r.side())/2)
	s.box.Move(at)
	s.box.Resize(fyne.NewSquareSize(r.side()))
	s.box.CornerRadius = r.side() * cornerPart
	s.box.FillColor, s.box.StrokeWidth = p.Ground, 0
	if s.day.Shade > 0 {
		s.box.FillColor = heatShade(s.hue, s.day.Shade)
	}
	if s.day.Unrecorded {
		s.box.StrokeColor, s.box.StrokeWidth = heatShade(s.hue, 3), 1.5
	}
	s.ring.Hidden = !s.day.Planned
	ring := r.side() * 0.6
	s.ring.StrokeColor, s.ring.StrokeWidth, s.ring.CornerRadius = heatInk(s.hue), 1.5, ring/2
	s.ring.Move(at.AddXY((r.side()-ring)/2, (r.side()-ring)/2))
	s.ring.Resize(fyne.NewSquareSize(ring))
}
func (r *swatchRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.side()+0.75*theme.Unit, r.side())
}
func (r *swatchRenderer) Refresh() { r.Layout(r.s.Size()); canvas.Refresh(r.s) }
func (r *swatchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.box, r.s.ring}
}
func (r *swatchRenderer) Destroy() {}
