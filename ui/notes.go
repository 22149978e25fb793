package ui

import (
	"context"
	"errors"
	"time"

	"enactive/journal/capture"
	"enactive/journal/saidtime"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/problem"
)

// notesEvery is how often the folder for notes is looked into while the window is open. Beside that it is
// when a journal is opened, and when somebody comes back to the window.
const notesEvery = 5 * time.Minute

// notes are the looks into the folder for notes.
type notes struct {
	last    time.Time
	looking bool
	found   page.NotesLook
}

// noteLocale is how dates in front of notes are read: in the language of the window, and in the order of
// the system's country.
func (d *display) noteLocale() saidtime.Locale {
	l := saidtime.Locale{Order: saidtime.LocaleOf(func(string) string { return d.system }).Order}
	if code := wording.Language(); code != "en" {
		l.Languages = []string{code}
	}
	return l
}

// takeInNotes looks into the folder for notes, if one is watched and the journal is open, and then calls
// done. A look under way is not joined by another.
func (u *App) takeInNotes(done func()) {
	w := u.open
	if w == nil || u.notes.looking || u.note != nil {
		return
	}
	j, locale := w.journal(), u.display.noteLocale()
	if j.Outside().Folder == "" {
		return
	}
	u.notes.looking, u.notes.last = true, u.options.clock()()
	var report capture.Report
	u.tasks.Work(func(ctx context.Context) (err error) {
		report, err = capture.TakeIn(ctx, j, locale)
		return err
	}, func(err error) {
		u.notes.looking = false
		if u.open == nil || u.open.session != w.session || errors.Is(err, vault.ErrClosed) {
			return
		}
		u.notes.found = page.NotesLook{More: report.More}
		if err != nil {
			u.notes.found.Trouble = problem.Sentence(err)
		}
		for _, l := range report.Left {
			u.notes.found.Left = append(u.notes.found.Left, page.LeftAlone(l.File, l.Why))
		}
		if report.Taken > 0 && u.open.nav.shown != pageHome && u.open.nav.shown != pageNotes { // which say so themselves
			look := control.NewButton(control.Silent, wording.Say("look-at-them"), nil, func() { u.open.show(pageNotes) })
			u.open.notices.Toast(wording.Count(report.Taken, "n-notes-have-come-from-outside"), look)
		}
		if done != nil {
			done()
		}
	})
}

// lookForNotes looks into the folder if it was not for a while.
func (u *App) lookForNotes() {
	if u.options.clock()().Sub(u.notes.last) >= notesEvery {
		u.takeInNotes(nil)
	}
}

func (h pageHost) ShowNotes() { h.w.show(pageNotes) }

func (h pageHost) NotesKey(ctx context.Context, fresh bool) (string, error) {
	if fresh {
		return capture.NewKey(ctx, h.w.journal())
	}
	return capture.Key(ctx, h.w.journal())
}

func (h pageHost) SetNotesFolder(ctx context.Context, folder string) error {
	return capture.SetFolder(ctx, h.w.journal(), folder)
}

func (h pageHost) TakeInNotes(done func()) { h.w.app.takeInNotes(done) }

func (h pageHost) NotesLook() page.NotesLook { return h.w.app.notes.found }
