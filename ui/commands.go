package ui

import (
	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/page"
	"enactive/ui/theme"
)

const (
	ctrl  = fyne.KeyModifierShortcutDefault
	shift = fyne.KeyModifierShift
	alt   = fyne.KeyModifierAlt
)

// commands are all that a person can do now, wherever they are; the page on the screen adds
// its own in front.
func (w *mainWindow) commands() []page.Command {
	all := append([]page.Command{}, w.formCommands()...)
	if w.nav.form == nil {
		all = append(all, commandsOf(w.nav.pages[w.nav.shown])...)
	}
	all = append(all, w.entryCommands()...)
	all = append(all, w.navigationCommands()...)
	all = append(all, w.journalCommands()...)
	return append(all, w.windowCommands()...)
}

// commandsOf are the commands that a page or form offers while it is shown.
func commandsOf(shown any) []page.Command {
	if p, ok := shown.(interface{ Commands() []page.Command }); ok {
		return p.Commands()
	}
	return nil
}

// formCommands are the commands for the open form.
func (w *mainWindow) formCommands() []page.Command {
	if !w.quick.isOpen() && !w.day.isOpen() && w.nav.form == nil {
		return nil
	}
	group := wording.Text("writing")
	all := []page.Command{
		{ID: "form.save", Name: wording.Text("save-what-you-are-writing"), Group: group, Key: fyne.KeyReturn, Modifier: ctrl, Do: w.save},
		{ID: "form.save.keypad", Name: "", Group: group, Key: fyne.KeyEnter, Modifier: ctrl, Do: w.save},
		{ID: "form.save.habit", Name: "", Group: group, Key: fyne.KeyS, Modifier: ctrl, Do: w.save},
		w.writeCommand(),
	}
	if w.day.isOpen() {
		return append(all, w.day.form.Commands()...)
	}
	if w.nav.form == nil || w.quick.isOpen() {
		return all
	}
	return append(all, commandsOf(w.nav.form.form)...)
}

// entryCommands write something new, and undo changes.
func (w *mainWindow) entryCommands() []page.Command {
	group := wording.Text("writing")
	all := []page.Command{
		{ID: "entry.quick", Name: wording.Text("write-down-what-you-did"), Group: group, Key: fyne.KeyN, Modifier: ctrl, Do: w.openQuick},
		{ID: "entry.new", Name: wording.Text("write-a-full-entry"), Group: group, Key: fyne.KeyN, Modifier: ctrl | shift, Do: func() { w.newEntry(journal.Experience) }},
		{ID: "plan.new", Name: wording.Text("plan-what-comes-next"), Group: group, Key: fyne.KeyP, Modifier: ctrl | shift, Do: func() { w.newEntry(journal.Plan) }},
		{ID: "checkin.new", Name: wording.Text("check-in-how-sure-are-you-now"), Group: group, Key: fyne.KeyI, Modifier: ctrl | shift, Do: func() { w.newEntry(journal.CheckIn) }},
		{ID: "day.values", Name: wording.Text("values-of-a-day"), Words: wording.Text("sleep-weight-diary"), Group: group, Key: fyne.KeyD, Modifier: ctrl, Do: func() { w.openDay(journal.Date{}) }},
		{ID: "measure.new", Name: wording.Text("new-measure"), Group: group, Do: func() { w.confirmLeave(func() { w.nav.showPage(pageMeasures); w.pages.measures.Add() }) }},
		{ID: "reminder.new", Name: wording.Text("new-reminder"), Group: group, Do: func() { w.confirmLeave(func() { w.nav.showPage(pageReminders); w.pages.reminders.Add() }) }},
		{ID: "area.new", Name: wording.Text("create-a-new-area"), Group: group, Do: func() { w.editArea(journal.Area{}) }},
		{ID: "undo", Name: wording.Text("undo"), Words: wording.Text("undo-revert"), Group: group, Key: fyne.KeyZ, Modifier: ctrl, Do: w.undo},
		{ID: "redo", Name: wording.Text("redo"), Words: wording.Text("redo-repeat"), Group: group, Key: fyne.KeyZ, Modifier: ctrl | shift, Do: w.redo},
	}
	if !w.quick.isOpen() && !w.day.isOpen() && w.nav.form == nil { // it is among the commands of a form
		all = append(all, w.writeCommand())
	}
	return all
}

// navigationCommands lead to the pages.
func (w *mainWindow) navigationCommands() []page.Command {
	group := wording.Text("pages")
	all := []page.Command{{ID: "entries.search", Name: wording.Text("search-everything-you-wrote"), Words: wording.Text("find-look-for"), Group: group, Key: fyne.KeyF, Modifier: ctrl,
		Do: func() { w.confirmLeave(func() { w.nav.showPage(pageEntries); w.pages.entries.FocusSearch() }) }}}
	for _, p := range places() {
		all = append(all, page.Command{ID: "page." + string(p.name), Name: p.title, Words: p.words, Group: group, Key: p.key, Modifier: ctrl, Do: func() { w.show(p.name) }})
	}
	all = append(all, page.Command{ID: "go.back", Name: wording.Text("go-back"), Words: wording.Text("back-previous-page"), Group: group, Key: fyne.KeyLeft, Modifier: alt, Can: w.canGoBack, Do: w.goBack},
		page.Command{ID: "go.forward", Name: wording.Text("go-forward"), Group: group, Key: fyne.KeyRight, Modifier: alt, Can: w.canGoForward, Do: w.goForward})
	all = append(all, page.Command{ID: "page.measures", Name: wording.Text("measures-of-your-own"), Words: wording.Text("tracker-metric-custom-field"), Group: group, Do: func() { w.show(pageMeasures) }})
	all = append(all, page.Command{ID: "page.reminders", Name: wording.Text("reminders"), Words: wording.Text("notification-alarm-timer-calendar"), Group: group, Do: func() { w.show(pageReminders) }})
	all = append(all, page.Command{ID: "page.machines", Name: wording.Text("another-computer"), Words: wording.Text("sync-merge-two-computers-laptop"), Group: group,
		Do: func() { w.confirmLeave(func() { w.nav.showPage(pageSettings); w.pages.settings.ShowMachines() }) }})
	all = append(all, page.Command{ID: "page.notes", Name: wording.Text("notes-from-your-phone"), Words: wording.Text("inbox-mobile-qr-capture"), Group: group, Do: func() { w.show(pageNotes) }})
	return append(all, page.Command{ID: "page.bin", Name: wording.Text("bin"), Words: wording.Text("delete-remove-trash-erase-restore"), Group: group, Do: func() { w.show(pageBin) }})
}

// journalCommands are the commands for the journal as a whole: its keys, its backups, its ways in and
// out.
func (w *mainWindow) journalCommands() []page.Command {
	group := wording.Text("your-journal")
	safety := func(do func()) func() { return func() { w.confirmLeave(func() { w.nav.showPage(pageSafety); do() }) } }
	settings := func(do func()) func() {
		return func() { w.confirmLeave(func() { w.nav.showPage(pageSettings); do() }) }
	}
	writable := func() bool { return w.journal().ReadOnly() == nil }
	var all []page.Command
	if w.nav.form != nil || w.nav.shown != pageDocument { // which prints by the same key
		all = append(all, page.Command{ID: "journal.document", Name: wording.Text("make-a-document-to-hand-on"), Words: wording.Text("print-pdf-report-preview-therapist"), Group: group, Key: fyne.KeyP, Modifier: ctrl, Do: w.makeDocument})
	}
	return append(all, []page.Command{
		{ID: "journal.backup", Name: wording.Text("make-a-backup-now"), Words: wording.Text("save-a-copy-secure"), Group: group, Do: safety(w.pages.safety.BackUpNow)},
		{ID: "journal.check", Name: wording.Text("check-everything-now"), Group: group, Do: safety(w.pages.safety.Check)},
		{ID: "journal.passphrase", Name: wording.Text("change-the-passphrase-or-add-one"), Words: wording.Text("password-encrypt"), Group: group, Do: safety(w.pages.safety.AddPassphrase)},
		{ID: "journal.words", Name: wording.Text("create-recovery-words"), Group: group, Can: func() bool { return w.session.Protected() }, Do: safety(w.pages.safety.Recovery)},
		{ID: "journal.export", Name: wording.Text("export-entries"), Words: wording.Text("export-print-pdf-csv-json-download"), Group: group, Do: settings(w.pages.settings.FocusExport)},
		{ID: "journal.import", Name: wording.Text("import-entries"), Words: wording.Text("import-load-open-a-file-csv-table"), Group: group, Do: func() { w.show(pageImport) }},
		{ID: "journal.carry", Name: wording.Text("take-to-another-computer"), Words: wording.Text("sync-sealed-file-export-laptop"), Group: group, Do: settings(w.pages.settings.TakeToMachine)},
		{ID: "journal.takein", Name: wording.Text("take-in-from-another-computer"), Words: wording.Text("sync-merge-sealed-file-laptop"), Group: group, Can: writable, Do: settings(w.pages.settings.ChooseTakeIn)},
		{ID: "journal.versions", Name: wording.Text("choose-which-version-of-a-text-stays"), Words: wording.Text("conflict-two-versions"), Group: group,
			Can: func() bool { return writable() && len(w.journal().Doubles()) > 0 }, Do: settings(w.pages.settings.ChooseVersions)},
		{ID: "journal.own", Name: wording.Text("go-to-a-journal-of-your-own"), Group: group, Can: func() bool { return w.journal().Meta().Sample }, Do: w.app.goToOwn},
		{ID: "licences", Name: wording.Text("show-the-licences"), Words: wording.Text("about-version"), Group: group, Do: w.showLicences},
	}...)
}

// windowCommands are the commands for the window itself.
func (w *mainWindow) windowCommands() []page.Command {
	group := wording.Text("window")
	u := w.app
	return []page.Command{
		{ID: "palette", Name: wording.Text("find-a-command-an-area-or-an-entry"), Group: group, Key: fyne.KeyK, Modifier: ctrl, Do: w.openPalette},
		{ID: "keys", Name: wording.Text("show-all-keyboard-shortcuts"), Words: wording.Text("help-shortcuts-keyboard"), Group: group, Key: fyne.KeySlash, Modifier: ctrl, Do: w.showKeys},
		{ID: "text.larger", Name: wording.Text("larger-text"), Words: wording.Text("zoom-in-font"), Group: group, Key: fyne.KeyEqual, Modifier: ctrl, Do: func() { u.scaleBy(+1) }},
		{ID: "text.smaller", Name: wording.Text("smaller-text"), Words: wording.Text("zoom-out-font"), Group: group, Key: fyne.KeyMinus, Modifier: ctrl, Do: func() { u.scaleBy(-1) }},
		{ID: "text.normal", Name: wording.Text("reset-text-size"), Group: group, Key: fyne.Key0, Modifier: ctrl, Do: func() { u.scaleBy(0) }},
		{ID: "look.light", Name: wording.Text("light-colours"), Words: wording.Text("theme-day"), Group: group, Do: func() { u.setMode(theme.Light) }},
		{ID: "look.dark", Name: wording.Text("dark-colours"), Words: wording.Text("theme-night"), Group: group, Do: func() { u.setMode(theme.Dark) }},
		{ID: "look.system", Name: wording.Text("use-system-colours"), Group: group, Do: func() { u.setMode(theme.System) }},
		{ID: "lock", Name: wording.Text("lock-the-journal"), Group: group, Key: fyne.KeyL, Modifier: ctrl, Do: u.lock},
		{ID: "window.full", Name: wording.Text("toggle-full-screen"), Words: wording.Text("maximise"), Group: group, Key: fyne.KeyF11, Do: func() { toggleFullScreen(w.window) }},
		{ID: "window.new", Name: wording.Text("open-in-a-new-window"), Words: wording.Text("second-window-side-by-side"), Group: group, Key: fyne.KeyO, Modifier: ctrl | shift, Do: w.openBeside},
		{ID: "window.jump", Name: wording.Text("switch-between-the-page-and-the-list"), Group: group, Key: fyne.KeyF6, Do: w.nav.jumpFocus},
		{ID: "window.close", Name: wording.Text("close-what-is-open-and-then-the-window"), Group: group, Key: fyne.KeyW, Modifier: ctrl, Do: func() { u.closeOne(w.window) }},
		{ID: "quit", Name: wording.Text("quit"), Words: wording.Text("quit-exit-close"), Group: group, Key: fyne.KeyQ, Modifier: ctrl, Do: u.quit},
	}
}
