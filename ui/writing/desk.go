// Package writing owns what all text of a window has in common, wherever it is written or read: its
// menu, and looking up a word in the entries.
package writing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/menu"
	"enactive/ui/paint"
)

// Desk is what a window offers for its texts. It lies unseen among the objects of the window's
// content, where the texts find it; a window without one offers nothing but editing.
type Desk struct {
	widget.BaseWidget
	// LookUp shows the entries that have a word; it may be nil.
	LookUp func(word string)
}

// NewDesk creates a desk that offers nothing yet.
func NewDesk() *Desk {
	d := &Desk{}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer draws nothing.
func (d *Desk) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(d, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}

// At returns the desk of the window that shows an object, or an empty one.
func At(o fyne.CanvasObject) *Desk {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		if content, ok := c.Content().(*fyne.Container); ok {
			for _, part := range content.Objects {
				if d, ok := part.(*Desk); ok {
					return d
				}
			}
		}
	}
	return &Desk{}
}

// Show shows a menu over the window of an object. A menu that was opened by a key has its first item
// chosen.
func Show(o fyne.CanvasObject, at fyne.Position, byKey bool, items []menu.Item) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if m := menu.Show(c, at, items); byKey {
		m.ChooseFirst()
	}
}
