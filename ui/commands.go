package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/resources/licences"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

const (
	ctrl  = fyne.KeyModifierShortcutDefault
	shift = fyne.KeyModifierShift
	alt   = fyne.KeyModifierAlt
)

// commands are all that a person can do now, wherever they are; the page on the screen adds
// its own in front.
func (d *desk) commands() []page.Command {
	all := append([]page.Command{}, d.formCommands()...)
	if d.editor == nil {
		all = append(all, d.commandsOf(d.shown)...)
	}
	all = append(all, d.writing()...)
	all = append(all, d.ways()...)
	all = append(all, d.keeping()...)
	return append(all, d.around()...)
}

// formCommands are those of what is being written.
func (d *desk) formCommands() []page.Command {
	if d.sheet == nil && d.editor == nil {
		return nil
	}
	group := wording.Text("writing")
	all := []page.Command{
		{ID: "form.save", Name: wording.Text("save-what-you-are-writing"), Group: group, Key: fyne.KeyReturn, Modifier: ctrl, Do: d.save},
		{ID: "form.save.keypad", Name: "", Group: group, Key: fyne.KeyEnter, Modifier: ctrl, Do: d.save},
		{ID: "form.save.habit", Name: "", Group: group, Key: fyne.KeyS, Modifier: ctrl, Do: d.save},
	}
	if f, ok := d.editor.(interface{ Commands() []page.Command }); ok && d.sheet == nil {
		all = append(all, f.Commands()...)
	}
	return all
}

func (d *desk) writing() []page.Command {
	group := wording.Text("writing")
	return []page.Command{
		{ID: "entry.quick", Name: wording.Text("write-down-what-you-did"), Group: group, Key: fyne.KeyN, Modifier: ctrl, Do: d.openQuick},
		{ID: "entry.new", Name: wording.Text("write-a-full-entry"), Group: group, Key: fyne.KeyN, Modifier: ctrl | shift, Do: func() { d.begin(journal.Experience) }},
		{ID: "plan.new", Name: wording.Text("plan-what-comes-next"), Group: group, Key: fyne.KeyP, Modifier: ctrl | shift, Do: func() { d.begin(journal.Plan) }},
		{ID: "checkin.new", Name: wording.Text("check-in-how-sure-are-you-now"), Group: group, Key: fyne.KeyI, Modifier: ctrl | shift, Do: func() { d.begin(journal.CheckIn) }},
		{ID: "area.new", Name: wording.Text("create-a-new-area"), Group: group, Do: func() { d.editArea(journal.Area{}) }},
		{ID: "undo", Name: wording.Text("undo"), Words: wording.Text("undo-revert"), Group: group, Key: fyne.KeyZ, Modifier: ctrl, Do: d.undo},
		{ID: "redo", Name: wording.Text("redo"), Words: wording.Text("redo-repeat"), Group: group, Key: fyne.KeyZ, Modifier: ctrl | shift, Do: d.redo},
	}
}

// ways lead to the pages.
func (d *desk) ways() []page.Command {
	group := wording.Text("pages")
	all := []page.Command{{ID: "entries.search", Name: wording.Text("search-everything-you-wrote"), Words: wording.Text("find-look-for"), Group: group, Key: fyne.KeyF, Modifier: ctrl,
		Do: func() { d.leaving(func() { d.put(pageEntries); d.entries.FocusSearch() }) }}}
	for _, p := range places() {
		all = append(all, page.Command{ID: "page." + string(p.name), Name: p.title, Words: p.words, Group: group, Key: p.key, Modifier: ctrl, Do: func() { d.show(p.name) }})
	}
	return append(all, page.Command{ID: "page.bin", Name: wording.Text("bin"), Words: wording.Text("delete-remove-trash-erase-restore"), Group: group, Do: func() { d.show(pageBin) }})
}

// keeping are the commands for the journal as a whole: its keys, its backups, its ways in and
// out.
func (d *desk) keeping() []page.Command {
	group := wording.Text("your-journal")
	safety := func(do func()) func() { return func() { d.leaving(func() { d.put(pageSafety); do() }) } }
	settings := func(do func()) func() { return func() { d.leaving(func() { d.put(pageSettings); do() }) } }
	return []page.Command{
		{ID: "journal.backup", Name: wording.Text("make-a-backup-now"), Words: wording.Text("save-a-copy-secure"), Group: group, Do: safety(d.safety.BackUpNow)},
		{ID: "journal.check", Name: wording.Text("check-everything-now"), Group: group, Do: safety(d.safety.Check)},
		{ID: "journal.passphrase", Name: wording.Text("change-the-passphrase-or-add-one"), Words: wording.Text("password-encrypt"), Group: group, Do: safety(d.safety.AddPassphrase)},
		{ID: "journal.words", Name: wording.Text("create-recovery-words"), Group: group, Can: func() bool { return d.protected }, Do: safety(d.safety.Recovery)},
		{ID: "journal.export", Name: wording.Text("export-entries"), Words: wording.Text("export-print-pdf-csv-json-download"), Group: group, Do: settings(d.settings.FocusExport)},
		{ID: "journal.import", Name: wording.Text("import-entries"), Words: wording.Text("import-load-open-a-file-csv-table"), Group: group, Do: settings(d.settings.FocusImport)},
		{ID: "journal.own", Name: wording.Text("go-to-a-journal-of-your-own"), Group: group, Can: func() bool { return d.journal.Meta().Sample }, Do: d.app.toOwn},
		{ID: "licences", Name: wording.Text("show-the-licences"), Words: wording.Text("about-version"), Group: group, Do: d.showLicences},
	}
}

// around are the commands for the window itself.
func (d *desk) around() []page.Command {
	group := wording.Text("window")
	u := d.app
	return []page.Command{
		{ID: "palette", Name: wording.Text("find-a-command-an-area-or-an-entry"), Group: group, Key: fyne.KeyK, Modifier: ctrl, Do: d.openPalette},
		{ID: "keys", Name: wording.Text("show-all-keyboard-shortcuts"), Words: wording.Text("help-shortcuts-keyboard"), Group: group, Key: fyne.KeySlash, Modifier: ctrl, Do: d.showKeys},
		{ID: "text.larger", Name: wording.Text("larger-text"), Words: wording.Text("zoom-in-font"), Group: group, Key: fyne.KeyEqual, Modifier: ctrl, Do: func() { u.scaleBy(+1) }},
		{ID: "text.smaller", Name: wording.Text("smaller-text"), Words: wording.Text("zoom-out-font"), Group: group, Key: fyne.KeyMinus, Modifier: ctrl, Do: func() { u.scaleBy(-1) }},
		{ID: "text.normal", Name: wording.Text("reset-text-size"), Group: group, Key: fyne.Key0, Modifier: ctrl, Do: func() { u.scaleBy(0) }},
		{ID: "look.light", Name: wording.Text("light-colours"), Words: wording.Text("theme-day"), Group: group, Do: func() { u.setMode(theme.Light) }},
		{ID: "look.dark", Name: wording.Text("dark-colours"), Words: wording.Text("theme-night"), Group: group, Do: func() { u.setMode(theme.Dark) }},
		{ID: "look.system", Name: wording.Text("use-system-colours"), Group: group, Do: func() { u.setMode(theme.System) }},
		{ID: "lock", Name: wording.Text("lock-the-journal"), Group: group, Key: fyne.KeyL, Modifier: ctrl, Do: u.lock},
		{ID: "window.full", Name: wording.Text("toggle-full-screen"), Words: wording.Text("maximise"), Group: group, Key: fyne.KeyF11, Do: u.fullScreen},
		{ID: "window.jump", Name: wording.Text("switch-between-the-page-and-the-list"), Group: group, Key: fyne.KeyF6, Do: d.jump},
		{ID: "window.close", Name: wording.Text("close-what-is-open-and-then-the-window"), Group: group, Key: fyne.KeyW, Modifier: ctrl, Do: u.closeOne},
		{ID: "quit", Name: wording.Text("quit"), Words: wording.Text("quit-exit-close"), Group: group, Key: fyne.KeyQ, Modifier: ctrl, Do: u.quit},
	}
}

// begin opens the editor on something new, in the area that is looked at or written in last.
func (d *desk) begin(kind journal.Type) {
	e := journal.Entry{Type: kind, Time: d.journal.Now(), Area: d.likelyArea()}
	if kind != journal.CheckIn {
		e.Source = journal.Mastery
	}
	d.editEntry(e)
}

// likelyArea is the area that something new most likely belongs to; "" leaves it to the form.
func (d *desk) likelyArea() journal.AreaID {
	if d.shown == pageInsights {
		if a := d.insights.Area(); a != "" {
			return a
		}
	}
	if last := d.journal.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, Newest: true, Limit: 1}); len(last) > 0 {
		return last[0].Area
	}
	return ""
}

// addKeys ties the keys of all commands that there may be to the window. What a key does is
// looked up when it is pressed, as it hangs on what is shown.
func (u *App) addKeys() {
	c := u.window.Canvas()
	press := func(key fyne.KeyName, modifier fyne.KeyModifier) func(fyne.Shortcut) {
		return func(fyne.Shortcut) {
			switch {
			case u.open != nil:
				u.open.pressed(key, modifier)
			case modifier == ctrl && (key == fyne.KeyW || key == fyne.KeyQ):
				u.closeOne()
			case u.note != nil && modifier == ctrl && (key == fyne.KeyReturn || key == fyne.KeyEnter):
				u.note.Submit()
			}
		}
	}
	keys := []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySlash, fyne.KeyEqual, fyne.KeyPlus, fyne.KeyMinus, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
		fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeySpace, fyne.KeyDelete, fyne.KeyBackspace, fyne.KeyF1, fyne.KeyComma, fyne.KeyPeriod}
	for k := 'A'; k <= 'Z'; k++ {
		keys = append(keys, fyne.KeyName(k))
	}
	for k := '0'; k <= '9'; k++ {
		keys = append(keys, fyne.KeyName(k))
	}
	for _, key := range keys {
		for _, modifier := range []fyne.KeyModifier{ctrl, ctrl | shift, alt, alt | shift} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier}, press(key, modifier))
		}
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, press(fyne.KeyZ, ctrl))
	c.AddShortcut(&fyne.ShortcutRedo{}, press(fyne.KeyZ, ctrl|shift))
	c.SetOnTypedKey(u.typedKey)
}

// typedKey has Escape leave what lies over the page, F1 show the keys, F6 lead from the rail to
// the page and back, and F11 fill the screen.
func (u *App) typedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyF11:
		u.fullScreen()
	case e.Name == fyne.KeyEscape:
		u.escape()
	case u.open != nil && e.Name == fyne.KeyF1:
		u.open.pressed(fyne.KeySlash, ctrl)
	case u.open != nil:
		u.open.pressed(e.Name, 0)
	}
}

// fullScreen fills the screen with the window, or makes it a window again.
func (u *App) fullScreen() { u.window.SetFullScreen(!u.window.FullScreen()) }

// closeOne closes what lies over the page, or else the form that is open, or else the window.
func (u *App) closeOne() {
	top, sheet := u.window.Canvas().Overlays().Top().(*shell.Sheet)
	switch {
	case sheet && top.OnCancel != nil, u.note != nil:
		u.escape()
	case u.open != nil && u.open.editor != nil:
		u.open.page.Leave()
	default:
		u.quit()
	}
}

// escape leaves what lies over the page, or else what is open on it.
func (u *App) escape() {
	if u.note != nil {
		u.note.Escape()
		return
	}
	if top, ok := u.window.Canvas().Overlays().Top().(*shell.Sheet); ok && top.OnCancel != nil {
		top.OnCancel()
		return
	}
	if u.open == nil {
		return
	}
	var shown any = u.open.pages[u.open.shown]
	if u.open.editor != nil {
		shown = u.open.editor
	}
	if p, ok := shown.(interface{ Escape() }); ok {
		p.Escape()
	}
}

// pressed does what a key stands for now. While a sheet lies over the page, only what has to
// do with the sheet can be done, and what takes its place.
func (d *desk) pressed(key fyne.KeyName, modifier fyne.KeyModifier) {
	switch {
	case key == fyne.KeyPlus:
		key = fyne.KeyEqual
	case key == fyne.KeyEqual && modifier == ctrl|shift: // "+" on many keyboards
		modifier = ctrl
	}
	for _, c := range d.within(d.commands()) {
		if c.Key == key && c.Modifier == modifier && c.Possible() {
			c.Do()
			return
		}
	}
}

// within leaves out, while a question lies over the page, what would change the page under it.
func (d *desk) within(all []page.Command) []page.Command {
	if d.sheet != nil || d.app.window.Canvas().Overlays().Top() == nil {
		return all
	}
	around := d.around()
	if top, ok := d.app.window.Canvas().Overlays().Top().(*shell.Sheet); ok && top.Asks { // another sheet would take its place
		around = slices.DeleteFunc(around, func(c page.Command) bool { return c.ID == "palette" || c.ID == "keys" })
	}
	return slices.DeleteFunc(all, func(c page.Command) bool {
		return !slices.ContainsFunc(around, func(a page.Command) bool { return a.ID == c.ID })
	})
}

// showKeys lists all keys.
func (d *desk) showKeys() {
	d.lay(640, page.Keys(d.commands()), nil)
}

// showLicences shows under which licences the parts of the program are given.
func (d *desk) showLicences() {
	lines := prose.NewLines(licences.Text())
	d.lay(760, arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("licences")),
		prose.Quiet(wording.Say("enactive-is-built-on-the-work-of-others")), lines), nil)
	d.app.window.Canvas().Focus(lines)
}

// lay puts something over the page with a way to close it, in the place of what lay there.
func (d *desk) lay(width float32, body fyne.CanvasObject, foot fyne.CanvasObject) *shell.Sheet {
	d.closeQuick()
	var sheet *shell.Sheet
	shut := control.NewButton(control.Plain, wording.Say("close"), nil, func() { sheet.Hide() })
	if foot == nil {
		foot = container.NewHBox(layout.NewSpacer(), shut)
	}
	sheet = shell.ShowSheet(d.app.window.Canvas(), width, body, foot)
	sheet.OnCancel = sheet.Hide
	d.app.window.Canvas().Focus(shut)
	return sheet
}

// alert explains a problem over a page that has no foot to say it in.
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
