package input

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// dropdown shows a content under its anchor, or over it if there is no room, always inside the
// window. A click elsewhere closes it. Unlike a sheet it dims nothing, and its anchor may be a
// field of a sheet.
type dropdown struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	anchor  fyne.CanvasObject
	content fyne.CanvasObject
	margin  float32 // around the content
}

// showDropdown shows content at an anchor, which must be on the screen.
func showDropdown(anchor, content fyne.CanvasObject) *dropdown {
	return hang(anchor, content, 1.5*theme.Unit)
}

// hang is showDropdown with a margin around the content.
func hang(anchor, content fyne.CanvasObject, margin float32) *dropdown {
	d := &dropdown{canvas: fyne.CurrentApp().Driver().CanvasForObject(anchor), anchor: anchor, content: content, margin: margin}
	d.ExtendBaseWidget(d)
	d.canvas.Overlays().Add(d)
	d.Resize(d.canvas.Size())
	return d
}

// Leave closes it.
func (d *dropdown) Leave() {
	d.canvas.Overlays().Remove(d)
	d.Hide()
}

// Tapped closes it: the click was beside it.
func (d *dropdown) Tapped(*fyne.PointEvent) { d.Leave() }

// CreateRenderer draws the content, with its shadow.
func (d *dropdown) CreateRenderer() fyne.WidgetRenderer {
	m := d.margin
	r := &dropdownRenderer{d: d, shadow: canvas.NewRectangle(color.Black), card: newPlate(container.New(layout.NewCustomPaddedLayout(m, m, m, m), d.content))}
	r.paint()
	return paint.LaidOut(d, r)
}

type dropdownRenderer struct {
	d      *dropdown
	shadow *canvas.Rectangle
	card   *plate
}

func (r *dropdownRenderer) paint() {
	r.shadow.FillColor, r.shadow.CornerRadius = color.NRGBA{A: 30}, 1.5*theme.Radius
	p := theme.Current()
	r.card.ground.FillColor, r.card.ground.StrokeColor, r.card.ground.StrokeWidth = p.Surface, p.Line, 1
	r.card.ground.CornerRadius = 1.25 * theme.Radius
}

func (r *dropdownRenderer) Layout(window fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.d.anchor)
	size, high := r.card.MinSize(), r.d.anchor.Size().Height
	gap, edge := theme.Unit/2, theme.Unit
	y := at.Y + high + gap
	if y+size.Height > window.Height-edge && at.Y-gap-size.Height >= edge {
		y = at.Y - gap - size.Height
	}
	x := max(edge, min(at.X, window.Width-edge-size.Width))
	y = max(edge, min(y, window.Height-edge-size.Height))
	r.card.Resize(size)
	r.card.Move(fyne.NewPos(x, y))
	r.shadow.Resize(size.AddWidthHeight(2, 2))
	r.shadow.Move(fyne.NewPos(x-1, y+2))
}

func (r *dropdownRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *dropdownRenderer) Refresh() {
	r.paint()
	r.Layout(r.d.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
func (r *dropdownRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.shadow, r.card}
}
func (r *dropdownRenderer) Destroy() {}

// plate is the background of a dropdown, which takes the clicks between its parts.
type plate struct {
	widget.BaseWidget
	ground  *canvas.Rectangle
	content fyne.CanvasObject
}

func newPlate(content fyne.CanvasObject) *plate {
	p := &plate{ground: canvas.NewRectangle(color.Transparent), content: content}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped does nothing: the click was meant for something beside it.
func (p *plate) Tapped(*fyne.PointEvent) {}

// CreateRenderer puts the content on the ground.
func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(p, widget.NewSimpleRenderer(container.NewStack(p.ground, p.content)))
}
