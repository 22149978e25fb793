// Package dayview owns the views of days in which one is chosen: a month, and a year as a heat map.
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

// HeatDay is the content of one day of a HeatMap.
type HeatDay struct {
	// Shade is the step of the colour, 1-5; 0 is none.
	Shade int
	// Unrecorded marks a day whose entries do not record what the map shows, and Planned one for
	// which something is planned.
	Unrecorded, Planned bool
}

// HeatMap shows a year of days, a week a column and a day of the week a row, each in a shade
// of one colour. A day without entries has the colour of the ground. The arrows move by a day and
// a week, Home and End to the ends of the year, Page Up and Page Down to another year;
// Return takes the day.
type HeatMap struct {
	widget.BaseWidget
	pointing.Extra
	// OnPicked is called with the day that was taken with Return, or by a click when it was
	// chosen already; OnMoved when another day is chosen, which may be in another year. Each
	// may be nil.
	OnPicked func(journal.Date)
	OnMoved  func(journal.Date)
	// OnFocused is called instead of scrolling all days into view; it may be nil.
	OnFocused func(fyne.CanvasObject)

	week   time.Weekday
	year   int
	hue    int
	days   func(journal.Date) HeatDay
	words  func(journal.Date) string
	chosen journal.Date
	today  journal.Date

	hovered journal.Date
	focused bool
	still   bool // a picture of what will be there
	version int  // of the look of the days
}

// NewHeatMap creates an empty map; weeks begin on weekStart.
func NewHeatMap(weekStart time.Weekday) *HeatMap {
	h := &HeatMap{week: weekStart}
	h.ExtendBaseWidget(h)
	return h
}

// SetDays shows a year: days returns the content of a day, words describes it in a line, and hue is
// the colour of the area in degrees, 0 for the accent.
func (h *HeatMap) SetDays(year, hue int, days func(journal.Date) HeatDay, words func(journal.Date) string) {
	h.year, h.hue, h.days, h.words = year, hue, days, words
	h.version++
	h.Refresh()
}

// SetQuietly chooses a day without calling OnMoved.
func (h *HeatMap) SetQuietly(chosen, today journal.Date) {
	if h.today != today {
		h.version++
	}
	h.chosen, h.today = chosen, today
	h.Refresh()
}

// Disable makes the map a picture, which takes neither keyboard nor pointer.
func (h *HeatMap) Disable() { h.still = true }

// Enable is the opposite of Disable.
func (h *HeatMap) Enable() { h.still = false }

// Disabled reports whether it is a picture.
func (h *HeatMap) Disabled() bool { return h.still }

// Chosen is the day that is chosen.
func (h *HeatMap) Chosen() journal.Date { return h.chosen }

// ChosenAt returns the place of the chosen day, without a size if it is not shown.
func (h *HeatMap) ChosenAt() (fyne.Position, fyne.Size) {
	g := h.grid()
	at, ok := g.place(h.chosen)
	if !ok {
		return at, fyne.Size{}
	}
	return at, fyne.NewSquareSize(g.cell)
}

// Step chooses the day that is that many years away.
func (h *HeatMap) Step(years int) { h.move(inMonth(h.chosen, 12*years)) }

func (h *HeatMap) move(to journal.Date) {
	to = WithinReach(to)
	if to == h.chosen {
		return
	}
	h.chosen = to
	h.Refresh()
	if h.OnMoved != nil {
		h.OnMoved(to)
	}
}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (h *HeatMap) FocusGained()   { h.focused = true; h.Refresh(); scrolling.IntoView(h, h.OnFocused) }
func (h *HeatMap) FocusLost()     { h.focused = false; h.Refresh() }
func (h *HeatMap) TypedRune(rune) {}

// TypedKey moves and takes a day.
func (h *HeatMap) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		h.move(h.chosen.AddDays(-1))
	case fyne.KeyDown:
		h.move(h.chosen.AddDays(1))
	case fyne.KeyLeft:
		h.move(h.chosen.AddDays(-7))
	case fyne.KeyRight:
		h.move(h.chosen.AddDays(7))
	case fyne.KeyHome:
		h.move(journal.Date{Year: h.chosen.Year, Month: time.January, Day: 1})
	case fyne.KeyEnd:
		h.move(journal.Date{Year: h.chosen.Year, Month: time.December, Day: 31})
	case fyne.KeyPageUp:
		h.Step(-1)
	case fyne.KeyPageDown:
		h.Step(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.pick()
	default:
		focus.PassOn(h, e)
	}
}

func (h *HeatMap) pick() {
	if h.OnPicked != nil {
		h.OnPicked(h.chosen)
	}
}

// Tapped chooses the day that was clicked, and takes the one that is chosen already.
func (h *HeatMap) Tapped(e *fyne.PointEvent) {
	if h.still {
		return
	}
	focus.Take(h)
	d, ok := h.grid().dayAt(e.Position)
	switch {
	case !ok:
	case d == h.chosen:
		h.pick()
	default:
		h.move(d)
	}
	if ok {
		h.Clicked(e)
	}
}

// TappedSecondary chooses a day and opens its menu.
func (h *HeatMap) TappedSecondary(e *fyne.PointEvent) {
	if d, ok := h.grid().dayAt(e.Position); ok {
		focus.Take(h)
		h.move(d)
		h.Extra.TappedSecondary(e)
	}
}

// OpenMenu opens the menu of the chosen day by a key.
func (h *HeatMap) OpenMenu() { h.MenuAt(h, h.ChosenAt) }

// MouseIn, MouseMoved, MouseOut and Cursor show that it can be clicked, and describe the day under
// the pointer.
func (h *HeatMap) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }
func (h *HeatMap) MouseMoved(e *desktop.MouseEvent) {
	if d, _ := h.grid().dayAt(e.Position); !h.still {
		h.hover(d)
	}
}
func (h *HeatMap) MouseOut() { h.hover(journal.Date{}) }
func (h *HeatMap) Cursor() desktop.Cursor {
	if h.still {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (h *HeatMap) hover(d journal.Date) {
	if d != h.hovered {
		h.hovered = d
		h.Refresh()
	}
}

// described is the day that the line under the days describes.
func (h *HeatMap) described() journal.Date {
	if !h.hovered.IsZero() {
		return h.hovered
	}
	return h.chosen
}

// wordLines is how many lines the words of a day may take. Their room is reserved, so that nothing
// moves under the pointer.
func (h *HeatMap) wordLines() int {
	if h.Size().Width >= paint.TextSize(theme.Body)*40 {
		return 1
	}
	return 2
}

func (h *HeatMap) wordsHeight() float32 {
	return theme.Unit + float32(h.wordLines())*paint.TextSize(theme.Body)*1.36
}

// MinSize has room for both halves of the year under each other where it is narrow.
func (h *HeatMap) MinSize() fyne.Size {
	h.ExtendBaseWidget(h)
	return fyne.NewSize(300, h.grid().height()+h.wordsHeight())
}
