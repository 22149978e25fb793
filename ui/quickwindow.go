package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/drafts"
	"enactive/ui/page"
)

// The size of the small window, in pixels at text size 1.
const quickWidth, quickHeight = 560, 640

// StartQuick shows a small window in which an entry is written down and nothing else, as for
// a shortcut of the desktop. Where the journal is locked or open elsewhere, the entry goes into
// its inbox, which needs no passphrase and gives nothing away; else it is saved in the journal.
func (u *App) StartQuick(folder string) {
	u.folder = folder
	u.window.SetTitle(wording.Say("enactive-write-down-what-you-did"))
	u.window.Resize(fyne.NewSize(quickWidth*u.display.chosen.Scale, quickHeight*u.display.chosen.Scale))
	info, err := vault.Inspect(folder)
	switch {
	case errors.Is(err, vault.ErrNoJournal):
		u.Start(folder)
		return
	case err == nil && !info.Protected:
		u.showWaiting(wording.Say("opening"))
		var j *journal.Journal
		u.tasks.Work(func(ctx context.Context) (err error) {
			j, _, err = journal.Open(ctx, folder, vault.NoPassphrase(), u.options.Journal)
			return err
		}, func(err error) {
			if err != nil { // it is open elsewhere, or hurt: the inbox takes entries all the same
				u.quickNote(nil)
				return
			}
			u.quickNote(j)
		})
		return
	}
	u.quickNote(nil)
}

// quickNote shows the form. j is the open journal, nil where entries go into the inbox.
func (u *App) quickNote(j *journal.Journal) {
	var areas []journal.Area
	if j != nil {
		for _, a := range j.Areas() {
			if !a.Archived {
				areas = append(areas, a)
			}
		}
	}
	closing := func() {
		if j == nil {
			u.end()
			return
		}
		u.tasks.Work(func(context.Context) error { return j.Close() }, func(error) { u.end() })
	}
	n := &page.Note{Window: u.window, Now: u.options.clock(), Areas: areas, Inbox: j == nil, Close: closing}
	n.Save = func(area string, e journal.Entry, said func(error)) {
		folder := u.folder
		u.tasks.Work(func(ctx context.Context) error {
			if j == nil {
				_, err := journal.AddToInbox(folder, area, e, u.options.Journal)
				return err
			}
			if _, err := j.Save(ctx, e); err != nil {
				return err
			}
			_, err := drafts.SealAll(ctx, j, map[string][]byte{drafts.Quick: nil})
			return err
		}, func(err error) {
			if said(err); err == nil {
				closing()
			}
		})
	}
	if j != nil {
		n.Kept, _, _ = j.Draft(drafts.Quick)
		n.Keep = func(doc []byte) {
			u.tasks.Work(func(ctx context.Context) error {
				_, err := drafts.SealAll(ctx, j, map[string][]byte{drafts.Quick: doc})
				return err
			}, func(error) { closing() })
		}
	}
	u.window.SetCloseIntercept(n.Escape)
	u.note = n
	u.window.SetContent(n.Object())
	n.Focus()
}
