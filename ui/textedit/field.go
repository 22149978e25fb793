package textedit

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Field is a field of several lines. Create it with NewField.
//
// The keyboard works as in other programs: arrows, Home, End, Page Up and Page Down, each with Ctrl
// for words, paragraphs and the whole text and with Shift to select; Ctrl+Z and Ctrl+Shift+Z or
// Ctrl+Y undo and redo within the text. A double click selects a word, a triple click its
// paragraph. Other shortcuts, Escape, F1 and Tab belong to the window.
type Field struct {
	widget.BaseWidget
	// OnChanged is called after the person changed the text; it may be nil.
	OnChanged func()
	// OnKey gets every key first; if it returns true, the field ignores the key. It may be nil.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocusGained and OnFocusLost are called when the focus changes; they may be nil.
	OnFocusGained, OnFocusLost func()
	// OnPaste gets pasted text first; if it returns true, the field ignores it. It may be nil.
	OnPaste func(text string) bool
	// OnMenu is called on a right click with a position in the window; it may be nil.
	OnMenu func(at fyne.Position)
	// OnUnused gets the keys that have no meaning in a text; it may be nil.
	OnUnused func(*fyne.KeyEvent)
	// OnScrollPast gets the wheel if the field cannot scroll further; it may be nil.
	OnScrollPast func(*fyne.ScrollEvent)
	// OnWidth is called after the width of the field, and so its rows, changed; it may be nil.
	OnWidth func()
	// Marked returns the parts of a paragraph, as columns, that are underlined as misspelt, as far as they
	// lie between two columns; it may be nil.
	Marked func(paragraph []rune, from, to int) [][2]int
	// Full is called with typed or pasted text that does not fit; it may be nil.
	Full func(text string)
	// Large is whether the text has the size of the words that an entry is read in.
	Large bool

	maxBytes int
	e        *editor
	m        *measure
	look     look
	hint     string
	rows     int // minimum number of visible rows
	top      int // the first visible row
	focused  bool
	shift    bool
	clicks   int
	pressed  *time.Timer
	dress    *Dress
	lent     *Field // writes its text now; nil if none does
}

// NewField returns a field with a minimum number of rows and a maximum number of bytes.
func NewField(rows, maxBytes int) *Field {
	f := &Field{rows: rows, maxBytes: maxBytes}
	f.ExtendBaseWidget(f)
	f.e = newEditor("", newMeasure(func(string) float32 { return 0 }), 0)
	return f
}

// Text returns the whole text; lines end in "\n".
func (f *Field) Text() string { return f.e.text.String() }

// Bytes returns the length of the text in UTF-8.
func (f *Field) Bytes() int { return f.e.text.bytes }

// SetText replaces the text, moves the caret to its beginning and clears the history.
func (f *Field) SetText(s string) {
	f.e = newEditor(withoutReturns(s), f.measure(), f.textWidth())
	f.top = 0
	if f.lent != nil {
		f.Lend(f.lent)
	}
	f.Refresh()
}

// Replace replaces the whole text as if it had been typed: it can be undone, and OnChanged is
// called.
func (f *Field) Replace(s string) {
	f.e.anchor, f.e.caret = place{}, f.e.text.end()
	f.e.replaceSelection(withoutReturns(s), false)
	f.changed()
}

func withoutReturns(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// SetPlaceHolder sets the text of the empty field.
func (f *Field) SetPlaceHolder(words string) {
	f.hint = words
	f.Refresh()
}

// SetMinRowsVisible sets the minimum number of visible rows.
func (f *Field) SetMinRowsVisible(rows int) {
	if f.rows != rows {
		f.rows = rows
		f.Refresh()
	}
}

// TextRows returns the number of rows at the field's width, or the number of paragraphs before it has
// a width.
func (f *Field) TextRows() int {
	if f.lent != nil {
		return f.rows
	}
	f.reflow()
	return f.e.rows.total()
}

// WordAtCaret returns the selection, or else the line of text with the caret in it and the column of
// the caret.
func (f *Field) WordAtCaret() (selected string, line []rune, col int) {
	return f.SelectedText(), f.e.text.paras[f.e.caret.para], f.e.caret.col
}

// ReplaceInCaretLine replaces a part of the caret's paragraph, between two columns, as if it had been
// typed.
func (f *Field) ReplaceInCaretLine(from, to int, words string) {
	at := f.e.caret.para
	f.e.stop()
	f.e.anchor, f.e.caret = f.e.text.clamp(place{at, from}), f.e.text.clamp(place{at, to})
	f.insert(words, false)
}

// OpenMenu calls OnMenu with the position under the caret, for a key that opens the menu. The menu
// has the keyboard afterwards, so that the field does not hear of Shift being released.
func (f *Field) OpenMenu() {
	f.shift = false
	if f.OnMenu == nil {
		return
	}
	row, pad := f.e.row()-f.top, fynetheme.InnerPadding()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
	f.OnMenu(at.AddXY(pad+f.e.rows.x(f.e.caret, f.e.row()), pad+float32(row+1)*f.rowHeight()))
}

// IsShifted reports whether Shift is held.
func (f *Field) IsShifted() bool { return f.shift }

// SelectedText returns the selection.
func (f *Field) SelectedText() string { return f.e.text.part(f.e.selection()) }

// CaretRow returns the row of the caret, from 0.
func (f *Field) CaretRow() int { return f.e.row() }

// CaretToEnd moves the caret to the end of the text.
func (f *Field) CaretToEnd() {
	f.e.move(f.e.text.end(), false, false)
	f.follow()
}

// CaretDown moves the caret down a row; false if there is none.
func (f *Field) CaretDown() bool {
	if f.e.row()+1 >= f.e.rows.total() {
		return false
	}
	f.e.vertical(1, false)
	f.follow()
	return true
}

// visible returns how many complete rows are visible.
func (f *Field) visible() int {
	return max(1, int((f.Size().Height-2*fynetheme.InnerPadding()+1)/f.rowHeight()))
}

// follow scrolls the caret into view and redraws.
func (f *Field) follow() {
	f.reflow()
	row, seen := f.e.row(), f.visible()
	above, below := f.room(seen)
	f.top = min(f.top, row-above)
	f.top = max(f.top, row-seen+1+below)
	f.scrollTo(f.top)
}

// scrollTo makes a row the first visible one.
func (f *Field) scrollTo(top int) {
	f.top = min(max(top, 0), f.lastTop())
	f.Refresh()
}

func (f *Field) changed() {
	f.follow()
	if f.OnChanged != nil {
		f.OnChanged()
	}
}

// insert inserts typed or pasted text if there is room for it.
func (f *Field) insert(words string, typed bool) {
	if f.e.text.bytes-len(f.SelectedText())+len(words) > f.maxBytes {
		if f.Full != nil {
			f.Full(words)
		}
		return
	}
	f.e.replaceSelection(words, typed)
	f.changed()
}

// TypedRune inserts a character.
func (f *Field) TypedRune(r rune) { f.insert(string(r), true) }

// KeyDown notes that Shift is held.
func (f *Field) KeyDown(k *fyne.KeyEvent) { f.shift = f.shift || isShift(k) }

// KeyUp notes that Shift is released.
func (f *Field) KeyUp(k *fyne.KeyEvent) { f.shift = f.shift && !isShift(k) }

func isShift(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// AcceptsTab leaves Tab to the window, which moves to the next field.
func (f *Field) AcceptsTab() bool { return false }

// FocusGained shows the caret.
func (f *Field) FocusGained() {
	f.focused, f.shift = true, false
	f.follow()
	if f.OnFocusGained != nil {
		f.OnFocusGained()
	}
}

// FocusLost hides the caret.
func (f *Field) FocusLost() {
	f.focused, f.shift = false, false
	f.e.stop()
	f.Refresh()
	if f.OnFocusLost != nil {
		f.OnFocusLost()
	}
}

// TypedKey moves the caret, removes text, and starts lines.
func (f *Field) TypedKey(k *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(k) {
		return
	}
	switch k.Name {
	case fyne.KeyBackspace:
		f.remove(f.e.left)
	case fyne.KeyDelete:
		f.remove(f.e.right)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.insert("\n", true)
	default:
		if !f.moveCaret(k.Name, f.shift) && f.OnUnused != nil {
			f.OnUnused(k)
		}
	}
}

// remove removes the selection, or else the text between the caret and another place.
func (f *Field) remove(to func(place) place) {
	s := f.e.selection()
	if s.empty() {
		s = ordered(f.e.caret, to(f.e.caret))
	}
	if !s.empty() {
		f.e.cut(s)
		f.changed()
	}
}

// moveCaret moves the caret by a key; false for other keys.
func (f *Field) moveCaret(key fyne.KeyName, selecting bool) bool {
	e, s := f.e, f.e.selection()
	switch key {
	case fyne.KeyLeft:
		if to := s.from; s.empty() || selecting {
			e.move(e.left(e.caret), false, selecting)
		} else {
			e.move(to, false, false)
		}
	case fyne.KeyRight:
		if to := s.to; s.empty() || selecting {
			e.move(e.right(e.caret), false, selecting)
		} else {
			e.move(to, false, false)
		}
	case fyne.KeyUp:
		e.vertical(-1, selecting)
	case fyne.KeyDown:
		e.vertical(1, selecting)
	case fyne.KeyPageUp:
		e.vertical(-f.visible(), selecting)
	case fyne.KeyPageDown:
		e.vertical(f.visible(), selecting)
	case fyne.KeyHome:
		e.move(e.rowStart(), false, selecting)
	case fyne.KeyEnd:
		to, ends := e.rowEnd()
		e.move(to, ends, selecting)
	default:
		return false
	}
	f.follow()
	return true
}

// TypedShortcut edits the text, and passes other shortcuts to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		f.copyTo(s.Clipboard)
	case *fyne.ShortcutCut:
		f.copyTo(s.Clipboard)
		if !f.e.selection().empty() {
			f.remove(nil)
		}
	case *fyne.ShortcutPaste:
		f.paste(s.Clipboard)
	case *fyne.ShortcutSelectAll:
		f.selectAll()
	case *fyne.ShortcutUndo:
		f.Undo()
	case *fyne.ShortcutRedo:
		f.Redo()
	case *desktop.CustomShortcut:
		if !f.runShortcut(s) {
			f.toWindow(s)
		}
	}
}

func (f *Field) selectAll() {
	f.e.anchor, f.e.caret, f.e.ends = place{}, f.e.text.end(), false
	f.Refresh()
}

// CanUndo reports whether there is an edit to undo.
func (f *Field) CanUndo() bool { return len(f.e.done) > 0 }

// CanRedo reports whether there is an edit to redo.
func (f *Field) CanRedo() bool { return len(f.e.undone) > 0 }

// Resize breaks the text for another width.
func (f *Field) Resize(size fyne.Size) {
	wider := size.Width != f.Size().Width
	f.BaseWidget.Resize(size)
	if wider && f.OnWidth != nil {
		f.OnWidth()
	}
}

// Undo undoes the last edit of the text, if there is one.
func (f *Field) Undo() {
	if f.e.undo() {
		f.changed()
	}
}

// Redo repeats the last undone edit.
func (f *Field) Redo() {
	if f.e.redo() {
		f.changed()
	}
}

func (f *Field) copyTo(c fyne.Clipboard) {
	if text := f.SelectedText(); text != "" && c != nil {
		c.SetContent(text)
	}
}

func (f *Field) paste(c fyne.Clipboard) {
	if c == nil {
		return
	}
	text := withoutReturns(c.Content())
	if text == "" || isBytes(text) || f.OnPaste != nil && f.OnPaste(text) {
		return
	}
	f.e.stop()
	f.insert(text, false)
}

// isBytes reports whether a text is none: who copies a picture with xclip gives its bytes to whoever asks for words.
func isBytes(text string) bool {
	return !utf8.ValidString(text) && strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) })
}

// runShortcut handles a shortcut with Ctrl; false if it has no meaning in a text.
func (f *Field) runShortcut(s *desktop.CustomShortcut) bool {
	selecting := s.Modifier&fyne.KeyModifierShift != 0
	if s.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	e := f.e
	switch s.KeyName {
	case fyne.KeyZ:
		if !selecting {
			return false
		}
		f.Redo()
		return true
	case fyne.KeyBackspace:
		f.remove(e.wordLeft)
		return true
	case fyne.KeyDelete:
		f.remove(e.wordRight)
		return true
	case fyne.KeyLeft:
		e.move(e.wordLeft(e.caret), false, selecting)
	case fyne.KeyRight:
		e.move(e.wordRight(e.caret), false, selecting)
	case fyne.KeyUp:
		p := place{e.caret.para, 0}
		if e.caret.col == 0 {
			p.para = max(0, p.para-1)
		}
		e.move(p, false, selecting)
	case fyne.KeyDown:
		p := place{e.caret.para + 1, 0}
		if p.para == len(e.text.paras) {
			p = e.text.end()
		}
		e.move(p, false, selecting)
	case fyne.KeyHome:
		e.move(place{}, false, selecting)
	case fyne.KeyEnd:
		e.move(e.text.end(), false, selecting)
	default:
		return false
	}
	f.follow()
	return true
}

func (f *Field) toWindow(s fyne.Shortcut) {
	if c, ok := f.canvas().(interface{ TypedShortcut(fyne.Shortcut) }); ok {
		c.TypedShortcut(s)
	}
}

func (f *Field) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(f) }
