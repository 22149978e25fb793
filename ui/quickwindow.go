package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/drafts"
	"enactive/ui/page"
)

// The size of the small window, in pixels at text size 1.
const quickWidth, quickHeight = 600, 720

// StartQuick shows a small window for a single entry, for example for a shortcut of the desktop. If
// the journal is locked or open elsewhere, the entry goes into its inbox, which needs no passphrase
// and reveals nothing; otherwise it is saved in the journal.
func (u *App) StartQuick(folder string) {
	u.folder = folder
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

// TitleQuick gives the small window its title, once it is on the screen: X11 takes the title that a window is made
// with as its class, by which a desktop knows whose window it is (StartupWMClass).
func (u *App) TitleQuick() { u.window.SetTitle(wording.Say("enactive-write-down-what-you-did")) }

// quickNote shows the form. j is the open journal, nil if entries go into the inbox.
func (u *App) quickNote(j *journal.Journal) {
	n := page.NewNote(noteHost{App: u, journal: j})
	u.window.SetCloseIntercept(n.Escape)
	u.note = n
	u.window.SetContent(n.Object())
	n.Focus()
}

// noteHost is the host of a note.
type noteHost struct {
	*App
	journal *journal.Journal // nil if entries go into the inbox
}

func (h noteHost) Journal() *journal.Journal { return h.journal }

func (h noteHost) Now() time.Time     { return h.options.clock()() }
func (h noteHost) Week() time.Weekday { return h.display.chosen.Week }
func (h noteHost) IsInbox() bool      { return h.journal == nil }

func (h noteHost) Areas() []journal.Area {
	if h.journal == nil {
		return nil
	}
	return slices.DeleteFunc(h.journal.Areas(), func(a journal.Area) bool { return a.Archived })
}

func (h noteHost) Save(area string, e journal.Entry, done func(error)) {
	folder := h.folder
	h.tasks.Work(func(ctx context.Context) error {
		if h.journal == nil {
			_, err := journal.AddToInbox(folder, area, e, h.options.Journal)
			return err
		}
		if _, err := h.journal.Save(ctx, e); err != nil {
			return err
		}
		return h.journal.DropDraft(ctx, drafts.Quick)
	}, func(err error) {
		if done(err); err == nil {
			h.Close()
		}
	})
}

func (h noteHost) Draft() []byte {
	if h.journal == nil {
		return nil
	}
	doc, _, _ := h.journal.Draft(drafts.Quick)
	return doc
}

func (h noteHost) Leave(doc []byte) {
	h.tasks.Work(func(ctx context.Context) error {
		_, err := drafts.SealAll(ctx, h.journal, map[string][]byte{drafts.Quick: doc})
		return err
	}, func(error) { h.Close() })
}

func (h noteHost) Close() {
	if h.journal == nil {
		h.end()
		return
	}
	h.tasks.Work(func(context.Context) error { return h.journal.Close() }, func(error) { h.end() })
}
