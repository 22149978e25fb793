// Package control owns the widgets that are pressed: buttons, chips, links and tags, and the hints
// that some of them show.
package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Weight is how prominent a button is.
type Weight int

// The weights. A page has one Primary button at most.
const (
	Plain Weight = iota
	Primary
	Silent
)

// Button does something when it is pressed, by pointer, Space or Return.
type Button struct {
	widget.BaseWidget
	// OnTapped is called when the button is pressed; it may be nil.
	OnTapped func()

	weight                             Weight
	resource                           fyne.Resource
	ground                             *canvas.Rectangle
	text                               *canvas.Text
	icon                               *glyph.Icon
	hovered, pressed, focused, disable bool
	leading                            bool
}

// NewButton creates a button with words and, unless icon is nil, an icon before them.
func NewButton(weight Weight, words string, icon fyne.Resource, tap func()) *Button {
	b := &Button{OnTapped: tap, weight: weight, resource: icon, ground: canvas.NewRectangle(color.Transparent),
		text: canvas.NewText(words, color.Black)}
	b.ground.CornerRadius = theme.Radius
	b.text.TextStyle.Bold = true
	if icon != nil {
		b.icon = glyph.NewIcon(icon)
	}
	b.ExtendBaseWidget(b)
	return b
}

// NewLeading creates a silent button that begins a row: its words begin where the text over them does, and the ground that
// it has under the pointer reaches to the left of them.
func NewLeading(words string, tap func()) *Button {
	b := NewButton(Silent, words, nil, tap)
	b.leading = true
	return b
}

// String returns the text of the button.
func (b *Button) String() string { return b.text.Text }

// SetText changes the text of the button.
func (b *Button) SetText(words string) { b.text.Text = words; b.Refresh() }

// Disable makes it impossible to press the button.
func (b *Button) Disable() { b.disable = true; b.Refresh() }

// Enable is the opposite of Disable.
func (b *Button) Enable() { b.disable = false; b.Refresh() }

// Tapped presses the button.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.disable {
		return
	}
	focus.Take(b) // otherwise a field would still have the keyboard after a click elsewhere
	if b.OnTapped != nil {
		b.OnTapped()
	}
}

// The pointer and the keyboard both reach it.
func (b *Button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *Button) MouseMoved(*desktop.MouseEvent) {}
func (b *Button) MouseOut()                      { b.hovered, b.pressed = false, false; b.Refresh() }
func (b *Button) MouseDown(*desktop.MouseEvent)  { b.pressed = true; b.Refresh() }
func (b *Button) MouseUp(*desktop.MouseEvent)    { b.pressed = false; b.Refresh() }
func (b *Button) FocusGained()                   { b.focused = true; b.Refresh(); scrolling.IntoView(b, nil) }
func (b *Button) FocusLost()                     { b.focused = false; b.Refresh() }
func (b *Button) TypedRune(rune)                 {}
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		b.Tapped(nil)
		return
	}
	focus.PassOn(b, e)
}

// Cursor is a hand while it can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.disable {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b}
	b.paint()
	return paint.LaidOut(b, r)
}

func (b *Button) paint() {
	p := theme.Current()
	ink, ground, line := p.Text, p.Surface, p.Line
	switch b.weight {
	case Primary:
		ink, ground, line = p.OnAccent, p.Accent, p.Accent
	case Silent:
		ink, ground, line = p.Accent, color.NRGBA{}, color.NRGBA{}
	}
	switch {
	case b.disable:
		ink = paint.Blend(ink, p.Muted, 0.6)
		if b.weight == Primary {
			ink, ground, line = p.Muted, p.Raised, p.Line
		}
	case b.pressed:
		ground = paint.Over(ground, p.Pressed)
	case b.hovered:
		ground = paint.Over(ground, p.Hover)
	}
	b.ground.FillColor, b.ground.StrokeColor, b.ground.StrokeWidth = ground, line, 1
	if b.focused && !b.disable {
		b.ground.StrokeColor, b.ground.StrokeWidth = p.Accent, 2
		if b.weight == Primary {
			b.ground.StrokeColor = p.Text
		}
	}
	b.text.Color, b.text.TextSize = ink, paint.TextSize(theme.Body)
	if b.icon == nil {
		return
	}
	switch {
	case b.disable:
		b.icon.Resource = fynetheme.NewDisabledResource(b.resource)
	case b.weight == Primary:
		b.icon.Resource = fynetheme.NewColoredResource(b.resource, fynetheme.ColorNameForegroundOnPrimary)
	case b.weight == Silent:
		b.icon.Resource = fynetheme.NewPrimaryThemedResource(b.resource)
	default:
		b.icon.Resource = fynetheme.NewThemedResource(b.resource)
	}
}

type buttonRenderer struct{ b *Button }

func (r *buttonRenderer) parts() (side, gap, icon float32) {
	side, gap = 1.75*theme.Unit, theme.Unit*0.75
	if r.b.icon != nil {
		icon = fynetheme.IconInlineSize()
	}
	return side, gap, icon
}

func (r *buttonRenderer) MinSize() fyne.Size {
	side, gap, icon := r.parts()
	words := r.b.text.MinSize()
	width := 2*side + words.Width
	if r.b.leading {
		width -= side
	}
	if icon > 0 {
		width += icon + gap
	}
	return fyne.NewSize(width, max(words.Height, icon)+2*theme.Unit)
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	side, gap, icon := r.parts()
	out := float32(0) // how far the ground reaches out to the left
	if r.b.leading {
		out = side
	}
	r.b.ground.Resize(s.AddWidthHeight(out, 0))
	r.b.ground.Move(fyne.NewPos(-out, 0))
	words := r.b.text.MinSize()
	width := words.Width
	if icon > 0 {
		width += icon + gap
	}
	x := (s.Width - width - out) / 2
	if icon > 0 {
		r.b.icon.Resize(fyne.NewSquareSize(icon))
		r.b.icon.Move(fyne.NewPos(x, (s.Height-icon)/2))
		x += icon + gap
	}
	r.b.text.Resize(words)
	r.b.text.Move(fyne.NewPos(x, (s.Height-words.Height)/2))
}

func (r *buttonRenderer) Refresh() {
	r.b.paint()
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	if r.b.icon == nil {
		return []fyne.CanvasObject{r.b.ground, r.b.text}
	}
	return []fyne.CanvasObject{r.b.ground, r.b.icon, r.b.text}
}
func (r *buttonRenderer) Destroy() {}
