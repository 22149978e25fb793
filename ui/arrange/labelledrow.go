package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// LabelledRow puts a text beside its name, or under it if there is no room for both. The name gets
// that width, in pixels at text size 1.
func LabelledRow(width float32, name, words fyne.CanvasObject) *fyne.Container {
	return container.New(&labelledRow{name: width}, name, words)
}

type labelledRow struct{ name, width float32 }

// nameWidth returns the width of the name, and whether the text fits beside it.
func (t *labelledRow) nameWidth() (name float32, ok bool) {
	name = t.name * theme.Scale()
	return name, t.width >= 2.5*name
}

func (t *labelledRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, words := objects[0].MinSize(), objects[1].MinSize()
	if _, ok := t.nameWidth(); ok {
		return fyne.NewSize(words.Width, max(name.Height, words.Height))
	}
	return fyne.NewSize(max(name.Width, words.Width), name.Height+words.Height)
}

func (t *labelledRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	t.width = s.Width
	name, words := objects[0], objects[1]
	if wide, ok := t.nameWidth(); ok {
		gap := 2 * theme.Unit
		name.Move(fyne.Position{})
		name.Resize(fyne.NewSize(wide, s.Height))
		words.Move(fyne.NewPos(wide+gap, 0))
		words.Resize(fyne.NewSize(s.Width-wide-gap, s.Height))
		return
	}
	name.Resize(fyne.NewSize(s.Width, name.Size().Height)) // wrapped text has its height only once it has its width
	high := name.MinSize().Height
	name.Move(fyne.Position{})
	name.Resize(fyne.NewSize(s.Width, high))
	words.Move(fyne.NewPos(0, high))
	words.Resize(fyne.NewSize(s.Width, s.Height-high))
}
