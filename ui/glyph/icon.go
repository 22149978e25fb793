// Package glyph owns the small pictures that say one thing each: an icon, the colour of an area, an
// outcome, a curve in a line, a key of the keyboard, a strength, a progress.
package glyph

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
)

// Icon is a sign in the size of a line. It is the toolkit's, whole whenever its renderer is
// made again.
type Icon struct{ widget.Icon }

// NewIcon makes a sign.
func NewIcon(sign fyne.Resource) *Icon {
	i := &Icon{}
	i.Resource = sign
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer draws the sign.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer { return paint.LaidOut(i, i.Icon.CreateRenderer()) }
