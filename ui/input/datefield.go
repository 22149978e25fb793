package input

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/dayview"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
)

// DateField takes a day, or a day and a time, from the keyboard: in the person's own
// order, as 2006-01-02, or in words such as "yesterday" or "last Monday". Up and Down step by a day and
// with Shift by a week; Ctrl+Space, or the sign at its end, opens a month to choose from.
// The line under the field says which day that is, or why it is not a date.
type DateField struct {
	widget.BaseWidget
	// OnChanged is called after a person changed it; it may be nil.
	OnChanged func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)
	// Optional allows the field to be empty, and Time is then the zero time.
	Optional bool

	now    func() time.Time
	week   time.Weekday
	moment bool // with a time of day
	entry  *dateEntry
	note   *prose.Label
	set    time.Time // as SetTime got it, with its seconds and its offset
	shown  string    // the text that the field wrote for set
	open   *dropdown
}

// NewDateField creates a field for a day; a week begins on weekStart in its months, and now is
// the clock.
func NewDateField(weekStart time.Weekday, now func() time.Time) *DateField {
	return newDateField(weekStart, now, false)
}

// NewMomentField creates a field for a day and a time of day.
func NewMomentField(weekStart time.Weekday, now func() time.Time) *DateField {
	return newDateField(weekStart, now, true)
}

func newDateField(weekStart time.Weekday, now func() time.Time, moment bool) *DateField {
	f := &DateField{now: now, week: weekStart, moment: moment, note: prose.Caption("")}
	f.entry = newDateEntry(f)
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer puts the field over its words.
func (f *DateField) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(f, widget.NewSimpleRenderer(arrange.Flow(1, f.entry, f.note)))
}

// here is now in the zone of the time that was set, so that a change of the day moves nothing else.
func (f *DateField) here() time.Time {
	if f.set.IsZero() {
		return f.now()
	}
	return f.now().In(f.set.Location())
}

// SetTime shows a time; the zero time empties the field.
func (f *DateField) SetTime(t time.Time) {
	f.set, f.shown = t, ""
	if !t.IsZero() {
		f.shown = f.written(t)
	}
	f.entry.SetText(f.shown)
	f.explain()
}

// Time returns the time in the field. An error is a sentence about what would be right.
func (f *DateField) Time() (time.Time, error) {
	switch text := f.entry.Text; {
	case text == "" && f.Optional:
		return time.Time{}, nil
	case text == "" && f.moment:
		return time.Time{}, errors.New(wording.Say("enter-a-date-and-a-time-like-example", wording.V{"Example": f.written(f.here())}))
	case text == "":
		return time.Time{}, errors.New(wording.Say("enter-a-date-like-example", wording.V{"Example": f.written(f.here())}))
	case text == f.shown:
		return f.set, nil
	case f.moment:
		return state.TypedMoment(text, f.here(), f.usual())
	default:
		return state.TypedDay(text, f.here())
	}
}

// usual is the time of day that a day alone gets.
func (f *DateField) usual() time.Time {
	if f.set.IsZero() {
		return f.here()
	}
	return f.set
}

// Text returns the text of the field, as it was typed.
func (f *DateField) Text() string { return f.entry.Text }

// Set puts a text into the field as if it had been typed.
func (f *DateField) Set(text string) { f.entry.SetText(text); f.explain() }

// SetPlaceHolder sets the text that is shown while the field is empty.
func (f *DateField) SetPlaceHolder(words string) { f.entry.SetPlaceHolder(words) }

// Focusable is the part of the field that takes the keyboard.
func (f *DateField) Focusable() fyne.Focusable { return f.entry }

// Disable makes the field read only.
func (f *DateField) Disable() { f.entry.Disable() }

// Enable is the opposite of Disable.
func (f *DateField) Enable() { f.entry.Enable() }

func (f *DateField) written(t time.Time) string {
	if f.moment {
		return wording.Numeric(t) + " " + wording.Clock(t)
	}
	return wording.Numeric(t)
}

// explain says under the field which day that is, or why it is not a date.
func (f *DateField) explain() {
	t, err := f.Time()
	switch {
	case err != nil && f.entry.Text != "":
		f.say(describe.Error(err), fynetheme.ColorNameError)
	case err != nil, t.IsZero():
		f.say("", fynetheme.ColorNamePlaceHolder)
	default:
		f.say(f.spoken(t), fynetheme.ColorNamePlaceHolder)
	}
}

// spoken is a day with its name, so that day and month cannot be confused.
func (f *DateField) spoken(t time.Time) string {
	day := wording.V{"Day": wording.WeekdayThisYear(t)}
	switch today := journal.DateOf(f.here()); journal.DateOf(t) {
	case today:
		return wording.Say("today-day", day)
	case today.AddDays(-1):
		return wording.Say("yesterday-day", day)
	case today.AddDays(1):
		return wording.Say("tomorrow-day", day)
	}
	if t.Year() == f.here().Year() {
		return wording.WeekdayThisYear(t)
	}
	return wording.WeekdayInWords(t)
}

func (f *DateField) say(words string, ink fyne.ThemeColorName) {
	f.note.SetInk(ink)
	if f.note.String() != words {
		f.note.SetText(words)
	}
	f.Refresh()
}

// typed runs after each key. A mistake is reported only when the field is left: while a person
// types nothing is complete.
func (f *DateField) typed() {
	if _, err := f.Time(); err == nil {
		f.explain()
	} else {
		f.say("", fynetheme.ColorNamePlaceHolder)
	}
	if f.OnChanged != nil {
		f.OnChanged()
	}
}

// left rewrites the text in the usual form, or says why it is not a date.
func (f *DateField) left() {
	if t, err := f.Time(); err == nil && !t.IsZero() && f.entry.Text != f.shown {
		f.SetTime(t)
		return
	}
	f.explain()
}

// step moves by so many days; an empty field begins at today.
func (f *DateField) step(days int) {
	t, err := f.Time()
	switch {
	case f.entry.Text == "":
		t = f.here()
	case err != nil:
		f.explain()
		return
	default:
		t = onDay(t, journal.DateOf(t).AddDays(days))
	}
	f.take(t)
}

// take sets a day that was chosen.
func (f *DateField) take(t time.Time) {
	f.SetTime(t)
	f.entry.CursorColumn = len([]rune(f.entry.Text))
	f.entry.Refresh()
	if f.OnChanged != nil {
		f.OnChanged()
	}
}

// onDay is the time of day of t on another day.
func onDay(t time.Time, d journal.Date) time.Time {
	d = dayview.WithinReach(d)
	hour, minute, second := t.Clock()
	return time.Date(d.Year, d.Month, d.Day, hour, minute, second, 0, t.Location())
}

// Open shows a month to choose from.
func (f *DateField) Open() {
	if f.open != nil && f.open.Visible() || f.entry.Disabled() {
		return
	}
	focus.Take(f.entry)
	t, err := f.Time()
	if err != nil || t.IsZero() {
		t = f.usual()
		if f.set.IsZero() && !f.moment {
			t = journal.DateOf(t).In(t.Location())
		}
	}
	pick := dayview.NewMonthPick(f.week, journal.DateOf(t), journal.DateOf(f.here()))
	f.open = showDropdown(f.entry, pick.Object)
	pick.Month.OnLeave = f.open.Leave
	pick.Month.OnPicked = func(d journal.Date) {
		f.open.Leave()
		f.take(onDay(t, d))
	}
	f.open.canvas.Focus(pick.Month)
}

// dateEntry is the line in which the date is typed.
type dateEntry struct {
	Field
	field *DateField
	shift bool
}

func newDateEntry(f *DateField) *dateEntry {
	e := &dateEntry{field: f}
	e.ActionItem = control.NewIconTap(wording.Say("spoken-choose-day"), fynetheme.CalendarIcon(), f.Open)
	e.OnChanged = func(text string) {
		if text != f.shown {
			f.typed()
		}
	}
	e.OnKey = e.key
	e.Field.OnFocused = func(fyne.CanvasObject) { scrolling.IntoView(f, f.OnFocused) }
	e.ExtendBaseWidget(e)
	return e
}

// key steps by days.
func (e *dateEntry) key(k *fyne.KeyEvent) bool {
	days := 1
	if e.shift {
		days = 7
	}
	switch k.Name {
	case fyne.KeyUp:
		e.field.step(days)
	case fyne.KeyDown:
		e.field.step(-days)
	default:
		return false
	}
	return true
}

// KeyDown and KeyUp follow Shift, which the events of the arrows do not report.
func (e *dateEntry) KeyDown(k *fyne.KeyEvent) {
	e.shift = e.shift || isShift(k)
	e.Field.KeyDown(k)
}

// KeyUp follows Shift.
func (e *dateEntry) KeyUp(k *fyne.KeyEvent) {
	e.shift = e.shift && !isShift(k)
	e.Field.KeyUp(k)
}

func isShift(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// FocusLost tidies the text.
func (e *dateEntry) FocusLost() {
	e.shift = false
	e.Field.FocusLost()
	e.field.left()
}

// TypedShortcut opens the months with Ctrl+Space.
func (e *dateEntry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.KeyName == fyne.KeySpace && c.Modifier == fyne.KeyModifierShortcutDefault {
		e.field.Open()
		return
	}
	e.Field.TypedShortcut(s)
}
