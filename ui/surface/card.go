// Package surface owns the backgrounds of content: cards, folds, insets, and sealed answers.
package surface

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/pointing"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Card is a surface with rounded corners around its content. With OnTapped it can be
// clicked, and opened with the keyboard.
type Card struct {
	widget.BaseWidget
	OnTapped func()
	content  fyne.CanvasObject
	ground   *canvas.Rectangle
	hovered  bool
	focused  bool
	warm     bool              // holds a person's own words
	edge     *canvas.Rectangle // beside those
	// OnHovered is called when the pointer comes and goes; it may be nil.
	OnHovered func(bool)
}

// NewCard puts content on a surface; tap may be nil.
func NewCard(content fyne.CanvasObject, tap func()) *Card {
	c := &Card{OnTapped: tap, content: content, ground: canvas.NewRectangle(color.Transparent)}
	c.ground.CornerRadius = theme.Radius + 2
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws the card.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	pad := 2 * theme.Unit
	inset := container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), c.content)
	c.paint()
	return paint.LaidOut(c, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(c.ground, inset)), Paint: c.paint})
}

func (c *Card) paint() {
	p := theme.Current()
	c.ground.FillColor, c.ground.StrokeColor, c.ground.StrokeWidth = p.Surface, p.Line, 1
	if c.warm {
		c.ground.FillColor, c.ground.StrokeColor = p.Warm, paint.Blend(p.Warm, p.Ember, 0.3)
		c.edge.FillColor = p.Ember
	}
	switch {
	case c.focused:
		c.ground.StrokeColor, c.ground.StrokeWidth = p.Accent, 2
	case c.hovered && c.OnTapped != nil:
		c.ground.StrokeColor = p.Accent
	}
}

// Tapped runs OnTapped.
func (c *Card) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// MouseIn, MouseMoved and MouseOut show that the card can be clicked.
func (c *Card) MouseIn(*desktop.MouseEvent)    { c.hover(true) }
func (c *Card) MouseMoved(*desktop.MouseEvent) {}
func (c *Card) MouseOut()                      { c.hover(false) }

func (c *Card) hover(on bool) {
	c.hovered = on
	c.Refresh()
	if c.OnHovered != nil {
		c.OnHovered(on)
	}
}

// Cursor is a hand if the card can be clicked.
func (c *Card) Cursor() desktop.Cursor {
	if c.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// TapCard is a Card that the keyboard reaches; a Card without OnTapped is not in the tab order.
type TapCard struct {
	Card
	pointing.Extra
}

// NewTapCard creates a card that opens something.
func NewTapCard(content fyne.CanvasObject, tap func()) *TapCard {
	c := &TapCard{Card: Card{OnTapped: tap, content: content, ground: canvas.NewRectangle(color.Transparent)}}
	c.ground.CornerRadius = theme.Radius + 2
	c.ExtendBaseWidget(c)
	return c
}

// Tapped runs OnTapped.
func (c *TapCard) Tapped(e *fyne.PointEvent) { c.Card.Tapped(e); c.Clicked(e) }

// OpenMenu opens its menu by a key.
func (c *TapCard) OpenMenu() { c.MenuUnder(c) }

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (c *TapCard) FocusGained()   { c.focused = true; c.Refresh(); scrolling.IntoView(c, nil) }
func (c *TapCard) FocusLost()     { c.focused = false; c.Refresh() }
func (c *TapCard) TypedRune(rune) {}
func (c *TapCard) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace {
		c.Tapped(nil)
		return
	}
	focus.PassOn(c, e)
}

// Children are the objects in it, for the place that scrolls.
func (c *Card) Children() []fyne.CanvasObject { return []fyne.CanvasObject{c.content} }
