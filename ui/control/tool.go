package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Tool is an icon that does something; its name appears under it while the pointer is on it. The keyboard
// has another way, such as the menu of a MoreTool beside it.
type Tool struct {
	widget.BaseWidget
	// OnHovered is called when the pointer comes and goes; it may be nil.
	OnHovered func(bool)

	name             string
	tap              func()
	hints            *Hints
	icon             *glyph.Icon
	ground           *canvas.Rectangle
	hovered, focused bool
}

// NewTool creates an icon with a name; hints may be nil.
func NewTool(name string, icon fyne.Resource, hints *Hints, tap func()) *Tool {
	t := &Tool{}
	t.set(name, icon, hints, tap)
	t.ExtendBaseWidget(t)
	return t
}

func (t *Tool) set(name string, icon fyne.Resource, hints *Hints, tap func()) {
	t.name, t.tap, t.hints = name, tap, hints
	t.icon, t.ground = glyph.NewIcon(fynetheme.NewColoredResource(icon, fynetheme.ColorNamePlaceHolder)), canvas.NewRectangle(color.Transparent)
	t.ground.CornerRadius = theme.Radius
}

// String is its name.
func (t *Tool) String() string { return t.name }

// Tapped does what it is for.
func (t *Tool) Tapped(*fyne.PointEvent) {
	t.hint(false)
	t.tap()
}

// MouseIn, MouseMoved and MouseOut show its name.
func (t *Tool) MouseIn(*desktop.MouseEvent)    { t.hover(true) }
func (t *Tool) MouseMoved(*desktop.MouseEvent) {}
func (t *Tool) MouseOut()                      { t.hover(false) }
func (t *Tool) Cursor() desktop.Cursor         { return desktop.PointerCursor }

func (t *Tool) hover(on bool) {
	t.hovered = on
	t.Refresh()
	t.hint(on)
	if t.OnHovered != nil {
		t.OnHovered(on)
	}
}

func (t *Tool) hint(on bool) {
	switch {
	case t.hints == nil:
	case on:
		t.hints.Show(t, t.name)
	default:
		t.hints.Hide()
	}
}

// MinSize is large enough to be hit.
func (t *Tool) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return fyne.NewSquareSize(max(28, fynetheme.IconInlineSize()+theme.Unit))
}

// CreateRenderer draws the icon.
func (t *Tool) CreateRenderer() fyne.WidgetRenderer {
	repaint := func() {
		t.ground.FillColor, t.ground.StrokeWidth = color.Transparent, 0
		if t.hovered {
			t.ground.FillColor = theme.Current().Hover
		}
		if t.focused {
			t.ground.StrokeColor, t.ground.StrokeWidth = theme.Current().Accent, 2
		}
	}
	repaint()
	return paint.LaidOut(t, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, container.NewCenter(t.icon))), Paint: repaint})
}

// MoreTool is a Tool that the keyboard reaches: it opens the menu of all that can be done.
type MoreTool struct {
	Tool
	// OnFocused is called when the keyboard comes to it; it may be nil.
	OnFocused func(fyne.CanvasObject)
	// OnKey opens the menu from the keyboard; without it a key does what a click does.
	OnKey func()
}

// NewMoreTool creates an icon with a name; hints may be nil.
func NewMoreTool(name string, icon fyne.Resource, hints *Hints, tap func()) *MoreTool {
	t := &MoreTool{}
	t.set(name, icon, hints, tap)
	t.ExtendBaseWidget(t)
	return t
}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (t *MoreTool) FocusGained() {
	t.focused = true
	t.Refresh()
	t.hint(true)
	scrolling.IntoView(t, t.OnFocused)
}
func (t *MoreTool) FocusLost()     { t.focused = false; t.Refresh(); t.hint(t.hovered) }
func (t *MoreTool) TypedRune(rune) {}
func (t *MoreTool) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		t.hint(false)
		if t.OnKey != nil {
			t.OnKey()
		} else {
			t.tap()
		}
		return
	}
	focus.PassOn(t, e)
}
