package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/ui/menu"
	"enactive/ui/page"
	"enactive/ui/scrolling"
	"enactive/ui/shell"
)

// addKeys registers the keys of all commands. The command of a key depends on the page, so it is
// looked up when the key is pressed.
func (u *App) addKeys() {
	c := u.window.Canvas()
	press := func(key fyne.KeyName, modifier fyne.KeyModifier) func(fyne.Shortcut) {
		return func(fyne.Shortcut) {
			switch {
			case u.open != nil:
				u.open.runKey(key, modifier)
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

// typedKey handles keys without a command: Escape closes overlays, F1 shows the keys, F6 moves
// between the rail and the page, and F11 toggles full screen.
func (u *App) typedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyF11:
		u.fullScreen()
	case e.Name == fyne.KeyEscape:
		u.escape()
	case e.Name == fyne.KeyF10 || e.Name == desktop.KeyMenu:
		u.openMenu(e)
	case u.open != nil && e.Name == fyne.KeyF1:
		u.open.runKey(fyne.KeySlash, ctrl)
	case u.open != nil:
		u.open.runKey(e.Name, 0)
	}
}

// openMenu opens the menu of what has the keyboard, or else that of the page.
func (u *App) openMenu(e *fyne.KeyEvent) {
	held := fyne.KeyModifier(0)
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	c := u.window.Canvas()
	if _, sheet := c.Overlays().Top().(*shell.Sheet); u.open == nil || !menu.Opens(e, held&shift != 0) || sheet {
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

// fullScreen fills the screen with the window, or makes it a window again.
func (u *App) fullScreen() { u.window.SetFullScreen(!u.window.FullScreen()) }

// closeOne closes the overlay, or else the open form, or else the window.
func (u *App) closeOne() {
	top, sheet := u.window.Canvas().Overlays().Top().(*shell.Sheet)
	switch {
	case sheet && top.OnCancel != nil, u.note != nil:
		u.escape()
	case u.open != nil && u.open.nav.form != nil:
		u.open.leaveForm()
	default:
		u.quit()
	}
}

// escape closes the overlay, or else leaves the form or selection on the page.
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
	var shown any = u.open.nav.pages[u.open.nav.shown]
	if u.open.nav.form != nil {
		shown = u.open.nav.form.form
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
	for _, c := range w.commandsOverSheet(w.commands()) {
		if c.Key == key && c.Modifier == modifier && c.Possible() {
			c.Do()
			return
		}
	}
}

// commandsOverSheet omits commands that would change the page below an open sheet.
func (w *mainWindow) commandsOverSheet(all []page.Command) []page.Command {
	if w.quick.isOpen() || w.day.isOpen() || w.app.window.Canvas().Overlays().Top() == nil {
		return all
	}
	windows := w.windowCommands()
	if top, ok := w.app.window.Canvas().Overlays().Top().(*shell.Sheet); ok && top.Asks { // another sheet would take its place
		windows = slices.DeleteFunc(windows, func(c page.Command) bool { return c.ID == "palette" || c.ID == "keys" })
	}
	return slices.DeleteFunc(all, func(c page.Command) bool {
		return !slices.ContainsFunc(windows, func(a page.Command) bool { return a.ID == c.ID })
	})
}
