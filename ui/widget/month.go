package widget

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/theme"
)

// DayMark is one thing that a day holds.
type DayMark struct {
	Title string
	// Hue is the colour of its area in degrees.
	Hue int
	// Hollow marks what has not happened yet.
	Hollow bool
}

// Month shows the days of a month, a week a row. The arrows move by a day and a week, Page
// Up and Page Down by a month, Home and End within the week; Return takes the day.
type Month struct {
	widget.BaseWidget
	// Pick is called with the day that was clicked or taken with Return, Moved when another
	// day is chosen, Leave by Escape; each may be nil.
	Pick  func(journal.Date)
	Moved func(journal.Date)
	Leave func()

	week          time.Weekday // on which a week begins
	roomy         bool
	chosen, today journal.Date
	marks         map[journal.Date][]DayMark
	hovered       journal.Date
	focused       bool
}

// NewMonth makes a small month, to pick a day from.
func NewMonth(weekStart time.Weekday) *Month {
	m := &Month{week: weekStart}
	m.ExtendBaseWidget(m)
	return m
}

// NewRoomyMonth makes a month that says what each day holds.
func NewRoomyMonth(weekStart time.Weekday) *Month {
	m := &Month{week: weekStart, roomy: true}
	m.ExtendBaseWidget(m)
	return m
}

// Choose chooses a day and shows its month.
func (m *Month) Choose(chosen, today journal.Date) {
	m.chosen, m.today = chosen, today
	m.Refresh()
}

// SetMarks says what the days hold.
func (m *Month) SetMarks(marks map[journal.Date][]DayMark) { m.marks = marks; m.Refresh() }

// Chosen is the day that is chosen.
func (m *Month) Chosen() journal.Date { return m.chosen }

// First and Last are the days that are in sight, those of the months beside it included.
func (m *Month) First() journal.Date {
	first := journal.Date{Year: m.chosen.Year, Month: m.chosen.Month, Day: 1}
	return first.AddDays(-sinceWeekStart(first, m.week))
}

// Last is the last day in sight.
func (m *Month) Last() journal.Date { return m.First().AddDays(7*m.weeks() - 1) }

// weeks is how many rows there are. The small month keeps its height over all months.
func (m *Month) weeks() int {
	if !m.roomy {
		return 6
	}
	first := journal.Date{Year: m.chosen.Year, Month: m.chosen.Month, Day: 1}
	return (sinceWeekStart(first, m.week) + daysOfMonth(m.chosen) + 6) / 7
}

// Step chooses the day that lies so many months away.
func (m *Month) Step(months int) { m.move(inMonth(m.chosen, months)) }

// move chooses another day.
func (m *Month) move(to journal.Date) {
	to = withinReach(to)
	if to == m.chosen {
		return
	}
	m.chosen = to
	m.Refresh()
	if m.Moved != nil {
		m.Moved(to)
	}
}

func (m *Month) pick() {
	if m.Pick != nil {
		m.Pick(m.chosen)
	}
}

// FocusGained, FocusLost, TypedRune, TypedShortcut and TypedKey make it work from the keyboard.
func (m *Month) FocusGained()   { m.focused = true; m.Refresh() }
func (m *Month) FocusLost()     { m.focused = false; m.Refresh() }
func (m *Month) TypedRune(rune) {}
func (m *Month) TypedShortcut(s fyne.Shortcut) {
	c := fyne.CurrentApp().Driver().CanvasForObject(m)
	if m.Leave != nil { // what a shortcut opens must not lie under it
		m.Leave()
	}
	if c, ok := c.(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// TypedKey moves and takes a day.
func (m *Month) TypedKey(e *fyne.KeyEvent) {
	into := sinceWeekStart(m.chosen, m.week)
	switch e.Name {
	case fyne.KeyLeft:
		m.move(m.chosen.AddDays(-1))
	case fyne.KeyRight:
		m.move(m.chosen.AddDays(1))
	case fyne.KeyUp:
		m.move(m.chosen.AddDays(-7))
	case fyne.KeyDown:
		m.move(m.chosen.AddDays(7))
	case fyne.KeyPageUp:
		m.Step(-1)
	case fyne.KeyPageDown:
		m.Step(1)
	case fyne.KeyHome:
		m.move(m.chosen.AddDays(-into))
	case fyne.KeyEnd:
		m.move(m.chosen.AddDays(6 - into))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.pick()
	case fyne.KeyEscape:
		if m.Leave != nil {
			m.Leave()
			return
		}
		passOn(m, e)
	default:
		passOn(m, e)
	}
}

// Tapped takes the day that was clicked.
func (m *Month) Tapped(e *fyne.PointEvent) {
	takeFocus(m)
	if d, ok := m.dayAt(e.Position); ok {
		m.move(d)
		m.pick()
	}
}

// MouseIn, MouseMoved, MouseOut and Cursor show that it can be touched.
func (m *Month) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }
func (m *Month) MouseMoved(e *desktop.MouseEvent) {
	d, _ := m.dayAt(e.Position)
	m.hover(d)
}
func (m *Month) MouseOut()              { m.hover(journal.Date{}) }
func (m *Month) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (m *Month) hover(d journal.Date) {
	if d != m.hovered {
		m.hovered = d
		m.Refresh()
	}
}

// namesHeight is the height of the line with the names of the weekdays.
func (m *Month) namesHeight() float32 { return textSize(theme.Small)*1.36 + theme.Unit }

// MinSize keeps every day large enough for a finger or a shaky hand.
func (m *Month) MinSize() fyne.Size {
	m.ExtendBaseWidget(m)
	side := max(28, textSize(theme.Body)*2.2)
	if !m.roomy {
		return fyne.NewSize(7*side*1.12, m.namesHeight()+6*side)
	}
	high := textSize(theme.Body)*1.36 + theme.Unit
	if m.tellsTitles() {
		high += 2*textSize(theme.Small)*1.36 + theme.Unit/2
	} else {
		high += theme.Unit * 1.5
	}
	return fyne.NewSize(7*side, m.namesHeight()+float32(m.weeks())*high)
}

// tellsTitles reports whether a day has room for words.
func (m *Month) tellsTitles() bool { return m.roomy && m.Size().Width/7 >= textSize(84) }

func (m *Month) cell() fyne.Size {
	s := m.Size()
	return fyne.NewSize(s.Width/7, (s.Height-m.namesHeight())/float32(m.weeks()))
}

// dayAt is the day at a place.
func (m *Month) dayAt(at fyne.Position) (journal.Date, bool) {
	cell := m.cell()
	column, row := int(at.X/cell.Width), int((at.Y-m.namesHeight())/cell.Height)
	if at.X < 0 || at.Y < m.namesHeight() || column > 6 || row >= m.weeks() {
		return journal.Date{}, false
	}
	return m.First().AddDays(7*row + column), true
}

// place is where the n-th day in sight stands.
func (m *Month) place(n int) fyne.Position {
	cell := m.cell()
	return fyne.NewPos(float32(n%7)*cell.Width, m.namesHeight()+float32(n/7)*cell.Height)
}

// CreateRenderer draws the month.
func (m *Month) CreateRenderer() fyne.WidgetRenderer { return &monthRenderer{m: m} }

type monthRenderer struct {
	m       *Month
	objects []fyne.CanvasObject
}

func (r *monthRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *monthRenderer) Layout(fyne.Size)             { r.draw() }
func (r *monthRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *monthRenderer) Destroy()                     {}
func (r *monthRenderer) Refresh()                     { r.draw(); canvas.Refresh(r.m) }

// draw makes all objects anew, as few of them stay what they were.
func (r *monthRenderer) draw() {
	m := r.m
	r.objects = r.objects[:0:0]
	if m.chosen.IsZero() || m.Size().Width < 7 {
		return
	}
	r.names()
	first := m.First()
	for n := range 7 * m.weeks() {
		r.day(first.AddDays(n), m.place(n), m.cell())
	}
}

// words puts a line of text at a place.
func (r *monthRenderer) words(s string, size float32, ink color.Color, bold bool, at fyne.Position) *canvas.Text {
	t := canvas.NewText(s, ink)
	t.TextSize, t.TextStyle.Bold = size, bold
	t.Resize(t.MinSize())
	t.Move(at)
	r.objects = append(r.objects, t)
	return t
}

func (r *monthRenderer) names() {
	m, p := r.m, theme.Current()
	cell := m.cell()
	for i := range 7 {
		day := (m.week + time.Weekday(i)) % 7
		t := r.words(wording.WeekdayShort(day), textSize(theme.Small), p.Muted, false, fyne.NewPos(float32(i)*cell.Width+theme.Unit, 0))
		if !m.roomy {
			t.Move(fyne.NewPos(float32(i)*cell.Width+(cell.Width-t.MinSize().Width)/2, 0))
		}
	}
}

// day draws one day: its ground, its number, and what it holds.
func (r *monthRenderer) day(d journal.Date, at fyne.Position, size fyne.Size) {
	m, p := r.m, theme.Current()
	outside := d.Month != m.chosen.Month
	ground := canvas.NewRectangle(color.Transparent)
	ground.CornerRadius = theme.Radius
	ground.Resize(size.Subtract(fyne.NewSquareSize(2)))
	ground.Move(at.AddXY(1, 1))
	if m.roomy && !outside {
		ground.FillColor = p.Ground
	}
	ink, bold := p.Text, d == m.today
	if outside {
		ink = blend(p.Surface, p.Muted, 0.85)
	}
	switch {
	case d == m.chosen:
		ground.FillColor = blend(p.Surface, p.Accent, 0.16)
		ground.StrokeColor, ground.StrokeWidth = p.Accent, 1
		if m.focused {
			ground.StrokeWidth = 2
		}
		bold = true
	case d == m.hovered:
		ground.FillColor = over(p.Surface, p.Hover)
	}
	r.objects = append(r.objects, ground)
	t := r.words(strconv.Itoa(d.Day), textSize(theme.Body), ink, bold, at)
	s := t.MinSize()
	if m.roomy {
		t.Move(at.AddXY(theme.Unit, theme.Unit/2))
	} else {
		t.Move(at.AddXY((size.Width-s.Width)/2, (size.Height-s.Height)/2))
	}
	if d == m.today {
		r.underline(t, p.Accent)
	}
	if m.roomy {
		r.holds(m.marks[d], at.AddXY(theme.Unit, theme.Unit*0.75+s.Height), fyne.NewSize(size.Width-1.5*theme.Unit, size.Height-theme.Unit-s.Height), outside)
	}
}

// underline marks today, so that its number stays as easy to read as the others.
func (r *monthRenderer) underline(t *canvas.Text, ink color.Color) {
	line := canvas.NewRectangle(ink)
	line.CornerRadius = 1
	line.Resize(fyne.NewSize(t.MinSize().Width, 2))
	line.Move(t.Position().AddXY(0, t.MinSize().Height-1))
	r.objects = append(r.objects, line)
}

// holds lists what a day holds, in words as far as there is room, and else as dots.
func (r *monthRenderer) holds(marks []DayMark, at fyne.Position, room fyne.Size, faint bool) {
	if len(marks) == 0 {
		return
	}
	if !r.m.tellsTitles() {
		r.dots(marks, at, room.Width, faint)
		return
	}
	line := textSize(theme.Small) * 1.36
	lines := max(1, int((room.Height+1)/line))
	told := marks
	if len(marks) > lines {
		told = marks[:lines-1]
	}
	p, dot := theme.Current(), textSize(7)
	ink := p.Text
	if faint {
		ink = p.Muted
	}
	for i, mark := range told {
		y := at.Y + float32(i)*line
		r.dot(mark, fyne.NewPos(at.X, y+(line-dot)/2), dot, faint)
		t := r.words("", textSize(theme.Small), ink, false, fyne.NewPos(at.X+dot+theme.Unit/2, y))
		cut(t, mark.Title, room.Width-dot-theme.Unit/2)
		t.Resize(t.MinSize())
	}
	if more := len(marks) - len(told); more > 0 {
		words := wording.Count(more, "{{.N}} more", "{{.N}} more")
		t := r.words("", textSize(theme.Small), p.Muted, false, fyne.NewPos(at.X, at.Y+float32(len(told))*line))
		cut(t, words, room.Width)
		t.Resize(t.MinSize())
	}
}

// dots draws as many dots as have room, and says how many there are where that is not all.
func (r *monthRenderer) dots(marks []DayMark, at fyne.Position, width float32, faint bool) {
	dot, gap := textSize(7), textSize(3)
	fit := max(1, int((width+gap)/(dot+gap)))
	for i, mark := range marks[:min(fit, len(marks))] {
		r.dot(mark, at.AddXY(float32(i)*(dot+gap), 0), dot, faint)
	}
}

func (r *monthRenderer) dot(mark DayMark, at fyne.Position, side float32, faint bool) {
	ink := theme.Hue(mark.Hue, theme.IsDark())
	if faint {
		ink = blend(theme.Current().Surface, ink, 0.6)
	}
	c := canvas.NewCircle(ink)
	if mark.Hollow {
		c.FillColor, c.StrokeColor, c.StrokeWidth = color.Transparent, ink, 1.5*theme.Scale()
	}
	c.Resize(fyne.NewSquareSize(side))
	c.Move(at)
	r.objects = append(r.objects, c)
}
