package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal/wording"
	"enactive/resources/licences"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// showKeys lists all keys.
func (w *mainWindow) showKeys() {
	w.showSheet(640, page.Keys(w.commands()))
}

// showLicences shows the licences of the program's parts.
func (w *mainWindow) showLicences() {
	lines := prose.NewLines(licences.Text())
	w.showSheet(760, arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("licences")),
		prose.Quiet(wording.Say("enactive-is-built-on-the-work-of-others")), lines))
	w.window.Canvas().Focus(lines)
}

// showSheet puts something over the page with a way to close it, in the place of what lay there.
func (w *mainWindow) showSheet(width float32, body fyne.CanvasObject) {
	w.closeSheets()
	var sheet *shell.Sheet
	shut := control.NewButton(control.Plain, wording.Say("close"), nil, func() { sheet.Hide() })
	sheet = shell.ShowSheet(w.window.Canvas(), width, body, container.NewHBox(layout.NewSpacer(), shut))
	sheet.OnCancel = sheet.Hide
	w.window.Canvas().Focus(shut)
}

// alert explains a problem in a sheet, for pages without toasts.
func (u *App) alert(title wording.Text, words string) { u.alertThen(title, words, func() {}) }

// alertThen does something once the sheet was read and closed.
func (u *App) alertThen(title wording.Text, words string, then func()) {
	var sheet *shell.Sheet
	done := func() { sheet.Hide(); then() }
	ok := control.NewButton(control.Primary, wording.Say("close"), nil, done)
	sheet = shell.ShowSheet(u.window.Canvas(), 480, arrange.Flow(theme.Unit, prose.Subtitle(title.String()), prose.Paragraph(words)), container.NewHBox(layout.NewSpacer(), ok))
	sheet.OnCancel = done
	u.window.Canvas().Focus(ok)
}
