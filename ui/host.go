package ui

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/ui/control"
	"enactive/ui/files"
	"enactive/ui/page"
	"enactive/ui/pointing"
	"enactive/ui/session"
	"enactive/ui/state"
	"enactive/ui/transfer"
)

// pageHost is the host of the pages of an open journal.
type pageHost struct {
	*session.Session
	*transfer.Service
	w *mainWindow
}

// host is the host of the window's pages.
func (w *mainWindow) host() pageHost {
	return pageHost{Session: w.session, Service: transfer.New(w.journal(), w.app.options.Formats), w: w}
}

func (h pageHost) Window() fyne.Window       { return h.w.window }
func (h pageHost) Insights() *state.Insights { return h.w.insights }
func (h pageHost) Hints() *control.Hints     { return h.w.hints }
func (h pageHost) Clicks() *pointing.Clicks  { return h.w.clicks }
func (h pageHost) Week() time.Weekday        { return h.w.app.display.chosen.Week }

func (h pageHost) Appearance() page.Appearance     { return h.w.app.display.chosen }
func (h pageHost) SetAppearance(a page.Appearance) { h.w.app.setAppearance(a) }

func (h pageHost) Spellings() []string         { return h.w.app.spellings() }
func (h pageHost) SetSpellings(codes []string) { h.w.setSpellings(codes) }
func (h pageHost) Dictionaries() []string {
	var codes []string
	for _, s := range h.w.app.dictionaries() {
		codes = append(codes, s.Language)
	}
	return codes
}

func (h pageHost) Work(work func(context.Context) error, done func(error)) {
	h.w.app.tasks.Work(work, done)
}
func (h pageHost) Draw(draw, done func())             { h.w.app.tasks.Draw(draw, done) }
func (h pageHost) After(d time.Duration, f func())    { h.w.app.tasks.After(d, f) }
func (h pageHost) Toast(words string, undo bool)      { h.w.toast(words, undo) }
func (h pageHost) Fail(err error)                     { h.w.fail(err) }
func (h pageHost) Saved()                             { h.w.notices.Saved(savingForm) }
func (h pageHost) SaveFailed(err error, retry func()) { h.w.notices.SaveFailed(savingForm, err, retry) }

func (h pageHost) ShowHome()     { h.w.show(pageHome) }
func (h pageHost) ShowEntries()  { h.w.show(pageEntries) }
func (h pageHost) ShowBin()      { h.w.show(pageBin) }
func (h pageHost) ShowSafety()   { h.w.show(pageSafety) }
func (h pageHost) ShowMeasures() { h.w.show(pageMeasures) }
func (h pageHost) ShowImport()   { h.w.show(pageImport) }
func (h pageHost) ShowKeys()     { h.w.showKeys() }
func (h pageHost) ShowLicences() { h.w.showLicences() }
func (h pageHost) GoToOwn()      { h.w.app.goToOwn() }

func (h pageHost) OpenDayForm(day journal.Date) { h.w.openDay(day) }
func (h pageHost) OpenArea(id journal.AreaID)   { h.w.openArea(id) }
func (h pageHost) ManageArea(id journal.AreaID) { h.w.manageArea(id) }
func (h pageHost) OpenEntry(id journal.EntryID) { h.w.openEntry(id) }
func (h pageHost) OpenQuery(q journal.Query)    { h.w.openQuery(q) }
func (h pageHost) OpenDay(day journal.Date)     { h.w.openQuery(journal.Query{From: day, To: day}) }

func (h pageHost) OpenDocument(t report.Told) { h.w.openDocument(t) }

func (h pageHost) EditEntry(e journal.Entry) { h.w.editEntry(e) }
func (h pageHost) EditArea(a journal.Area)   { h.w.editArea(a) }
func (h pageHost) BeginArea(a journal.Area)  { h.w.beginArea(a) }
func (h pageHost) OpenQuick()                { h.w.openQuick() }
func (h pageHost) OpenDrafts() []string      { return h.w.app.openDrafts() }
func (h pageHost) WriteOnly()                { h.w.write() }
func (h pageHost) LeaveForm()                { h.w.leaveForm() }
func (h pageHost) ResumeDraft(name string)   { h.w.resumeDraft(name) }
func (h pageHost) DiscardDraft(name string)  { h.w.discardDraft(name) }

func (h pageHost) ChooseNatively(folder bool, from string, then func(path string), none func()) {
	h.w.app.chooseNatively(h.w.window, folder, from, func(path string) {
		if h.w.isActive() {
			then(path)
		}
	}, none)
}
func (h pageHost) Documents() string { return files.Documents() }
func (h pageHost) WriteFile(path string, write func(io.Writer) error) error {
	if err := h.w.journal().CheckOutside(path); err != nil {
		return err
	}
	return files.Write(path, write)
}
func (h pageHost) ReadFile(path string, most int64) ([]byte, error) { return files.Read(path, most) }
func (h pageHost) RemoveFile(path string) error                     { return files.Remove(path) }
func (h pageHost) OutsideTrouble(name string) string                { return h.w.app.outsideTrouble(name) }

func (h pageHost) OpenOutside(name string, read func(context.Context) ([]byte, error), done func(trouble string, err error)) {
	h.w.app.openOutside(h.w, name, read, done)
}

func (h pageHost) CanPrint() bool { return h.w.app.options.Printing.IsThere() }
func (h pageHost) Printers(ctx context.Context) ([]string, error) {
	return h.w.app.options.Printing.Printers(ctx)
}
func (h pageHost) Print(ctx context.Context, printer string, document io.Reader) error {
	return h.w.app.options.Printing.Print(ctx, printer, document)
}
func (h pageHost) CopyPicture(ctx context.Context, png []byte) error {
	return files.CopyPicture(ctx, png)
}

func (h pageHost) CopiedPicture(ctx context.Context, most int64) (png []byte, can bool) {
	return files.CopiedPicture(ctx, most)
}

// openArea opens the insights of an area, manageArea its details.
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

// openDocument opens the page of a document that tells this.
func (w *mainWindow) openDocument(t report.Told) {
	w.confirmLeave(func() { w.pages.document.Show(t); w.nav.showPage(pageDocument) })
}

// makeDocument opens the page of a document, that of the page on the screen if it has one.
func (w *mainWindow) makeDocument() {
	if p, ok := w.nav.pages[w.nav.shown].(interface{ ToDocument() }); ok && w.nav.form == nil {
		p.ToDocument()
		return
	}
	w.show(pageDocument)
}

// leaveForm stores the draft of a form and returns to the page that it was opened from.
func (w *mainWindow) leaveForm() { w.show(w.nav.shown) }

func (h pageHost) LockMinutes() int {
	return h.w.app.app.Preferences().IntWithFallback(prefAway, awayMinutes)
}

func (h pageHost) SetLockMinutes(minutes int) {
	h.w.app.app.Preferences().SetInt(prefAway, minutes)
	h.w.app.watch.SetLimit(time.Duration(minutes) * time.Minute)
}

func (h pageHost) NervesGuideHidden() bool { return h.w.app.app.Preferences().Bool(prefNerves) }
func (h pageHost) HideNervesGuide()        { h.w.app.app.Preferences().SetBool(prefNerves, true) }

func (h pageHost) Lock() { h.w.app.lock() }
func (h pageHost) BackedUp() {
	for _, w := range h.w.app.windows() {
		w.checkTrouble()
	}
}
