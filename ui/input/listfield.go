package input

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// ListItem is a line of a list, with its tick where the list has ticks.
type ListItem struct {
	Text string
	On   bool
}

// ListField takes a list, one line after the other. Return adds a line, Up and Down move
// between them, Delete or Backspace in an empty one takes it out; Space on the tick before a
// line switches it. Lines that were written before are offered under the one that is typed.
type ListField struct {
	widget.BaseWidget
	// OnChanged is called after a person changed something; it may be nil.
	OnChanged func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)
	// Complete returns lines for the typed text, without those in the list; it may be nil.
	Complete func(typed string, taken []string) []string

	ticks       bool
	placeholder string
	lines       []*listLine
	column      *fyne.Container
	quiet       bool
}

// NewListField creates a list without ticks; placeholder is shown while it is empty.
func NewListField(placeholder string) *ListField { return newListField(placeholder, false) }

// NewTickList creates a list of which every line has a tick.
func NewTickList(placeholder string) *ListField { return newListField(placeholder, true) }

func newListField(placeholder string, ticks bool) *ListField {
	f := &ListField{placeholder: placeholder, ticks: ticks, column: arrange.Flow(theme.Unit / 2)}
	f.ExtendBaseWidget(f)
	f.SetQuietly(nil)
	return f
}

// Items returns the lines that hold something.
func (f *ListField) Items() []ListItem {
	var all []ListItem
	for _, l := range f.lines {
		if text := strings.TrimSpace(l.text.Text()); text != "" {
			all = append(all, ListItem{text, l.tick.on})
		}
	}
	return all
}

// Texts returns the texts of Items.
func (f *ListField) Texts() []string {
	var all []string
	for _, i := range f.Items() {
		all = append(all, i.Text)
	}
	return all
}

// SetQuietly replaces all lines without calling OnChanged; there is always one to write into.
func (f *ListField) SetQuietly(items []ListItem) {
	f.quiet = true
	defer func() { f.quiet = false }()
	f.lines = nil
	for _, i := range items {
		f.lines = append(f.lines, newListLine(f, i))
	}
	if len(f.lines) == 0 {
		f.lines = append(f.lines, newListLine(f, ListItem{}))
	}
	f.show()
}

// SetTextsQuietly is SetQuietly without ticks.
func (f *ListField) SetTextsQuietly(texts []string) {
	var items []ListItem
	for _, t := range texts {
		items = append(items, ListItem{Text: t})
	}
	f.SetQuietly(items)
}

// Focusable is the part that takes the keyboard first.
func (f *ListField) Focusable() fyne.Focusable { return f.lines[0].text.Focusable() }

// SetPlaceHolder sets the text that is shown while the first line is empty.
func (f *ListField) SetPlaceHolder(words string) {
	f.placeholder = words
	f.show()
}

func (f *ListField) show() {
	objects := make([]fyne.CanvasObject, len(f.lines))
	for i, l := range f.lines {
		objects[i] = l
		l.text.SetPlaceHolder("")
		l.showCross()
	}
	f.lines[0].text.SetPlaceHolder(f.placeholder)
	f.column.Objects = objects
	f.column.Refresh()
	f.Refresh()
}

func (f *ListField) changed() {
	if f.OnChanged != nil && !f.quiet {
		f.OnChanged()
	}
}

// add adds an empty line after another one and goes there.
func (f *ListField) add(after *listLine) {
	l := newListLine(f, ListItem{})
	f.lines = slices.Insert(f.lines, slices.Index(f.lines, after)+1, l)
	f.show()
	f.changed()
	l.focus()
}

// remove removes a line and goes to the one before it.
func (f *ListField) remove(l *listLine) {
	i := slices.Index(f.lines, l)
	if len(f.lines) == 1 {
		l.text.SetQuietly("")
		if f.ticks {
			l.tick.set(false)
		}
		l.showCross()
		f.changed()
		return
	}
	f.lines = slices.Delete(f.lines, i, i+1)
	f.show()
	f.changed()
	f.lines[max(0, i-1)].focus()
}

// step goes from a line to another one; false if there is none.
func (f *ListField) step(from *listLine, by int, toTick bool) bool {
	to := slices.Index(f.lines, from) + by
	if to < 0 || to >= len(f.lines) {
		return false
	}
	if toTick {
		focus.Take(f.lines[to].tick)
		return true
	}
	f.lines[to].focus()
	return true
}

// others are the texts of all lines but one.
func (f *ListField) others(but *listLine) []string {
	var all []string
	for _, l := range f.lines {
		if l != but {
			all = append(all, l.text.Text())
		}
	}
	return all
}

// CreateRenderer draws the lines.
func (f *ListField) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(f, widget.NewSimpleRenderer(f.column))
}

// Children are the objects in it, for the place that scrolls.
func (f *ListField) Children() []fyne.CanvasObject { return f.column.Objects }
