package page

import (
	"context"
	"io"
	"path/filepath"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/prose"
)

// Written is the entry that stands in a form, as far as it can be read.
type Written interface{ Entry() journal.Entry }

// Entry is what stands in the editor, as far as it can be read.
func (p *Editor) Entry() journal.Entry {
	e, _ := p.read() // a time that cannot be read stays as it was
	return e
}

// Entry is what stands in the quick entry.
func (p *Quick) Entry() journal.Entry { return p.read() }

// Emergency asks for a folder and writes what stands in a form there, sealed so that only
// this journal opens it.
func (d *Desk) Emergency(form Written) {
	folder := input.NewField()
	folder.SetText(documents())
	j := d.Journal
	written := false
	q := d.ask(560, wording.Say("save-an-emergency-copy"), wording.Say("save-it"), func(q *question) {
		if written {
			q.hide()
			return
		}
		e, to := form.Entry(), folder.Text
		area, _ := j.Area(e.Area)
		path := to
		q.busy(wording.Say("writing-ellipsis"))
		d.Work(func(context.Context) error {
			id, sealed, err := journal.SealForInbox(j.Folder(), area.Name, e, journal.Options{Now: j.Now})
			if err != nil {
				return err
			}
			path = filepath.Join(to, "enactive-"+string(id)+".age")
			return atomicfile.Write(path, func(w io.Writer) error { _, err := w.Write(sealed); return err })
		}, func(err error) {
			if err != nil {
				q.free(Unwritten(path, err))
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
