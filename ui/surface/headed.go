package surface

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Headed is a card about an area: its head has a tint of the area's hue.
type Headed struct {
	widget.BaseWidget
	hue          int
	ground, band *canvas.Rectangle
	content      *fyne.Container
}

// NewHeaded creates a card from its head and its body.
func NewHeaded(hue int, head, body fyne.CanvasObject) *Headed {
	h := &Headed{hue: hue, ground: canvas.NewRectangle(color.Transparent), band: canvas.NewRectangle(color.Transparent)}
	const corner = theme.Radius + 2
	h.ground.CornerRadius = corner
	h.band.TopLeftCornerRadius, h.band.TopRightCornerRadius = corner-1, corner-1
	side, half := 2.5*theme.Unit, 1.25*theme.Unit
	top := container.New(layout.NewCustomPaddedLayout(1, 0, 1, 1), container.NewStack(h.band, container.New(arrange.Margins(half, half, side-1, side-1), head)))
	h.content = arrange.Flow(0, top, container.New(arrange.Margins(2*theme.Unit, side, side, side), body))
	h.ExtendBaseWidget(h)
	return h
}

func (h *Headed) paint() {
	p := theme.Current()
	h.ground.FillColor, h.ground.StrokeColor, h.ground.StrokeWidth = p.Surface, p.Line, 1
	h.band.FillColor = theme.Tint(h.hue, theme.IsDark())
}

// CreateRenderer draws the card.
func (h *Headed) CreateRenderer() fyne.WidgetRenderer {
	h.paint()
	return paint.LaidOut(h, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(h.ground, h.content)), Paint: h.paint})
}

// Children are the objects in it, for the place that scrolls.
func (h *Headed) Children() []fyne.CanvasObject { return []fyne.CanvasObject{h.content} }

// NewWarm creates a card for a person's own words, which opens their entry.
func NewWarm(content fyne.CanvasObject, tap func()) *TapCard {
	edge := canvas.NewRectangle(theme.Current().Ember)
	edge.SetMinSize(fyne.NewSize(3, 0))
	edge.CornerRadius = 1.5
	c := NewTapCard(container.New(arrange.HorizontalBorder{}, edge, arrange.Gap(0), container.New(arrange.Margins(0, 0, 2*theme.Unit, 0), content)), tap)
	c.warm, c.edge = true, edge
	return c
}
