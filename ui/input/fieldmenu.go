package input

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/ui/writing"
)

// KeyDown notes that Shift is held.
func (f *Field) KeyDown(k *fyne.KeyEvent) {
	f.shift = f.shift || isShift(k)
	f.Entry.KeyDown(k)
}

// KeyUp notes that Shift is released.
func (f *Field) KeyUp(k *fyne.KeyEvent) {
	f.shift = f.shift && !isShift(k)
	f.Entry.KeyUp(k)
}

// TappedSecondary opens the menu in place of the toolkit's, which has its own look and language.
func (f *Field) TappedSecondary(e *fyne.PointEvent) { f.menu(e.AbsolutePosition, false) }

// menu offers what can be done with the text.
func (f *Field) menu(at fyne.Position, byKey bool) {
	// The menu has the keyboard from now on, so that the field does not hear of Shift being released.
	f.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	c := f.canvas()
	if c == nil || f.Disabled() {
		return
	}
	if o, ok := f.self.(fyne.Focusable); ok && c.Focused() == nil {
		c.Focus(o)
	}
	shortcuts, ok := f.self.(fyne.Shortcutable)
	if !ok {
		return
	}
	clipboard := fyne.CurrentApp().Clipboard()
	selected := f.SelectedText()
	edits := writing.Edits{NoHistory: true, Secret: f.Password, Word: selected,
		Paste: func() { shortcuts.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard}) }}
	if selected != "" {
		edits.Cut = func() { shortcuts.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard}) }
		edits.Copy = func() { shortcuts.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard}) }
	} else if f.CursorRow == 0 {
		edits.Word, _, _ = writing.WordAt([]rune(f.Text), f.CursorColumn)
	}
	if f.Text != "" {
		edits.SelectAll = func() { shortcuts.TypedShortcut(&fyne.ShortcutSelectAll{}) }
	}
	writing.Show(f.self, at, byKey, edits.Items(writing.At(f.self)))
}
