package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// Beside puts something of a fixed width, in pixels at text size 1, at the right of what gets the rest
// of the width; under it where the rest would be less than one and a half times as wide.
func Beside(width float32, main, side fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{side: width}, main, side)
}

type beside struct{ side, width float32 }

func (l *beside) isBeside(width float32) bool {
	return width >= 2.5*l.side*theme.Scale()+2*theme.Unit
}

func (l *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	main, side := objects[0].MinSize(), objects[1].MinSize()
	if l.isBeside(l.width) {
		return fyne.NewSize(main.Width, max(main.Height, side.Height))
	}
	return fyne.NewSize(max(main.Width, side.Width), main.Height+2*theme.Unit+side.Height)
}

func (l *beside) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	gap := 2 * theme.Unit
	place := func(o fyne.CanvasObject, x, y, width, least float32) float32 {
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text has its height only once it has its width
		high := max(least, o.MinSize().Height)
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, high))
		return high
	}
	if !l.isBeside(s.Width) {
		high := place(objects[0], 0, 0, s.Width, 0)
		place(objects[1], 0, high+gap, s.Width, 0)
		return
	}
	side := l.side * theme.Scale()
	high := place(objects[0], 0, 0, s.Width-side-gap, 0)
	if under := place(objects[1], s.Width-side, 0, side, high); under > high {
		place(objects[0], 0, 0, s.Width-side-gap, under)
	}
}

// Middle puts an object at half the height of its place, as high as it is at its width.
func Middle(o fyne.CanvasObject) *fyne.Container { return container.New(middle{}, o) }

type middle struct{}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middle) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(fyne.NewSize(s.Width, objects[0].Size().Height))
	high := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(s.Width, high))
	objects[0].Move(fyne.NewPos(0, float32(int((s.Height-high)/2))))
}
