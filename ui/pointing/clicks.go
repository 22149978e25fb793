// Package pointing owns what a pointer does besides a single click: the second one, the menu of an
// object, and dragging.
package pointing

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
)

// Clicks tells the second half of a double click from a click. The toolkit's own double click keeps
// every single one waiting; here the first click does what it does at once, and the second one is
// caught where it lands, even if the first one led to another page.
type Clicks struct {
	layer *fyne.Container
	spot  *secondClick
	after func(time.Duration, func())
	turn  int
}

// NewClicks creates the layer; its Object is to be stacked over the whole content of a window. after
// runs something on the interface's thread after a delay.
func NewClicks(after func(time.Duration, func())) *Clicks {
	c := &Clicks{spot: &secondClick{}, after: after}
	c.spot.ExtendBaseWidget(c.spot)
	c.spot.clicks = c
	c.layer = container.NewWithoutLayout(c.spot)
	c.spot.Hide()
	return c
}

// Object is the layer.
func (c *Clicks) Object() fyne.CanvasObject { return c.layer }

// secondClickSide is how far from the first click the second one may be, twice.
const secondClickSide = 10

// Twice does something if a second click follows at a position in the window.
func (c *Clicks) Twice(at fyne.Position, do func()) {
	at = at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(c.layer))
	c.spot.do = do
	c.spot.Move(at.SubtractXY(secondClickSide/2, secondClickSide/2))
	c.spot.Resize(fyne.NewSquareSize(secondClickSide))
	c.spot.Show()
	c.turn++
	turn := c.turn
	delay := fyne.CurrentApp().Driver().DoubleTapDelay()
	c.after(delay, func() {
		c.after(delay/4, func() { // while the first click is painted the second one may wait to be handed on
			if turn == c.turn {
				c.spot.Hide()
			}
		})
	})
}

// secondClick is where the second click is awaited. Nothing of it is seen.
type secondClick struct {
	widget.BaseWidget
	clicks *Clicks
	do     func()
}

// Tapped is the second click.
func (s *secondClick) Tapped(*fyne.PointEvent) {
	s.clicks.turn++
	s.Hide()
	s.do()
}

// CreateRenderer draws nothing.
func (s *secondClick) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(s, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}
