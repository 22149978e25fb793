package arrange

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// Split puts two objects beside each other where there is at least a width, at text size 1: the first gets
// that share of it. Else the second stands under the first. Both keep their own heights.
func Split(share, least float32, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(&split{share: share, least: least}, first, second)
}

type split struct{ share, least, width float32 }

func (s *split) beside() bool { return s.width >= s.least*theme.Scale() }

// gap is the room between the two.
func (s *split) gap() float32 {
	if s.beside() {
		return 3 * theme.Unit
	}
	return 2 * theme.Unit
}

func (s *split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	if !objects[1].Visible() {
		return a
	}
	if s.beside() {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+s.gap()+b.Height)
}

func (s *split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	first, second := objects[0], objects[1]
	put := func(o fyne.CanvasObject, x, y, width float32) (foot float32) {
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text has its height only once it has its width
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		o.Move(fyne.NewPos(x, y))
		return y + o.Size().Height
	}
	if s.beside() && second.Visible() {
		left := float32(math.Floor(float64((size.Width - s.gap()) * s.share)))
		put(first, 0, 0, left)
		put(second, left+s.gap(), 0, size.Width-left-s.gap())
		return
	}
	foot := put(first, 0, 0, size.Width)
	put(second, 0, foot+s.gap(), size.Width)
}
