// Package scrolling owns the places that scroll: their wheel, and how an object that gets the
// keyboard is brought into sight in them.
package scrolling

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/paint"
)

// Scroll shows a part of a content that is higher than its place. It is the toolkit's, complete
// whenever its renderer is created again.
type Scroll struct{ container.Scroll }

// NewScroll scrolls a content up and down.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{}
	s.Direction, s.Content = container.ScrollVerticalOnly, content
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled moves the content by three lines a notch.
func (s *Scroll) Scrolled(e *fyne.ScrollEvent) { s.Scroll.Scrolled(wheelStep(e)) }

// CreateRenderer draws the content and its bar.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(s, s.Scroll.CreateRenderer())
}
