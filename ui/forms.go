package ui

import (
	"context"
	"errors"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/page"
)

// draftsHost is the host of the drafts.
type draftsHost struct{ w *mainWindow }

func (h draftsHost) Work(work func(context.Context) error, done func(error)) {
	h.w.app.tasks.Work(work, done)
}
func (h draftsHost) After(d time.Duration, f func()) { h.w.app.tasks.After(d, f) }
func (h draftsHost) Active() bool                    { return h.w.isActive() }
func (h draftsHost) DraftsStored()                   { h.w.notices.Saved(savingDraft) }
func (h draftsHost) DraftFailed(err error, retry func()) {
	h.w.notices.SaveFailed(savingDraft, err, retry)
}

// openForm opens a form, with the draft of the last time it was left.
func (w *mainWindow) openForm(name string, remake func() page.Form) {
	name = w.draftName(name)
	form := remake()
	doc, at, found := w.journal().Draft(name)
	if found && form.Restore(doc) != nil {
		found = false
	}
	w.nav.showForm(form, remake, name)
	if found {
		w.toast(wording.Say("you-are-continuing-what-you-began", wording.V{"When": wording.Moment(at.In(w.journal().Now().Location()))}), false)
		w.drafts.Typed()
	}
}

// confirmLeave calls do, which takes a form off the screen. It stores the unsaved input first, so
// that nothing is lost and no question is needed; if the disk refuses that, the form stays with an
// error.
func (w *mainWindow) confirmLeave(do func()) {
	w.drafts.Leave(do, func(name string) {
		w.notices.Toast(wording.Say("what-you-were-writing-is-kept-you-can"),
			control.NewButton(control.Silent, wording.Say("continue-writing"), nil, func() { w.resumeDraft(name) }))
	})
}

// discardDraft drops the draft of a form that was left.
func (w *mainWindow) discardDraft(name string) { w.drafts.Discard(name, w.discarded) }

// discarded shows that a draft is gone, or why it is not.
func (w *mainWindow) discarded(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		w.fail(err)
		return
	}
	w.nav.refresh()
}

// resumeDraft opens a form on its draft.
func (w *mainWindow) resumeDraft(name string) {
	doc, _, found := w.journal().Draft(name)
	if !found || !w.writable(false) || w.goTo(name) {
		return
	}
	if w.resumeDay(name, doc) {
		return
	}
	back := w.nav.shown
	w.confirmLeave(func() {
		remake := func() page.Form {
			form, err := page.Reopen(w.host(), doc, func() { w.nav.showPage(back) })
			if err != nil {
				w.fail(err)
			}
			return form
		}
		if form := remake(); form != nil {
			w.nav.showForm(form, remake, name)
		}
	})
}

// restoreDrafts fills the forms with the input from before a lock; unsealed is the input that
// stayed in memory.
func (w *mainWindow) restoreDrafts(unsealed map[string][]byte) {
	left := w.drafts.Restorable(unsealed)
	if len(left.Review) > 0 {
		w.pages.review.Restore(left.Review)
	}
	restored := w.restoreForm(left.Editor)
	if len(left.Day) > 0 && w.day.form.Restore(left.Day) == nil {
		if restored = true; w.nav.form == nil {
			w.openDay(journal.Date{})
		}
	}
	if len(left.Quick) > 0 && w.quick.form.Restore(left.Quick) == nil {
		if restored = true; w.nav.form == nil {
			w.openQuick()
		}
	}
	if restored {
		w.toast(wording.Say("what-you-were-writing-has-been-restored"), false)
	}
	if unsealed != nil {
		w.drafts.Seal()
	}
	w.restoreReviews()
}

// restoreForm opens the form of a draft, and reports whether it did.
func (w *mainWindow) restoreForm(doc []byte) bool {
	if len(doc) == 0 {
		return false
	}
	remake := func() page.Form {
		form, _ := page.Reopen(w.host(), doc, func() { w.nav.showPage(pageHome) }) // nil for an invalid draft
		return form
	}
	form := remake()
	if form != nil {
		w.nav.showForm(form, remake, drafts.NameOf(doc))
	}
	return form != nil
}

// editEntry opens the editor of an entry; one without an ID is new.
func (w *mainWindow) editEntry(e journal.Entry) {
	if !w.writable(true) || !drafts.IsNew(drafts.OfEntry(e)) && w.goTo(drafts.OfEntry(e)) {
		return
	}
	back := w.nav.shown
	w.confirmLeave(func() {
		name := drafts.OfEntry(e)
		if e.ID == "" && (e.Title != "" || e.Outcome != "" || e.Performance.IsSet() || e.Stress.IsSet() || e.EfficacyAfter.IsSet() || len(e.Measures) > 0 || !e.Experiment.IsZero()) {
			name = drafts.OfFilledEntry(w.journal(), e) // it comes from the quick entry, or is a try of an experiment
		}
		w.openForm(name, func() page.Form { return page.NewEditor(w.host(), e, func() { w.nav.showPage(back) }) })
	})
}

// newEntry opens the editor of a new entry, in the area that is looked at or written in last.
func (w *mainWindow) newEntry(kind journal.Type) {
	e := journal.Entry{Type: kind, Time: w.journal().Now(), Area: w.likelyArea()}
	if kind != journal.CheckIn {
		e.Source = journal.SourceMastery
	}
	w.editEntry(e)
}

// editArea opens the form of an area; for a new one, it offers templates first.
func (w *mainWindow) editArea(a journal.Area) {
	if !w.writable(false) || a.ID != "" && w.goTo(drafts.OfArea(a)) {
		return
	}
	if _, _, begun := w.journal().Draft(drafts.OfArea(a)); a.ID == "" && a.Name == "" && !begun {
		page.ChooseTemplate(w.host(), w.openAreaForm)
		return
	}
	w.openAreaForm(a)
}

// beginArea opens the form for a new area with suggestions filled in.
func (w *mainWindow) beginArea(a journal.Area) {
	if w.writable(false) {
		w.openAreaForm(a)
	}
}

func (w *mainWindow) openAreaForm(a journal.Area) {
	back := w.nav.shown
	w.confirmLeave(func() {
		w.openForm(drafts.OfArea(a), func() page.Form { return page.NewAreaEditor(w.host(), a, func() { w.nav.showPage(back) }) })
	})
}
