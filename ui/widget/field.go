package widget

import (
	"strings"
	"unicode/utf8"

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

	rows int               // that show; 0 in a field of one line
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

// NewTextField makes a field of several lines, at least as many as rows.
func NewTextField(rows int) *Field {
	f := &Field{}
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.rows = rows
	f.SetMinRowsVisible(rows)
	f.OnChanged = func(string) { f.grow() }
	f.ExtendBaseWidget(f)
	return f
}

// mostRows is how far a field grows with its text before it scrolls.
const mostRows = 12

// Fill shows a text, and as much of the field as it takes.
func (f *Field) Fill(text string) {
	f.SetText(text)
	f.grow()
}

// grow makes room for the text; it never takes room away, which would make the page jump.
func (f *Field) grow() {
	if rows := min(f.rowsOf(f.Text), mostRows); rows > f.rows {
		f.rows = rows
		f.SetMinRowsVisible(rows)
	}
}

// Resize also makes room for the text where the field has become narrower.
func (f *Field) Resize(size fyne.Size) {
	f.Entry.Resize(size)
	if f.rows > 0 {
		f.grow()
	}
}

// rowsOf estimates how many rows a text takes, from the width of a middling letter.
func (f *Field) rowsOf(text string) int {
	width := f.Size().Width
	if width < 10*theme.Unit {
		width = theme.ReadingWidth * max(1, theme.Scale())
	}
	letters := int(width / (0.52 * textSize(theme.Body)))
	rows := 0
	for _, line := range strings.Split(text, "\n") {
		rows += 1 + utf8.RuneCountInString(line)/letters
	}
	return rows
}

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
	if _, custom := s.(*desktop.CustomShortcut); custom {
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
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return LaidOut(f, f.Entry.CreateRenderer()) }
