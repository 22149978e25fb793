package page

import (
	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/drafts"
)

// Form is a page with a form that fills the window.
type Form interface {
	Save()
	// Changed reports whether something was typed that is not saved.
	Changed() bool
	// Draft returns the unsaved input; nil if there is none.
	Draft() []byte
	// Restore fills the form with a draft.
	Restore(doc []byte) error
	// Listen calls changed after every change that a person makes.
	Listen(changed func())
	Focus()
	Object() fyne.CanvasObject
}

// formHost is what a form of any kind asks of the window.
type formHost interface {
	entryFormHost
	areaFormHost
}

// Reopen makes the form that a draft is of, with the draft in it. done is called when it is
// saved or left.
func Reopen(host formHost, doc []byte, done func()) (Form, error) {
	draft, err := drafts.Parse(doc)
	if err != nil {
		return nil, err
	}
	var f Form
	if draft.Of == drafts.QuickForm { // of another copy: the quick entry has its own
		draft.Of, draft.Type, draft.Time = drafts.EntryForm, journal.Experience, host.Journal().Now()
		draft.Texts["title"], draft.Texts["happened"] = headed(draft.Texts["title"])
		doc = draft.Bytes()
	}
	switch draft.Of {
	case drafts.EntryForm:
		e := journal.Entry{Type: draft.Type, Time: draft.Time, Area: draft.Area}
		if old, ok := host.Journal().Entry(journal.EntryID(draft.ID)); ok {
			e = old.Clone()
			e.Type = draft.Type
		}
		f = NewEditor(host, e, done)
	case drafts.AreaForm:
		a, _ := host.Journal().Area(journal.AreaID(draft.ID))
		f = NewAreaEditor(host, a.Clone(), done)
	default:
		return nil, drafts.ErrNoDraft
	}
	return f, f.Restore(doc)
}

// savedWords say that something is saved, and what had become of it since its form was opened.
func savedWords(m journal.Meanwhile) string {
	switch {
	case m.Back:
		return wording.Say("saved-and-back")
	case m.Twice > 0:
		return wording.Say("saved-with-two-versions")
	}
	return wording.Say("saved")
}
