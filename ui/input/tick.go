package input

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
	"enactive/ui/theme"
)

// tick is a box that is ticked or not.
type tick struct {
	widget.BaseWidget
	changed          func()
	name             func() string        // what it is the tick of
	key              func(*fyne.KeyEvent) // the keys that it does not use itself
	gained           func()
	on               bool
	hovered, focused bool
	box              *canvas.Rectangle
	mark             *glyph.Icon
}

func newTick(name func() string, changed func()) *tick {
	t := &tick{name: name, changed: changed, box: canvas.NewRectangle(color.Transparent),
		mark: glyph.NewIcon(fynetheme.NewColoredResource(fynetheme.ConfirmIcon(), fynetheme.ColorNameForegroundOnPrimary))}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tick) set(on bool) { t.on = on; t.Refresh() }

// Tapped ticks it, or takes the tick back.
func (t *tick) Tapped(*fyne.PointEvent) {
	focus.Take(t)
	t.set(!t.on)
	t.changed()
}

// The pointer and the keyboard both reach it.
func (t *tick) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *tick) MouseMoved(*desktop.MouseEvent) {}
func (t *tick) MouseOut()                      { t.hovered = false; t.Refresh() }
func (t *tick) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (t *tick) FocusGained() {
	t.focused = true
	t.Refresh()
	if t.gained != nil {
		t.gained()
	}
}
func (t *tick) FocusLost()     { t.focused = false; t.Refresh() }
func (t *tick) TypedRune(rune) {}
func (t *tick) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace:
		t.Tapped(nil)
	case focus.IsForWindow(e.Name):
		focus.PassOn(t, e)
	default:
		t.key(e)
	}
}

func (t *tick) paint() {
	p := theme.Current()
	t.box.CornerRadius = 4
	t.box.FillColor, t.box.StrokeColor, t.box.StrokeWidth = p.Surface, p.Muted, 1
	t.mark.Hide()
	if t.on {
		t.box.FillColor, t.box.StrokeColor = p.Accent, p.Accent
		t.mark.Show()
	}
	if t.hovered {
		t.box.StrokeColor = p.Accent
	}
	if t.focused {
		t.box.StrokeColor, t.box.StrokeWidth = p.Accent, 2.5
		if t.on {
			t.box.StrokeColor = p.Text
		}
	}
}

// CreateRenderer draws the box in the middle of the clickable area.
func (t *tick) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	return paint.LaidOut(t, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.New(boxed{}, t.box, t.mark)), Paint: t.paint})
}

// boxed puts a box and its mark in the middle of a place that is large enough to be hit.
type boxed struct{}

func (boxed) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(max(28, 28*theme.Scale()))
}

func (boxed) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	side := 18 * theme.Scale()
	for i, o := range objects {
		edge := side
		if i > 0 {
			edge = side - 4
		}
		o.Resize(fyne.NewSquareSize(edge))
		o.Move(fyne.NewPos((s.Width-edge)/2, (s.Height-edge)/2))
	}
}
