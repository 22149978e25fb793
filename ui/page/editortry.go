package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// tryFields say which try of an experiment an entry is, and ask what was really done.
type tryFields struct {
	try     journal.Try
	done    *choose.Choice
	box     *fyne.Container
	changed func()
}

func newTryFields() *tryFields {
	f := &tryFields{box: container.NewVBox(), changed: nothingMore}
	f.box.Hide()
	return f
}

// load shows the try of an entry of that type.
func (f *tryFields) load(j *journal.Journal, t journal.Try, of journal.Type) {
	f.try, f.done = t, nil
	words := state.TryWords(j, t)
	setVisible(f.box, words != "")
	f.box.RemoveAll()
	if words == "" {
		return
	}
	body := arrange.Flow(theme.Unit, prose.Paragraph(words))
	if of == journal.Experience {
		f.done = choose.NewChoiceOf(options(journal.Arms(), describe.ArmWord)...)
		f.done.SetQuietly(string(t.Done))
		f.done.OnChanged = func() { f.changed() }
		body.Add(input.Labelled(wording.Say("what-did-you-really-do"), wording.Say("left-open-it-is-as-asked"), f.done))
	}
	f.box.Add(surface.Inset(body))
}

// read returns the try with what was really done, as the journal keeps it.
func (f *tryFields) read() journal.Try {
	t := f.try
	if f.done == nil {
		return t
	}
	t.Done = journal.Arm(f.done.Chosen())
	if t.Done == t.Arm {
		t.Done = ""
	}
	return t
}
