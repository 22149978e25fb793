package pointing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Order is objects under each other whose order a pointer changes: an object is dragged by any part of
// it, a line shows where it will land, and it is moved when it is let go. Nothing moves before that.
type Order struct {
	widget.BaseWidget
	// OnMoved is called when the object of one place was let go at another.
	OnMoved func(from, to int)

	gap  float32
	rows []*orderRow
	line *canvas.Rectangle
	to   int // where the dragged object would land: the gap before the row of this number
}

// NewOrder puts objects under each other with a gap between them.
func NewOrder(gap float32, objects []fyne.CanvasObject, onMoved func(from, to int)) *Order {
	o := &Order{OnMoved: onMoved, gap: gap, line: canvas.NewRectangle(color.Transparent)}
	for i, content := range objects {
		r := &orderRow{order: o, at: i, content: content, ground: canvas.NewRectangle(color.Transparent)}
		r.ExtendBaseWidget(r)
		o.rows = append(o.rows, r)
	}
	o.line.Hide()
	o.ExtendBaseWidget(o)
	return o
}

// Row returns the object of a place.
func (o *Order) Row(i int) fyne.CanvasObject { return o.rows[i].content }

// Len is the number of objects.
func (o *Order) Len() int { return len(o.rows) }

// gapAt is the gap between objects that is nearest to a position in the window.
func (o *Order) gapAt(at fyne.Position) int {
	y := at.Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
	for i, r := range o.rows {
		if y < r.Position().Y+r.Size().Height/2 {
			return i
		}
	}
	return len(o.rows)
}

// drag shows where the dragged object would land.
func (o *Order) drag(r *orderRow, at fyne.Position) {
	o.to = o.gapAt(at)
	p := theme.Current()
	r.ground.FillColor = paint.Blend(p.Surface, p.Accent, 0.12)
	r.ground.Refresh()
	y := float32(0)
	switch {
	case o.to == len(o.rows):
		last := o.rows[len(o.rows)-1]
		y = last.Position().Y + last.Size().Height + o.gap/2
	case o.to > 0:
		y = o.rows[o.to].Position().Y - o.gap/2
	}
	o.line.FillColor, o.line.CornerRadius = p.Accent, 1.5
	o.line.Move(fyne.NewPos(0, y-1.5))
	o.line.Resize(fyne.NewSize(o.Size().Width, 3))
	o.line.Hidden = o.to == r.at || o.to == r.at+1 // it would stay where it is
	o.line.Refresh()
	canvas.Refresh(o)
}

// drop moves the dragged object.
func (o *Order) drop(r *orderRow) {
	r.ground.FillColor = color.Transparent
	r.ground.Refresh()
	o.line.Hide()
	canvas.Refresh(o)
	to := o.to
	if to > r.at {
		to--
	}
	if to != r.at {
		o.OnMoved(r.at, to)
	}
}

// CreateRenderer draws the objects and, over them, the line.
func (o *Order) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, 0, len(o.rows)+1)
	for _, r := range o.rows {
		objects = append(objects, r)
	}
	return paint.LaidOut(o, &orderRenderer{o, append(objects, o.line)})
}

// Children are the objects in it, for the place that scrolls.
func (o *Order) Children() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(o.rows))
	for i, r := range o.rows {
		all[i] = r
	}
	return all
}

type orderRenderer struct {
	o       *Order
	objects []fyne.CanvasObject
}

func (d *orderRenderer) MinSize() fyne.Size {
	size := fyne.Size{}
	for i, r := range d.o.rows {
		m := r.MinSize()
		size.Width = max(size.Width, m.Width)
		if size.Height += m.Height; i > 0 {
			size.Height += d.o.gap
		}
	}
	return size
}

func (d *orderRenderer) Layout(s fyne.Size) {
	y := float32(0)
	for _, r := range d.o.rows {
		r.Resize(fyne.NewSize(s.Width, r.Size().Height)) // wrapped text has its height for a width
		high := r.MinSize().Height
		r.Resize(fyne.NewSize(s.Width, high))
		r.Move(fyne.NewPos(0, y))
		y += high + d.o.gap
	}
}

func (d *orderRenderer) Refresh() {
	d.Layout(d.o.Size())
	for _, o := range d.objects {
		o.Refresh()
	}
}
func (d *orderRenderer) Objects() []fyne.CanvasObject { return d.objects }
func (d *orderRenderer) Destroy()                     {}

// orderRow is an object that can be dragged.
type orderRow struct {
	widget.BaseWidget
	Drag
	order   *Order
	at      int
	content fyne.CanvasObject
	ground  *canvas.Rectangle
}

// Dragged follows the pointer.
func (r *orderRow) Dragged(e *fyne.DragEvent) {
	r.OnDragged = func(at fyne.Position) { r.order.drag(r, at) }
	r.OnDropped = func(fyne.Position) { r.order.drop(r) }
	r.Drag.Dragged(e)
}

// DragEnd moves it. A hand that shook while it clicked has dragged nothing.
func (r *orderRow) DragEnd() {
	if e := r.End(); e != nil {
		if t, ok := r.content.(fyne.Tappable); ok {
			t.Tapped(e)
		}
	}
}

// CreateRenderer draws the object.
func (r *orderRow) CreateRenderer() fyne.WidgetRenderer {
	r.ground.CornerRadius = theme.Radius
	return paint.LaidOut(r, &rowRenderer{r})
}

type rowRenderer struct{ r *orderRow }

func (d *rowRenderer) MinSize() fyne.Size { return d.r.content.MinSize() }
func (d *rowRenderer) Layout(s fyne.Size) {
	d.r.ground.Resize(s)
	d.r.content.Resize(s)
}
func (d *rowRenderer) Refresh() {
	d.Layout(d.r.Size())
	d.r.content.Refresh()
}
func (d *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.r.ground, d.r.content}
}
func (d *rowRenderer) Destroy() {}

// Children are the objects in it, for the place that scrolls.
func (r *orderRow) Children() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }
