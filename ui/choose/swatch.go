package choose

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Swatch offers the colour of an area.
type Swatch struct {
	widget.BaseWidget
	name    string
	hue     int
	chosen  bool
	focused bool
	tap     func()
	ring    *canvas.Circle
	fill    *canvas.Circle
}

// NewSwatch creates the offer of a hue, 0-359 degrees; name is for somebody who does not see it.
func NewSwatch(name string, hue int, chosen bool, tap func()) *Swatch {
	s := &Swatch{name: name, hue: hue, chosen: chosen, tap: tap, ring: canvas.NewCircle(color.Transparent), fill: canvas.NewCircle(color.Black)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the swatch.
func (s *Swatch) CreateRenderer() fyne.WidgetRenderer {
	s.paint()
	return paint.LaidOut(s, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(s.ring, container.NewPadded(container.NewPadded(s.fill)))), Paint: s.paint})
}

func (s *Swatch) paint() {
	p := theme.Current()
	s.fill.FillColor = theme.Hue(s.hue, theme.IsDark())
	s.ring.StrokeColor, s.ring.StrokeWidth = color.Transparent, 0
	if s.chosen || s.focused {
		s.ring.StrokeColor, s.ring.StrokeWidth = p.Text, 2
	}
	if s.focused {
		s.ring.StrokeColor = p.Accent
	}
}

// MinSize is large enough for a finger.
func (s *Swatch) MinSize() fyne.Size { return fyne.NewSquareSize(36 * theme.Scale()) }

// Tapped chooses the colour.
func (s *Swatch) Tapped(*fyne.PointEvent) { s.tap() }

// Cursor, FocusGained, FocusLost, TypedRune and TypedKey make it work with pointer and keys.
func (s *Swatch) Cursor() desktop.Cursor { return desktop.PointerCursor }
func (s *Swatch) FocusGained()           { s.focused = true; s.Refresh(); scrolling.IntoView(s, nil) }
func (s *Swatch) FocusLost()             { s.focused = false; s.Refresh() }
func (s *Swatch) TypedRune(rune)         {}
func (s *Swatch) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		s.tap()
		return
	}
	focus.PassOn(s, e)
}
