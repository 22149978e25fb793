package spoken

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// toolkit tells of the toolkit's own widgets.
func toolkit(o fyne.CanvasObject) (Object, bool) {
	told := Object{Active: -1}
	switch w := o.(type) {
	case *canvas.Text:
		return words(w), true
	case *widget.Label:
		told.Role, told.Name = Label, w.Text
	case *widget.RichText:
		told.Role, told.Name = Label, w.String()
	case *widget.Button:
		told.Role, told.Name, told.Disabled, told.Press = Button, w.Text, w.Disabled(), func() { w.Tapped(nil) }
	case *widget.Entry:
		return OfEntry(w), true
	case *widget.Select:
		return OfSelect(w), true
	case *widget.ProgressBarInfinite:
		told.Role = Progress
	case *widget.PopUpMenu:
		return menu(w), true
	default:
		return Object{}, false
	}
	return told, true
}

// OfEntry tells of a field of the toolkit. Nothing of what is in a field for passphrases is told, not even
// how long it is.
func OfEntry(e *widget.Entry) Object {
	o := Object{Role: Entry, Hint: e.PlaceHolder, Disabled: e.Disabled(), Lines: e.MultiLine, Active: -1}
	if e.Password {
		o.Role = Password
		return o
	}
	lines := strings.Split(e.Text, "\n")
	caret := e.CursorColumn
	for _, line := range lines[:min(e.CursorRow, len(lines))] {
		caret += utf8.RuneCountInString(line) + 1
	}
	text := &Text{Content: e.Text, Caret: caret, From: caret, To: caret}
	if chosen := []rune(e.SelectedText()); len(chosen) > 0 {
		all := []rune(e.Text)
		switch from, to := caret-len(chosen), caret+len(chosen); { // the caret is at one of its ends
		case from >= 0 && caret <= len(all) && string(all[from:caret]) == string(chosen):
			text.From = from
		case to <= len(all) && string(all[caret:to]) == string(chosen):
			text.To = to
		}
	}
	if !o.Disabled {
		text.Set = e.SetText
	}
	text.Select = func(_, to int) {
		row, column := place(e.Text, to)
		e.CursorRow, e.CursorColumn = row, column
		e.Refresh()
	}
	o.Text = text
	return o
}

// place is the row and the column of a place in a text that is not wrapped.
func place(text string, at int) (row, column int) {
	for i, r := range []rune(text) {
		if i >= at {
			break
		}
		if column++; r == '\n' {
			row, column = row+1, 0
		}
	}
	return row, column
}

// OfSelect tells of a choice of the toolkit: its name is that of the text before it.
func OfSelect(s *widget.Select) Object {
	o := Object{Role: ComboBox, Disabled: s.Disabled(), Expandable: true, Active: -1, Press: func() { s.Tapped(nil) }}
	chosen := s.Selected
	if chosen == "" {
		chosen = s.PlaceHolder
	}
	o.Value = &Value{Words: chosen}
	o.News = s.Selected
	return o
}

// menu tells of a menu that is open. The toolkit keeps to itself which of its items is chosen.
func menu(m *widget.PopUpMenu) Object {
	o := Object{Role: Menu, Active: -1}
	v := reflect.ValueOf(m.Menu).Elem()
	chosen := uintptr(0)
	if f := v.FieldByName("activeItem"); f.IsValid() && f.Kind() == reflect.Pointer {
		chosen = f.Pointer()
	}
	for i, item := range m.Items {
		at := reflect.ValueOf(item)
		if at.Kind() != reflect.Pointer || at.Elem().Kind() != reflect.Struct {
			continue
		}
		f := at.Elem().FieldByName("Item")
		if !f.IsValid() || !f.CanInterface() {
			continue // a line between two of them
		}
		told, ok := f.Interface().(*fyne.MenuItem)
		if !ok {
			continue
		}
		part := Part{Key: i, Object: Object{Role: MenuItem, Name: told.Label, Disabled: told.Disabled, Selectable: true, Selected: at.Pointer() == chosen, Active: -1},
			At: func() (fyne.Position, fyne.Size) {
				return fyne.CurrentApp().Driver().AbsolutePositionForObject(item).Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(m)), item.Size()
			}}
		if tapped, ok := item.(fyne.Tappable); ok && !told.Disabled {
			part.Press = func() { tapped.Tapped(nil) }
		}
		if part.Selected {
			o.Active = len(o.Parts)
		}
		o.Parts = append(o.Parts, part)
	}
	return o
}
