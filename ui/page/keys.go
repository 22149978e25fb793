package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// question is a sheet with a form, an error message, and two buttons.
type question struct {
	canvas   fyne.Canvas
	sheet    *shell.Sheet
	message  *prose.Label
	yes, not *control.Button
	gone     func() // called when it is off the screen
}

// ask shows a sheet over the window. do is called when its main button is pressed.
func ask(w fyne.Window, width float32, title, yes string, do func(*question), form ...fyne.CanvasObject) *question {
	q := &question{canvas: w.Canvas(), message: prose.Paragraph(""), gone: nothingMore}
	q.yes = control.NewButton(control.Primary, yes, nil, func() { do(q) })
	q.not = control.NewLeading(wording.Say("cancel"), q.hide)
	body := arrange.Flow(theme.Unit, prose.Lead(title))
	for _, o := range form {
		body.Add(o)
	}
	body.Add(q.message)
	q.sheet = shell.ShowSheet(q.canvas, width, body, container.NewBorder(nil, nil, q.not, q.yes))
	q.sheet.OnCancel, q.sheet.Asks = q.hide, true
	q.linkReturnKey(input.Fields(body))
	return q
}

// linkReturnKey has Return lead from one visible field to the next, and from the last to the main
// button.
func (q *question) linkReturnKey(fields []*input.Field) {
	for i, f := range fields {
		if f.OnSubmitted != nil {
			continue
		}
		f.OnSubmitted = func(string) {
			for _, next := range fields[i+1:] {
				if next.Visible() {
					q.canvas.Focus(next)
					return
				}
			}
			q.yes.Tapped(nil)
		}
	}
}

func (q *question) hide() {
	q.sheet.Hide()
	q.gone()
}

// setSecondButton gives the second way on other words and something else to do, and makes room for them.
func (q *question) setSecondButton(words string, do func()) {
	q.not.OnTapped = do
	q.not.SetText(words)
	q.sheet.Refresh()
}

// say shows a sentence in the sheet, which makes room for it.
func (q *question) say(words string) {
	q.message.SetText(words)
	q.sheet.Refresh()
}

// busy shows that something is under way, and takes the buttons away meanwhile.
func (q *question) busy(words string) {
	q.say(words)
	q.yes.Disable()
	q.not.Disable()
	q.sheet.OnCancel = func() {}
}

// free is the opposite of busy, after a failure.
func (q *question) free(words string) {
	q.say(words)
	q.yes.Enable()
	q.not.Enable()
	q.sheet.OnCancel = q.hide
}

// failed reports an error in the sheet or, if long work has replaced that, in a toast.
func (q *question) failed(host notifier, err error) {
	if q.free(problem.Sentence(err)); !q.sheet.Visible() {
		host.Fail(err)
	}
}

const notThePassphrase = wording.Text("that-is-not-the-passphrase-this-journal")

// AddPassphrase asks for the journal's first passphrase, or for another one.
func (p *Safety) AddPassphrase() { p.change() }

// change gives the journal another passphrase, or its first one.
func (p *Safety) change() {
	protected := p.host.Protected()
	current, fresh := input.NewPassphraseField(), newNewPassphrase()
	keep := choose.NewCheck(wording.Say("nobody-else-knows-the-old-one-keep"), false)
	title, yes := wording.Say("change-passphrase"), wording.Say("change-it")
	form := []fyne.CanvasObject{input.Labelled(wording.Say("current-passphrase"), "", current), fresh.object(), keep,
		prose.Caption(wording.Say("every-entry-is-sealed-again-so"))}
	if !protected {
		title, yes = wording.Say("add-a-passphrase"), wording.Say("add-it")
		form = []fyne.CanvasObject{fresh.object(), prose.Caption(wording.Say("every-entry-is-sealed-again-earlier"))}
	}
	q := ask(p.host.Window(), 560, title, yes, func(q *question) {
		text, refusal := fresh.read()
		if protected && !p.host.Knows(current.Text) {
			refusal = notThePassphrase.String()
		}
		if refusal != "" {
			q.say(refusal)
			return
		}
		p.rekey(q, text, keep.IsChecked() && protected)
	}, form...)
	if fresh.changed = func() { q.say("") }; protected {
		q.canvas.Focus(current)
		return
	}
	q.canvas.Focus(fresh.first)
}

// rekey changes the key of the journal; an empty text means no passphrase.
func (p *Safety) rekey(q *question, text string, keepKeys bool) {
	hadWords := p.host.Journal().HasRecovery()
	q.busy(wording.Say("working-on-it-this-takes-a-moment"))
	long(p.host, wording.Say("working-on-it-this-takes-a-moment"), func(ctx context.Context, _ func(string, float64)) error {
		return p.host.ChangePassphrase(ctx, text, keepKeys)
	}, func(err error) {
		if err != nil {
			q.failed(p.host, err)
			return
		}
		q.hide()
		p.host.SetPassphrase(text)
		if text == "" {
			p.dropWords()
		}
		did := wording.Say("every-entry-was-sealed-again")
		if keepKeys {
			did = wording.Say("the-keys-stayed-as-they-were")
		}
		said := wording.Say("the-journal-now-opens-with-the-new")
		if text == "" {
			said = wording.Say("the-journal-now-opens-without")
		}
		if said = wording.Sentences(said, did); text != "" && hadWords && !p.host.Journal().HasRecovery() {
			said = wording.Sentences(said, wording.Say("the-recovery-words-no-longer-work"))
		}
		p.host.Toast(said, false)
		p.host.BackedUp()
		p.Refresh()
	})
}

// remove takes the passphrase away.
func (p *Safety) remove() {
	current := input.NewPassphraseField()
	q := ask(p.host.Window(), 520, wording.Say("remove-passphrase"), wording.Say("remove-it"), func(q *question) {
		if !p.host.Knows(current.Text) {
			q.say(notThePassphrase.String())
			return
		}
		p.rekey(q, "", false)
	}, prose.Paragraph(wording.Say("anyone-who-can-use-this-computer-or")),
		input.Labelled(wording.Say("current-passphrase"), "", current))
	q.canvas.Focus(current)
}
