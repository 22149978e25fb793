package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// ClearBox draws the box of a check in a colour that can be seen on every ground; the line
// around fields is too faint for so small a thing.
func ClearBox(c *widget.Check) fyne.CanvasObject {
	return container.NewThemeOverride(c, clearTheme{fyne.CurrentApp().Settings().Theme()})
}

type clearTheme struct{ fyne.Theme }

func (t clearTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == fynetheme.ColorNameInputBorder {
		return theme.Current().Muted
	}
	return t.Theme.Color(name, variant)
}
