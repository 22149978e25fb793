package ui

import (
	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/page"
	"enactive/ui/shell"
)

// quickSheet is the quick entry in a sheet over the page. Its input survives closing.
type quickSheet struct {
	canvas fyne.Canvas
	form   *page.Quick
	sheet  *shell.Sheet // nil while it is closed
}

func newQuickSheet(c fyne.Canvas, form *page.Quick) *quickSheet {
	return &quickSheet{canvas: c, form: form}
}

func (q *quickSheet) isOpen() bool { return q.sheet != nil }

// open shows the sheet, with an area chosen unless something was typed already.
func (q *quickSheet) open(preferred journal.AreaID) {
	q.form.Prepare(preferred)
	form, foot := q.form.Objects()
	q.sheet = shell.ShowSheet(q.canvas, 620, form, foot)
	q.sheet.OnCancel = q.close
	q.form.Revealing(q.sheet.Reveal, q.sheet.Refresh)
	q.form.Focus()
}

func (q *quickSheet) close() {
	if q.sheet != nil {
		q.sheet.Hide()
		q.sheet = nil
	}
}

// openQuick opens the quick entry, if something may be written.
func (w *mainWindow) openQuick() {
	if !w.quick.isOpen() && w.writable(true) {
		w.closeDay()
		w.quick.open(w.likelyArea())
	}
}

// closeQuick hides the quick entry and keeps its input.
func (w *mainWindow) closeQuick() { w.quick.close() }
