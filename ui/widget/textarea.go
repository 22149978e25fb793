package widget

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// TextArea takes text of any kind and stays fluent: long paragraphs are divided where
// sentences end, and what is more than a field can bear is refused with a reason, never cut.
// A text that is given to it and not changed comes back as it was.
type TextArea struct {
	widget.BaseWidget
	// Changed is called after a person changed the text; it may be nil.
	Changed func()
	// Focused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	Focused func(fyne.CanvasObject)

	field     *areaField
	beginning *Words // of a text that is too long to be changed
	shorten   *QuietLink
	note      *Words
	line      bool   // of one line
	least     int    // rows that show at least
	rows      int    // rows that show now
	exact     bool   // no more rows than the text takes, also while it is typed
	given     string // as Fill said
	shown     string // what the field showed of it
	filling   bool
}

// NewTextArea makes a field of several lines, at least as many as rows.
func NewTextArea(rows int) *TextArea {
	a := newTextArea(false)
	a.field.MultiLine, a.field.Wrapping = true, fyne.TextWrapWord
	a.least, a.rows = rows, rows
	a.field.SetMinRowsVisible(rows)
	return a
}

// NewTextLine makes a field of one line.
func NewTextLine() *TextArea { return newTextArea(true) }

func newTextArea(line bool) *TextArea {
	a := &TextArea{field: &areaField{}, beginning: Paragraph(""), note: Caption(""), line: line}
	a.shorten = NewQuietLink(wording.Say("Shorten it here, slowly"), func() {
		a.show(a.given)
		a.say("")
		takeFocus(a.field)
	})
	a.shorten.Hide()
	a.field.area = a
	a.field.OnChanged = func(string) { a.changed() }
	a.field.Focused = func(fyne.CanvasObject) { comeToSight(a, a.Focused) }
	a.field.ExtendBaseWidget(a.field)
	a.ExtendBaseWidget(a)
	return a
}

// beginningLetters is how much is shown of a text that is too long to be changed.
const beginningLetters = 1500

// shortenLetters is up to how many letters a text that is too long can be shortened where it
// stands: every key takes a moment there.
const shortenLetters = 3 * state.MostLetters

// Fill shows a text, and as much of the field as it takes.
func (a *TextArea) Fill(text string) {
	a.filling = true
	defer func() { a.filling = false }()
	a.given = text
	a.say("")
	if n := utf8.RuneCountInString(text); !a.line && n > state.MostLetters {
		start, _ := state.Paragraphs(string([]rune(text)[:beginningLetters]))
		a.beginning.SetText(start + " …")
		a.field.Hide()
		if a.shorten.Hide(); n <= shortenLetters {
			a.shorten.Show()
		}
		a.say(wording.Say("This text has {{.N}} letters, and {{.Most}} at most can be changed here. It is kept as it is; this is its beginning.",
			wording.V{"N": wording.Thousands(n), "Most": wording.Thousands(state.MostLetters)}))
		return
	}
	a.show(text)
}

// show puts a text into the field.
func (a *TextArea) show(text string) {
	a.filling = true
	defer func() { a.filling = false }()
	a.beginning.SetText("")
	a.shorten.Hide()
	a.field.Show()
	a.shown = text
	if !a.line {
		a.shown, _ = state.Paragraphs(text)
	}
	a.field.SetText(a.shown)
	a.fit(true)
}

// Text is what the field says.
func (a *TextArea) Text() string {
	if !a.field.Visible() || a.field.Text == a.shown {
		return a.given
	}
	return a.field.Text
}

// SetText puts words into the field as if they had been typed.
func (a *TextArea) SetText(text string) { a.field.SetText(text) }

// SetPlaceHolder says what belongs into the field while it is empty.
func (a *TextArea) SetPlaceHolder(words string) { a.field.SetPlaceHolder(words) }

// Focusable is the part that takes the keyboard.
func (a *TextArea) Focusable() fyne.Focusable { return a.field }

// OnKey has a function get every key first; true takes it from the field.
func (a *TextArea) OnKey(do func(*fyne.KeyEvent) bool) { a.field.OnKey = do }

// toEnd puts the cursor behind the last letter.
func (a *TextArea) toEnd() { a.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }

// atFirstRow reports whether Up would lead out of the text.
func (a *TextArea) atFirstRow() bool { return a.field.CursorRow == 0 }

// goneDown goes a row down; false where there is none.
func (a *TextArea) goneDown() bool {
	row, column := a.field.CursorRow, a.field.CursorColumn
	a.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if a.field.CursorRow != row {
		return true
	}
	a.field.CursorColumn = column
	return false
}

// fit makes room for the text. It takes room away only where that is asked for: a page that
// jumps while somebody types is hard to read.
func (a *TextArea) fit(shrink bool) {
	if a.line {
		return
	}
	rows := min(max(a.least, a.field.exactRows()), mostRows)
	if rows > a.rows || shrink && rows < a.rows {
		a.rows = rows
		a.field.SetMinRowsVisible(rows)
		a.Refresh()
	}
}

func (a *TextArea) changed() {
	if a.filling {
		return
	}
	a.fit(a.exact)
	if a.given != a.shown && a.field.Text != a.shown {
		a.say(dividedWords())
	} else if a.field.pasting == "" {
		a.say("")
	}
	if a.Changed != nil {
		a.Changed()
	}
}

func dividedWords() string {
	return wording.Say("Long paragraphs are divided where sentences end, so that typing stays quick.")
}

func (a *TextArea) say(words string) {
	if a.note.String() != words {
		a.note.SetText(words)
		a.Refresh()
	}
}

// room is for how much more there is room: letters, or bytes in a line.
func (a *TextArea) room() int {
	if a.line {
		return journal.MaxLine - len(a.field.Text)
	}
	return state.MostLetters - utf8.RuneCountInString(a.field.Text)
}

func (a *TextArea) takes(text string) int {
	if a.line {
		return len(text)
	}
	return utf8.RuneCountInString(text)
}

func (a *TextArea) full() {
	if a.line {
		a.say(wording.Say("This line is full. Go on in the text under it."))
		return
	}
	a.say(wording.Say("This text is full: {{.Most}} letters stay quick to write. Go on in another entry.", wording.V{"Most": wording.Thousands(state.MostLetters)}))
}

// refuse says why what was copied is not put in.
func (a *TextArea) refuse(text string) {
	if a.line {
		a.say(wording.Say("What you copied is too long for one line. Nothing of it was put in; it is still on your clipboard."))
		return
	}
	a.say(wording.Say("What you copied has {{.N}} letters, and there is room for {{.Room}} more here. Nothing of it was put in; it is still on your clipboard.",
		wording.V{"N": wording.Thousands(utf8.RuneCountInString(text)), "Room": wording.Thousands(max(0, a.room()))}))
}

// CreateRenderer puts the field over what is said about it.
func (a *TextArea) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(a, widget.NewSimpleRenderer(Flow(2, a.field, a.beginning, a.note, a.shorten)))
}

// areaField is the field of a text area.
type areaField struct {
	Field
	area    *TextArea
	pasting string
	onPaste func(text string) bool // takes what is pasted; it may be nil
	left    func()                 // is called when the keyboard leaves; it may be nil
}

// exactRows is how many rows the text takes, up to the most that a field shows.
func (f *areaField) exactRows() int {
	width := f.Size().Width - 2*fynetheme.InnerPadding() - 2
	if width < 10*theme.Unit || len(f.Text) > 150*mostRows {
		return strings.Count(f.Text, "\n") + 1 + len(f.Text)/(150*mostRows)*mostRows
	}
	high := func(text string) float32 {
		ruler := Paragraph(text)
		ruler.Resize(fyne.NewSize(width, 1))
		return ruler.MinSize().Height
	}
	one := high("|")
	return 1 + int((high(f.Text+"|")-one)/(high("|\n|")-one)+0.5)
}

// Resize also makes room for the text in another width.
func (f *areaField) Resize(size fyne.Size) {
	other := size.Width != f.Size().Width
	f.Entry.Resize(size)
	if other {
		f.area.fit(true)
	}
}

// FocusLost tells that the keyboard left.
func (f *areaField) FocusLost() {
	f.Field.FocusLost()
	if f.left != nil {
		f.left()
	}
}

// TypedRune takes a letter where there is room for it.
func (f *areaField) TypedRune(r rune) {
	if f.area.room() < utf8.RuneLen(r) && f.SelectedText() == "" {
		f.area.full()
		return
	}
	f.Field.TypedRune(r)
}

// TypedShortcut divides what is pasted, and refuses what there is no room for.
func (f *areaField) TypedShortcut(s fyne.Shortcut) {
	paste, ok := s.(*fyne.ShortcutPaste)
	if !ok || paste.Clipboard == nil {
		f.Field.TypedShortcut(s)
		return
	}
	text, divided := paste.Clipboard.Content(), false
	if f.onPaste != nil && f.onPaste(text) {
		return
	}
	if f.area.takes(text) > f.area.room()+f.area.takes(f.SelectedText()) {
		f.area.refuse(text)
		return
	}
	if !f.area.line {
		text, divided = state.Paragraphs(text)
	}
	f.pasting = text
	f.Field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: wordsToPaste(text)})
	f.pasting = ""
	if divided {
		f.area.say(dividedWords())
	}
}

// wordsToPaste is a clipboard that holds them.
type wordsToPaste string

func (w wordsToPaste) Content() string   { return string(w) }
func (w wordsToPaste) SetContent(string) {}
