package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/describe"
	"enactive/journal/passphrase"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// newPassphrase asks twice for a new passphrase, rates it, and suggests one.
type newPassphrase struct {
	first, second *input.Field
	meter         *glyph.Meter
	rating        *prose.Label
	suggestion    *prose.Label
	suggested     *fyne.Container
	hint          wording.Text // what happens to whoever forgets it
	changed       func()       // after something was typed, so that what was said of it is true no more; may be nil
}

func newNewPassphrase() *newPassphrase {
	p := &newPassphrase{first: input.NewPassphraseField(), second: input.NewPassphraseField(), meter: glyph.NewMeter(), rating: prose.Caption(""),
		suggestion: prose.Lead(""), suggested: arrange.Flow(theme.Unit / 2), hint: wording.Text("if-you-forget-it-only-recovery-words")}
	p.first.OnChanged = func(string) { p.showRating() }
	p.second.OnChanged = func(string) { p.grown() }
	p.showRating()
	return p
}

// showRating rates the passphrase in the field.
func (p *newPassphrase) showRating() {
	if p.first.Text == "" {
		p.meter.Set(0)
		p.rating.SetText(wording.Say("at-least-10-characters-several-words"))
		p.grown()
		return
	}
	r := passphrase.Meter(p.first.Text)
	p.meter.Set(max(1, int(r.Strength)))
	p.rating.SetText(describe.Message(r.Finding))
	p.grown()
}

// read returns the passphrase, or a sentence with the reason why it cannot be used.
func (p *newPassphrase) read() (text, refusal string) {
	switch r := passphrase.Meter(p.first.Text); {
	case p.first.Text == "":
		return "", wording.Say("type-a-passphrase-of-at-least-10")
	case !r.Accepted():
		return "", describe.Message(r.Finding)
	case passphrase.Normalize(p.first.Text) != passphrase.Normalize(p.second.Text):
		return "", wording.Say("the-two-passphrases-differ-type")
	}
	return p.first.Text, ""
}

// suggest fills in a passphrase that cannot be guessed.
func (p *newPassphrase) suggest() {
	words, err := passphrase.Suggest(nil)
	if err != nil {
		p.rating.SetText(problem.Sentence(err))
		return
	}
	p.suggestion.SetText(words)
	use := control.NewButton(control.Plain, wording.Say("use-these-words"), nil, func() {
		p.first.SetText(words)
		p.second.SetText("")
	})
	other := control.NewButton(control.Silent, wording.Say("other-words"), nil, p.suggest)
	p.suggested.Objects = []fyne.CanvasObject{p.suggestion,
		prose.Caption(wording.Say("drawn-at-random-on-this-computer")),
		container.NewHBox(use, other)}
	p.suggested.Refresh()
	p.grown()
}

func (p *newPassphrase) grown() {
	if p.changed != nil {
		p.changed()
	}
}

func (p *newPassphrase) object() fyne.CanvasObject {
	suggest := control.NewLeading(wording.Say("suggest-seven-words"), p.suggest)
	return arrange.Flow(theme.Unit,
		input.Labelled(wording.Say("passphrase"), p.hint.String(), p.first),
		arrange.Flow(theme.Unit/2, p.meter, p.rating),
		input.Labelled(wording.Say("repeat-passphrase"), "", p.second), // after the first, as who types it twice does not look
		container.NewHBox(suggest),
		p.suggested)
}
