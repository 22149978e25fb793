package ui

import (
	"time"

	"enactive/journal"
	"enactive/ui/page"
)

// pageDesk is what the pages may ask of the window.
func (w *mainWindow) pageDesk() *page.Desk {
	u := w.app
	return &page.Desk{Journal: w.journal(), Insights: w.insights, Window: u.window, Work: u.tasks.Work, Draw: u.tasks.Draw, After: u.tasks.After, Tell: w.toast, Fail: w.fail,
		OpenArea: w.openArea, ManageArea: w.manageArea,
		OpenDay:   func(day journal.Date) { w.openQuery(journal.Query{From: day, To: day}) },
		OpenQuery: w.openQuery, Week: func() time.Weekday { return u.display.chosen.Week },
		Safety: func() { w.show(pageSafety) }, Keys: w.showKeys, Licences: w.showLicences,
		OpenEntry: w.openEntry,
		Unsaved:   func(err error, again func()) { w.notices.SaveFailed(savingForm, err, again) }, Saved: func() { w.notices.Saved(savingForm) },
		Resume: w.resumeDraft, Discard: w.discardDraft,
		EditEntry: w.editEntry, EditArea: w.editArea, BeginArea: w.beginArea, Quick: w.openQuick, Home: func() { w.show(pageHome) }, Leave: w.leaveForm,
		Own: u.goToOwn, Timeline: func() { w.show(pageEntries) }, Bin: func() { w.show(pageBin) }}
}

// openArea opens the insights of an area, manageArea what the area itself says.
func (w *mainWindow) openArea(id journal.AreaID) {
	w.confirmLeave(func() { w.nav.showPage(pageInsights); w.pages.insights.Show(id) })
}

func (w *mainWindow) manageArea(id journal.AreaID) {
	w.confirmLeave(func() { w.nav.showPage(pageAreas); w.pages.areas.Show(id) })
}

func (w *mainWindow) openEntry(id journal.EntryID) {
	w.confirmLeave(func() { w.nav.showPage(pageEntries); w.pages.entries.Open(id) })
}

// openQuery shows the entries that a query chooses.
func (w *mainWindow) openQuery(q journal.Query) {
	w.confirmLeave(func() { w.nav.showPage(pageEntries); w.pages.entries.Show(q) })
}

// leaveForm leaves a form for the page that it was opened from, and stores what was typed.
func (w *mainWindow) leaveForm() { w.show(w.nav.shown) }

// guard is what the page about safety may do with the lock.
func (w *mainWindow) guard() page.Guard {
	u := w.app
	return page.Guard{
		Protected: w.session.Protected,
		Minutes:   func() int { return u.app.Preferences().IntWithFallback(prefAway, awayMinutes) },
		SetMinutes: func(minutes int) {
			u.app.Preferences().SetInt(prefAway, minutes)
			u.watch.SetLimit(time.Duration(minutes) * time.Minute)
		},
		Lock:     u.lock,
		Knows:    w.session.Knows,
		Rekeyed:  w.session.SetPassphrase,
		BackedUp: w.checkTrouble,
	}
}
