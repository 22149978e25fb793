package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/drafts"
)

// maxWindows is how many windows show a journal at the most: each has all pages of its own.
const maxWindows = 4

// firstNumber is the number of the first window of a journal.
const firstNumber = 1

// windows are the windows with the open journal, the first one first.
func (u *App) windows() []*mainWindow {
	if u.open == nil {
		return nil
	}
	return append([]*mainWindow{u.open}, u.others...)
}

// windowIn is what shows the journal in a window of the toolkit; nil if nothing does.
func (u *App) windowIn(in fyne.Window) *mainWindow {
	for _, w := range u.windows() {
		if w.window == in {
			return w
		}
	}
	return nil
}

// furnish gives a window what every window of the program has: its icon, its keys, and what happens
// when it is closed or something is dropped on it.
func (u *App) furnish(in fyne.Window) {
	in.SetIcon(u.options.Icon)
	in.SetPadded(false)
	in.SetCloseIntercept(func() {
		if w := u.windowIn(in); w != nil {
			u.closeWindow(w)
			return
		}
		u.quit()
	})
	in.SetOnDropped(func(_ fyne.Position, dropped []fyne.URI) { u.drop(u.windowIn(in), dropped) })
	u.addKeys(in)
}

// openBeside opens a further window with the journal, on the page that this one shows. Both write
// into the same journal, and each shows what the other saves at once.
func (w *mainWindow) openBeside() {
	u := w.app
	if len(u.windows()) >= maxWindows {
		w.toast(wording.Say("four-windows-are-open-already"), false)
		return
	}
	in := u.app.NewWindow(w.window.Title())
	u.furnish(in)
	in.Resize(w.window.Canvas().Size())
	beside := newMainWindow(u, w.session, in, u.freeNumber())
	u.others = append(u.others, beside)
	beside.nav.showPage(w.nav.shown)
	beside.checkTrouble()
	beside.restoreDrafts(nil)
	in.Show()
	if u.options.Shown != nil {
		u.options.Shown(in)
	}
}

// freeNumber is the first number of a window that no window has now and, but for the first, no draft
// of an earlier session.
func (u *App) freeNumber() int {
	j := u.open.journal()
	for n := firstNumber; ; n++ {
		if slices.ContainsFunc(u.windows(), func(w *mainWindow) bool { return w.number == n }) {
			continue
		}
		left := slices.ContainsFunc(drafts.Names(n), func(name string) bool { _, _, found := j.Draft(name); return found })
		if n == firstNumber || !left {
			return n
		}
	}
}

// closeWindow closes one window; with the last one the program ends. What is typed in it is kept, and
// another window offers to continue it.
func (u *App) closeWindow(w *mainWindow) {
	if len(u.windows()) == 1 {
		u.quit()
		return
	}
	w.drafts.Leave(func() {
		if !w.isActive() || len(u.windows()) == 1 {
			return
		}
		w.nav.showPage(w.nav.shown) // which stores what the page and the form keep
		w.drafts.Seal()
		u.remove(w)
		w.close()
		clearFurther([]*mainWindow{w})
		closeFurther([]*mainWindow{w})
		u.open.nav.refresh()
	}, func(name string) {
		if to := u.open; to != nil {
			to.notices.Toast(wording.Say("what-you-were-writing-is-kept-you-can"),
				control.NewButton(control.Silent, wording.Say("continue-writing"), nil, func() { to.resumeDraft(name) }))
		}
	})
}

// remove takes a window out of those with the journal. If it was the first, the next one takes its
// place, where the lock is shown.
func (u *App) remove(w *mainWindow) {
	if u.open == w {
		u.open, u.others = u.others[0], u.others[1:]
		u.window = u.open.window
		return
	}
	u.others = slices.DeleteFunc(u.others, func(o *mainWindow) bool { return o == w })
}

// clearFurther takes everything off the screen that windows show.
func clearFurther(further []*mainWindow) {
	for _, w := range further {
		for _, o := range w.window.Canvas().Overlays().List() {
			o.Hide()
			w.window.Canvas().Overlays().Remove(o)
		}
		w.window.SetContent(container.NewStack())
		w.window.Hide()
	}
}

// closeFurther closes windows; one stays, for what comes after the journal.
func closeFurther(further []*mainWindow) {
	for _, w := range further {
		w.window.Hide()
		w.window.Close()
	}
}

// collectDrafts returns what is typed and not saved in all windows.
func (u *App) collectDrafts() map[string][]byte { return collectDrafts(u.windows()) }

func collectDrafts(windows []*mainWindow) map[string][]byte {
	all := map[string][]byte{}
	for _, w := range windows {
		for name, doc := range w.drafts.Collect() {
			all[name] = doc
		}
	}
	return all
}

// openDrafts are the names of the drafts that belong to a window or an open form: they are not among
// those to be continued.
func (u *App) openDrafts() []string {
	var all []string
	for _, w := range u.windows() {
		all = append(all, drafts.Names(w.number)...)
		if name := w.drafts.Name(); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// elsewhere is the other window in which the form of a draft is open; nil if there is none.
func (w *mainWindow) elsewhere(name string) *mainWindow {
	for _, o := range w.app.windows() {
		if o != w && name != "" && o.drafts.Name() == name {
			return o
		}
	}
	return nil
}

// goTo leads to the window in which the form of a draft is open, and reports whether there is one: what
// is written in two forms at a time would be saved over each other.
func (w *mainWindow) goTo(name string) bool {
	o := w.elsewhere(name)
	if o == nil {
		return false
	}
	o.toast(wording.Say("it-is-open-in-this-window-already"), false)
	o.window.RequestFocus()
	return true
}

// draftName is the name for the draft of a form: another one if something new is begun in two windows.
func (w *mainWindow) draftName(name string) string {
	if drafts.IsNew(name) && w.elsewhere(name) != nil {
		return drafts.Another(w.journal(), name, func(name string) bool { return w.elsewhere(name) != nil })
	}
	return name
}

// restoreReviews saves what was typed into the reviews of further windows before the journal was closed.
func (w *mainWindow) restoreReviews() {
	open := w.app.openDrafts()
	for _, name := range w.journal().Drafts() {
		if !drafts.IsOfReview(name) || slices.Contains(open, name) {
			continue
		}
		if doc, _, found := w.journal().Draft(name); found {
			w.pages.review.Restore(doc)
			w.discardDraft(name)
		}
	}
}
