// Package arrange owns how objects are placed under and beside each other, so that wrapped text
// gets its width before it is asked for its height.
package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flow puts objects under each other, with a gap between them in pixels. Unlike the
// toolkit's own box it gives every object its width before it asks for the height, so
// that wrapped text takes the room that it needs and no more.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

type flow struct{ gap float32 }

// MinSize asks each object once: flows are nested, and asking twice would double the work at each
// level.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	all := fyne.Size{}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if all.Height > 0 {
			all.Height += f.gap
		}
		least := o.MinSize()
		all.Width, all.Height = max(all.Width, least.Width), all.Height+least.Height
	}
	return all
}

func (f *flow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(s.Width, o.Size().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h + f.gap
	}
}

// Centered puts one object as wide as its place in the middle of its height.
type Centered struct{}

// MinSize is that of the object.
func (Centered) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout gives the object its width before it asks for its height.
func (Centered) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	o := objects[0]
	o.Resize(fyne.NewSize(s.Width, o.MinSize().Height))
	o.Move(fyne.NewPos(0, float32(int((s.Height-o.Size().Height)/2))))
}
