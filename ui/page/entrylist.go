package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/entryview"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
)

// entryList is the list of the timeline. Only the rows in sight are made. It has the keys of
// a list of its own: the arrows read, with Shift they select, Space selects, Return changes
// and Delete deletes.
type entryList struct {
	widget.List
	page      *Entries
	modifiers fyne.KeyModifier
}

func newEntryList(p *Entries) *entryList {
	l := &entryList{page: p}
	l.Length = func() int { return len(p.found) }
	l.CreateItem = func() fyne.CanvasObject { return entryview.NewEntryRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(p.found) {
			row, id := o.(*entryview.EntryRow), p.found[i].ID
			row.OnPressed = func(held fyne.KeyModifier) { p.pressed(i, held) }
			row.OnMenu = func(at fyne.Position, byKey bool) { p.openMenu(i, at, byKey) }
			row.OnClicked = func(at fyne.Position) { p.host.Clicks().Twice(at, p.edit) }
			e := p.found[i]
			row.OnDragged = func(at fyne.Position) { p.dragged(e, at) }
			row.OnDropped = func(fyne.Position) { p.dropped() }
			row.Set(p.rowOf(i), id == p.chosen, p.selected[id])
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer draws the visible rows at the current scroll position: the toolkit's own renderer
// starts at the top again.
func (l *entryList) CreateRenderer() fyne.WidgetRenderer {
	offset := l.GetScrollOffset()
	r := paint.LaidOut(l, scrolling.WithWheel(l.List.CreateRenderer(), scrolling.ListWheel(&l.List)))
	l.ScrollToOffset(offset)
	return r
}

// KeyDown and KeyUp note whether Shift is held.
func (l *entryList) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.modifiers |= fyne.KeyModifierShift
	}
}

// KeyUp notes when Shift is released.
func (l *entryList) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.modifiers &^= fyne.KeyModifierShift
	}
}

// FocusGained selects an entry, so that the focus is visible.
func (l *entryList) FocusGained() {
	if l.page.chosenIndex() < 0 {
		l.page.choose(0)
	}
}

// FocusLost forgets the modifiers.
func (l *entryList) FocusLost() { l.modifiers = 0 }

// TypedRune selects by Space, as TypedKey does elsewhere.
func (l *entryList) TypedRune(rune) {}

// TypedKey moves, selects, changes and deletes.
func (l *entryList) TypedKey(e *fyne.KeyEvent) {
	p, at := l.page, l.page.chosenIndex()
	page := max(1, int(l.Size().Height/p.rowHeight())-1)
	switch e.Name {
	case fyne.KeyDown:
		l.move(at + 1)
	case fyne.KeyUp:
		l.move(max(0, at-1))
	case fyne.KeyPageDown:
		l.move(at + page)
	case fyne.KeyPageUp:
		l.move(max(0, at-page))
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(len(p.found) - 1)
	case fyne.KeySpace:
		p.toggle(at)
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.panes.IsFolded() {
			p.panes.Open()
			return
		}
		p.edit()
	case fyne.KeyDelete:
		p.remove()
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF6, fyne.KeyF10, fyne.KeyF11, desktop.KeyMenu:
		if c := p.host.Window().Canvas(); c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	}
}

// move reads the entry of another row, and selects up to it while Shift is held.
func (l *entryList) move(to int) {
	p := l.page
	if len(p.found) == 0 {
		return
	}
	to = min(to, len(p.found)-1)
	if l.modifiers&fyne.KeyModifierShift != 0 {
		p.extend(to)
	} else {
		p.anchor = to
	}
	p.choose(to)
	l.ScrollTo(to)
}

// searchKey leads from the search into the list, of what was typed: never of what it was typed over.
func (p *Entries) searchKey(e *fyne.KeyEvent) bool {
	switch {
	case e.Name != fyne.KeyDown && e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter:
		return false
	case p.searching:
		p.entering = true
		return true
	}
	return p.enter()
}

// enter brings the keyboard into the list, on the chosen entry if it is there, if the search found anything.
func (p *Entries) enter() bool {
	p.entering = false
	if len(p.found) == 0 {
		return false
	}
	if p.chosenIndex() < 0 {
		p.choose(0)
	}
	p.host.Window().Canvas().Focus(p.list)
	return true
}
