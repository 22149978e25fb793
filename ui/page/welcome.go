package page

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal/wording"
	"enactive/ui/arrange"
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
	// CreateJournal creates a journal in a folder; an empty passphrase means without one.
	CreateJournal(folder, passphrase string)
	OpenJournal(folder string)
	OpenSample()
	// CheckSecret returns an error for recovery words that cannot be any.
	CheckSecret(secret string) error
	// Restore makes a journal in a folder from a backup; the secret is its passphrase, its
	// recovery words, or empty if it has neither. OpenRestored opens such a journal.
	Restore(ctx context.Context, file, folder, secret string) error
	OpenRestored(folder, secret string)
}

// Welcome is the page for a person without a journal: a few ways to begin, each with its own
// steps.
type Welcome struct {
	// Folder is the default folder for a new journal.
	Folder string

	host   welcomeHost
	icon   fyne.Resource
	place  *fyne.Container
	first  *control.Button // what most want
	placed bool            // whether the page is whole: before, nothing of it is in the window to have the keyboard
}

// NewWelcome makes the page.
func NewWelcome(host welcomeHost, folder string, icon fyne.Resource) *Welcome {
	return &Welcome{host: host, Folder: folder, icon: icon}
}

// Focus puts the keyboard on what most want, once the page is in the window.
func (p *Welcome) Focus() { p.host.Window().Canvas().Focus(p.first) }

// Object is the page itself.
func (p *Welcome) Object() fyne.CanvasObject {
	p.place = container.NewStack()
	p.begin()
	p.placed = true
	return scrolled(arrange.MiddleColumn(welcomeWidth, container.New(layout.NewCustomPaddedLayout(4*theme.Unit, 4*theme.Unit, 0, 0), p.place)))
}

// welcomePicture is what one will see here: how sure somebody was over some months, drawn small.
func welcomePicture() fyne.CanvasObject {
	a := exampleArea()
	line := glyph.NewSpark([]float64{28, 34, 31, 42, 40, 36, 47, 55, 52, 60, 58, 49, 57, 66, 64, 71, 69, 76}, a.Color)
	return surface.NewCard(arrange.Flow(0, prose.Caption(wording.Say("example-not-yours")), prose.Strong(wording.Say("how-sure-you-are-that-you-can")), arrange.MinHeight(96, line)), nil)
}

const welcomeWidth = 720

// show replaces the current step and moves the focus to its first field.
func (p *Welcome) show(focus fyne.Focusable, parts ...fyne.CanvasObject) {
	p.place.Objects = []fyne.CanvasObject{arrange.Flow(2*theme.Unit, parts...)}
	p.place.Refresh()
	if c := p.host.Window().Canvas(); p.placed && focus != nil && c != nil {
		c.Focus(focus)
	}
}

// begin is the first step: the ways in.
func (p *Welcome) begin() {
	icon := canvas.NewImageFromResource(p.icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(64 * theme.Scale()))
	words := arrange.Flow(0, prose.Headline(wording.Say("welcome-to-enactive")),
		prose.Paragraph(wording.Say("a-private-journal-of-what-you-tried-how")))
	start := control.NewButton(control.Primary, wording.Say("start-a-journal"), nil, p.NewJournal)
	p.first = start
	look := control.NewButton(control.Plain, wording.Say("look-around"), nil, p.host.OpenSample)
	open := control.NewButton(control.Plain, wording.Say("open-it"), nil, p.Other)
	restore := control.NewButton(control.Plain, wording.Say("restore-a-backup"), nil, p.Restore)
	p.show(start,
		container.NewBorder(nil, nil, icon, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 2*theme.Unit, 0), words)),
		welcomePicture(),
		surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("a-journal-of-your-own")),
			prose.Paragraph(wording.Say("three-small-steps-a-passphrase-a-sheet")),
			container.NewHBox(start)), nil),
		arrange.Grid(300,
			surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("look-around-first")),
				prose.Paragraph(wording.Say("a-made-up-year-of-someone-who-does-not")), container.NewHBox(look)), nil),
			surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("you-already-have-a-journal")),
				prose.Paragraph(wording.Say("on-this-computer-or-in-a-backup")), arrange.Wrap(open, restore)), nil)))
}

// step is the head of a step: its title, an explanation, and the way back.
func (p *Welcome) step(title, words string) fyne.CanvasObject {
	back := control.NewButton(control.Silent, wording.Say("back"), nil, p.begin)
	return arrange.Flow(theme.Unit/2, arrange.Header(prose.Title(title), arrange.HeadingWidth(title), back), prose.Paragraph(words))
}

// NewJournal asks for a passphrase, or for none.
func (p *Welcome) NewJournal() {
	folder, passphrase, wrong := input.NewField(), newNewPassphrase(), prose.Paragraph("")
	folder.SetText(p.Folder)
	with := []choice[bool]{{true, wording.Say("with-a-passphrase")}, {false, wording.Say("without-one")}}
	meaning := prose.Quiet("")
	asked := container.NewStack(passphrase.object())
	protected := true
	tell := func() {
		if asked.Hidden = !protected; protected {
			meaning.SetText(wording.Say("recommended-everything-you-write"))
		} else {
			meaning.SetText(wording.Say("anyone-who-can-use-this-computer"))
		}
		p.place.Refresh()
	}
	passphrase.changed = func() { wrong.SetText(""); p.place.Refresh() }
	make := func() {
		if !protected {
			p.host.CreateJournal(folder.Text, "")
			return
		}
		text, refusal := passphrase.read()
		if refusal != "" {
			wrong.SetText(refusal)
			p.place.Refresh()
			return
		}
		p.host.CreateJournal(folder.Text, text)
	}
	passphrase.second.OnSubmitted = func(string) { make() }
	p.show(passphrase.first,
		p.step(wording.Say("a-journal-of-your-own"), wording.Say("step-1-of-3-who-can-read-it")),
		surface.NewCard(arrange.Flow(theme.Unit,
			oneOf(with, true, func(on bool) { protected = on; tell() }), meaning, asked, p.folderChoice(folder),
			wrong, container.NewHBox(control.NewButton(control.Primary, wording.Say("create-journal"), nil, make))), nil))
	tell()
}

// folderChoice says where the journal will be; the field is shown on asking, because most people keep the usual place and
// the screen has a question of its own.
func (p *Welcome) folderChoice(folder *input.Field) fyne.CanvasObject {
	place := container.NewStack()
	other := control.NewQuietLink(wording.Say("keep-it-in-another-folder"), func() {
		place.Objects = []fyne.CanvasObject{input.Labelled(wording.Say("folder"), wording.Say("where-the-journal-is-stored-on-this"), folder)}
		p.place.Refresh()
		p.host.Window().Canvas().Focus(folder)
	})
	place.Objects = []fyne.CanvasObject{arrange.Flow(0, prose.Caption(wording.Say("it-is-stored-in-folder", wording.V{"Folder": p.Folder})), container.NewHBox(other))}
	return place
}

// Other asks for the folder of a journal.
func (p *Welcome) Other() {
	folder := input.NewField()
	folder.SetPlaceHolder(wording.Say("the-folder-of-a-journal"))
	open := func() { p.host.OpenJournal(folder.Text) }
	folder.OnSubmitted = func(string) { open() }
	p.show(folder,
		p.step(wording.Say("open-a-journal"), wording.Say("choose-the-folder-it-is-in")),
		surface.NewCard(arrange.Flow(theme.Unit,
			pathRow(folder, func() { chooseFolder(p.host, p.host.Documents(), folder.SetText) }),
			container.NewHBox(control.NewButton(control.Primary, wording.Say("open"), nil, open))), nil))
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
	p.show(file,
		p.step(wording.Say("restore-a-backup"), wording.Say("the-backup-is-read-and-checked-in-full")),
		surface.NewCard(arrange.Flow(theme.Unit,
			input.Labelled(wording.Say("backup-file"), "", pathRow(file, func() { chooseFile(p.host, file.SetText) })),
			input.Labelled(wording.Say("the-passphrase-used-at-that-time"), wording.Say("or-the-twelve-recovery-words-leave"), secret),
			input.Labelled(wording.Say("restore-to"), wording.Say("a-folder-that-does-not-exist-yet"), folder),
			said, container.NewHBox(control.NewButton(control.Primary, wording.Say("restore-it"), nil, do))), nil))
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
