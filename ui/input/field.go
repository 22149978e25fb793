// Package input owns the fields that a person types into: a line, a text, a list, tokens, a date.
package input

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/focus"
	"enactive/ui/menu"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Field is a text field that lets the window have the keys that it does not use itself:
// shortcuts such as Ctrl+N, and Escape.
type Field struct {
	widget.Entry
	// OnKey gets every key first; true takes it from the field. It may be nil.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)
	// OnLeft is called when the keyboard leaves it; it may be nil.
	OnLeft func()

	self  fyne.CanvasObject // the object in the window, which may be a field that embeds this one
	shift bool              // it is held
}

// ExtendBaseWidget remembers the object that is in the window.
func (f *Field) ExtendBaseWidget(w fyne.Widget) {
	f.self = w
	f.Entry.ExtendBaseWidget(w)
}

// NewField creates a field of one line.
func NewField() *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	return f
}

// Set is SetText, under the name that all fields share.
func (f *Field) Set(text string) { f.SetText(text) }

// NewPassphraseField creates a field that hides its text.
func NewPassphraseField() *Field {
	f := &Field{}
	f.Password = true
	f.ExtendBaseWidget(f)
	return f
}

// AcceptsTab leaves Tab to the window: it leads to the next field everywhere.
func (f *Field) AcceptsTab() bool { return false }

// FocusGained scrolls the field into view.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	scrolling.IntoView(f.self, f.OnFocused)
}

// FocusLost tells that the keyboard has left.
func (f *Field) FocusLost() {
	f.shift = false
	f.Entry.FocusLost()
	if f.OnLeft != nil {
		f.OnLeft()
	}
}

// TypedShortcut passes shortcuts that do not edit text to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if c, custom := s.(*desktop.CustomShortcut); custom {
		if c.KeyName == fyne.KeyZ && c.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
			f.Redo() // as in other programs: it must not redo a change of the journal
			return
		}
		if c, ok := f.canvas().(interface{ TypedShortcut(fyne.Shortcut) }); ok {
			c.TypedShortcut(s)
		}
		return
	}
	f.Entry.TypedShortcut(s)
}

// TypedKey passes the window its keys.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e) {
		return
	}
	if menu.Opens(e, f.shift) {
		f.menu(menu.Under(f.self), true)
		return
	}
	if !focus.IsForWindow(e.Name) {
		f.Entry.TypedKey(e)
		return
	}
	focus.PassOn(f.self, e)
}

func (f *Field) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(f.self) }

// Labelled puts a name, and a hint if there is one, over a field.
func Labelled(name, hint string, field fyne.CanvasObject) fyne.CanvasObject {
	label := prose.Text(name, fynetheme.SizeNameText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
	if hint == "" {
		return arrange.Flow(0, label, field)
	}
	return arrange.Flow(0, arrange.Flow(-theme.Unit/2, label, prose.Caption(hint)), field)
}

// CreateRenderer draws the text on its ground.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(f, scrolling.WithWheel(f.Entry.CreateRenderer(), func(e *fyne.ScrollEvent) { scrolling.PassOn(f.self, e) }))
}

// Fields returns the one-line fields in an object, in their order.
func Fields(root fyne.CanvasObject) []*Field {
	switch r := root.(type) {
	case *Field:
		return []*Field{r}
	case *scrolling.Scroll:
		return Fields(r.Content)
	case *fyne.Container:
		return fieldsOf(r.Objects)
	case scrolling.Parent:
		return fieldsOf(r.Children())
	}
	return nil
}

func fieldsOf(objects []fyne.CanvasObject) []*Field {
	var all []*Field
	for _, o := range objects {
		all = append(all, Fields(o)...)
	}
	return all
}
