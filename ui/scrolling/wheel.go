package scrolling

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// notch is how many pixels the toolkit moves for a notch of the wheel, and notchLines how many
// lines of text other programs move.
const notch, notchLines = 25, 3

// wheelStep makes the step of the wheel as large as three lines of text.
func wheelStep(e *fyne.ScrollEvent) *fyne.ScrollEvent {
	by := paint.TextSize(theme.Body) * 1.36 * notchLines / notch
	step := *e
	step.Scrolled.DX *= by
	step.Scrolled.DY *= by
	return &step
}

// wheelOver covers a widget and receives the wheel instead of the objects in it; all other
// pointer events pass through it.
type wheelOver struct {
	widget.BaseWidget
	scrolled func(*fyne.ScrollEvent)
}

// Scrolled hands the wheel on.
func (w *wheelOver) Scrolled(e *fyne.ScrollEvent) { w.scrolled(e) }

// CreateRenderer draws nothing.
func (w *wheelOver) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(w, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}

// wheeled is a renderer with a wheelOver on top.
type wheeled struct {
	fyne.WidgetRenderer
	over *wheelOver
}

// WithWheel makes a function receive the wheel over everything that a renderer draws.
func WithWheel(r fyne.WidgetRenderer, scrolled func(*fyne.ScrollEvent)) fyne.WidgetRenderer {
	over := &wheelOver{scrolled: scrolled}
	over.ExtendBaseWidget(over)
	return &wheeled{r, over}
}

// Layout makes the cover as large as the widget.
func (w *wheeled) Layout(size fyne.Size) {
	w.WidgetRenderer.Layout(size)
	w.over.Resize(size)
}

// Objects are those of the widget, and the cover.
func (w *wheeled) Objects() []fyne.CanvasObject {
	objects := w.WidgetRenderer.Objects()
	return append(objects[:len(objects):len(objects)], w.over)
}

// ListWheel moves a list by the wheel.
func ListWheel(l *widget.List) func(*fyne.ScrollEvent) {
	return func(e *fyne.ScrollEvent) { l.ScrollToOffset(max(0, l.GetScrollOffset()-wheelStep(e).Scrolled.DY)) }
}
