package dayview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/pointing"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// DayMark is one thing that a day holds.
type DayMark struct {
	Title string
	// Hue is the colour of its area in degrees.
	Hue int
	// Hollow marks an entry that has not happened yet.
	Hollow bool
}

// Month shows the days of a month, a week a row. The arrows move by a day and a week, Page
// Up and Page Down by a month, Home and End within the week; Return takes the day.
type Month struct {
	widget.BaseWidget
	pointing.Extra
	// OnPicked is called with the day that was clicked or taken with Return, OnMoved when another
	// day is chosen, OnLeave by Escape; each may be nil.
	OnPicked func(journal.Date)
	OnMoved  func(journal.Date)
	// OnFocused is called instead of scrolling the month into view; it may be nil.
	OnFocused func(fyne.CanvasObject)
	OnLeave   func()

	week          time.Weekday // on which a week begins
	roomy         bool
	chosen, today journal.Date
	marks         map[journal.Date][]DayMark
	hovered       journal.Date
	focused       bool
	version       int // of the marks
	room          float32
}

// NewMonth creates a small month, to pick a day from.
func NewMonth(weekStart time.Weekday) *Month {
	m := &Month{week: weekStart}
	m.ExtendBaseWidget(m)
	return m
}

// NewRoomyMonth creates a month that shows the entries of each day.
func NewRoomyMonth(weekStart time.Weekday) *Month {
	m := &Month{week: weekStart, roomy: true}
	m.ExtendBaseWidget(m)
	return m
}

// SetQuietly chooses a day and shows its month, without calling OnMoved.
func (m *Month) SetQuietly(chosen, today journal.Date) {
	m.chosen, m.today = chosen, today
	m.Refresh()
}

// SetMarks sets the entries of the days.
func (m *Month) SetMarks(marks map[journal.Date][]DayMark) {
	m.marks = marks
	m.version++
	m.Refresh()
}

// SetRoom says how high a roomy month may grow so that it fills its page; it stays as low as it needs
// to be if there is less.
func (m *Month) SetRoom(height float32) {
	if height != m.room {
		m.room = height
		m.Refresh()
	}
}

// Chosen is the day that is chosen.
func (m *Month) Chosen() journal.Date { return m.chosen }

// First and Last are the days that are in sight, those of the months beside it included.
func (m *Month) First() journal.Date {
	first := journal.Date{Year: m.chosen.Year, Month: m.chosen.Month, Day: 1}
	return first.AddDays(-sinceWeekStart(first, m.week))
}

// Last is the last day in sight.
func (m *Month) Last() journal.Date { return m.First().AddDays(7*m.weeks() - 1) }

// ChosenAt returns the place of the chosen day.
func (m *Month) ChosenAt() (fyne.Position, fyne.Size) {
	return m.place(daysBetween(m.First(), m.chosen)), m.cell()
}

// weeks is the number of rows. The small month has the same height in all months.
func (m *Month) weeks() int {
	if !m.roomy {
		return 6
	}
	first := journal.Date{Year: m.chosen.Year, Month: m.chosen.Month, Day: 1}
	return (sinceWeekStart(first, m.week) + daysOfMonth(m.chosen) + 6) / 7
}

// Step chooses the day that is that many months away.
func (m *Month) Step(months int) { m.move(inMonth(m.chosen, months)) }

// move chooses another day.
func (m *Month) move(to journal.Date) {
	to = WithinReach(to)
	if to == m.chosen {
		return
	}
	m.chosen = to
	m.Refresh()
	if m.OnMoved != nil {
		m.OnMoved(to)
	}
}

func (m *Month) pick() {
	if m.OnPicked != nil {
		m.OnPicked(m.chosen)
	}
}

// FocusGained, FocusLost, TypedRune, TypedShortcut and TypedKey make it work from the keyboard.
func (m *Month) FocusGained()   { m.focused = true; m.Refresh(); scrolling.IntoView(m, m.OnFocused) }
func (m *Month) FocusLost()     { m.focused = false; m.Refresh() }
func (m *Month) TypedRune(rune) {}
func (m *Month) TypedShortcut(s fyne.Shortcut) {
	c := fyne.CurrentApp().Driver().CanvasForObject(m)
	if m.OnLeave != nil { // it must not cover what a shortcut opens
		m.OnLeave()
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
		if m.OnLeave != nil {
			m.OnLeave()
			return
		}
		focus.PassOn(m, e)
	default:
		focus.PassOn(m, e)
	}
}

// Tapped takes the day that was clicked. A roomy month shows more of a day once it is
// chosen, and takes it with the second click.
func (m *Month) Tapped(e *fyne.PointEvent) {
	focus.Take(m)
	d, ok := m.dayAt(e.Position)
	if !ok {
		return
	}
	wasChosen := d == m.chosen
	m.move(d)
	if wasChosen || !m.roomy {
		m.pick()
	}
	m.Clicked(e)
}

// TappedSecondary chooses a day and opens its menu.
func (m *Month) TappedSecondary(e *fyne.PointEvent) {
	if d, ok := m.dayAt(e.Position); ok && m.OnMenu != nil {
		focus.Take(m)
		m.move(d)
		m.Extra.TappedSecondary(e)
	}
}

// OpenMenu opens the menu of the chosen day by a key.
func (m *Month) OpenMenu() { m.MenuAt(m, m.ChosenAt) }

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
func (m *Month) namesHeight() float32 { return paint.TextSize(theme.Small)*1.36 + theme.Unit }

// MinSize makes every day large enough for a finger or a shaky hand.
func (m *Month) MinSize() fyne.Size {
	m.ExtendBaseWidget(m)
	side := max(28, paint.TextSize(theme.Body)*2.2)
	if !m.roomy {
		return fyne.NewSize(7*side*1.12, m.namesHeight()+6*side)
	}
	high := paint.TextSize(theme.Body)*1.36 + theme.Unit
	if m.showsTitles() {
		high = max(high+2*paint.TextSize(theme.Small)*1.36+theme.Unit/2, min(m.Size().Width/7*0.6, paint.TextSize(82)))
		high = max(high, min((m.room-m.namesHeight())/float32(m.weeks()), m.Size().Width/7*1.1)) // no day is much higher than wide
	} else {
		high += theme.Unit * 1.5
	}
	return fyne.NewSize(7*side, m.namesHeight()+float32(m.weeks())*high)
}

// showsTitles reports whether a day has room for words.
func (m *Month) showsTitles() bool { return m.roomy && m.Size().Width/7 >= paint.TextSize(84) }

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

// place returns the place of the n-th visible day.
func (m *Month) place(n int) fyne.Position {
	cell := m.cell()
	return fyne.NewPos(float32(n%7)*cell.Width, m.namesHeight()+float32(n/7)*cell.Height)
}
