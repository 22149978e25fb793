package page

import (
	"errors"
	"io/fs"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// NotThere says that there is no journal where one should be, and what can be done.
type NotThere struct {
	Folder string
	Icon   fyne.Resource
	// Again looks once more, Other asks for another folder, and Make makes a journal there.
	Again, Other, Make func()
}

// Object is the page itself.
func (p *NotThere) Object() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(p.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	words := wording.Say("the-folder-folder-contains-no-journal", wording.V{"Folder": p.Folder})
	if _, err := os.Stat(p.Folder); errors.Is(err, fs.ErrNotExist) {
		words = wording.Say("the-folder-folder-is-not-there-if", wording.V{"Folder": p.Folder})
	}
	box := arrange.Column(520, container.NewCenter(icon),
		surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("your-journal-is-not-there")), prose.Paragraph(words),
			arrange.Wrap(control.NewButton(control.Primary, wording.Say("try-again"), nil, p.Again),
				control.NewButton(control.Plain, wording.Say("choose-another-folder"), nil, p.Other),
				control.NewButton(control.Silent, wording.Say("create-a-new-journal-there"), nil, p.Make))), nil))
	return container.New(middle{}, margins(box))
}
