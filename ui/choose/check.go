package choose

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/pointing"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Check is a box with words that is ticked or not. A click or Space turns it over.
type Check struct {
	widget.BaseWidget
	pointing.Extra
	// OnChanged is called after a person turned it over; it may be nil.
	OnChanged func()

	checked          bool
	words            *prose.Label
	hovered, focused bool
}

// NewCheck creates a box with words, ticked or not.
func NewCheck(words string, checked bool) *Check {
	c := &Check{checked: checked, words: prose.Paragraph(words)}
	c.ExtendBaseWidget(c)
	return c
}

// String is its words.
func (c *Check) String() string { return c.words.String() }

// IsChecked reports whether it is ticked.
func (c *Check) IsChecked() bool { return c.checked }

// SetQuietly ticks it, or not, without calling OnChanged.
func (c *Check) SetQuietly(on bool) {
	c.checked = on
	c.Refresh()
}

func (c *Check) turn() {
	c.SetQuietly(!c.checked)
	if c.OnChanged != nil {
		c.OnChanged()
	}
}

// The pointer and the keyboard both reach it.
func (c *Check) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *Check) MouseMoved(*desktop.MouseEvent) {}
func (c *Check) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *Check) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (c *Check) FocusGained()                   { c.focused = true; c.Refresh(); scrolling.IntoView(c, nil) }
func (c *Check) FocusLost()                     { c.focused = false; c.Refresh() }
func (c *Check) TypedRune(rune)                 {}
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		c.turn()
		return
	}
	focus.PassOn(c, e)
}

// Tapped turns it over.
func (c *Check) Tapped(e *fyne.PointEvent) {
	focus.Take(c)
	c.turn()
	c.Clicked(e)
}

// OpenMenu opens its menu by a key.
func (c *Check) OpenMenu() { c.MenuUnder(c) }

// CreateRenderer draws the box before the words.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{c: c, box: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent),
		tick: [2]*canvas.Line{canvas.NewLine(color.Transparent), canvas.NewLine(color.Transparent)}}
	r.paint()
	return paint.LaidOut(c, r)
}

type checkRenderer struct {
	c         *Check
	box, ring *canvas.Rectangle
	tick      [2]*canvas.Line // down and up again
}

// checkSide is how large the box is at text size 1, and checkGap how far the words are from it.
const checkSide, checkGap = 18, theme.Unit

func (r *checkRenderer) paint() {
	p := theme.Current()
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = p.Raised, p.Muted, 1.5
	r.box.CornerRadius, r.ring.CornerRadius = theme.Radius/2, theme.Radius/2+2
	if r.c.hovered {
		r.box.StrokeColor = p.Accent
	}
	if r.c.checked {
		r.box.FillColor, r.box.StrokeColor = p.Accent, p.Accent
	}
	r.ring.StrokeWidth, r.ring.StrokeColor = 0, color.Transparent
	if r.c.focused {
		r.ring.StrokeWidth, r.ring.StrokeColor = 2, p.Accent
	}
	for _, line := range r.tick {
		line.StrokeColor, line.StrokeWidth, line.Hidden = p.OnAccent, 2*theme.Scale(), !r.c.checked
	}
}

// ringGap is the room that the ring of the keyboard takes around the box.
const ringGap = 3

// before is how far the words are from the left edge.
func (r *checkRenderer) before() float32 { return paint.TextSize(checkSide) + checkGap + ringGap }

func (r *checkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.before()+min(r.wide(), leastWords*theme.Scale()), max(paint.TextSize(checkSide)+2*ringGap, r.c.words.MinSize().Height))
}

// leastWords is the width at text size 1 down to which words stay on one line.
const leastWords = 160

// wide is how wide the words are on one line.
func (r *checkRenderer) wide() float32 {
	return fyne.MeasureText(r.c.words.String(), paint.TextSize(theme.Body), fyne.TextStyle{}).Width
}

// Layout puts the box beside the first line of the words, and both in the middle of a higher
// place.
func (r *checkRenderer) Layout(s fyne.Size) {
	side := paint.TextSize(checkSide)
	line := fyne.MeasureText("x", paint.TextSize(theme.Body), fyne.TextStyle{}).Height + 2*prose.Margin().Height
	r.c.words.Resize(fyne.NewSize(max(0, s.Width-r.before()), s.Height))
	top := max(0, (s.Height-r.c.words.MinSize().Height)/2)
	r.c.words.Move(fyne.NewPos(r.before(), top))
	at := fyne.NewPos(ringGap, top+(line-side)/2)
	r.box.Move(at)
	r.box.Resize(fyne.NewSquareSize(side))
	r.ring.Move(at.SubtractXY(ringGap, ringGap))
	r.ring.Resize(fyne.NewSquareSize(side + 2*ringGap))
	point := func(x, y float32) fyne.Position { return at.AddXY(x*side, y*side) }
	r.tick[0].Position1, r.tick[0].Position2 = point(0.24, 0.53), point(0.43, 0.72)
	r.tick[1].Position1, r.tick[1].Position2 = point(0.43, 0.72), point(0.77, 0.31)
}

func (r *checkRenderer) Refresh() {
	r.paint()
	r.c.words.Refresh()
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.tick[0], r.tick[1], r.c.words}
}

func (r *checkRenderer) Destroy() {}
