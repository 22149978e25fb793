package choose

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Toggle is a word that is on or off, with the colour of an area if it represents one.
type Toggle struct {
	widget.BaseWidget
	// OnChanged is called when a person switches it; it may be nil.
	OnChanged func(on bool)

	on, hovered, focused bool
	hue                  int
	text                 *canvas.Text
	ground               *canvas.Rectangle
}

// NewToggle creates a word that is off. hue is the colour of an area, 1-359; 0 is none.
func NewToggle(words string, hue int) *Toggle {
	t := &Toggle{hue: hue, text: canvas.NewText(words, color.Black), ground: canvas.NewRectangle(color.Transparent)}
	t.ExtendBaseWidget(t)
	return t
}

// String is the word.
func (t *Toggle) String() string { return t.text.Text }

// On reports whether it is on.
func (t *Toggle) On() bool { return t.on }

// SetQuietly switches it without calling OnChanged.
func (t *Toggle) SetQuietly(on bool) { t.on = on; t.Refresh() }

// Tapped switches it.
func (t *Toggle) Tapped(*fyne.PointEvent) {
	focus.Take(t)
	t.SetQuietly(!t.on)
	if t.OnChanged != nil {
		t.OnChanged(t.on)
	}
}

// The pointer and the keyboard both reach it.
func (t *Toggle) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *Toggle) MouseMoved(*desktop.MouseEvent) {}
func (t *Toggle) MouseOut()                      { t.hovered = false; t.Refresh() }
func (t *Toggle) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (t *Toggle) FocusGained()                   { t.focused = true; t.Refresh(); scrolling.IntoView(t, nil) }
func (t *Toggle) FocusLost()                     { t.focused = false; t.Refresh() }
func (t *Toggle) TypedRune(rune)                 {}
func (t *Toggle) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		t.Tapped(nil)
		return
	}
	focus.PassOn(t, e)
}

func (t *Toggle) paint() {
	p := theme.Current()
	t.text.TextSize, t.text.Color, t.text.TextStyle.Bold = paint.TextSize(theme.Small), p.Text, t.on
	t.ground.FillColor, t.ground.StrokeColor, t.ground.StrokeWidth = p.Surface, p.Line, 1
	if t.on {
		t.ground.FillColor, t.ground.StrokeColor = paint.Blend(p.Surface, p.Accent, 0.16), p.Accent
	}
	if t.hovered {
		t.ground.FillColor = paint.Over(t.ground.FillColor.(color.NRGBA), p.Hover)
	}
	if t.focused {
		t.ground.StrokeColor, t.ground.StrokeWidth = p.Accent, 2
	}
}

// CreateRenderer draws it.
func (t *Toggle) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	t.ground.CornerRadius = 14 * theme.Scale()
	row := fyne.CanvasObject(t.text)
	if t.hue > 0 {
		row = arrange.Line(container.NewCenter(glyph.NewSpot(t.hue)), t.text)
	}
	m, side := 0.75*theme.Unit, 1.5*theme.Unit
	return paint.LaidOut(t, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, container.New(layout.NewCustomPaddedLayout(m, m, side, side), row))), Paint: t.paint})
}
