package textedit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// placeAt returns the place in the text at a position in the field.
func (f *Field) placeAt(at fyne.Position) (p place, ends bool) {
	pad := fynetheme.InnerPadding()
	row := int((at.Y - pad) / f.rowHeight())
	if at.Y < pad {
		row = -1
	}
	n := f.top + row
	if n < 0 {
		return place{}, false
	}
	if n >= f.e.rows.total() {
		return f.e.text.end(), false
	}
	return f.e.rows.at(n, at.X-pad)
}

// clickDelay is the maximum time between the presses of a double click.
const clickDelay = 400 * time.Millisecond

// MouseDown moves the caret to the pointer; a second press selects a word, a third one a
// paragraph.
func (f *Field) MouseDown(m *desktop.MouseEvent) {
	if c := f.canvas(); c != nil && !f.focused {
		c.Focus(f)
	}
	p, ends := f.placeAt(m.Position)
	if m.Button != desktop.MouseButtonPrimary {
		if s := f.e.selection(); s.empty() || p.before(s.from) || s.to.before(p) {
			f.e.move(p, ends, false)
			f.Refresh()
		}
		return
	}
	f.countClick(p)
	switch f.clicks {
	case 1:
		f.e.move(p, ends, m.Modifier&fyne.KeyModifierShift != 0)
	case 2:
		f.choose(f.e.wordAt(p))
	default:
		f.choose(f.e.paragraphAt(p))
	}
	f.Refresh()
}

// countClick counts presses at one place in quick succession.
func (f *Field) countClick(p place) {
	if f.pressed != nil && f.pressed.Stop() && f.clicks < 3 && !p.before(f.e.selection().from) && !f.e.selection().to.before(p) {
		f.clicks++
	} else {
		f.clicks = 1
	}
	f.pressed = time.NewTimer(clickDelay)
}

func (f *Field) choose(s span) { f.e.anchor, f.e.caret, f.e.ends = s.from, s.to, false }

// MouseUp does nothing.
func (f *Field) MouseUp(*desktop.MouseEvent) {}

// Dragged selects up to the pointer, and scrolls if it leaves the field.
func (f *Field) Dragged(d *fyne.DragEvent) {
	p, ends := f.placeAt(d.Position)
	f.e.move(p, ends, true)
	f.follow()
}

// DragEnd does nothing.
func (f *Field) DragEnd() {}

// Tapped does nothing, because MouseDown handles clicks; it makes the window give the click to the
// field and not to an object below.
func (f *Field) Tapped(*fyne.PointEvent) {}

// TappedSecondary opens the menu.
func (f *Field) TappedSecondary(p *fyne.PointEvent) {
	if f.OnMenu != nil {
		f.OnMenu(p.AbsolutePosition)
	}
}

// Cursor is the text cursor.
func (f *Field) Cursor() desktop.Cursor { return desktop.TextCursor }

// wheelRows is the number of rows that a notch of the wheel scrolls.
const wheelRows = 3

// wheel receives the wheel for a field. The toolkit clips everything that a scrollable widget draws
// at its edges, and would clip the frame of the field.
type wheel struct {
	widget.BaseWidget
	f *Field
}

func newWheel(f *Field) *wheel {
	w := &wheel{f: f}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled passes the wheel to the field.
func (w *wheel) Scrolled(s *fyne.ScrollEvent) { w.f.scrolled(s) }

// CreateRenderer draws nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// scrolled scrolls the text, or passes the wheel on if it cannot scroll further.
func (f *Field) scrolled(s *fyne.ScrollEvent) {
	last := f.lastTop()
	if s.Scrolled.DY > 0 && f.top == 0 || s.Scrolled.DY < 0 && f.top >= last || s.Scrolled.DY == 0 {
		if f.OnScrollPast != nil {
			f.OnScrollPast(s)
		}
		return
	}
	by := wheelRows
	if s.Scrolled.DY > 0 {
		by = -by
	}
	f.scrollTo(f.top + by)
}
