package surface_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/glyph"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/uitest"
)

func TestGoldenParts(t *testing.T) {
	uitest.Golden(t, "parts", 460, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{
			surface.NewCard(prose.Paragraph("A sentence on a card that is long enough to be wrapped onto a second line of the card."), nil),
			glyph.NewSpot(200), glyph.NewOutcomeMark(journal.Success), glyph.NewOutcomeMark(journal.Partial), glyph.NewOutcomeMark(journal.Setback),
			glyph.NewOutcomeMark(journal.Failure), glyph.NewSpark([]float64{20, 24, 30, 28, 40, 55, 60}, 145),
			input.Labelled("Name", "a part of your life in which performing well matters", input.NewField()),
			prose.Title("Heading"), prose.Subtitle("Part of a page"), prose.Quiet("Words that explain"), prose.Caption("Small words"),
		}
	})
}
