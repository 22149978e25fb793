package page

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// welcomeHost is what the welcome page asks of the window.
type welcomeHost interface {
	nativeChooser
	longHost
	documents
	// CreateJournal creates a journal in a folder; an empty passphrase means without one. It has an area
	// to begin with, unless that has no name.
	CreateJournal(folder, passphrase string, first journal.Area)
	OpenJournal(folder string)
	OpenSample()
	// SetLanguage has the window speak another language, and remember it.
	SetLanguage(code string)
	// CheckSecret returns an error for recovery words that cannot be any.
	CheckSecret(secret string) error
	// Restore makes a journal in a folder from a backup; the secret is its passphrase, its
	// recovery words, or empty if it has neither. OpenRestored opens such a journal.
	Restore(ctx context.Context, file, folder, secret string) error
	OpenRestored(folder, secret string)
}

// Welcome is the page for a person without a journal: a few ways to begin, each with its own
// steps, one question on each.
type Welcome struct {
	// Folder is the default folder for a new journal.
	Folder string

	host     welcomeHost
	icon     fyne.Resource
	place    *fyne.Container
	focused  fyne.Focusable // what has the keyboard at first on the step that is shown
	placed   bool           // whether the page is whole: before, nothing of it is in the window to have the keyboard
	goOn     func()         // what Return does on the step that is shown
	goBack   func()         // what Escape does; nil on the first one
	answered newJournal     // kept while a person goes back and forth
}

// NewWelcome makes the page.
func NewWelcome(host welcomeHost, folder string, icon fyne.Resource) *Welcome {
	return &Welcome{host: host, Folder: folder, icon: icon}
}

// Focus puts the keyboard on what most want, once the page is in the window.
func (p *Welcome) Focus() { p.host.Window().Canvas().Focus(p.focused) }

// Continue does what Return does where nothing with the keyboard wants it: the main thing of the step.
func (p *Welcome) Continue() { p.goOn() }

// Escape goes back one step.
func (p *Welcome) Escape() {
	if p.goBack != nil {
		p.goBack()
	}
}

// Object is the page itself.
func (p *Welcome) Object() fyne.CanvasObject {
	p.place = container.NewStack()
	p.begin()
	p.placed = true
	return scrolled(container.New(middle{}, arrange.MiddleColumn(welcomeWidth, p.place)))
}

// welcomePicture is what one will see here: how sure somebody was over some months, drawn small.
func welcomePicture() fyne.CanvasObject {
	a := exampleArea()
	line := glyph.NewSpark([]float64{28, 34, 31, 42, 40, 36, 47, 55, 52, 60, 58, 49, 57, 66, 64, 71, 69, 76}, a.Color)
	return surface.NewCard(arrange.Flow(0, prose.Caption(wording.Say("example-not-yours")), prose.Strong(wording.Say("how-sure-you-are-that-you-can")), arrange.MinHeight(96, line)), nil)
}

const welcomeWidth = 640

// show replaces the current step and moves the focus to its first field.
func (p *Welcome) show(focus fyne.Focusable, goOn, goBack func(), parts ...fyne.CanvasObject) {
	p.goOn, p.goBack, p.focused = goOn, goBack, focus
	p.place.Objects = []fyne.CanvasObject{arrange.Flow(2*theme.Unit, parts...)}
	p.place.Refresh()
	if c := p.host.Window().Canvas(); p.placed && focus != nil && c != nil {
		c.Focus(focus)
	}
}

// begin is the first step: the language, and the ways in.
func (p *Welcome) begin() {
	icon := canvas.NewImageFromResource(p.icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(64 * theme.Scale()))
	words := arrange.Flow(0, prose.Headline(wording.Say("welcome-to-enactive")),
		prose.Paragraph(wording.Say("a-private-journal-of-what-you-tried-how")))
	start := control.NewButton(control.Primary, wording.Say("start-a-journal"), nil, p.NewJournal)
	look := control.NewButton(control.Plain, wording.Say("look-around-first"), nil, p.host.OpenSample)
	open := control.NewLeading(wording.Say("open-a-journal"), p.Other)
	restore := control.NewButton(control.Silent, wording.Say("restore-a-backup"), nil, p.Restore)
	p.show(start, p.NewJournal, nil,
		p.languages(),
		container.NewBorder(nil, nil, icon, nil, container.New(arrange.Margins(0, 0, 2*theme.Unit, 0), words)),
		welcomePicture(),
		arrange.Flow(theme.Unit, prose.Paragraph(wording.Say("three-small-steps-a-passphrase-a-sheet")), arrange.Wrap(start, look),
			prose.Caption(wording.Say("a-made-up-year-of-someone-who-does-not"))),
		arrange.Flow(0, prose.Caption(wording.Say("you-already-have-a-journal")), arrange.Wrap(open, restore)))
}

// languages are those of the window, each under the name that its speakers have for it.
func (p *Welcome) languages() *choose.Choice {
	var all []choice[string]
	for _, l := range translations.Languages() {
		all = append(all, choice[string]{l.Code, l.Name})
	}
	return oneOf(all, wording.Language(), func(code string) {
		p.host.SetLanguage(code)
		p.answered = newJournal{} // it suggests areas in the other language
		p.begin()
	})
}

// step is the head of a step: how far one is, if it is one of several, its title, and an explanation.
func step(far fyne.CanvasObject, title, words string) fyne.CanvasObject {
	return arrange.Flow(0, far, prose.Title(title), prose.Paragraph(words))
}

// foot has the ways back and on.
func (p *Welcome) foot(back func(), on *control.Button) fyne.CanvasObject {
	return container.NewBorder(nil, nil, control.NewLeading(wording.Say("back"), back), on)
}

// Other asks for the folder of a journal.
func (p *Welcome) Other() {
	folder := input.NewField()
	folder.SetPlaceHolder(wording.Say("the-folder-of-a-journal"))
	open := func() { p.host.OpenJournal(folder.Text) }
	folder.OnSubmitted = func(string) { open() }
	p.show(folder, open, p.begin,
		step(arrange.Gap(0), wording.Say("open-a-journal"), wording.Say("choose-the-folder-it-is-in")),
		surface.NewCard(pathRow(folder, func() { chooseFolder(p.host, p.host.Documents(), folder.SetText) }), nil),
		p.foot(p.begin, control.NewButton(control.Primary, wording.Say("open"), nil, open)))
}

// Restore asks for a backup and creates a journal from it.
func (p *Welcome) Restore() { p.RestoreFrom("") }

// RestoreFrom is Restore with the file filled in; empty leaves it open.
func (p *Welcome) RestoreFrom(from string) {
	file, folder, secret, said := input.NewField(), input.NewField(), input.NewPassphraseField(), prose.Paragraph("")
	file.SetPlaceHolder(wording.Say("a-file-that-ends-in-enactive"))
	file.SetText(from)
	folder.SetText(p.Folder)
	do := func() { p.restoreTo(strings.TrimSpace(file.Text), strings.TrimSpace(folder.Text), secret.Text, said) }
	secret.OnSubmitted = func(string) { do() }
	p.show(file, do, p.begin,
		step(arrange.Gap(0), wording.Say("restore-a-backup"), wording.Say("the-backup-is-read-and-checked-in-full")),
		surface.NewCard(arrange.Flow(theme.Unit,
			input.Labelled(wording.Say("backup-file"), "", pathRow(file, func() { chooseFile(p.host, file.SetText) })),
			input.Labelled(wording.Say("the-passphrase-used-at-that-time"), wording.Say("or-the-twelve-recovery-words-leave"), secret),
			input.Labelled(wording.Say("restore-to"), wording.Say("a-folder-that-does-not-exist-yet"), folder),
			said), nil),
		p.foot(p.begin, control.NewButton(control.Primary, wording.Say("restore-it"), nil, do)))
}

func (p *Welcome) restoreTo(file, folder, secret string, said *prose.Label) {
	say := func(words string) { said.SetText(words); p.place.Refresh() }
	if file == "" || folder == "" {
		say(wording.Say("choose-the-backup-and-the-folder-first"))
		return
	}
	if err := p.host.CheckSecret(secret); err != nil {
		say(problem.WordsSentence(err))
		return
	}
	long(p.host, wording.Say("restoring"), func(ctx context.Context, _ func(string, float64)) error {
		return p.host.Restore(ctx, file, folder, secret)
	}, func(err error) {
		if err != nil {
			say(problem.Unread(file, err))
			return
		}
		p.host.OpenRestored(folder, secret)
	})
}
