package dayview

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// MonthPick is a month with the ways to others above it, to pick a day from. Only the month
// takes the keyboard: its keys do all that the words around it do.
type MonthPick struct {
	Month  *Month
	Object fyne.CanvasObject // the month with the ways around it

	name                *canvas.Text
	before, after, back *control.TapLabel
	today               journal.Date
}

// NewMonthPick shows the month of a chosen day, or of today.
func NewMonthPick(weekStart time.Weekday, chosen, today journal.Date) *MonthPick {
	p := &MonthPick{Month: NewMonth(weekStart), name: canvas.NewText("", color.Black), today: today}
	p.name.TextStyle.Bold, p.name.Alignment = true, fyne.TextAlignCenter
	p.before = control.NewTapLabel(func() { p.Month.Step(-1) })
	p.after = control.NewTapLabel(func() { p.Month.Step(1) })
	p.back = control.NewTapLabel(func() { p.Month.move(today) })
	p.back.SetText(wording.Say("go-to-today"))
	p.Month.OnMoved = func(journal.Date) { p.say() }
	p.Month.SetQuietly(chosen, today)
	p.say()
	p.Object = arrange.Flow(theme.Unit/2, container.NewBorder(nil, nil, p.before, p.after, container.NewCenter(p.name)), p.Month, container.NewHBox(p.back))
	return p
}

// say shows the names of the month and its neighbours.
func (p *MonthPick) say() {
	d := p.Month.Chosen()
	p.name.Text, p.name.Color, p.name.TextSize = wording.Capital(wording.MonthYear(d.In(time.UTC))), theme.Current().Text, paint.TextSize(theme.Body)
	p.name.Refresh()
	p.before.SetText("‹ " + wording.MonthShort(inMonth(d, -1).Month))
	p.after.SetText(wording.MonthShort(inMonth(d, 1).Month) + " ›")
}
