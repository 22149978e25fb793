package input

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// listLine is one line of a list field.
type listLine struct {
	widget.BaseWidget
	list  *ListField
	tick  *tick
	text  *TextArea
	cross *control.IconTap
	words *completion
}

func newListLine(f *ListField, item ListItem) *listLine {
	l := &listLine{list: f, text: NewTextArea(1)}
	l.tick = newTick(func() string { return l.text.Text() }, f.changed)
	l.tick.key = l.tickKey
	l.tick.gained = l.reportFocus
	l.tick.set(item.On)
	l.cross = control.NewIconTap(wording.Say("remove"), fynetheme.CancelIcon(), func() { l.list.remove(l) })
	l.text.exact = true
	l.text.long.OnPaste = l.pasted
	l.text.OnKey(l.key)
	l.text.SetQuietly(item.Text)
	l.text.OnChanged = l.typed
	l.text.OnFocused = func(fyne.CanvasObject) { l.reportFocus() }
	l.text.long.OnFocusLost = func() { l.words.leave() }
	l.words = &completion{field: l.text.long, offer: l.offer, take: l.take}
	l.ExtendBaseWidget(l)
	return l
}

func (l *listLine) reportFocus() {
	switch driver := fyne.CurrentApp().Driver(); {
	case l.list.OnFocused == nil:
	case driver.CanvasForObject(l) == nil: // it was added just now, and has no place yet
		l.list.OnFocused(l.list)
	default:
		l.list.OnFocused(l)
	}
}

// focus puts the cursor at the end of the line. A line that was added just now is not known
// to the window by itself, but the list is.
func (l *listLine) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l.list); c != nil {
		c.Focus(l.text.long)
	}
	l.text.long.CaretToEnd()
}

// showCross offers to take the line out, unless there is nothing to take.
func (l *listLine) showCross() {
	if len(l.list.lines) == 1 && l.text.Text() == "" {
		l.cross.Hide()
		return
	}
	l.cross.Show()
}

func (l *listLine) typed() {
	l.showCross()
	l.words.follow()
	l.list.changed()
}

// minTyped is how many letters have to be there before lines are offered.
const minTyped = 2

func (l *listLine) offer() []string {
	typed := strings.TrimSpace(l.text.Text())
	if l.list.Complete == nil || l.list.quiet || len([]rune(typed)) < minTyped {
		return nil
	}
	offered := l.list.Complete(typed, append(l.list.others(l), typed))
	return offered[:min(maxOffered, len(offered))]
}

func (l *listLine) take(words string) {
	l.text.Set(words)
	l.words.leave() // a completed text is not completed further
	l.text.long.CaretToEnd()
}

// pasted makes lines of several pasted ones.
func (l *listLine) pasted(text string) bool {
	lines := strings.Split(strings.ReplaceAll(strings.TrimSpace(text), "\r", ""), "\n")
	if len(lines) < 2 || l.text.Text() != "" {
		return false
	}
	at := 0
	for i, line := range l.list.lines {
		if line == l {
			at = i
		}
	}
	items := make([]ListItem, 0, len(l.list.lines)+len(lines))
	for i, line := range l.list.lines {
		if i != at {
			items = append(items, ListItem{line.text.Text(), line.tick.on})
			continue
		}
		for _, text := range lines {
			if text = strings.TrimSpace(text); text != "" && len(items) < journal.MaxItems {
				items = append(items, ListItem{Text: text})
			}
		}
	}
	l.list.SetQuietly(items)
	l.list.changed()
	l.list.lines[min(at+len(lines)-1, len(l.list.lines)-1)].focus()
	return true
}

// key moves between the lines, and adds and removes them.
func (l *listLine) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if strings.TrimSpace(l.text.Text()) != "" {
			l.list.add(l)
		}
	case fyne.KeyUp:
		return l.text.long.CaretRow() == 0 && l.list.step(l, -1, false)
	case fyne.KeyDown:
		return l.text.long.CaretDown() || l.list.step(l, 1, false)
	case fyne.KeyBackspace, fyne.KeyDelete:
		if l.text.Text() != "" {
			return false
		}
		l.list.remove(l)
	default:
		return false
	}
	return true
}

func (l *listLine) tickKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		l.list.step(l, -1, true)
	case fyne.KeyDown:
		l.list.step(l, 1, true)
	case fyne.KeyRight, fyne.KeyReturn, fyne.KeyEnter:
		l.focus()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if l.text.Text() == "" {
			l.list.remove(l)
		}
	}
}

// CreateRenderer draws the tick, the text and a cross that takes the line out.
func (l *listLine) CreateRenderer() fyne.WidgetRenderer {
	var before fyne.CanvasObject
	if l.list.ticks {
		before = container.New(topRow{}, l.tick)
	}
	return paint.LaidOut(l, widget.NewSimpleRenderer(container.New(arrange.HorizontalBorder{}, orNothing(before), container.New(topRow{}, l.cross), l.text)))
}

func orNothing(o fyne.CanvasObject) fyne.CanvasObject {
	if o == nil {
		return arrange.Gap(0)
	}
	return o
}

// topRow puts an object in the middle of the first row of a field.
type topRow struct{}

func (topRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width, max(m.Height, rowHeight()))
}

func (topRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(fyne.NewSize(s.Width, m.Height))
	objects[0].Move(fyne.NewPos(0, (rowHeight()-m.Height)/2))
}

// rowHeight is that of a field of one row.
func rowHeight() float32 { return paint.TextSize(theme.Body)*1.36 + 2*theme.Unit }

// Children are the objects in it, for the place that scrolls.
func (l *listLine) Children() []fyne.CanvasObject {
	if l.list.ticks {
		return []fyne.CanvasObject{l.tick, l.text, l.cross}
	}
	return []fyne.CanvasObject{l.text, l.cross}
}
