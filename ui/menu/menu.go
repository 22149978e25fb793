// Package menu owns the menu that a right click, the Menu key or Shift+F10 opens.
//
//	menu.Show(canvas, event.AbsolutePosition, []menu.Item{
//		{Label: "Open", Key: "Return", Do: open},
//		menu.Separator(),
//		{Label: "Delete", Do: remove, Disabled: readOnly},
//	})
//
// A widget that has the keyboard opens it by its keys:
//
//	if menu.Opens(key, shift) {
//		menu.Show(canvas, menu.Under(widget), items).ChooseFirst()
//	}
package menu

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Item is a line of a menu.
type Item struct {
	// Label says what it does, and Key which key does the same, such as "Ctrl+C"; it may be empty.
	Label, Key string
	// Do is called after the menu has closed and given the keyboard back.
	Do func()
	// Disabled is whether it is shown but cannot be chosen.
	Disabled bool
	// Strong is whether its label is bold, such as a word that is offered in place of another.
	Strong bool

	separator bool
}

// Separator is the line between two groups of items. At the ends of a menu, and beside another
// separator, it is left out.
func Separator() Item { return Item{separator: true} }

// Menu is an open menu over everything in a window. While it is open it has the keyboard: arrows,
// Home and End go through it, a letter goes to the next item that begins with it, Return and Space
// choose, Escape and Tab close. A click beside it closes it too.
type Menu struct {
	widget.BaseWidget
	canvas fyne.Canvas
	at     fyne.Position
	height float32             // of what it hangs under: above that is where it opens without room below
	rows   []fyne.CanvasObject // lines and separators
	scroll *scrolling.Scroll
	card   *plate
	chosen *line
	before fyne.Focusable // has the keyboard when it is closed
	open   bool
}

// ShowUnder opens a menu below an object or, without room there, above it: a second click on the object
// then meets no line of the menu.
func ShowUnder(c fyne.Canvas, o fyne.CanvasObject, items []Item) *Menu {
	m := Show(c, Under(o), items)
	if m != nil {
		m.height = o.Size().Height
		m.Refresh()
	}
	return m
}

// Show opens a menu at a position of the canvas, such as that of the pointer, and closes the menu
// that is open. All of it is inside the window, even if it is longer: then it scrolls. Without items
// that do something there is no menu, and it returns nil.
func Show(c fyne.Canvas, at fyne.Position, items []Item) *Menu {
	closeOthers(c)
	if items = tidy(items); len(items) == 0 {
		return nil
	}
	m := &Menu{canvas: c, at: at, before: c.Focused(), open: true}
	for _, item := range items {
		if item.separator {
			m.rows = append(m.rows, newRule())
			continue
		}
		m.rows = append(m.rows, newLine(m, item))
	}
	m.scroll = scrolling.NewScroll(newColumn(m.rows))
	m.card = newPlate()
	m.ExtendBaseWidget(m)
	c.Overlays().Add(m)
	m.Resize(c.Size())
	c.Focus(m)
	return m
}

func closeOthers(c fyne.Canvas) {
	for _, o := range slices.Backward(slices.Clone(c.Overlays().List())) {
		if m, ok := o.(*Menu); ok {
			m.Leave()
		}
	}
}

// tidy leaves out separators that separate nothing.
func tidy(items []Item) []Item {
	var kept []Item
	for _, item := range items {
		if item.separator && (len(kept) == 0 || kept[len(kept)-1].separator) {
			continue
		}
		kept = append(kept, item)
	}
	if n := len(kept); n > 0 && kept[n-1].separator {
		kept = kept[:n-1]
	}
	return kept
}

// Opens reports whether a key opens the menu of what has the keyboard: the Menu key, and F10 with
// Shift.
func Opens(k *fyne.KeyEvent, shift bool) bool {
	return k.Name == desktop.KeyMenu || k.Name == fyne.KeyF10 && shift
}

// Under is the position of a menu that was opened by a key, under an object.
func Under(o fyne.CanvasObject) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return at.AddXY(theme.Unit, o.Size().Height)
}

// ChooseFirst chooses the first item, as is usual for a menu that was opened by a key. A menu that
// was not opened is nil, and it does nothing.
func (m *Menu) ChooseFirst() {
	if m != nil {
		m.step(nil, 1)
	}
}

// Leave closes it and gives the keyboard back.
func (m *Menu) Leave() {
	if !m.open {
		return
	}
	m.open = false
	m.canvas.Overlays().Remove(m)
	m.Hide()
	if m.before != nil && m.canvas.Focused() != m.before {
		m.canvas.Focus(m.before)
	}
}

// do closes it and does what an item says.
func (m *Menu) do(l *line) {
	if l.item.Disabled {
		return
	}
	m.Leave()
	if l.item.Do != nil {
		l.item.Do()
	}
}

// Tapped closes it: the click was beside it.
func (m *Menu) Tapped(*fyne.PointEvent) { m.Leave() }

// TappedSecondary closes it too.
func (m *Menu) TappedSecondary(*fyne.PointEvent) { m.Leave() }

// FocusGained does nothing: the chosen item shows that the menu has the keyboard.
func (m *Menu) FocusGained() {}

// FocusLost does nothing.
func (m *Menu) FocusLost() {}

// AcceptsTab keeps Tab, which closes the menu.
func (m *Menu) AcceptsTab() bool { return true }

// TypedKey goes through the menu.
func (m *Menu) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		m.step(m.chosen, 1)
	case fyne.KeyUp:
		m.step(m.chosen, -1)
	case fyne.KeyHome, fyne.KeyPageUp:
		m.step(nil, 1)
	case fyne.KeyEnd, fyne.KeyPageDown:
		m.step(nil, -1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if m.chosen != nil {
			m.do(m.chosen)
		}
	case fyne.KeyEscape, fyne.KeyTab, desktop.KeyMenu, fyne.KeyF10, fyne.KeyLeft:
		m.Leave()
	}
}

// TypedRune goes to the next item that begins with a letter.
func (m *Menu) TypedRune(r rune) {
	if unicode.IsSpace(r) {
		return
	}
	for _, l := range m.after(m.chosen, 1) {
		if strings.HasPrefix(strings.ToLower(l.item.Label), string(unicode.ToLower(r))) {
			m.choose(l)
			return
		}
	}
}

// TypedShortcut closes it and gives the shortcut to the window, which must be able to lock.
func (m *Menu) TypedShortcut(s fyne.Shortcut) {
	if _, custom := s.(*desktop.CustomShortcut); !custom {
		return
	}
	m.Leave()
	if c, ok := m.canvas.(interface{ TypedShortcut(fyne.Shortcut) }); ok {
		c.TypedShortcut(s)
	}
}

// step chooses the next item in a direction, round at the ends.
func (m *Menu) step(from *line, by int) {
	if next := m.after(from, by); len(next) > 0 {
		m.choose(next[0])
	}
}

// after returns the items that can be chosen, in the order in which they come after one.
func (m *Menu) after(from *line, by int) []*line {
	var all []*line
	for _, o := range m.rows {
		if l, ok := o.(*line); ok && !l.item.Disabled {
			all = append(all, l)
		}
	}
	if by < 0 {
		slices.Reverse(all)
	}
	if i := slices.Index(all, from); i >= 0 {
		all = append(all[i+1:len(all):len(all)], all[:i+1]...)
	}
	return all
}

// Chosen is the label of the chosen item; empty if there is none.
func (m *Menu) Chosen() string {
	if m.chosen == nil {
		return ""
	}
	return m.chosen.item.Label
}

// choose marks an item, or none.
func (m *Menu) choose(l *line) {
	was := m.chosen
	if was == l {
		return
	}
	m.chosen = l
	if was != nil {
		was.Refresh()
	}
	if l != nil {
		l.Refresh()
		scrolling.Reveal(m.scroll, l)
	}
}
