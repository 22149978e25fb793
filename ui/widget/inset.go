package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// Inset is a quiet ground on a card, for what belongs to what stands above it.
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

// CreateRenderer draws the ground and what is on it.
func (i *inlay) CreateRenderer() fyne.WidgetRenderer {
	paint := func() { i.ground.FillColor = theme.Current().Raised }
	paint()
	m := 1.5 * theme.Unit
	padded := container.New(layout.NewCustomPaddedLayout(m, m, m, m), i.content)
	return LaidOut(i, &repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(i.ground, padded)), paint: paint})
}

// Gap is room between things beside each other, in pixels.
func Gap(width float32) fyne.CanvasObject {
	g := canvas.NewRectangle(color.Transparent)
	g.SetMinSize(fyne.NewSize(width, 1))
	return g
}

// AtLeastHigh keeps as much height for an object as something else takes.
func AtLeastHigh(other func() fyne.Size, o fyne.CanvasObject) *fyne.Container {
	return container.New(atLeastHigh{other}, o)
}

type atLeastHigh struct{ other func() fyne.Size }

func (a atLeastHigh) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width, max(m.Height, a.other().Height))
}

func (a atLeastHigh) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(s)
}

// Margins keeps distances around something that gets its width before it is asked for its
// height.
func Margins(top, bottom, left, right float32) fyne.Layout {
	return margins{top, bottom, left, right}
}

type margins struct{ top, bottom, left, right float32 }

func (m margins) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(m.left+m.right, m.top+m.bottom)
}

func (m margins) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(m.left, m.top))
	objects[0].Resize(s.SubtractWidthHeight(m.left+m.right, m.top+m.bottom))
}
