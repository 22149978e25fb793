package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// Tag is a word or two with a reason, which it shows while the pointer is over it or it has the
// keyboard. A click or Space runs OnTapped.
type Tag struct {
	widget.BaseWidget
	// OnTapped is called when the tag is chosen; it may be nil.
	OnTapped func()

	hints            *Hints
	reason           string
	text             *canvas.Text
	ground           *canvas.Rectangle
	hovered, focused bool
}

// NewTag creates a tag that shows its reason through hints.
func NewTag(words, reason string, hints *Hints, tap func()) *Tag {
	t := &Tag{OnTapped: tap, hints: hints, reason: reason, text: canvas.NewText(words, color.Black), ground: canvas.NewRectangle(color.Transparent)}
	t.text.TextStyle.Bold = true
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer draws the tag.
func (t *Tag) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	side, upright := theme.Unit*1.25, theme.Unit*0.5
	inset := container.New(insets{side, upright}, t.text)
	return paint.LaidOut(t, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, inset)), Paint: t.paint})
}

func (t *Tag) paint() {
	p := theme.Current()
	t.text.Color, t.text.TextSize = p.Text, paint.TextSize(theme.Small)
	t.ground.FillColor, t.ground.StrokeColor, t.ground.StrokeWidth = p.Hover, p.Line, 1
	t.ground.CornerRadius = paint.TextSize(theme.Small)
	if t.hovered || t.focused {
		t.ground.StrokeColor = p.Accent
	}
	if t.focused {
		t.ground.StrokeWidth = 2
	}
}

// show shows the reason while the tag has the pointer or the keyboard.
func (t *Tag) show() {
	t.Refresh()
	if t.hovered || t.focused {
		t.hints.Show(t, t.reason)
		return
	}
	t.hints.Hide()
}

// The pointer and the keyboard both reach it.
func (t *Tag) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.show() }
func (t *Tag) MouseMoved(*desktop.MouseEvent) {}
func (t *Tag) MouseOut()                      { t.hovered = false; t.show() }
func (t *Tag) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (t *Tag) FocusGained()                   { t.focused = true; t.show() }
func (t *Tag) FocusLost()                     { t.focused = false; t.show() }
func (t *Tag) TypedRune(rune)                 {}
func (t *Tag) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		t.Tapped(nil)
		return
	}
	focus.PassOn(t, e)
}
func (t *Tag) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// insets puts a margin around one object, beside it and over it.
type insets struct{ side, upright float32 }

func (i insets) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*i.side, 2*i.upright)
}

func (i insets) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(i.side, i.upright))
	objects[0].Resize(s.SubtractWidthHeight(2*i.side, 2*i.upright))
}

// Hints is the layer over a window that shows one hint at a time. It takes no clicks and no
// pointer, so that the objects under it stay reachable.
type Hints struct {
	layer  *fyne.Container
	ground *canvas.Rectangle
	words  *prose.Label
}

// NewHints creates a layer; its Object is to be stacked over the whole content of a window.
func NewHints() *Hints {
	h := &Hints{layer: container.NewWithoutLayout(), ground: canvas.NewRectangle(color.Transparent), words: prose.Paragraph("")}
	h.ground.CornerRadius = theme.Radius
	return h
}

// Object is the layer.
func (h *Hints) Object() fyne.CanvasObject { return h.layer }

// hintWidth is the widest that a hint becomes, in pixels at text size 1.
const hintWidth = 320

// Show shows a text under an object, or over it if there is no room under it.
func (h *Hints) Show(over fyne.CanvasObject, reason string) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(over).Subtract(driver.AbsolutePositionForObject(h.layer))
	window := h.layer.Size()
	pad, gap := theme.Unit*1.25, theme.Unit*0.75
	p := theme.Current()
	h.ground.FillColor, h.ground.StrokeColor, h.ground.StrokeWidth = p.Surface, p.Accent, 1
	h.words = prose.Paragraph(reason)
	width := min(hintWidth*theme.Scale(), window.Width-2*gap-2*pad)
	h.words.Resize(fyne.NewSize(width, 10))
	height := h.words.MinSize().Height
	h.words.Resize(fyne.NewSize(width, height))
	size := fyne.NewSize(width+2*pad, height+2*pad)
	place := fyne.NewPos(min(at.X, window.Width-size.Width-gap), at.Y+over.Size().Height+gap)
	if place.Y+size.Height > window.Height {
		place.Y = at.Y - size.Height - gap
	}
	h.ground.Move(place)
	h.ground.Resize(size)
	h.words.Move(place.AddXY(pad, pad))
	h.layer.Objects = []fyne.CanvasObject{h.ground, h.words}
	h.layer.Refresh()
}

// Hide removes the hint.
func (h *Hints) Hide() {
	h.layer.Objects = nil
	h.layer.Refresh()
}
