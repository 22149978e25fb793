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
	return container.NewThemeOverride(c, clearTheme{})
}

// clearTheme is the theme of the moment with clearer boxes.
type clearTheme struct{}

func now() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (clearTheme) Font(s fyne.TextStyle) fyne.Resource        { return now().Font(s) }
func (clearTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return now().Icon(name) }
func (clearTheme) Size(name fyne.ThemeSizeName) float32       { return now().Size(name) }

func (clearTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == fynetheme.ColorNameInputBorder {
		return theme.Current().Muted
	}
	return now().Color(name, variant)
}

// NewCheck makes a box with words that is ticked or not; changed is told what a person makes it.
func NewCheck(words string, on bool, changed func(bool)) fyne.CanvasObject {
	c := widget.NewCheck(words, nil)
	c.SetChecked(on)
	c.OnChanged = changed
	return ClearBox(c)
}
