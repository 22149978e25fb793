package page

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Welcome is what a person sees who has no journal yet.
type Welcome struct {
	Window fyne.Window
	Folder string
	Icon   fyne.Resource
	// Make makes a journal in a folder; an empty passphrase means without one.
	Make func(folder, passphrase string)
	// Open opens the journal of another folder.
	Open func(folder string)
	// Sample opens the sample year.
	Sample func()
}

// Object is the page itself.
func (p *Welcome) Object() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(p.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(64))
	look := own.NewButton(own.Plain, "Look around in a sample year", nil, p.Sample)
	other := own.NewField()
	other.SetPlaceHolder("the folder of a journal")
	open := own.NewButton(own.Plain, "Open", nil, func() { p.Open(other.Text) })
	other.OnSubmitted = func(string) { p.Open(other.Text) }
	words := own.Flow(0, own.Headline("Welcome to Enactive"),
		own.Paragraph("A private journal of what you tried, how it went, and what that shows. It stays on this computer and opens no network connection."))
	return scrolled(own.Column(720, own.Flow(2*theme.Unit,
		container.NewBorder(nil, nil, icon, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 2*theme.Unit, 0), words)),
		p.newJournal(),
		own.Grid(300, own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Look around first"),
			own.Paragraph("The sample year is a separate journal of somebody who does not exist."), container.NewHBox(look)), nil),
			own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("You have a journal already"),
				own.Paragraph("Name its folder."), container.NewBorder(nil, nil, nil, open, other)), nil)),
	)))
}

func (p *Welcome) newJournal() fyne.CanvasObject {
	folder, passphrase, wrong := own.NewField(), newNewPassphrase(), own.Paragraph("")
	folder.SetText(p.Folder)
	without := widget.NewCheck("Without a passphrase: whoever can use this computer can read it", passphrase.disable)
	begin := func() {
		if without.Checked {
			p.Make(folder.Text, "")
			return
		}
		text, problem := passphrase.read()
		if problem != "" {
			own.SetText(wrong, problem)
			return
		}
		p.Make(folder.Text, text)
	}
	passphrase.second.OnSubmitted = func(string) { begin() }
	start := own.NewButton(own.Primary, "Make my journal", nil, begin)
	return own.NewCard(own.Flow(theme.Unit,
		own.Subtitle("A new journal"),
		passphrase.object(),
		own.ClearBox(without),
		own.Labelled("Folder", "", folder),
		wrong,
		container.NewHBox(start)), nil)
}

// Lock asks for the passphrase.
type Lock struct {
	Window fyne.Window
	Folder string
	Icon   fyne.Resource
	// Unlock tries a passphrase.
	Unlock func(passphrase string)
	// UseWords tries recovery words and, where they are right, gives the journal a new
	// passphrase; said is told how it goes, and what went wrong.
	UseWords func(words, passphrase string, said func(words string, busy bool))
	// Other leads to the welcome page.
	Other func()

	field *own.Field
	said  *own.Words
	open  *own.Button
}

// Object is the page itself.
func (p *Lock) Object() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(p.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	p.field, p.said = own.NewPassphraseField(), own.Paragraph("")
	p.field.SetPlaceHolder("Passphrase")
	try := func() { p.Unlock(p.field.Text) }
	p.field.OnSubmitted = func(string) { try() }
	p.open = own.NewButton(own.Primary, "Open my journal", nil, try)
	other := own.NewButton(own.Silent, "Another journal", nil, p.Other)
	words := own.NewButton(own.Silent, "Use recovery words", nil, p.Recover)
	box := own.Column(420, container.NewCenter(icon),
		own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Your journal is locked"), own.Caption(p.Folder), p.field, p.said,
			container.NewBorder(nil, nil, other, p.open)), nil), container.NewCenter(words))
	return container.New(middle{}, margins(box))
}

// Recover asks for the recovery words and a new passphrase.
func (p *Lock) Recover() {
	twelve, fresh := own.NewTextField(2), newNewPassphrase()
	d := &Desk{Window: p.Window}
	q := d.ask(560, "Use recovery words", "Open my journal", func(q *question) {
		text, problem := fresh.read()
		if strings.TrimSpace(twelve.Text) == "" {
			problem = "Type the twelve words first, in order."
		}
		if problem != "" {
			q.say(problem)
			return
		}
		p.UseWords(twelve.Text, text, func(words string, busy bool) {
			switch {
			case busy:
				q.busy(words)
			case words == "":
				q.hide()
			default:
				q.free(words)
			}
		})
	}, own.Labelled("The twelve words, in order", "capitals, numbers and line breaks do not matter; four letters of each are enough", twelve),
		own.Paragraph("Choose a new passphrase, since the old one is lost."), fresh.object())
	fresh.changed = q.sheet.Refresh
	q.canvas.Focus(twelve)
}

// Focus puts the cursor into the passphrase.
func (p *Lock) Focus() { p.Window.Canvas().Focus(p.field) }

// Say shows what happens, or what went wrong.
func (p *Lock) Say(words string, busy bool) {
	own.SetText(p.said, words)
	if busy {
		p.open.Disable()
		return
	}
	p.open.Enable()
	p.field.SetText("")
	p.Focus()
}

// middle puts its content a third of the way down.
type middle struct{}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
func (middle) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	h := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(s.Width, h))
	objects[0].Move(fyne.NewPos(0, max(0, (s.Height-h)/3)))
}
