package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/arrange"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// bulleted is a text with the spot of its area at its first line, however many there are.
func bulleted(hue int, text fyne.CanvasObject) fyne.CanvasObject {
	line := func() fyne.Size {
		return fyne.NewSize(0, paint.TextSize(theme.Body)*1.36+fynetheme.InnerPadding())
	}
	spot := container.NewVBox(arrange.MinHeightOf(line, glyph.NewSpot(hue)))
	return container.New(arrange.HorizontalBorder{}, container.NewHBox(spot, arrange.Gap(theme.Unit/2)), arrange.Gap(0), text)
}
