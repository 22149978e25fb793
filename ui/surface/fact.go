package surface

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// NewFact is a sentence that is good news, with a tick before it, or news to know of.
func NewFact(good bool, words string) fyne.CanvasObject {
	icon := fynetheme.NewWarningThemedResource(fynetheme.WarningIcon())
	if good {
		icon = fynetheme.NewSuccessThemedResource(fynetheme.ConfirmIcon())
	}
	mark := container.New(layout.NewCustomPaddedLayout(0, 0, 0, theme.Unit), container.NewVBox(glyph.NewIcon(icon)))
	return container.NewBorder(nil, nil, mark, nil, prose.Paragraph(words))
}
