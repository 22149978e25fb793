package control

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
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Chip is a small word on a pill that does something when it is pressed, or is removed: by
// pointer, Return, Space, and if it can be removed by Delete.
type Chip struct {
	widget.BaseWidget
	tap              func()
	leaves           bool
	text, cross      *canvas.Text
	ground           *canvas.Rectangle
	hovered, focused bool
	target           bool // what is dragged would be let go on it
}

// NewChip creates a word that does something.
func NewChip(words string, tap func()) *Chip { return newChip(words, false, tap) }

// NewRemovableChip creates a word with a cross; pressing it calls leave, which is to remove it.
func NewRemovableChip(words string, leave func()) *Chip { return newChip(words, true, leave) }

func newChip(words string, leaves bool, tap func()) *Chip {
	c := &Chip{tap: tap, leaves: leaves, text: canvas.NewText(words, color.Black), cross: canvas.NewText("", color.Black), ground: canvas.NewRectangle(color.Transparent)}
	if leaves {
		c.cross.Text = "×"
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetTarget marks it as what is dragged would be let go on.
func (c *Chip) SetTarget(on bool) { c.target = on; c.Refresh() }

// String is the word.
func (c *Chip) String() string { return c.text.Text }

// Tapped does it.
func (c *Chip) Tapped(*fyne.PointEvent) {
	focus.Take(c)
	c.tap()
}

// The pointer and the keyboard both reach it.
func (c *Chip) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *Chip) MouseMoved(*desktop.MouseEvent) {}
func (c *Chip) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *Chip) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (c *Chip) FocusGained()                   { c.focused = true; c.Refresh(); scrolling.IntoView(c, nil) }
func (c *Chip) FocusLost()                     { c.focused = false; c.Refresh() }
func (c *Chip) TypedRune(rune)                 {}
func (c *Chip) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter,
		c.leaves && (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace):
		c.tap()
	default:
		focus.PassOn(c, e)
	}
}

func (c *Chip) paint() {
	p := theme.Current()
	c.text.TextSize, c.text.Color = paint.TextSize(theme.Small), p.Text
	c.cross.TextSize, c.cross.Color = paint.TextSize(theme.Body), p.Muted
	c.ground.CornerRadius = 14 * theme.Scale()
	c.ground.FillColor, c.ground.StrokeColor, c.ground.StrokeWidth = p.Surface, p.Line, 1
	if c.leaves {
		c.ground.FillColor = paint.Blend(p.Surface, p.Accent, 0.12)
	}
	if c.hovered {
		c.ground.FillColor = paint.Over(c.ground.FillColor.(color.NRGBA), p.Hover)
	}
	if c.target {
		c.ground.FillColor = paint.Blend(p.Surface, p.Accent, 0.3)
	}
	if c.focused || c.target {
		c.ground.StrokeColor, c.ground.StrokeWidth = p.Accent, 2
	}
}

// CreateRenderer draws it.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.paint()
	row := arrange.Line(container.NewCenter(c.text))
	if c.leaves {
		row = arrange.Line(container.NewCenter(c.text), container.NewCenter(c.cross))
	}
	m, side := theme.Unit/2, 1.5*theme.Unit
	return paint.LaidOut(c, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(c.ground, container.New(layout.NewCustomPaddedLayout(m, m, side, side), row))), Paint: c.paint})
}
