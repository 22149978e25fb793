package page

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// newJournal is what was answered about a journal to be made, so that nothing has to be typed again after
// going back.
type newJournal struct {
	area       *input.Field // nil until it was asked
	passphrase *newPassphrase
	folder     *input.Field
	open       bool // without a passphrase
}

// newArea returns the area to begin with: what a suggestion holds, if its name was kept.
func (a newJournal) newArea() journal.Area {
	if t, ok := templateNamed(a.area.Text); ok {
		return t.Area
	}
	return journal.Area{Name: strings.TrimSpace(a.area.Text), Color: hues[0]}
}

// templateNamed returns the suggestion of a name, in its hue.
func templateNamed(name string) (state.Template, bool) {
	for i, t := range state.Templates() {
		if t.Name == strings.TrimSpace(name) {
			t.Area.Color = hues[i%len(hues)]
			return t, true
		}
	}
	return state.Template{}, false
}

// howFar says which step of how many is shown; without a passphrase there are no words for the day it is forgotten.
func howFar(step int, open bool) string {
	all := 3
	if open {
		all = 2
	}
	return wording.Say("step-n-of-all", wording.V{"N": step, "All": all})
}

// NewJournal asks what matters to a person: one area to begin with. Who can read it and the words for the day when
// the passphrase is forgotten come last, when there is something to protect.
func (p *Welcome) NewJournal() {
	if p.answered.area == nil {
		p.answered = newJournal{area: input.NewField(), passphrase: newNewPassphrase(), folder: input.NewField()}
		p.answered.folder.SetText(p.Folder)
	}
	field, below := p.answered.area, arrange.Flow(0)
	var names []string
	for _, t := range state.Templates() {
		names = append(names, t.Name)
	}
	suggestions := choose.NewChoice(names...)
	tell := func() {
		below.Objects = nil
		t, ok := templateNamed(field.Text)
		if suggestions.SetQuietly(""); ok {
			suggestions.SetQuietly(t.Name)
			below.Objects = []fyne.CanvasObject{comesWith(t.Area)}
		}
		below.Refresh()
		p.place.Refresh()
	}
	suggestions.OnChanged = func() { field.SetText(suggestions.Chosen()) }
	field.OnChanged = func(string) { tell() }
	field.OnSubmitted = func(string) { p.whoCanRead() }
	tell()
	p.show(field, p.whoCanRead, p.begin,
		step(prose.Caption(howFar(1, p.answered.open)), wording.Say("what-do-you-want-to-get-better-at"), wording.Say("begin-with-one-thing")),
		surface.NewCard(arrange.Flow(theme.Unit, field, suggestions, below), nil),
		p.foot(p.begin, control.NewButton(control.Primary, wording.Say("continue"), nil, p.whoCanRead)))
}

// comesWith shows what is in a suggested area, before it is anybody's.
func comesWith(a journal.Area) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Caption(wording.Say("it-comes-with-a-goal-and-steps"))}
	for _, g := range a.Goals {
		rows = append(rows, bulleted(a.Color, prose.Paragraph(g.Text)))
	}
	for _, r := range a.Ladder {
		rows = append(rows, bulleted(a.Color, prose.Quiet(r.Text)))
	}
	return arrange.Flow(0, rows...)
}

// whoCanRead asks for a passphrase, or for none, and makes the journal.
func (p *Welcome) whoCanRead() {
	a, wrong := &p.answered, prose.Paragraph("")
	with := []choice[bool]{{true, wording.Say("with-a-passphrase")}, {false, wording.Say("without-one")}}
	far, meaning := prose.Caption(""), prose.Quiet("")
	asked := container.NewStack(a.passphrase.object())
	tell := func() {
		far.SetText(howFar(2, a.open))
		wrong.SetText("")
		if asked.Hidden = a.open; a.open {
			meaning.SetText(wording.Say("anyone-who-can-use-this-computer"))
		} else {
			meaning.SetText(wording.Say("recommended-everything-you-write"))
		}
		p.place.Refresh()
	}
	a.passphrase.changed = func() { wrong.SetText(""); p.place.Refresh() }
	create := func() {
		text := ""
		if !a.open {
			var refusal string
			if text, refusal = a.passphrase.read(); refusal != "" {
				wrong.SetText(refusal)
				p.place.Refresh()
				return
			}
		}
		p.host.CreateJournal(a.folder.Text, text, a.newArea())
	}
	c := p.host.Window().Canvas()
	a.passphrase.first.OnSubmitted = func(string) { c.Focus(a.passphrase.second) }
	a.passphrase.second.OnSubmitted = func(string) { create() }
	a.folder.OnSubmitted = func(string) { create() }
	chosen := oneOf(with, !a.open, func(on bool) { a.open = !on; tell() })
	var first fyne.Focusable = a.passphrase.first
	if a.open {
		first = chosen
	}
	tell()
	p.show(first, create, p.NewJournal,
		step(far, wording.Say("who-can-read-your-journal"), wording.Say("the-question-for-last")),
		surface.NewCard(arrange.Flow(theme.Unit, chosen, meaning, asked, p.folderChoice(a.folder), wrong), nil),
		p.foot(p.NewJournal, control.NewButton(control.Primary, wording.Say("create-journal"), nil, create)))
}

// folderChoice says where the journal will be; the field is shown on asking, because most people keep the usual place and
// the screen has a question of its own.
func (p *Welcome) folderChoice(folder *input.Field) fyne.CanvasObject {
	place := container.NewStack()
	ask := func() {
		place.Objects = []fyne.CanvasObject{input.Labelled(wording.Say("folder"), wording.Say("where-the-journal-is-stored-on-this"), folder)}
		p.place.Refresh()
	}
	if folder.Text != p.Folder {
		ask()
		return place
	}
	other := control.NewQuietLink(wording.Say("keep-it-in-another-folder"), func() { ask(); p.host.Window().Canvas().Focus(folder) })
	place.Objects = []fyne.CanvasObject{arrange.Flow(0, prose.Caption(wording.Say("it-is-stored-in-folder", wording.V{"Folder": p.Folder})), container.NewHBox(other))}
	return place
}
