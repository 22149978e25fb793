package surface

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Framed draws the line that fields have under o, for what draws no edge of its own.
func Framed(o fyne.CanvasObject) fyne.CanvasObject {
	f := &frame{content: o, line: canvas.NewRectangle(color.Transparent)}
	f.line.CornerRadius = theme.Radius
	f.ExtendBaseWidget(f)
	return f
}

type frame struct {
	widget.BaseWidget
	content fyne.CanvasObject
	line    *canvas.Rectangle
}

func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	f.paint()
	return paint.LaidOut(f, &frameRenderer{f})
}

func (f *frame) paint() { f.line.StrokeColor, f.line.StrokeWidth = theme.Current().Line, 1 }

type frameRenderer struct{ f *frame }

func (r *frameRenderer) Layout(s fyne.Size) {
	r.f.content.Resize(s)
	r.f.line.Resize(s)
}
func (r *frameRenderer) MinSize() fyne.Size { return r.f.content.MinSize() }
func (r *frameRenderer) Refresh() {
	r.f.paint()
	r.f.line.Refresh()
	r.f.content.Refresh()
}
func (r *frameRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.line, r.f.content}
}
func (r *frameRenderer) Destroy() {}

// Children are the objects in it, for the place that scrolls.
func (f *frame) Children() []fyne.CanvasObject { return []fyne.CanvasObject{f.content} }
