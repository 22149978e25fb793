package page

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// lockHost is what the lock asks of the window. report receives progress and errors.
type lockHost interface {
	Window() fyne.Window
	Unlock(passphrase string, report func(words string, busy bool))
	// UseWords tries recovery words and, if they are right, gives the journal a new passphrase.
	UseWords(words, passphrase string, report func(words string, busy bool))
	// CancelOpening cancels opening the journal, which is slow if its header demands much work.
	CancelOpening()
	// ShowOthers leads to the welcome page.
	ShowOthers()
}

// Lock asks for the passphrase.
type Lock struct {
	host   lockHost
	folder string
	icon   fyne.Resource

	field  *input.Field
	status *prose.Label
	open   *control.Button
	stop   *control.Button
}

// NewLock makes the page for the journal of a folder.
func NewLock(host lockHost, folder string, icon fyne.Resource) *Lock {
	return &Lock{host: host, folder: folder, icon: icon}
}

// Object is the page itself.
func (p *Lock) Object() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(p.icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	p.field, p.status = input.NewPassphraseField(), prose.Paragraph("")
	p.field.SetPlaceHolder(wording.Say("passphrase"))
	try := func() { p.host.Unlock(p.field.Text, p.Say) }
	p.field.OnSubmitted = func(string) { try() }
	p.open = control.NewButton(control.Primary, wording.Say("open-my-journal"), nil, try)
	p.stop = control.NewButton(control.Silent, wording.Say("cancel"), nil, p.host.CancelOpening)
	p.stop.Hide()
	other := control.NewLeading(wording.Say("another-journal"), p.host.ShowOthers)
	words := control.NewButton(control.Silent, wording.Say("use-recovery-words"), nil, p.Recover)
	box := arrange.MiddleColumn(420, container.NewCenter(icon),
		surface.NewCard(arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Say("your-journal-is-locked")), prose.Caption(p.folder), p.field, p.status,
			container.NewBorder(nil, nil, other, container.NewHBox(p.stop, p.open))), nil), container.NewCenter(words))
	return container.New(middle{}, margins(box))
}

// Recover asks for the recovery words and a new passphrase.
func (p *Lock) Recover() {
	twelve, fresh := input.NewTextArea(2), newNewPassphrase()
	q := ask(p.host.Window(), 560, wording.Say("use-recovery-words"), wording.Say("open-my-journal"), func(q *question) {
		text, problem := fresh.read()
		if strings.TrimSpace(twelve.Text()) == "" {
			problem = wording.Say("type-the-twelve-words-first-in-order")
		}
		if problem != "" {
			q.say(problem)
			return
		}
		p.host.UseWords(twelve.Text(), text, func(words string, busy bool) {
			switch {
			case busy:
				q.busy(words)
			case words == "":
				q.hide()
			default:
				q.free(words)
			}
		})
	}, input.Labelled(wording.Say("the-twelve-words-in-order"), wording.Say("capitals-numbers-and-line-breaks-do-not"), twelve),
		prose.Paragraph(wording.Say("choose-a-new-passphrase-since-the-old")), fresh.object())
	fresh.changed = func() { q.say("") }
	q.canvas.Focus(twelve.Focusable())
}

// Focus puts the cursor into the passphrase.
func (p *Lock) Focus() { p.host.Window().Canvas().Focus(p.field) }

// Say shows progress or an error.
func (p *Lock) Say(words string, busy bool) {
	p.status.SetText(words)
	if busy {
		p.open.Disable()
		p.stop.Show()
		return
	}
	p.open.Enable()
	p.stop.Hide()
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
