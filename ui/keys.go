package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/menu"
	"enactive/ui/page"
	"enactive/ui/scrolling"
	"enactive/ui/shell"
)

// addKeys registers the keys of all commands in a window. The command of a key depends on the page,
// so it is looked up when the key is pressed.
func (u *App) addKeys(in fyne.Window) {
	c := in.Canvas()
	press := func(key fyne.KeyName, modifier fyne.KeyModifier) func(fyne.Shortcut) {
		return func(fyne.Shortcut) {
			switch w := u.windowIn(in); {
			case w != nil:
				w.runKey(key, modifier)
			case modifier == ctrl && key == fyne.KeyW:
				u.closeOne(in)
			case modifier == ctrl && key == fyne.KeyQ:
				u.quit()
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
	c.AddShortcut(&fyne.ShortcutPaste{}, press(fyne.KeyV, ctrl))
	c.AddShortcut(&fyne.ShortcutRedo{}, press(fyne.KeyZ, ctrl|shift))
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { u.typedKey(in, e) })
}

// typedKey handles keys without a command: Escape closes overlays, F1 shows the keys, F6 moves
// between the rail and the page, and F11 toggles full screen.
func (u *App) typedKey(in fyne.Window, e *fyne.KeyEvent) {
	w := u.windowIn(in)
	switch {
	case e.Name == fyne.KeyF11:
		toggleFullScreen(in)
	case e.Name == fyne.KeyEscape:
		u.escape(in)
	case e.Name == fyne.KeyF10 || e.Name == desktop.KeyMenu:
		u.openMenu(in, e)
	case w == nil && in == u.window && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter):
		if p, ok := u.entrance.(interface{ Continue() }); ok && in.Canvas().Overlays().Top() == nil {
			p.Continue()
		}
	case w != nil && e.Name == fyne.KeyF1:
		w.runKey(fyne.KeySlash, ctrl)
	case w != nil:
		w.runKey(e.Name, 0)
	}
}

// openMenu opens the menu of what has the keyboard, or else that of the page.
func (u *App) openMenu(in fyne.Window, e *fyne.KeyEvent) {
	held := fyne.KeyModifier(0)
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	c := in.Canvas()
	if _, sheet := c.Overlays().Top().(*shell.Sheet); u.windowIn(in) == nil || !menu.Opens(e, held&shift != 0) || sheet {
		return
	}
	focused, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
	if !hasMenu(focused) {
		focused = scrolling.Around(c.Content(), focused, hasMenu)
	}
	if o, ok := focused.(interface{ OpenMenu() }); ok {
		o.OpenMenu()
	}
}

func hasMenu(o fyne.CanvasObject) bool { _, ok := o.(interface{ OpenMenu() }); return ok }

// toggleFullScreen fills the screen with a window, or makes it a window again.
func toggleFullScreen(in fyne.Window) { in.SetFullScreen(!in.FullScreen()) }

// closeOne closes the overlay of a window, or else the open form, or else the window.
func (u *App) closeOne(in fyne.Window) {
	w, top := u.windowIn(in), in.Canvas().Overlays().Top()
	sheet, isSheet := top.(*shell.Sheet)
	switch {
	case w != nil && w.stopWriting():
	case isSheet && sheet.OnCancel != nil, u.note != nil:
		u.escape(in)
	case top != nil && !isSheet: // a menu
		in.Canvas().Overlays().Remove(top)
	case w != nil && w.nav.form != nil:
		w.leaveForm()
	case w != nil:
		u.closeWindow(w)
	default:
		u.quit()
	}
}

// escape closes the overlay of a window, or else leaves the form or selection on the page.
func (u *App) escape(in fyne.Window) {
	if u.note != nil {
		u.note.Escape()
		return
	}
	if top, ok := in.Canvas().Overlays().Top().(*shell.Sheet); ok && top.OnCancel != nil {
		top.OnCancel()
		return
	}
	if top, ok := in.Canvas().Overlays().Top().(*widget.PopUp); ok { // a dialog of the toolkit
		top.Hide()
		return
	}
	w := u.windowIn(in)
	if w == nil {
		if p, ok := u.entrance.(interface{ Escape() }); ok && in == u.window {
			p.Escape()
		}
		return
	}
	if w.stopWriting() {
		return
	}
	var shown any = w.nav.pages[w.nav.shown]
	if w.nav.form != nil {
		shown = w.nav.form.form
	}
	if p, ok := shown.(interface{ Escape() }); ok {
		p.Escape()
	}
}

// runKey runs the current command of a key. While a sheet is open, only its own commands and those
// that replace it can run.
func (w *mainWindow) runKey(key fyne.KeyName, modifier fyne.KeyModifier) {
	switch {
	case key == fyne.KeyPlus:
		key = fyne.KeyEqual
	case key == fyne.KeyEqual && modifier == ctrl|shift: // "+" on many keyboards
		modifier = ctrl
	}
	if w.writing != nil {
		w.runWritingKey(key, modifier)
		return
	}
	for _, c := range w.commandsOverSheet(w.commands()) {
		if c.Key == key && c.Modifier == modifier && c.Possible() {
			c.Do()
			return
		}
	}
}

// commandsOverSheet omits commands that would change the page below an open sheet.
func (w *mainWindow) commandsOverSheet(all []page.Command) []page.Command {
	if w.quick.isOpen() || w.day.isOpen() || w.window.Canvas().Overlays().Top() == nil {
		return all
	}
	windows := w.windowCommands()
	if top, ok := w.window.Canvas().Overlays().Top().(*shell.Sheet); ok && top.Asks { // another sheet would take its place
		windows = slices.DeleteFunc(windows, func(c page.Command) bool { return c.ID == "palette" || c.ID == "keys" })
	}
	return slices.DeleteFunc(all, func(c page.Command) bool {
		return !slices.ContainsFunc(windows, func(a page.Command) bool { return a.ID == c.ID })
	})
}
