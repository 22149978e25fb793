package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/charts"
	"enactive/journal/describe"
	"enactive/ui/glyph"
	"enactive/ui/prose"
)

// wayOf shows how far an insight is towards what it is for, such as "7 of 12 rated days"; nil once it
// is there, and for what counts nothing.
func wayOf(f charts.Figure) fyne.CanvasObject {
	p := f.Progress()
	if p.Of == "" || !p.Short() {
		return nil
	}
	bar := glyph.NewProgress()
	bar.SetPart(float64(p.Have) / float64(p.Need))
	return container.NewBorder(nil, nil, container.NewCenter(bar), nil, prose.Caption(describe.Progress(p)))
}
