package input

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// RowItem is one row of Rows: its object, and the fields in it that take the keyboard.
type RowItem struct {
	Object fyne.CanvasObject
	// Fields take the keyboard in the row, the first one when the row is new.
	Fields []fyne.Focusable
	// Value is the owner's own.
	Value any
}

// Rows is a list whose rows are added, removed, and reordered: by dragging
// their handle, or by Up and Down and Delete while the keyboard is at it.
type Rows struct {
	widget.BaseWidget
	// OnChanged is called after a row was added, moved or removed; it may be nil.
	OnChanged func()
	// Most is the largest number of rows that a person can add up to; 0 for any.
	Most int

	items []*rowItem
	box   *fyne.Container
	add   *control.QuietLink
	fresh func() RowItem
}

type rowItem struct {
	RowItem
	handle *rowHandle
	line   fyne.CanvasObject
}

// atFirstLine puts the handle of a row, or its cross, beside its first field, so that those of a row in it
// do not collide with its own.
func atFirstLine(o fyne.CanvasObject) fyne.CanvasObject {
	field := func() fyne.Size {
		return fyne.NewSize(0, fynetheme.TextSize()*1.36+2*fynetheme.InnerPadding())
	}
	return arrange.MinHeightOf(field, container.NewCenter(o))
}

// NewRows creates an empty list; addWords is the link that adds a row, which fresh creates.
func NewRows(addWords string, fresh func() RowItem) *Rows {
	r := &Rows{box: arrange.Flow(theme.Unit), fresh: fresh}
	r.add = control.NewQuietLink(addWords, func() {
		r.Add(fresh())
		r.changed()
		r.focusLast()
	})
	r.ExtendBaseWidget(r)
	return r
}

// Add puts a row at the end.
func (r *Rows) Add(item RowItem) {
	it := &rowItem{RowItem: item}
	it.handle = newRowHandle(r, it)
	remove := control.NewIconTap(wording.Say("remove"), fynetheme.CancelIcon(), func() { r.remove(it) })
	it.line = container.NewBorder(nil, nil, container.NewVBox(atFirstLine(it.handle)), container.NewVBox(atFirstLine(remove)), item.Object)
	r.items = append(r.items, it)
	r.lay()
}

// Clear takes all rows out.
func (r *Rows) Clear() { r.items = nil; r.lay() }

// Values returns the values of the rows in their order.
func (r *Rows) Values() []any {
	out := make([]any, len(r.items))
	for i, it := range r.items {
		out[i] = it.Value
	}
	return out
}

func (r *Rows) lay() {
	r.box.Objects = nil
	for _, it := range r.items {
		r.box.Objects = append(r.box.Objects, it.line)
	}
	if r.Most == 0 || len(r.items) < r.Most {
		r.box.Objects = append(r.box.Objects, container.NewHBox(r.add))
	}
	r.box.Refresh()
	r.Refresh()
}

func (r *Rows) changed() {
	if r.OnChanged != nil {
		r.OnChanged()
	}
}

func (r *Rows) focusLast() {
	if n := len(r.items); n > 0 && len(r.items[n-1].Fields) > 0 {
		if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
			c.Focus(r.items[n-1].Fields[0])
		}
	}
}

func (r *Rows) move(it *rowItem, by int) {
	at := slices.Index(r.items, it)
	to := at + by
	if at < 0 || to < 0 || to >= len(r.items) {
		return
	}
	r.items = slices.Insert(slices.Delete(r.items, at, at+1), to, it)
	r.lay()
	r.changed()
}

func (r *Rows) remove(it *rowItem) {
	at := slices.Index(r.items, it)
	if at < 0 {
		return
	}
	r.items = slices.Delete(r.items, at, at+1)
	r.lay()
	r.changed()
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	if c == nil {
		return
	}
	if n := len(r.items); n > 0 {
		c.Focus(r.items[min(at, n-1)].handle)
		return
	}
	c.Focus(r.add)
}

// CreateRenderer draws the rows under each other.
func (r *Rows) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(r, widget.NewSimpleRenderer(r.box))
}

// rowHandle is where a row is taken hold of.
type rowHandle struct {
	widget.BaseWidget
	rows             *Rows
	item             *rowItem
	sign             *glyph.Icon
	ring             *canvas.Rectangle
	hovered, focused bool
	dragged          float32
}

func newRowHandle(r *Rows, it *rowItem) *rowHandle {
	h := &rowHandle{rows: r, item: it, sign: glyph.NewIcon(fynetheme.NewColoredResource(fynetheme.MenuIcon(), fynetheme.ColorNamePlaceHolder)), ring: canvas.NewRectangle(color.Transparent)}
	h.ExtendBaseWidget(h)
	return h
}

func (h *rowHandle) MinSize() fyne.Size {
	return fyne.NewSize(paint.TextSize(24), paint.TextSize(28))
}

// Dragged moves the row as soon as it has been drawn over half of the one beside it.
func (h *rowHandle) Dragged(e *fyne.DragEvent) {
	h.dragged += e.Dragged.DY
	high := h.item.line.Size().Height + theme.Unit
	for h.dragged > high/2 {
		h.dragged -= high
		h.rows.move(h.item, 1)
	}
	for h.dragged < -high/2 {
		h.dragged += high
		h.rows.move(h.item, -1)
	}
}

func (h *rowHandle) DragEnd()                       { h.dragged = 0 }
func (h *rowHandle) Tapped(*fyne.PointEvent)        { focus.Take(h) }
func (h *rowHandle) MouseIn(*desktop.MouseEvent)    { h.hovered = true; h.Refresh() }
func (h *rowHandle) MouseMoved(*desktop.MouseEvent) {}
func (h *rowHandle) MouseOut()                      { h.hovered = false; h.Refresh() }
func (h *rowHandle) Cursor() desktop.Cursor         { return desktop.VResizeCursor }
func (h *rowHandle) FocusGained()                   { h.focused = true; h.Refresh(); scrolling.IntoView(h, nil) }
func (h *rowHandle) FocusLost()                     { h.focused = false; h.Refresh() }
func (h *rowHandle) TypedRune(rune)                 {}
func (h *rowHandle) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		h.rows.move(h.item, -1)
	case fyne.KeyDown:
		h.rows.move(h.item, 1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		h.rows.remove(h.item)
	default:
		focus.PassOn(h, e)
		return
	}
	focus.Take(h)
}

func (h *rowHandle) paint() {
	p := theme.Current()
	h.ring.CornerRadius, h.ring.FillColor, h.ring.StrokeWidth = theme.Radius/2, color.Transparent, 0
	if h.hovered {
		h.ring.FillColor = p.Hover
	}
	if h.focused {
		h.ring.StrokeColor, h.ring.StrokeWidth = p.Accent, 2
	}
}

func (h *rowHandle) CreateRenderer() fyne.WidgetRenderer {
	h.paint()
	return paint.LaidOut(h, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(h.ring, container.NewCenter(h.sign))), Paint: h.paint})
}

// Children are the objects in it, for the place that scrolls.
func (r *Rows) Children() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }
