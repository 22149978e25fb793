package figure

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/charts"
	"enactive/ui/focus"
	"enactive/ui/scrolling"
)

// leastShown is the shortest time that is drawn.
const leastShown = 14 * 24 * time.Hour

// Timed reports whether the chart is one over time.
func (v *ChartView) Timed() bool {
	_, ok := v.whole.(charts.Timed)
	return ok
}

// Chart returns the chart that is drawn now.
func (v *ChartView) Chart() charts.Chart { return v.chart }

// Shown is the first and the last day that are drawn, where that is a part of the whole.
func (v *ChartView) Shown() (first, last time.Time, part bool) {
	return v.first, v.last, !v.first.IsZero()
}

// ShowDays draws the time from one day to another; zero days are all of it.
func (v *ChartView) ShowDays(first, last time.Time) {
	if !v.Timed() || first.Equal(v.first) && last.Equal(v.last) {
		return
	}
	v.first, v.last = first, last
	v.chart, v.at = v.part(), -1
	v.pointAtNone()
	v.redraw()
	if v.OnMoved != nil {
		v.OnMoved()
	}
}

// part is the chart as far as it is shown.
func (v *ChartView) part() charts.Chart {
	if t, ok := v.whole.(charts.Timed); ok && !v.first.IsZero() {
		return t.Within(v.first, v.last)
	}
	return v.whole
}

// span returns the time that is drawn now, and all of it.
func (v *ChartView) span() (first, last, begin, end time.Time) {
	begin, end = v.whole.(charts.Timed).Span()
	if first, last = v.first, v.last; first.IsZero() {
		first, last = begin, end
	}
	return first, last, begin, end
}

// Zoom draws a shorter time, or a longer one for by above 1, around a part of the width.
func (v *ChartView) Zoom(by, around float64) {
	if !v.Timed() {
		return
	}
	first, last, begin, end := v.span()
	long := last.Sub(first)
	want := max(time.Duration(float64(long)*by), leastShown)
	if want >= end.Sub(begin) {
		v.ShowDays(time.Time{}, time.Time{})
		return
	}
	from := first.Add(time.Duration(float64(long-want) * around))
	v.within(from, want, begin, end)
}

// Pan moves the drawn time by a part of its length, within the whole.
func (v *ChartView) Pan(by float64) {
	if !v.Timed() || v.first.IsZero() {
		return
	}
	first, last, begin, end := v.span()
	long := last.Sub(first)
	v.within(first.Add(time.Duration(float64(long)*by)), long, begin, end)
}

func (v *ChartView) within(from time.Time, long time.Duration, begin, end time.Time) {
	if latest := end.Add(-long); from.After(latest) {
		from = latest
	}
	if from.Before(begin) {
		from = begin
	}
	v.ShowDays(from, from.Add(long))
}

// How far a key, a turn of the wheel and a page go.
const (
	zoomStep = 0.7
	panStep  = 0.6
)

// Scrolled zooms while Ctrl is held, and else lets the page scroll.
func (v *ChartView) Scrolled(e *fyne.ScrollEvent) {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if ok && v.Timed() && d.CurrentKeyModifiers()&fyne.KeyModifierShortcutDefault != 0 {
		by := zoomStep
		if e.Scrolled.DY < 0 {
			by = 1 / zoomStep
		}
		v.Zoom(by, float64(min(max(e.Position.X/max(1, v.Size().Width), 0), 1)))
		return
	}
	if v.Beyond != nil {
		v.Beyond.Scrolled(e)
	}
}

// Dragged moves the drawn time with the pointer.
func (v *ChartView) Dragged(e *fyne.DragEvent) {
	if w := v.Size().Width; w > 0 {
		v.Pan(float64(-e.Dragged.DX / w))
	}
}

// DragEnd ends it.
func (v *ChartView) DragEnd() {}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (v *ChartView) FocusGained() {
	v.focused = true
	v.Refresh()
	scrolling.IntoView(v, v.OnFocused)
}

// FocusLost takes the keyboard away.
func (v *ChartView) FocusLost() {
	v.focused = false
	v.pointAtNone()
	v.Refresh()
}

// TypedRune zooms.
func (v *ChartView) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.Zoom(zoomStep, 0.5)
	case '-', '−':
		v.Zoom(1/zoomStep, 0.5)
	case '0':
		v.ShowDays(time.Time{}, time.Time{})
	}
}

// TypedKey moves from mark to mark, opens one, and pans.
func (v *ChartView) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		v.step(v.at + 1)
	case fyne.KeyLeft, fyne.KeyUp:
		v.step(max(v.at-1, 0))
	case fyne.KeyHome:
		v.step(0)
	case fyne.KeyEnd:
		v.step(-1)
	case fyne.KeyPageUp:
		v.Pan(-panStep)
	case fyne.KeyPageDown:
		v.Pan(panStep)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if marks := v.marks(); v.at >= 0 && v.at < len(marks) && v.OnOpened != nil {
			v.OnOpened(marks[v.at].ID())
		}
	default:
		focus.PassOn(v, e)
	}
}

func (v *ChartView) marks() []charts.Mark {
	if v.chart == nil {
		return nil
	}
	return v.chart.Marks(v.chartSize(), ChartTheme(v.hue))
}

// step goes to the mark of that number, the last one for -1, and points at it.
func (v *ChartView) step(to int) {
	marks := v.marks()
	if len(marks) == 0 {
		return
	}
	if to < 0 || to >= len(marks) {
		to = len(marks) - 1
	}
	v.at = to
	v.point(marks[to])
}
