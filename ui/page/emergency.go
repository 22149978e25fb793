package page

import (
	"context"
	"path/filepath"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
)

// EntryForm is a form that returns its entry, as far as the fields are valid.
type EntryForm interface{ Entry() journal.Entry }

// Entry returns the entry in the editor, as far as the fields are valid.
func (p *Editor) Entry() journal.Entry {
	e, _ := p.read() // an invalid time is ignored
	return e
}

// Entry returns the entry in the quick entry.
func (p *Quick) Entry() journal.Entry {
	e, _ := p.read() // a value that is none is left out
	return e
}

// emergencyHost is what an emergency copy asks of the window.
type emergencyHost interface {
	journalHost
	documents
	// EmergencyCopy writes an entry into a folder, sealed so that only this journal opens it,
	// and returns the path, also of a file that could not be written.
	EmergencyCopy(folder string, e journal.Entry) (path string, err error)
}

// SaveEmergencyCopy asks for a folder and writes the entry of a form there, sealed so that only
// this journal can open it.
func SaveEmergencyCopy(host emergencyHost, form EntryForm) {
	folder := input.NewField()
	folder.SetText(host.Documents())
	j := host.Journal()
	written := false
	q := ask(host.Window(), 560, wording.Say("save-an-emergency-copy"), wording.Say("save-it"), func(q *question) {
		if written {
			q.hide()
			return
		}
		e, to := form.Entry(), folder.Text
		path := to
		q.busy(wording.Say("writing-ellipsis"))
		host.Work(func(context.Context) (err error) {
			path, err = host.EmergencyCopy(to, e)
			return err
		}, func(err error) {
			if err != nil {
				q.free(problem.Unwritten(path, err))
				return
			}
			written = true
			q.free(wording.Say("written-to-file-if-the-journal-never",
				wording.V{"File": path, "Inbox": filepath.Join(j.Folder(), "inbox")}))
			q.yes.SetText(wording.Say("done"))
			q.not.Hide()
		})
	}, prose.Paragraph(wording.Say("what-you-typed-is-written-to-another")),
		input.Labelled(wording.Say("folder"), "", folder))
	q.canvas.Focus(folder)
}
