package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/longhand"
	"enactive/ui/page"
	"enactive/ui/textedit"
)

// writer is a page or form with a text that is written at length.
type writer interface{ Writing() *input.TextArea }

// longText is the text to be written with nothing else: that with the keyboard, or else that of the form
// or page on the screen. It is nil where there is none.
func (w *mainWindow) longText() *textedit.Field {
	if f, ok := w.window.Canvas().Focused().(*textedit.Field); ok {
		return f
	}
	var shown any = w.nav.pages[w.nav.shown]
	switch {
	case w.day.isOpen():
		shown = w.day.form
	case w.nav.form != nil:
		shown = w.nav.form.form
	}
	if p, ok := shown.(writer); ok {
		if a := p.Writing(); a != nil {
			return a.Long()
		}
	}
	return nil
}

// write fills the window with a long text, or leads back from there. Where there is no text a new entry
// is begun.
func (w *mainWindow) write() {
	if w.writing != nil {
		w.writing.Leave()
		return
	}
	if w.quick.isOpen() { // it has no room for words; the full form has, with what was typed
		w.quick.form.More()
		if w.nav.form == nil {
			return
		}
	}
	if w.longText() == nil {
		w.newEntry(journal.Experience)
	}
	if of := w.longText(); of != nil {
		w.writeIn(of)
	}
}

func (w *mainWindow) writeIn(of *textedit.Field) {
	p := w.app.app.Preferences()
	w.nav.hints.Hide()
	w.writing = longhand.Enter(w.window.Canvas(), of, longhand.Type{Serif: p.BoolWithFallback(prefSerif, true), Size: p.IntWithFallback(prefWriting, longhand.DefaultSize)})
	w.writing.OnLeave = func() {
		w.writing = nil
		if of.Visible() && fyne.CurrentApp().Driver().CanvasForObject(of) == w.window.Canvas() { // not in a closed fold
			w.window.Canvas().Focus(of)
		}
	}
	w.writing.OnType = func(t longhand.Type) {
		p.SetBool(prefSerif, t.Serif)
		p.SetInt(prefWriting, t.Size)
	}
}

// stopWriting brings the page back, and reports whether a text filled the window.
func (w *mainWindow) stopWriting() bool {
	if w.writing == nil {
		return false
	}
	w.writing.Leave()
	return true
}

// writeCommand is the command of the writing mode. The page of the entries has another use for its key.
func (w *mainWindow) writeCommand() page.Command {
	c := page.Command{ID: "write.only", Name: wording.Text("nothing-but-the-words"), Words: wording.Text("focus-distraction-free-zen"), Group: wording.Text("writing"), Key: fyne.KeyF, Modifier: ctrl | shift, Do: w.write}
	if w.nav.form == nil && !w.day.isOpen() && w.nav.shown == pageEntries {
		c.Key = ""
	}
	return c
}

// runWritingKey runs the command of a key while a text fills the window: those that need no page.
func (w *mainWindow) runWritingKey(key fyne.KeyName, modifier fyne.KeyModifier) {
	own := []page.Command{
		{Key: fyne.KeyF, Modifier: ctrl | shift, Do: func() { w.stopWriting() }},
		{Key: fyne.KeyEqual, Modifier: ctrl, Do: func() { w.writing.Grow(+1) }},
		{Key: fyne.KeyMinus, Modifier: ctrl, Do: func() { w.writing.Grow(-1) }},
		{Key: fyne.Key0, Modifier: ctrl, Do: func() { w.writing.Grow(0) }},
	}
	for _, c := range slices.Concat(w.formCommands(), w.windowCommands()) {
		if slices.Contains([]string{"form.save", "form.save.keypad", "form.save.habit", "lock", "window.full", "window.close", "quit"}, c.ID) {
			own = append(own, c)
		}
	}
	for _, c := range own {
		if c.Key == key && c.Modifier == modifier {
			c.Do()
			return
		}
	}
}
