package arrange

import "fyne.io/fyne/v2"

// HorizontalBorder puts one object before and one behind a third, which gets the remaining width before it
// is asked for its height.
type HorizontalBorder struct{}

func (HorizontalBorder) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b, m := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(a.Width+b.Width+m.Width, max(a.Height, b.Height, m.Height))
}

func (HorizontalBorder) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	a, b := objects[0].MinSize().Width, objects[1].MinSize().Width
	objects[0].Resize(fyne.NewSize(a, s.Height))
	objects[1].Resize(fyne.NewSize(b, s.Height))
	objects[1].Move(fyne.NewPos(s.Width-b, 0))
	objects[2].Resize(fyne.NewSize(s.Width-a-b, s.Height))
	objects[2].Move(fyne.NewPos(a, 0))
}
