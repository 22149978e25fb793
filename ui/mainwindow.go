package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/longhand"
	"enactive/ui/notice"
	"enactive/ui/page"
	"enactive/ui/pointing"
	"enactive/ui/problem"
	"enactive/ui/session"
	"enactive/ui/state"
	"enactive/ui/writing"
)

// mainWindow is the window while a journal is open: its session, the pages and the way between
// them, the drafts of its forms, and the notices beside them.
type mainWindow struct {
	app         *App
	window      fyne.Window
	number      int // tells the drafts of the windows apart
	session     *session.Session
	notices     *notice.Board
	drafts      *drafts.Keeper
	nav         *navigation
	pages       pages
	quick       *quickSheet
	day         *daySheet
	writing     *longhand.Room // nil while the page is shown
	insights    *state.Insights
	hints       *control.Hints
	clicks      *pointing.Clicks
	desk        *writing.Desk
	spelling    *writing.Spelling // nil if no words are checked
	unsubscribe func()
}

func newMainWindow(u *App, s *session.Session, in fyne.Window, number int) *mainWindow {
	w := &mainWindow{app: u, window: in, number: number, session: s, insights: state.NewInsights(s.Journal())}
	w.notices = notice.New(noticeHost{w})
	w.drafts = drafts.NewKeeper(s.Journal(), draftsHost{w}, number)
	w.nav = &navigation{window: in, drafts: w.drafts, saved: func() { w.notices.Saved(savingForm) }, discarded: w.discarded, after: u.tasks.After, active: w.isActive, overForm: w.closeSheets}
	w.build()
	w.unsubscribe = s.Journal().Subscribe(func(c journal.Change) { u.tasks.onThread(func() { w.follow(c) }) })
	return w
}

// follow shows the journal as it is after a change.
func (w *mainWindow) follow(c journal.Change) {
	if w.isActive() {
		w.nav.refresh()
		w.day.form.Follow()
		if w == w.app.open { // once, not for each window
			w.app.followReminders()
		}
		w.followSpelling(c)
	}
}

// build makes the pages and the frame around them.
func (w *mainWindow) build() {
	w.hints, w.clicks = control.NewHints(), pointing.NewClicks(w.app.tasks.After)
	w.pages = w.makePages()
	w.quick = newQuickSheet(w.window.Canvas(), page.NewQuick(w.host(), w.closeQuick, func(e journal.Entry) { w.closeQuick(); w.quick.form.Clear(); w.editEntry(e) }))
	w.quick.form.Listen(w.drafts.Typed)
	w.day = newDaySheet(w.window.Canvas(), page.NewDayForm(w.host(), w.closeDay, w.addDayMeasure))
	w.day.form.Listen(w.drafts.Typed)
	w.day.form.Returning(w.reopenDay)
	w.drafts.Watch(w.quick.form, w.pages.review, w.day.form)
	frame := w.notices.Frame(w.nav.setPages(w.pages.byName(), w.hints))
	rail := w.nav.makeRail(w.app.logo, frame, railActions{show: w.show, write: w.openQuick, find: w.openPalette})
	w.window.SetContent(container.NewStack(w.makeDesk(), rail, w.hints.Object(), w.clicks.Object()))
}

// rebuild recreates the window after a change of its appearance, with the unsaved input.
func (w *mainWindow) rebuild() {
	var paragraph, column int
	if w.writing != nil {
		paragraph, column = w.writing.Field().Caret()
	}
	if w.stopWriting() {
		defer func() {
			if w.write(); w.writing != nil {
				w.writing.Field().PlaceCaret(paragraph, column)
			}
		}()
	}
	area, shown, typed, day := w.pages.insights.Area(), w.nav.shown, w.quick.form.Draft(), w.day.form.Draft()
	open := w.nav.form
	var written []byte
	if open != nil {
		written = open.form.Draft()
	}
	w.closeSheets()
	importing, told := w.pages.imports.ImportState, w.pages.document.Told()
	w.pages.document.Leave()
	w.build()
	w.pages.imports.Resume(importing)
	w.pages.document.Show(told)
	if typed != nil {
		if err := w.quick.form.Restore(typed); err != nil {
			w.fail(err)
		}
	}
	if day != nil {
		if err := w.day.form.Restore(day); err != nil {
			w.fail(err)
		}
	}
	if open != nil {
		form := open.remake()
		if written != nil {
			if err := form.Restore(written); err != nil {
				w.fail(err)
			}
		}
		w.nav.highlight(shown)
		w.nav.showForm(form, open.remake, w.drafts.Name())
		return
	}
	w.nav.turnTo(shown, func() {})
	if area != "" && shown == pageInsights {
		w.pages.insights.Show(area)
	}
}

// isActive reports whether the journal of the window is still the open one.
func (w *mainWindow) isActive() bool { return slices.Contains(w.app.windows(), w) }

// forgetInsights drops cached insights, for example after a change of the language.
func (w *mainWindow) forgetInsights() {
	w.insights.Close()
	w.insights = state.NewInsights(w.session.Journal())
}

// close ends the use of the journal before it is closed.
func (w *mainWindow) close() {
	w.stopWriting()
	w.closeSheets()
	w.unsubscribe()
	w.pages.document.Leave()
	w.insights.Close()
}

// journal is the open journal.
func (w *mainWindow) journal() *journal.Journal { return w.session.Journal() }

// show shows a page; the unsaved input of an open form is stored as a draft.
func (w *mainWindow) show(name pageName) { w.confirmLeave(func() { w.nav.showPage(name) }) }

// writable reports whether the journal can be written to, and shows the reason if not.
func (w *mainWindow) writable(needsArea bool) bool {
	if err := w.journal().ReadOnly(); err != nil {
		w.fail(err)
		return false
	}
	if needsArea && len(w.journal().Areas()) == 0 {
		w.toast(wording.Say("create-an-area-first-every-entry"), false)
		return false
	}
	return true
}

// save saves the open form, if any.
func (w *mainWindow) save() {
	w.stopWriting()
	switch {
	case w.quick.isOpen():
		w.quick.form.Save()
	case w.day.isOpen():
		w.day.form.Save()
	case w.nav.form != nil:
		w.nav.form.form.Save()
	}
}

func (w *mainWindow) undo() {
	var what journal.StepName
	w.app.tasks.Work(func(ctx context.Context) (err error) {
		what, err = w.journal().Undo(ctx)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, journal.ErrNothingToUndo) && !errors.Is(err, journal.ErrTooLarge):
			w.toast(wording.Say("there-is-nothing-to-undo-sentence"), false)
		case err != nil:
			w.fail(err)
		default:
			for _, each := range w.app.windows() {
				each.pages.settings.Undone()
			}
			w.toast(wording.Say("undone-what", wording.V{"What": problem.Step(what)}), false)
		}
	})
}

func (w *mainWindow) redo() {
	var what journal.StepName
	w.app.tasks.Work(func(ctx context.Context) (err error) {
		what, err = w.journal().Redo(ctx)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, journal.ErrNothingToUndo):
			w.toast(wording.Say("there-is-nothing-to-redo"), false)
		case err != nil:
			w.fail(err)
		default:
			w.toast(wording.Say("redone-what", wording.V{"What": problem.Step(what)}), false)
		}
	})
}

// likelyArea is the area that something new most likely belongs to; "" leaves it to the form.
func (w *mainWindow) likelyArea() journal.AreaID {
	if w.nav.shown == pageInsights {
		if a := w.pages.insights.Area(); a != "" {
			return a
		}
	}
	if last := w.journal().Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, Newest: true, Limit: 1}); len(last) > 0 {
		return last[0].Area
	}
	return ""
}
