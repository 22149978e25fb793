package widget

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/theme"
)

// monthPick is a month with the ways to others above it, to pick a day from. Only the month
// takes the keyboard: its keys do all that the words around it do.
type monthPick struct {
	month               *Month
	name                *canvas.Text
	before, after, back *tapWords
	today               journal.Date
	object              fyne.CanvasObject
}

func newMonthPick(weekStart time.Weekday, chosen, today journal.Date) *monthPick {
	p := &monthPick{month: NewMonth(weekStart), name: canvas.NewText("", color.Black), today: today}
	p.name.TextStyle.Bold, p.name.Alignment = true, fyne.TextAlignCenter
	p.before = newTapWords(func() { p.month.Step(-1) })
	p.after = newTapWords(func() { p.month.Step(1) })
	p.back = newTapWords(func() { p.month.move(today) })
	p.back.words.Text = wording.Say("go-to-today")
	p.month.Moved = func(journal.Date) { p.say() }
	p.month.Choose(chosen, today)
	p.say()
	p.object = Flow(theme.Unit/2, container.NewBorder(nil, nil, p.before, p.after, container.NewCenter(p.name)), p.month, container.NewHBox(p.back))
	return p
}

// say names the month and those beside it.
func (p *monthPick) say() {
	d := p.month.Chosen()
	p.name.Text, p.name.Color, p.name.TextSize = wording.MonthYear(d.In(time.UTC)), theme.Current().Text, textSize(theme.Body)
	p.name.Refresh()
	p.before.say("‹ " + wording.MonthShort(inMonth(d, -1).Month))
	p.after.say(wording.MonthShort(inMonth(d, 1).Month) + " ›")
}

// tapWords are words that can be clicked, where the keyboard has another way.
type tapWords struct {
	widget.BaseWidget
	tap     func()
	words   *canvas.Text
	ground  *canvas.Rectangle
	hovered bool
}

func newTapWords(tap func()) *tapWords {
	t := &tapWords{tap: tap, words: canvas.NewText("", color.Black), ground: canvas.NewRectangle(color.Transparent)}
	t.words.Alignment = fyne.TextAlignCenter
	t.ground.CornerRadius = theme.Radius
	t.ExtendBaseWidget(t)
	return t
}

func (t *tapWords) say(words string) { t.words.Text = words; t.Refresh() }

// Tapped does what the words say, and the pointer sees that they can be clicked.
func (t *tapWords) Tapped(*fyne.PointEvent)        { t.tap() }
func (t *tapWords) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *tapWords) MouseMoved(*desktop.MouseEvent) {}
func (t *tapWords) MouseOut()                      { t.hovered = false; t.Refresh() }
func (t *tapWords) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// MinSize is large enough to be hit.
func (t *tapWords) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	m := t.words.MinSize()
	return fyne.NewSize(m.Width+1.5*theme.Unit, max(28, m.Height+theme.Unit))
}

// CreateRenderer draws the words.
func (t *tapWords) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		p := theme.Current()
		t.words.Color, t.words.TextSize = p.Accent, textSize(theme.Body)
		t.ground.FillColor = color.Transparent
		if t.hovered {
			t.ground.FillColor = p.Hover
		}
	}
	paint()
	return LaidOut(t, &repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, t.words)), paint: paint})
}

// iconTap is a sign at the end of a field that can be clicked, where the keyboard has
// another way.
type iconTap struct {
	tapWords
	icon *icon
}

func newIconTap(icon fyne.Resource, tap func()) *iconTap {
	t := &iconTap{tapWords: tapWords{tap: tap, ground: canvas.NewRectangle(color.Transparent)}, icon: newIcon(fynetheme.NewColoredResource(icon, fynetheme.ColorNamePlaceHolder))}
	t.ground.CornerRadius = theme.Radius
	t.ExtendBaseWidget(t)
	return t
}

// MinSize is large enough to be hit.
func (t *iconTap) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return fyne.NewSquareSize(max(28, fynetheme.IconInlineSize()+theme.Unit))
}

// CreateRenderer draws the sign.
func (t *iconTap) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		t.ground.FillColor = color.Transparent
		if t.hovered {
			t.ground.FillColor = theme.Current().Hover
		}
	}
	paint()
	return LaidOut(t, &repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, container.NewCenter(t.icon))), paint: paint})
}
