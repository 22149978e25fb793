package page

import (
	"io"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// encrypter encrypts files that leave the journal.
type encrypter interface {
	// FileName returns the name of a file as it is called if it is encrypted, or if it is not.
	FileName(path string, encrypted bool) string
	// Encrypted returns write with its output encrypted; without a passphrase it leaves it plain.
	Encrypted(passphrase string, write func(io.Writer) error) func(io.Writer) error
}

// protection chooses whether a file that leaves the journal is encrypted, which it is if nothing is
// chosen, and asks twice for the passphrase.
type protection struct {
	choice *choose.Choice
	fresh  *newPassphrase
	body   *fyne.Container
	// changed is called after every change; it may be nil.
	changed func()
}

func newProtection() *protection {
	p := &protection{choice: choose.NewOneOf(wording.Say("encrypted-with-a-passphrase"), wording.Say("not-encrypted")), body: arrange.Flow(theme.Unit)}
	p.choice.OnChanged = func() { p.show(); p.grown() }
	p.clear()
	return p
}

// isOn reports whether the file is to be encrypted.
func (p *protection) isOn() bool { return p.choice.Chosen() != wording.Say("not-encrypted") }

// read returns the passphrase, which is empty for a file that is not encrypted, or a sentence with
// the reason why it cannot be used.
func (p *protection) read() (passphrase, refusal string) {
	if !p.isOn() {
		return "", ""
	}
	return p.fresh.read()
}

// clear empties the fields of the passphrase.
func (p *protection) clear() {
	p.fresh = newNewPassphrase()
	p.fresh.hint, p.fresh.changed = wording.Text("nobody-can-open-the-file-without-it"), p.grown
	p.show()
}

func (p *protection) show() {
	for _, f := range []*input.Field{p.fresh.first, p.fresh.second} {
		f.Hidden = !p.isOn() // so that Return does not lead there
	}
	p.body.Objects = []fyne.CanvasObject{prose.Paragraph(wording.Say("the-file-is-not-encrypted-anyone-who"))}
	if p.isOn() {
		p.body.Objects = []fyne.CanvasObject{p.fresh.object()}
	}
	p.body.Refresh()
}

func (p *protection) grown() {
	if p.changed != nil {
		p.changed()
	}
}

func (p *protection) object() fyne.CanvasObject {
	return arrange.Flow(theme.Unit, input.Labelled(wording.Say("protection"), "", p.choice), p.body)
}
