package input

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// completed is a field that a completion hangs on.
type completed interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Shortcutable
	desktop.Keyable
}

// completion offers words under a field that continue the typed text. While it is open the
// keyboard still writes into the field; the arrows choose, Return and Tab take the
// chosen word, and Escape closes the list.
type completion struct {
	field completed
	// offer returns the words for the typed text.
	offer func() []string
	// take is called with the words that a person took.
	take func(words string)
	// first chooses the first of them without an arrow.
	first bool

	open  *dropdown
	hands *hands
	list  *wordList
}

// maxOffered is how many words are offered at a time.
const maxOffered = 6

// follow offers words for the current text of the field.
func (c *completion) follow() {
	words := c.offer()
	if len(words) == 0 || !c.onScreen() {
		c.leave()
		return
	}
	if c.open == nil || !c.open.Visible() {
		c.list = newWordList(func(words string) { c.leave(); c.take(words) })
		c.hands = &hands{c: c}
		c.hands.ExtendBaseWidget(c.hands)
		c.list.width = c.field.Size().Width
		c.list.say(words, c.first)
		c.open = hang(c.field, container.NewStack(c.hands, c.list), theme.Unit/2)
		c.open.canvas.Focus(c.hands)
		return
	}
	c.list.say(words, c.first)
	c.open.Refresh()
}

func (c *completion) onScreen() bool {
	return fyne.CurrentApp().Driver().CanvasForObject(c.field) != nil
}

// leave puts the words away.
func (c *completion) leave() {
	if c.open != nil {
		c.open.Leave()
		c.open = nil
	}
}

// key handles a key for the list of words; false leaves it to the field.
func (c *completion) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		c.list.step(1)
	case fyne.KeyUp:
		c.list.step(-1)
	case fyne.KeyEscape:
		c.leave()
	case fyne.KeyTab, fyne.KeyReturn, fyne.KeyEnter:
		words, ok := c.list.words()
		c.leave()
		if !ok {
			return false
		}
		c.take(words)
	default:
		return false
	}
	return true
}

// hands takes the keyboard while words are offered, and writes on into the field.
type hands struct {
	widget.BaseWidget
	c     *completion
	shift bool
}

// SpokenAs is the field, which the keyboard writes into.
func (h *hands) SpokenAs() fyne.CanvasObject { return h.c.field }

// FocusGained and the others pass on the events that do not concern the words.
func (h *hands) FocusGained()     {}
func (h *hands) FocusLost()       {}
func (h *hands) TypedRune(r rune) { h.c.field.TypedRune(r) }
func (h *hands) AcceptsTab() bool { return true }
func (h *hands) KeyDown(e *fyne.KeyEvent) {
	h.shift = h.shift || isShift(e)
	h.c.field.KeyDown(e)
}
func (h *hands) KeyUp(e *fyne.KeyEvent) {
	h.shift = h.shift && !isShift(e)
	h.c.field.KeyUp(e)
}
func (h *hands) TypedShortcut(s fyne.Shortcut) {
	if _, custom := s.(*desktop.CustomShortcut); custom {
		h.c.leave() // the window may show something else now
	}
	h.c.field.TypedShortcut(s)
}

// TypedKey chooses among the words, or writes on.
func (h *hands) TypedKey(e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(h.c.field)
	switch back := e.Name == fyne.KeyTab && h.shift; {
	case back:
		h.c.leave()
		c.FocusPrevious()
	case h.c.key(e):
	case e.Name == fyne.KeyTab: // nothing was chosen: it leads on
		c.FocusNext()
	default:
		h.c.field.TypedKey(e)
	}
}

// CreateRenderer draws nothing.
func (h *hands) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(h, widget.NewSimpleRenderer(container.NewWithoutLayout()))
}

// wordList shows words under each other, of which one or none is chosen.
type wordList struct {
	widget.BaseWidget
	width  float32
	rows   []*wordRow
	column *fyne.Container
	chosen int
	take   func(string)
}

func newWordList(take func(string)) *wordList {
	l := &wordList{column: container.New(layout.NewCustomPaddedVBoxLayout(0)), take: take}
	l.ExtendBaseWidget(l)
	return l
}

func (l *wordList) say(words []string, first bool) {
	l.rows, l.chosen = nil, -1
	if first {
		l.chosen = 0
	}
	l.column.RemoveAll()
	for i, w := range words {
		row := newWordRow(w, func() { l.take(words[i]) })
		l.rows = append(l.rows, row)
		l.column.Add(row)
	}
	l.show()
	l.Refresh()
}

// step chooses the next one, round at the ends.
func (l *wordList) step(by int) {
	n := len(l.rows)
	if l.chosen < 0 && by < 0 {
		l.chosen = n
	}
	l.chosen = ((l.chosen+by)%n + n) % n
	l.show()
}

func (l *wordList) words() (string, bool) {
	if l.chosen < 0 {
		return "", false
	}
	return l.rows[l.chosen].words, true
}

func (l *wordList) show() {
	for i, r := range l.rows {
		if chosen := i == l.chosen; chosen != r.chosen {
			r.chosen = chosen
			r.Refresh()
		}
	}
}

// MinSize is as wide as the field that the words hang on, within reason.
func (l *wordList) MinSize() fyne.Size {
	l.ExtendBaseWidget(l)
	s := theme.Scale()
	return fyne.NewSize(min(max(l.width, 180*s), 420*s), l.column.MinSize().Height)
}

// CreateRenderer draws the rows.
func (l *wordList) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(l, widget.NewSimpleRenderer(l.column))
}

// wordRow is one of the words.
type wordRow struct {
	widget.BaseWidget
	words           string
	tap             func()
	text            *canvas.Text
	ground          *canvas.Rectangle
	chosen, hovered bool
}

func newWordRow(words string, tap func()) *wordRow {
	r := &wordRow{words: words, tap: tap, text: canvas.NewText("", color.Black), ground: canvas.NewRectangle(color.Transparent)}
	r.ground.CornerRadius = theme.Radius
	r.ExtendBaseWidget(r)
	return r
}

// Tapped takes the words, and the pointer sees that it can.
func (r *wordRow) Tapped(*fyne.PointEvent)        { r.tap() }
func (r *wordRow) MouseIn(*desktop.MouseEvent)    { r.hovered = true; r.Refresh() }
func (r *wordRow) MouseMoved(*desktop.MouseEvent) {}
func (r *wordRow) MouseOut()                      { r.hovered = false; r.Refresh() }
func (r *wordRow) Cursor() desktop.Cursor         { return desktop.PointerCursor }

func (r *wordRow) paint() {
	p := theme.Current()
	r.text.Color, r.text.TextSize = p.Text, paint.TextSize(theme.Body)
	r.ground.FillColor = color.Transparent
	switch {
	case r.chosen:
		r.ground.FillColor = paint.Blend(p.Surface, p.Accent, 0.16)
	case r.hovered:
		r.ground.FillColor = p.Hover
	}
}

// CreateRenderer draws the words on one line.
func (r *wordRow) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	return paint.LaidOut(r, &wordRowRenderer{r})
}

type wordRowRenderer struct{ r *wordRow }

func (d *wordRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(80, max(28, paint.TextSize(theme.Body)*1.36+theme.Unit))
}

func (d *wordRowRenderer) Layout(s fyne.Size) {
	d.r.ground.Resize(s)
	prose.Cut(d.r.text, oneLine(d.r.words), s.Width-2*theme.Unit)
	m := d.r.text.MinSize()
	d.r.text.Resize(m)
	d.r.text.Move(fyne.NewPos(theme.Unit, (s.Height-m.Height)/2))
}

// oneLine is a text with its lines beside each other.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func (d *wordRowRenderer) Refresh() {
	d.r.paint()
	d.Layout(d.r.Size())
	d.r.ground.Refresh()
	d.r.text.Refresh()
}
func (d *wordRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.r.ground, d.r.text}
}
func (d *wordRowRenderer) Destroy() {}
