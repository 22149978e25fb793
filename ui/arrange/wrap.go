package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/ui/theme"
)

// Wrap puts objects beside each other, and continues on further lines.
func Wrap(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Unit, theme.Unit), objects...)
}

// WrapBy is Wrap with another gap between objects of a row, for links without a ground.
func WrapBy(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewRowWrapLayoutWithCustomPadding(gap, theme.Unit/2), objects...)
}
