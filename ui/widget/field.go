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
}

// NewField makes a field of one line.
func NewField() *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	return f
}

// NewTextField makes a field of several lines, at least as many as rows.
func NewTextField(rows int) *Field {
	f := &Field{}
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.SetMinRowsVisible(rows)
	f.ExtendBaseWidget(f)
	return f
}

// NewPassphraseField makes a field that does not show what is typed.
func NewPassphraseField() *Field {
	f := &Field{}
	f.Password = true
	f.ExtendBaseWidget(f)
	return f
}

// TypedShortcut hands what is no editing of text to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if _, custom := s.(*desktop.CustomShortcut); custom {
		if c, ok := f.canvas().(interface{ TypedShortcut(fyne.Shortcut) }); ok {
			c.TypedShortcut(s)
		}
		return
	}
	f.Entry.TypedShortcut(s)
}

// TypedKey hands Escape to the window.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeyEscape {
		f.Entry.TypedKey(e)
		return
	}
	if c := f.canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

func (f *Field) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(f) }

// Labelled puts a name, and a hint where there is one, over a field.
func Labelled(name, hint string, field fyne.CanvasObject) fyne.CanvasObject {
	label := Text(name, fynetheme.SizeNameText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
	if hint == "" {
		return Flow(0, label, field)
	}
	return Flow(0, Flow(-theme.Unit/2, label, Caption(hint)), field)
}
