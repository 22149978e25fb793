package figure

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// TextTable shows rows of words under a header that stays in sight. Only the visible rows
// are created, so that a long table is as quick as a short one. The keyboard moves through it
// with the arrows, Page Up and Page Down, Home and End.
type TextTable struct {
	widget.BaseWidget
	// OnFocused is called when the keyboard comes to it; it may be nil.
	OnFocused func(fyne.CanvasObject)

	header  []string
	rows    [][]string
	columns []tableColumn

	scroll  *gentleScroll
	pane    *tablePane
	titles  []*canvas.Text
	rule    *canvas.Rectangle
	ring    *canvas.Rectangle
	focused bool
}

// tableColumn is the place of a column, in pixels.
type tableColumn struct {
	left, width float32
	right       bool // its words end at its right edge, as numbers do
}

// NewTextTable creates a table. beyond scrolls on where the table has nothing left to
// scroll; it may be nil.
func NewTextTable(header []string, rows [][]string, beyond fyne.Scrollable) *TextTable {
	t := &TextTable{header: header, rows: rows, rule: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	for _, words := range header {
		title := canvas.NewText(words, color.Black)
		title.TextStyle.Bold = true
		t.titles = append(t.titles, title)
	}
	t.measure()
	t.pane = &tablePane{table: t}
	t.pane.ExtendBaseWidget(t.pane)
	t.scroll = newGentleScroll(t.pane, beyond)
	t.scroll.OnScrolled = func(fyne.Position) { t.pane.fill(); t.placeTitles() }
	t.ExtendBaseWidget(t)
	return t
}

// measure makes every column as wide as its widest words.
func (t *TextTable) measure() {
	size, left := paint.TextSize(theme.Small), float32(0)
	t.columns = make([]tableColumn, len(t.header))
	for c, title := range t.header {
		long, numbers := "", 0
		for _, row := range t.rows {
			if utf8.RuneCountInString(row[c]) > utf8.RuneCountInString(long) {
				long = row[c]
			}
			if isNumber(row[c]) {
				numbers++
			}
		}
		wide := max(fyne.MeasureText(title, size, fyne.TextStyle{Bold: true}).Width, 1.1*fyne.MeasureText(long, size, fyne.TextStyle{}).Width)
		t.columns[c] = tableColumn{left: left, width: wide, right: 2*numbers > len(t.rows)}
		left += wide + 2.5*theme.Unit
	}
}

// isNumber reports whether words begin as a number does; an empty cell is none.
func isNumber(words string) bool {
	digits := strings.TrimLeft(words, "+-–−<")
	return digits != "" && digits[0] >= '0' && digits[0] <= '9' && !strings.Contains(words, " ")
}

func (t *TextTable) rowHeight() float32 { return paint.TextSize(theme.Small)*1.36 + theme.Unit }

// width is the width of all columns.
func (t *TextTable) width() float32 {
	if len(t.columns) == 0 {
		return 0
	}
	last := t.columns[len(t.columns)-1]
	return last.left + last.width
}

// put places words in a column, their middle at y.
func (c tableColumn) put(text *canvas.Text, from, y float32) {
	m := text.MinSize()
	x := from + c.left
	if c.right {
		x += c.width - m.Width
	}
	text.Resize(m)
	text.Move(fyne.NewPos(x, y-m.Height/2))
}

func (t *TextTable) placeTitles() {
	for i, title := range t.titles {
		t.columns[i].put(title, -t.scroll.Offset.X, t.rowHeight()/2)
	}
}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (t *TextTable) FocusGained() {
	t.focused = true
	t.Refresh()
	scrolling.IntoView(t, t.OnFocused)
}
func (t *TextTable) FocusLost()     { t.focused = false; t.Refresh() }
func (t *TextTable) TypedRune(rune) {}
func (t *TextTable) TypedKey(e *fyne.KeyEvent) {
	row, page, at := t.rowHeight(), t.scroll.Size().Height, t.scroll.Offset
	switch e.Name {
	case fyne.KeyUp:
		at.Y -= row
	case fyne.KeyDown:
		at.Y += row
	case fyne.KeyPageUp:
		at.Y -= page
	case fyne.KeyPageDown:
		at.Y += page
	case fyne.KeyHome:
		at.Y = 0
	case fyne.KeyEnd:
		at.Y = t.pane.MinSize().Height
	case fyne.KeyLeft:
		at.X -= 8 * theme.Unit
	case fyne.KeyRight:
		at.X += 8 * theme.Unit
	default:
		focus.PassOn(t, e)
		return
	}
	most := t.pane.MinSize().Subtract(t.scroll.Size())
	t.scroll.ScrollToOffset(fyne.NewPos(min(max(0, at.X), max(0, most.Width)), min(max(0, at.Y), max(0, most.Height))))
	t.scroll.OnScrolled(t.scroll.Offset)
}

// CreateRenderer draws the table.
func (t *TextTable) CreateRenderer() fyne.WidgetRenderer {
	titles := container.NewWithoutLayout()
	for _, title := range t.titles {
		titles.Objects = append(titles.Objects, title)
	}
	head := container.NewClip(titles)
	r := &tableRenderer{t, head, []fyne.CanvasObject{t.ring, head, t.rule, t.scroll}}
	r.paint()
	return paint.LaidOut(t, r)
}

type tableRenderer struct {
	t       *TextTable
	head    fyne.CanvasObject
	objects []fyne.CanvasObject
}

func (r *tableRenderer) paint() {
	p := theme.Current()
	for _, title := range r.t.titles {
		title.Color, title.TextSize = p.Muted, paint.TextSize(theme.Small)
	}
	r.t.rule.FillColor = p.Line
	r.t.ring.CornerRadius = theme.Radius / 2
	r.t.ring.StrokeColor, r.t.ring.StrokeWidth = color.Transparent, 0
	if r.t.focused {
		r.t.ring.StrokeColor, r.t.ring.StrokeWidth = p.Accent, 2
	}
}

func (r *tableRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 4*r.t.rowHeight()) }

func (r *tableRenderer) Layout(s fyne.Size) {
	t, head := r.t, r.t.rowHeight()
	around := theme.Unit / 2
	t.ring.Move(fyne.NewPos(-around, -around))
	t.ring.Resize(fyne.NewSize(s.Width+2*around, s.Height+2*around))
	r.head.Resize(fyne.NewSize(s.Width, head))
	t.rule.Move(fyne.NewPos(0, head))
	t.rule.Resize(fyne.NewSize(s.Width, 1))
	t.scroll.Move(fyne.NewPos(0, head+1))
	t.scroll.Resize(fyne.NewSize(s.Width, max(0, s.Height-head-1)))
	t.placeTitles()
	t.pane.fill()
}

func (r *tableRenderer) Refresh() {
	r.paint()
	r.t.measure()
	r.Layout(r.t.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
	r.t.pane.Refresh()
}
func (r *tableRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableRenderer) Destroy()                     {}
