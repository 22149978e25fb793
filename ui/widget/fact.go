package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/theme"
)

// NewFact is a sentence that is good news, with a tick before it, or news to know of.
func NewFact(good bool, words string) fyne.CanvasObject {
	icon := fynetheme.NewWarningThemedResource(fynetheme.WarningIcon())
	if good {
		icon = fynetheme.NewSuccessThemedResource(fynetheme.ConfirmIcon())
	}
	mark := container.New(layout.NewCustomPaddedLayout(0, 0, 0, theme.Unit), container.NewVBox(newIcon(icon)))
	return container.NewBorder(nil, nil, mark, nil, Paragraph(words))
}

// Wrap puts objects beside each other, and those that do not fit under them.
func Wrap(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Unit, theme.Unit), objects...)
}

// WrapBy is Wrap with another gap between objects of a row, for links without a ground.
func WrapBy(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewRowWrapLayoutWithCustomPadding(gap, theme.Unit/2), objects...)
}
