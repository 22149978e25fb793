package pointing

import (
	"math"

	"fyne.io/fyne/v2"
)

// Drag tells dragging from a click during which the hand moved a little, which the toolkit takes for
// dragging from the second pixel on. Objects that can be dragged embed it, and call End in DragEnd.
type Drag struct {
	// OnDragged is called with the pointer's position in the window as long as the object is dragged,
	// and OnDropped where it is let go; both may be nil.
	OnDragged, OnDropped func(at fyne.Position)

	began  bool
	far    bool // it was dragged far enough to count
	at, by fyne.Position
	in     fyne.Position // in the object
}

// dragFrom is from how many pixels on the pointer drags something.
const dragFrom = 6

// Dragged follows the pointer.
func (d *Drag) Dragged(e *fyne.DragEvent) {
	if !d.began {
		*d = Drag{OnDragged: d.OnDragged, OnDropped: d.OnDropped, began: true}
	}
	d.at, d.in = e.AbsolutePosition, e.Position
	d.by = d.by.AddXY(e.Dragged.DX, e.Dragged.DY)
	if math.Hypot(float64(d.by.X), float64(d.by.Y)) >= dragFrom {
		d.far = true
	}
	if d.far && d.OnDragged != nil {
		d.OnDragged(d.at)
	}
}

// End ends dragging. It returns the click that it was, or nothing.
func (d *Drag) End() *fyne.PointEvent {
	began, far := d.began, d.far
	d.began, d.far = false, false
	switch {
	case !began:
		return nil
	case !far:
		return &fyne.PointEvent{AbsolutePosition: d.at, Position: d.in}
	case d.OnDropped != nil:
		d.OnDropped(d.at)
	}
	return nil
}
