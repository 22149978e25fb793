package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// NotThere says that there is no journal where one should be, and what can be done.
type NotThere struct {
	Folder string
	// Missing is whether the folder itself is missing.
	Missing bool
	Icon    fyne.Resource
	// Again looks once more, Other asks for another folder, and Make makes a journal there.
	Again, Other, Make func()
}

// Object is the page itself.
func (p *NotThere) Object() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(p.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	words := wording.Say("the-folder-folder-contains-no-journal", wording.V{"Folder": p.Folder})
	if p.Missing {
		words = wording.Say("the-folder-folder-is-not-there-if", wording.V{"Folder": p.Folder})
	}
	box := own.Column(520, container.NewCenter(icon),
		own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("your-journal-is-not-there")), own.Paragraph(words),
			own.Wrap(own.NewButton(own.Primary, wording.Say("try-again"), nil, p.Again),
				own.NewButton(own.Plain, wording.Say("choose-another-folder"), nil, p.Other),
				own.NewButton(own.Silent, wording.Say("create-a-new-journal-there"), nil, p.Make))), nil))
	return container.New(middle{}, margins(box))
}
