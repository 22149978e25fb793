package surface

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

// Inset is a quiet background on a card, for details of the content above it.
func Inset(content fyne.CanvasObject) fyne.CanvasObject {
	i := &inlay{content: content, ground: canvas.NewRectangle(color.Transparent)}
	i.ground.CornerRadius = theme.Radius
	i.ExtendBaseWidget(i)
	return i
}

type inlay struct {
	widget.BaseWidget
	content fyne.CanvasObject
	ground  *canvas.Rectangle
}

// CreateRenderer draws the background and the content.
func (i *inlay) CreateRenderer() fyne.WidgetRenderer {
	repaint := func() {
		p := theme.Current()
		i.ground.FillColor, i.ground.StrokeColor, i.ground.StrokeWidth = p.Raised, p.Line, 1
	}
	repaint()
	m := 2 * theme.Unit // as in a card, so that one under another begins at the same edge
	padded := container.New(layout.NewCustomPaddedLayout(m, m, m, m), i.content)
	return paint.LaidOut(i, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(i.ground, padded)), Paint: repaint})
}

// Children are the objects in it, for the place that scrolls.
func (i *inlay) Children() []fyne.CanvasObject { return []fyne.CanvasObject{i.content} }
