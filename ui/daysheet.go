package ui

import (
	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/page"
	"enactive/ui/shell"
)

// daySheet is the form of a day in a sheet over the page. Its input survives closing.
type daySheet struct {
	canvas fyne.Canvas
	form   *page.DayForm
	sheet  *shell.Sheet // nil while it is closed
}

func newDaySheet(c fyne.Canvas, form *page.DayForm) *daySheet {
	return &daySheet{canvas: c, form: form}
}

func (d *daySheet) isOpen() bool { return d.sheet != nil }

func (d *daySheet) open() {
	form, foot := d.form.Objects()
	d.sheet = shell.ShowSheet(d.canvas, 620, form, foot)
	d.form.Revealing(d.sheet.Reveal, d.sheet.Refresh)
	d.form.Focus()
}

// reopenDay brings the form of a day back, unless there is something else by now.
func (w *mainWindow) reopenDay() {
	if w.isActive() && w.window.Canvas().Overlays().Top() == nil {
		w.openDay(w.day.form.Date())
	}
}

func (d *daySheet) close() {
	if d.sheet != nil {
		d.sheet.Hide()
		d.sheet = nil
	}
}

// openDay opens the form of a day; for the zero day that of before while something in it is
// unsaved, and that of today otherwise.
func (w *mainWindow) openDay(day journal.Date) {
	if w.day.isOpen() || !w.writable(false) {
		return
	}
	w.closeQuick()
	today := journal.DateOf(w.journal().Now())
	if day.IsZero() {
		day = today
		if w.day.form.Changed() {
			day = w.day.form.Date()
		}
	}
	w.day.form.Prepare(day)
	w.day.open()
	w.day.sheet.OnCancel = w.closeDay
}

// closeDay hides the form of a day and keeps its input.
func (w *mainWindow) closeDay() { w.day.close() }

// closeSheets hides the forms in sheets, and keeps their input.
func (w *mainWindow) closeSheets() {
	w.closeQuick()
	w.closeDay()
}

// addDayMeasure leads from the form of a day to a new measure of days.
func (w *mainWindow) addDayMeasure() {
	w.closeDay()
	w.confirmLeave(func() { w.nav.showPage(pageMeasures); w.pages.measures.Add() })
}

// resumeDay continues the draft of a day, and reports whether a draft is one. The name of the draft
// is that of a form of another copy.
func (w *mainWindow) resumeDay(name string, doc []byte) bool {
	if w.day.form.Changed() || w.day.form.Restore(doc) != nil {
		return false
	}
	w.openDay(journal.Date{})
	w.discardDraft(name)
	return true
}
