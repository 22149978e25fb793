package input

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/focus"
	"enactive/ui/menu"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/textedit"
	"enactive/ui/writing"
)

// TextArea takes text of any kind, up to the limit of the journal. Longer text is refused with a
// reason, never cut. A text that was set and not changed is returned unchanged.
type TextArea struct {
	widget.BaseWidget
	// OnChanged is called after a person changed the text; it may be nil.
	OnChanged func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)

	line    *lineField      // of one line, or else
	long    *textedit.Field // of several
	note    *prose.Label
	least   int    // rows that show at least
	rows    int    // rows that show now
	exact   bool   // no more rows than the text takes, also while it is typed
	given   string // as SetQuietly got it
	shown   string // the part of it that the field showed
	filling bool
	byKey   bool // the menu is being opened by a key
}

// maxRows is how far a field grows with its text before it scrolls.
const maxRows = 12

// NewTextArea creates a field of several lines, at least as many as rows.
func NewTextArea(rows int) *TextArea {
	a := &TextArea{note: prose.Caption(""), least: rows, rows: rows}
	a.long = textedit.NewField(rows, journal.MaxText)
	a.long.OnChanged = a.changed
	a.long.OnFocusGained = func() { scrolling.IntoView(a, a.OnFocused) }
	a.long.OnUnused = a.unused
	a.long.OnScrollPast = func(e *fyne.ScrollEvent) { scrolling.PassOn(a.long, e) }
	a.long.OnMenu = func(at fyne.Position) { a.menu(at, a.byKey) }
	a.long.OnWidth = func() { a.fit(true) }
	a.long.Full = a.full
	a.ExtendBaseWidget(a)
	return a
}

// NewPage is NewTextArea in the size in which an entry is read.
func NewPage(rows int) *TextArea {
	a := NewTextArea(rows)
	a.long.Large = true
	return a
}

// NewTextLine creates a field of one line.
func NewTextLine() *TextArea {
	a := &TextArea{note: prose.Caption("")}
	a.line = &lineField{area: a}
	a.line.OnChanged = func(string) { a.changed() }
	a.line.OnFocused = func(fyne.CanvasObject) { scrolling.IntoView(a, a.OnFocused) }
	a.line.ExtendBaseWidget(a.line)
	a.ExtendBaseWidget(a)
	return a
}

// field is the part that is written in.
func (a *TextArea) field() completed {
	if a.line != nil {
		return a.line
	}
	return a.long
}

// now is the text in the field.
func (a *TextArea) now() string {
	if a.line != nil {
		return a.line.Text
	}
	return a.long.Text()
}

// SetQuietly shows a text without calling OnChanged, and makes the field high enough for it.
func (a *TextArea) SetQuietly(text string) {
	a.filling = true
	defer func() { a.filling = false }()
	a.given = text
	a.say("")
	if a.line != nil {
		a.line.SetText(text)
	} else {
		a.long.SetText(text)
	}
	a.shown = a.now()
	a.fit(true)
}

// Text is the text in the field.
func (a *TextArea) Text() string {
	if now := a.now(); now != a.shown {
		return now
	}
	return a.given
}

// Set puts a text into the field as if it had been typed.
func (a *TextArea) Set(text string) {
	if a.line != nil {
		a.line.SetText(text)
		return
	}
	a.long.Replace(text)
}

// SetPlaceHolder sets the text that is shown while the field is empty.
func (a *TextArea) SetPlaceHolder(words string) {
	if a.line != nil {
		a.line.SetPlaceHolder(words)
		return
	}
	a.long.SetPlaceHolder(words)
}

// Focusable is the part that takes the keyboard.
func (a *TextArea) Focusable() fyne.Focusable { return a.field() }

// OnKey makes a function receive every key first; true takes it from the field.
func (a *TextArea) OnKey(do func(*fyne.KeyEvent) bool) {
	if a.line != nil {
		a.line.OnKey = do
		return
	}
	a.long.OnKey = do
}

// fit makes the field as high as the text. It shrinks only on request: a page that jumps during
// typing is hard to read.
func (a *TextArea) fit(shrink bool) {
	if a.line != nil {
		return
	}
	rows := min(max(a.least, a.long.TextRows()), maxRows)
	if rows > a.rows || shrink && rows < a.rows {
		a.rows = rows
		a.long.SetMinRowsVisible(rows)
		a.Refresh()
	}
}

func (a *TextArea) changed() {
	if a.filling {
		return
	}
	a.fit(a.exact)
	a.say("")
	if a.OnChanged != nil {
		a.OnChanged()
	}
}

func (a *TextArea) say(words string) {
	if a.note.String() != words {
		a.note.SetText(words)
		a.Refresh()
	}
}

// full says why a typed or pasted text is not inserted.
func (a *TextArea) full(text string) {
	switch typed := utf8.RuneCountInString(text) == 1; {
	case a.line != nil && typed:
		a.say(wording.Say("this-field-is-full-continue-in-the-text"))
	case a.line != nil:
		a.say(wording.Say("what-you-copied-is-too-long-for-one"))
	case typed:
		a.say(wording.Say("this-text-is-full-continue-in-another"))
	default:
		a.say(wording.Say("what-you-copied-is-too-long-for-one-text"))
	}
}

// menu offers what can be done with the text.
func (a *TextArea) menu(at fyne.Position, byKey bool) {
	f, clipboard, desk := a.long, fyne.CurrentApp().Clipboard(), writing.At(a.long)
	selected, line, col := f.WordAtCaret()
	word := selected
	if word == "" {
		word, _, _ = writing.WordAt(line, col)
	}
	edits := writing.Edits{Undo: f.Undo, Redo: f.Redo, Word: word,
		Cut:       func() { f.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard}) },
		Copy:      func() { f.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard}) },
		Paste:     func() { f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard}) },
		SelectAll: func() { f.TypedShortcut(&fyne.ShortcutSelectAll{}) }}
	if !f.CanUndo() {
		edits.Undo = nil
	}
	if !f.CanRedo() {
		edits.Redo = nil
	}
	if selected == "" {
		edits.Cut, edits.Copy = nil, nil
	}
	writing.Show(f, at, byKey, edits.Items(desk))
}

// unused opens the menu, or passes a key on to the window.
func (a *TextArea) unused(e *fyne.KeyEvent) {
	if menu.Opens(e, a.long.IsShifted()) {
		a.byKey = true
		a.long.OpenMenu()
		a.byKey = false
		return
	}
	focus.PassOn(a.long, e)
}

// CreateRenderer puts the field over its note.
func (a *TextArea) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(a, widget.NewSimpleRenderer(arrange.Flow(2, a.field(), a.note)))
}

// lineField is the field of a text area of one line.
type lineField struct {
	Field
	area *TextArea
}

// room is for how many more bytes there is room.
func (f *lineField) room() int { return journal.MaxLine - len(f.Text) }

// TypedRune takes a character if there is room for it.
func (f *lineField) TypedRune(r rune) {
	if f.room() < utf8.RuneLen(r) && f.SelectedText() == "" {
		f.area.full(string(r))
		return
	}
	f.Field.TypedRune(r)
}

// TypedShortcut refuses text for which there is no room.
func (f *lineField) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok && paste.Clipboard != nil {
		if text := paste.Clipboard.Content(); len(text) > f.room()+len(f.SelectedText()) {
			f.area.full(text)
			return
		}
	}
	f.Field.TypedShortcut(s)
}

var _ desktop.Keyable = (*lineField)(nil)

// Children are the objects in it, for the place that scrolls.
func (a *TextArea) Children() []fyne.CanvasObject { return []fyne.CanvasObject{a.field()} }
