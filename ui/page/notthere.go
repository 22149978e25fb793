package page

import (
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

// notThereHost is what the page about a missing journal asks of the window.
type notThereHost interface {
	// OpenAgain tries again, ShowOpen asks for another folder, and ShowCreate creates a journal
	// in this one.
	OpenAgain()
	ShowOpen()
	ShowCreate()
}

// NotThere reports that the expected journal is missing, and offers ways on.
type NotThere struct {
	host    notThereHost
	folder  string
	missing bool // the folder itself
	icon    fyne.Resource
}

// NewNotThere makes the page for a folder; missing is whether the folder itself is.
func NewNotThere(host notThereHost, folder string, missing bool, icon fyne.Resource) *NotThere {
	return &NotThere{host: host, folder: folder, missing: missing, icon: icon}
}

// Object is the page itself.
func (p *NotThere) Object() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(p.icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	words := wording.Say("the-folder-folder-contains-no-journal", wording.V{"Folder": p.folder})
	if p.missing {
		words = wording.Say("the-folder-folder-is-not-there-if", wording.V{"Folder": p.folder})
	}
	box := arrange.MiddleColumn(520, container.NewCenter(icon),
		surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("your-journal-is-not-there")), prose.Paragraph(words),
			arrange.Wrap(control.NewButton(control.Primary, wording.Say("try-again"), nil, p.host.OpenAgain),
				control.NewButton(control.Plain, wording.Say("choose-another-folder"), nil, p.host.ShowOpen),
				control.NewButton(control.Silent, wording.Say("create-a-new-journal-there"), nil, p.host.ShowCreate))), nil))
	return container.New(middle{}, margins(box))
}
