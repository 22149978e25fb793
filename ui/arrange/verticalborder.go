package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// VerticalBorder puts one object over and one under its content, which takes the rest of
// the height. Both get their width before they are asked for their height, so that wrapped
// text takes the room that it needs and no more.
func VerticalBorder(top, bottom, content fyne.CanvasObject) *fyne.Container {
	return container.New(verticalBorder{}, top, bottom, content)
}

type verticalBorder struct{}

const verticalBorderGap = theme.Unit / 2

func (verticalBorder) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[2].MinSize()
	for _, o := range objects[:2] {
		if o.Visible() {
			s := o.MinSize()
			m = fyne.NewSize(max(m.Width, s.Width), m.Height+s.Height+verticalBorderGap)
		}
	}
	return m
}

func (verticalBorder) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	from, to := float32(0), s.Height
	for i, o := range objects[:2] {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(s.Width, o.Size().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(s.Width, height))
		if i == 0 {
			o.Move(fyne.Position{})
			from = height + verticalBorderGap
			continue
		}
		to = s.Height - height - verticalBorderGap
		o.Move(fyne.NewPos(0, s.Height-height))
	}
	objects[2].Move(fyne.NewPos(0, from))
	objects[2].Resize(fyne.NewSize(s.Width, max(0, to-from)))
}

// Footed puts a foot under a content, which gets the rest of the height. Unlike in VerticalBorder the
// keyboard reaches the content first.
func Footed(content, foot fyne.CanvasObject) *fyne.Container {
	return container.New(footed{}, content, foot)
}

type footed struct{}

// bordered are the objects in the order of a verticalBorder without a top.
func (footed) bordered(objects []fyne.CanvasObject) []fyne.CanvasObject {
	none := container.NewWithoutLayout()
	none.Hide()
	return []fyne.CanvasObject{none, objects[1], objects[0]}
}

func (f footed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return verticalBorder{}.MinSize(f.bordered(objects))
}

func (f footed) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	verticalBorder{}.Layout(f.bordered(objects), s)
}
