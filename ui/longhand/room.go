// Package longhand shows a text with nothing beside it, for writing at length.
package longhand

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/textedit"
	"enactive/ui/theme"
)

// Type is the typeface and the size of the letters, in pixels at text size 1.
type Type struct {
	Serif bool
	Size  int
}

// The sizes that can be chosen, and the one at first.
const (
	minSize     = 14
	DefaultSize = 18
	maxSize     = 28
)

// Measure is how many letters a row has, about.
const Measure = 68

// leading is the height of a row, in heights of its letters.
const leading = 1.25

// Room fills the window with the text of a field. It is put over the window, and belongs to Enter.
type Room struct {
	widget.BaseWidget
	// OnLeave is called once the text is back in its field; it may be nil.
	OnLeave func()
	// OnType is called after another typeface or size was chosen; it may be nil.
	OnType func(Type)

	field  *textedit.Field
	of     *textedit.Field
	kind   Type
	count  *prose.Label
	face   *control.QuietLink
	canvas fyne.Canvas
}

// Enter fills a window with the text of a field until Leave.
func Enter(c fyne.Canvas, of *textedit.Field, t Type) *Room {
	r := &Room{canvas: c, of: of, kind: t, field: textedit.NewField(1, 0), count: prose.Caption("").Short()}
	r.kind.Size = min(max(t.Size, minSize), maxSize)
	r.face = control.NewQuietLink("", func() { r.choose(Type{!r.kind.Serif, r.kind.Size}) })
	r.ExtendBaseWidget(r)
	of.Lend(r.field)
	changed := r.field.OnChanged
	r.field.OnChanged = func() { changed(); r.recount() }
	r.field.OnUnused = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			r.Leave()
		} else if press := c.OnTypedKey(); press != nil {
			press(e)
		}
	}
	r.dress()
	r.recount()
	c.Overlays().Add(r)
	r.Resize(c.Size())
	c.Focus(r.field)
	return r
}

// Leave gives the text back to its field.
func (r *Room) Leave() {
	if !r.Visible() {
		return
	}
	r.canvas.Overlays().Remove(r)
	r.Hide()
	r.of.TakeBack()
	if r.OnLeave != nil {
		r.OnLeave()
	}
}

// Field is the field that is written in.
func (r *Room) Field() *textedit.Field { return r.field }

// Grow makes the letters larger by so many pixels; 0 is the size at first.
func (r *Room) Grow(by int) {
	size := r.kind.Size + by
	if by == 0 {
		size = DefaultSize
	}
	r.choose(Type{r.kind.Serif, min(max(size, minSize), maxSize)})
}

func (r *Room) choose(t Type) {
	r.kind = t
	r.dress()
	r.Refresh()
	r.canvas.Focus(r.field)
	if r.OnType != nil {
		r.OnType(t)
	}
}

func (r *Room) style() fyne.TextStyle {
	if r.kind.Serif {
		return theme.Serif()
	}
	return fyne.TextStyle{}
}

func (r *Room) dress() {
	r.field.SetDress(textedit.Dress{Style: r.style(), Size: paint.TextSize(float32(r.kind.Size)), Leading: leading})
	other := wording.Say("typeface-with-serifs")
	if r.kind.Serif {
		other = wording.Say("typeface-without-serifs")
	}
	r.face.SetText(other)
}

func (r *Room) recount() {
	n, inCharacters := textedit.Words(r.field.Text())
	words := wording.Count(n, "n-words")
	if inCharacters {
		words = wording.Count(n, "n-characters-of-text")
	}
	r.count.SetText(words)
}

// Tapped keeps clicks from what lies under it, and the keyboard in the text.
func (r *Room) Tapped(*fyne.PointEvent) { r.canvas.Focus(r.field) }

// width is that of the text.
func (r *Room) width() float32 {
	const sample = "what I tried, how it went, and what I take from it this time "
	wide := fyne.MeasureText(sample, paint.TextSize(float32(r.kind.Size)), r.style()).Width
	return wide*Measure/float32(len(sample)) + 2*theme.Unit
}

// CreateRenderer draws the text, and a line at the foot.
func (r *Room) CreateRenderer() fyne.WidgetRenderer {
	smaller := control.NewQuietLink(wording.Say("smaller-text"), func() { r.Grow(-1) })
	larger := control.NewQuietLink(wording.Say("larger-text"), func() { r.Grow(+1) })
	back := control.NewQuietLink(wording.Say("back-with-escape"), r.Leave)
	foot := container.New(layout.NewCustomPaddedHBoxLayout(2*theme.Unit), r.count, layout.NewSpacer(), r.face, smaller, larger, back)
	d := &roomRenderer{room: r, ground: canvas.NewRectangle(color.Black), foot: foot}
	d.paint()
	return paint.LaidOut(r, d)
}

type roomRenderer struct {
	room   *Room
	ground *canvas.Rectangle
	foot   *fyne.Container
}

func (d *roomRenderer) paint() { d.ground.FillColor = theme.Current().Ground }

// Layout puts the text in the middle.
func (d *roomRenderer) Layout(size fyne.Size) {
	d.ground.Resize(size)
	margin := 3 * theme.Unit
	width := min(d.room.width(), size.Width-2*margin)
	x := (size.Width - width) / 2
	high := d.foot.MinSize().Height
	footWidth := min(max(width-2*theme.Unit, d.foot.MinSize().Width+2*theme.Unit), size.Width-2*margin)
	d.foot.Resize(fyne.NewSize(footWidth, high))
	d.foot.Move(fyne.NewPos((size.Width-footWidth)/2, size.Height-high-2*theme.Unit))
	top := min(size.Height/12, 8*theme.Unit)
	d.room.field.Move(fyne.NewPos(x, top))
	d.room.field.Resize(fyne.NewSize(width, size.Height-top-high-4*theme.Unit))
}

// MinSize is none: it takes what there is.
func (d *roomRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Refresh draws it again.
func (d *roomRenderer) Refresh() {
	d.paint()
	d.Layout(d.room.Size())
	for _, o := range d.Objects() {
		o.Refresh()
	}
}

// Objects are what is drawn, from back to front.
func (d *roomRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.ground, d.room.field, d.foot}
}

// Destroy does nothing.
func (d *roomRenderer) Destroy() {}

// Children are the objects in it.
func (r *Room) Children() []fyne.CanvasObject { return []fyne.CanvasObject{r.field} }
