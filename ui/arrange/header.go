package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/ui/theme"
)

// Header puts tools to the right of a heading, or under it if both do not fit.
func Header(heading fyne.CanvasObject, wish float32, tools ...fyne.CanvasObject) *fyne.Container {
	return container.New(&header{wish: wish}, heading, Line(tools...))
}

// Line puts objects beside each other, each as wide as it needs to be.
func Line(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(theme.Unit), objects...)
}

// HeadingWidth returns the width that a page's heading needs for a text.
func HeadingWidth(words string) float32 {
	return fyne.MeasureText(words, theme.Sized(theme.Heading), fyne.TextStyle{Bold: true}).Width + theme.Unit
}

type header struct{ wish, width float32 }

func (h *header) folded(objects []fyne.CanvasObject) bool {
	return h.width > 0 && h.wish+2*theme.Unit+objects[1].MinSize().Width > h.width
}

func (h *header) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	if h.folded(objects) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.Unit+b.Height)
	}
	return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
}

func (h *header) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	h.width = s.Width
	a, b := objects[0], objects[1]
	ah, bs := a.MinSize().Height, b.MinSize()
	b.Resize(bs)
	if h.folded(objects) {
		a.Resize(fyne.NewSize(s.Width, ah))
		a.Move(fyne.Position{})
		b.Move(fyne.NewPos(0, ah+theme.Unit))
		return
	}
	a.Resize(fyne.NewSize(s.Width-bs.Width-2*theme.Unit, ah))
	a.Move(fyne.NewPos(0, (s.Height-ah)/2))
	b.Move(fyne.NewPos(s.Width-bs.Width, (s.Height-bs.Height)/2))
}
