package surface

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/resources/icons"
	"enactive/ui/arrange"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// Sealed shows answers that can be read and no longer changed: a lock, a sentence that says since
// when and why, and the answers.
func Sealed(why string, answers ...fyne.CanvasObject) fyne.CanvasObject {
	lock := glyph.NewIcon(fynetheme.NewColoredResource(theme.Sign(icons.Lock), fynetheme.ColorNamePlaceHolder))
	head := container.New(arrange.HorizontalBorder{}, container.New(layout.NewCustomPaddedLayout(0, 0, 0, theme.Unit), lock), arrange.Gap(0), prose.Caption(why))
	return Inset(arrange.Flow(theme.Unit, append([]fyne.CanvasObject{head}, answers...)...))
}

// Answer is a question with its answer, to be read.
func Answer(question, answer string) fyne.CanvasObject {
	return arrange.Flow(-theme.Unit/2, prose.Part(question), prose.Paragraph(answer))
}
