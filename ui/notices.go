package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/notice"
	"enactive/ui/page"
	"enactive/ui/problem"
)

// The kinds of saves that can fail independently.
const (
	savingForm  = "form"
	savingDraft = "draft"
)

// noticeHost is the host of the notices.
type noticeHost struct{ w *mainWindow }

func (h noticeHost) After(d time.Duration, f func()) { h.w.app.tasks.After(d, f) }
func (h noticeHost) Covered() bool                   { return h.w.window.Canvas().Overlays().Top() != nil }
func (h noticeHost) Active() bool                    { return h.w.isActive() }
func (h noticeHost) Problem(err error) (notice.Problem, bool) {
	if !problem.IsTrouble(err) {
		return notice.Problem{}, false
	}
	title, words := problem.Trouble(h.w.app.folder, err)
	return notice.Problem{Title: title, Words: words, Tools: h.w.rescueTools(err)}, true
}

// toast shows words at the foot of the window for a while; undo adds an Undo button.
func (w *mainWindow) toast(words string, undo bool) {
	var tools fyne.CanvasObject
	if undo {
		tools = control.NewButton(control.Silent, wording.Say("undo"), nil, w.undo)
	}
	w.notices.Toast(words, tools)
}

// fail explains an error and the way out.
func (w *mainWindow) fail(err error) { w.toast(problem.Sentence(err), false) }

// rescueTools are the buttons of the banner over a save that failed.
func (w *mainWindow) rescueTools(err error) []fyne.CanvasObject {
	reopen := func() fyne.CanvasObject {
		return control.NewButton(control.Plain, wording.Say("open-it-again"), nil, w.app.reopen)
	}
	copyIt := func(weight control.Weight) fyne.CanvasObject {
		return control.NewButton(weight, wording.Say("save-an-emergency-copy"), nil, w.saveEmergencyCopy)
	}
	switch {
	case errors.Is(err, vault.ErrReplaced):
		return []fyne.CanvasObject{reopen(), copyIt(control.Silent)}
	case errors.Is(err, vault.ErrClosed):
		return []fyne.CanvasObject{reopen()}
	}
	return []fyne.CanvasObject{copyIt(control.Plain)}
}

// saveEmergencyCopy saves the contents of the open form elsewhere.
func (w *mainWindow) saveEmergencyCopy() {
	if w.nav.form != nil {
		if form, ok := w.nav.form.form.(page.EntryForm); ok {
			page.SaveEmergencyCopy(w.host(), form)
			return
		}
	}
	if w.quick.form.Changed() {
		page.SaveEmergencyCopy(w.host(), w.quick.form)
		return
	}
	w.toast(wording.Say("an-emergency-copy-can-only-be-made"), false)
}

// checkTrouble updates the banners about the journal and its backups.
func (w *mainWindow) checkTrouble() {
	if err := w.journal().ReadOnly(); err != nil {
		export := control.NewButton(control.Plain, wording.Say("export"), nil, func() { w.show(pageSettings) })
		w.notices.ShowBanner(notice.ReadOnly, wording.Say("this-journal-is-open-for-reading-only"), problem.Sentence(err), export)
	}
	var warning string
	w.app.tasks.Work(func(context.Context) error {
		status, err := w.session.BackupStatus()
		warning = problem.BackupWarning(status, w.journal().Now())
		return err
	}, func(err error) {
		if err != nil {
			warning = problem.Sentence(err)
		}
		if warning == "" {
			w.notices.ClearBanner(notice.NotBackedUp)
			return
		}
		w.notices.ShowBanner(notice.NotBackedUp, wording.Say("there-is-no-backup-of-your-latest"), warning, w.backupTools()...)
	})
}

// backupTools are the buttons of the banner over a backup that failed.
func (w *mainWindow) backupTools() []fyne.CanvasObject {
	again := control.NewButton(control.Plain, wording.Say("try-again"), nil, func() {
		w.app.tasks.Work(w.session.BackUp, func(err error) {
			if err == nil {
				w.toast(wording.Say("the-backup-was-made-and-read-back"), false)
			}
			w.host().BackedUp()
		})
	})
	return []fyne.CanvasObject{again, control.NewButton(control.Silent, wording.Say("safety"), nil, func() { w.show(pageSafety) })}
}

// showRepair reports repairs during opening. A report of lost entries, or of entries from another
// copy, stays on the screen until the person has read it.
func (w *mainWindow) showRepair(r vault.Repair) {
	copied, r := journal.AboutCopies(r)
	w.showCopied(copied)
	if len(r.Notes) == 0 {
		return
	}
	words := problem.Repaired(r)
	read := control.NewButton(control.Plain, wording.Say("i-have-read-this"), nil, func() { w.notices.ClearBanner(notice.Damaged) })
	to := func(words string, name pageName) fyne.CanvasObject {
		return control.NewButton(control.Silent, words, nil, func() { w.show(name) })
	}
	switch {
	case r.Lost:
		w.notices.ShowBanner(notice.Damaged, wording.Say("some-of-the-journal-could-not-be-read"), words, read, to(wording.Say("safety"), pageSafety))
	case r.Joined:
		w.notices.ShowBanner(notice.Damaged, wording.Say("two-copies-of-the-journal-were-joined"), words, read, to(wording.Say("bin"), pageBin))
	default:
		w.toast(words, false)
	}
}

// showCopied reports what a program that copies folders did to the folder of the journal, until the person has read it
// or has taken in the file that it left.
func (w *mainWindow) showCopied(c journal.Copied) {
	if len(c.Notes) == 0 {
		return
	}
	title := wording.Say("this-journal-is-older-than-it-was")
	if c.Conflict {
		title = wording.Say("this-journal-was-changed-on-two-computers")
	}
	done := func() { w.notices.ClearBanner(notice.Copied) }
	way := control.NewButton(control.Plain, wording.Say("another-computer"), nil, w.showMachines)
	if c.Store != "" && w.journal().ReadOnly() == nil {
		way = control.NewButton(control.Plain, wording.Say("take-it-in"), nil, func() { done(); w.takeInFile(c.Store) })
	}
	read := control.NewButton(control.Silent, wording.Say("i-have-read-this"), nil, done)
	w.notices.ShowBanner(notice.Copied, title, problem.Repaired(vault.Repair{Notes: c.Notes}), way, read)
}
