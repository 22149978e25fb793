// Package glyph owns the small pictures that say one thing each: an icon, the colour of an area, an
// outcome, a curve in a line, a key of the keyboard, a strength, a progress.
package glyph

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
)

// Icon is a symbol in the size of a line. It is the toolkit's, complete whenever its renderer is
// created again.
type Icon struct{ widget.Icon }

// NewIcon creates an icon.
func NewIcon(sign fyne.Resource) *Icon {
	i := &Icon{}
	i.Resource = sign
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer draws the symbol.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer { return paint.LaidOut(i, i.Icon.CreateRenderer()) }
