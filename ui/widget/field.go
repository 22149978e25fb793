package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// Field is a text field that lets the window have the keys that it does not use itself:
// shortcuts such as Ctrl+N, and Escape.
type Field struct {
	widget.Entry
	// OnKey gets every key first; true takes it from the field. It may be nil.
	OnKey func(*fyne.KeyEvent) bool
	// Focused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	Focused func(fyne.CanvasObject)

	self fyne.CanvasObject // what the window knows it as, which may be a field made of this one
}

// ExtendBaseWidget remembers what the window knows the field as.
func (f *Field) ExtendBaseWidget(w fyne.Widget) {
	f.self = w
	f.Entry.ExtendBaseWidget(w)
}

// NewField makes a field of one line.
func NewField() *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	return f
}

// Fill shows a text.
func (f *Field) Fill(text string) { f.SetText(text) }

// NewPassphraseField makes a field that does not show what is typed.
func NewPassphraseField() *Field {
	f := &Field{}
	f.Password = true
	f.ExtendBaseWidget(f)
	return f
}

// AcceptsTab leaves Tab to the window: it leads to the next field everywhere.
func (f *Field) AcceptsTab() bool { return false }

// FocusGained tells that the keyboard is here.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	comeToSight(f.self, f.Focused)
}

// TypedShortcut hands what is no editing of text to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if c, custom := s.(*desktop.CustomShortcut); custom {
		if c.KeyName == fyne.KeyZ && c.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
			f.Redo() // as in other programs; the journal is not what somebody types in
			return
		}
		if c, ok := f.canvas().(interface{ TypedShortcut(fyne.Shortcut) }); ok {
			c.TypedShortcut(s)
		}
		return
	}
	f.Entry.TypedShortcut(s)
}

// TypedKey hands the window its keys.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e) {
		return
	}
	if !isForWindow(e.Name) {
		f.Entry.TypedKey(e)
		return
	}
	passOn(f.self, e)
}

func (f *Field) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(f.self) }

// Labelled puts a name, and a hint where there is one, over a field.
func Labelled(name, hint string, field fyne.CanvasObject) fyne.CanvasObject {
	label := Text(name, fynetheme.SizeNameText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
	if hint == "" {
		return Flow(0, label, field)
	}
	return Flow(0, Flow(-theme.Unit/2, label, Caption(hint)), field)
}

// CreateRenderer draws the text on its ground.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(f, WithWheel(f.Entry.CreateRenderer(), func(e *fyne.ScrollEvent) { scrollAround(f.self, e) }))
}
