package page

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/dayview"
	"enactive/ui/pointing"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// calendarHost is what the calendar asks of the window.
type calendarHost interface {
	journalHost
	calendarSettings
	areaEditor
	entryMenuHost
	queryOpener
	dayMenuHost
}

// Calendar shows a year of days in the colours of a measure, or a month with what its days
// hold, and under it the entries of the chosen day.
type Calendar struct {
	host        calendarHost
	album       *album
	scroll      *scrolling.Scroll
	object      fyne.CanvasObject
	body        *fyne.Container
	head, tools *fyne.Container
	inMonth     bool
	arriving    bool // the keyboard comes with the page, and not to it

	title                *prose.Label
	before, after        *control.Button
	view                 *choose.Choice
	measures, areas      *choose.Select
	measureBox           fyne.CanvasObject
	heat                 *dayview.HeatMap
	month                *dayview.Month
	yearCard, monthCard  fyne.CanvasObject
	summary, method      *prose.Label // what the year comes to, and how its measure is computed
	legend, day          *fyne.Container
	ids                  []journal.AreaID // of the choices of areas after the first
	names                map[journal.AreaID]journal.Area
	area                 journal.AreaID
	measure              state.DayMeasure
	own                  journal.MeasureID // in place of measure; empty for none
	owns                 []journal.Measure // those that are offered
	dayValues            map[journal.Date]journal.Day
	chosen, today, shown journal.Date // shown is the month of which the marks are shown
	year                 state.Year
	days                 map[journal.Date][]*journal.Entry
	latest               state.Latest
}

// NewCalendar makes the page; Refresh fills it.
func NewCalendar(host calendarHost) *Calendar {
	p := &Calendar{host: host, album: newAlbum(host), body: arrange.Flow(2 * theme.Unit), title: prose.Title(""), summary: prose.Paragraph(""), method: prose.Caption(""),
		legend: container.NewStack(), day: container.NewStack(), heat: dayview.NewHeatMap(host.Week()), month: dayview.NewRoomyMonth(host.Week())}
	p.today = journal.DateOf(host.Journal().Now())
	p.chosen = p.today
	p.heat.OnMoved, p.month.OnMoved = p.choose, p.choose
	atDay := func(fyne.CanvasObject) {
		if !p.arriving {
			p.reveal()
		}
	}
	p.heat.OnFocused, p.month.OnFocused = atDay, atDay
	p.heat.OnPicked, p.month.OnPicked = p.open, p.open
	p.heat.Extra, p.month.Extra = p.dayExtra(), p.dayExtra()
	p.before = control.NewButton(control.Plain, "", nil, func() { p.step(-1) })
	p.after = control.NewButton(control.Plain, "", nil, func() { p.step(1) })
	p.view = choose.NewOneOf(wording.Say("year"), wording.Say("month")).InLine()
	p.view.OnChanged = p.showView
	p.build()
	p.body.Objects = p.parts()
	p.scroll = scrolled(arrange.Column(theme.PageWidth, p.body))
	p.object = container.New(monthRoom{p}, p.scroll)
	p.heat.SetDays(p.chosen.Year, 0, nil, nil)
	p.show()
	return p
}

// build makes the parts of the page.
func (p *Calendar) build() {
	var measures []string
	for _, m := range state.DayMeasures() {
		measures = append(measures, m.Words())
	}
	p.measures = choose.NewSelect(measures...)
	p.measures.SetSelectedIndex(0)
	p.areas = choose.NewSelect()
	p.measureBox = surface.Framed(arrange.MinWidth(190, p.measures))
	p.yearCard = surface.NewCard(arrange.Flow(theme.Unit, arrange.Flow(0, p.summary, p.method), p.heat, p.legend), nil)
	p.monthCard = surface.NewCard(p.month, nil)
	today := control.NewButton(control.Silent, wording.Say("today"), nil, p.goToday)
	longest := wording.MonthYear(time.Date(2026, time.September, 1, 0, 0, 0, 0, time.UTC))
	p.head = arrange.Header(p.title, arrange.HeadingWidth(longest), today, p.before, p.after)
	p.tools = arrange.CenteredWrap(1.5*theme.Unit, theme.Unit, p.view, p.measureBox, surface.Framed(arrange.MinWidth(190, p.areas)))
}

// Object is the page itself.
func (p *Calendar) Object() fyne.CanvasObject { return p.object }

// reveal brings the chosen day into sight.
func (p *Calendar) reveal() {
	driver := fyne.CurrentApp().Driver()
	days, at, size := fyne.CanvasObject(p.heat), fyne.Position{}, fyne.Size{}
	if p.inMonth {
		days = p.month
		at, size = p.month.ChosenAt()
	} else {
		at, size = p.heat.ChosenAt()
	}
	top := driver.AbsolutePositionForObject(days).Y - driver.AbsolutePositionForObject(p.scroll).Y + at.Y
	room, height, now := 3*theme.Unit, p.scroll.Size().Height, p.scroll.Offset.Y
	switch {
	case size.IsZero():
	case top < room:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, now+top-room)))
	case top+size.Height > height-room:
		p.scroll.ScrollToOffset(fyne.NewPos(0, now+top+size.Height-height+room))
	}
}

// Focus puts the keyboard on the days. The page begins with its head all the same; the arrows bring their day into sight.
func (p *Calendar) Focus() {
	if len(p.host.Journal().Areas()) == 0 {
		return
	}
	days := fyne.Focusable(p.heat)
	if p.inMonth {
		days = p.month
	}
	p.arriving = true
	p.host.Window().Canvas().Focus(days)
	p.arriving = false
	p.scroll.ScrollToOffset(fyne.Position{})
}

// calendarDayWidth is the width of the day beside the year or the month, at text size 1.
const calendarDayWidth = 340

// parts are the parts of the page, from the top.
func (p *Calendar) parts() []fyne.CanvasObject {
	if p.inMonth {
		return []fyne.CanvasObject{p.head, p.tools, arrange.Beside(calendarDayWidth, p.monthCard, p.day)}
	}
	return []fyne.CanvasObject{p.head, p.tools, arrange.Beside(calendarDayWidth, p.yearCard, p.day)}
}

// Refresh recomputes the year of the selected day and shows it.
func (p *Calendar) Refresh() {
	host := p.host
	p.today = journal.DateOf(host.Journal().Now())
	p.refreshAreas()
	if len(p.names) == 0 {
		p.body.Objects = []fyne.CanvasObject{prose.Title(wording.Say("calendar")), p.invitation()}
		p.body.Refresh()
		return
	}
	var year state.Year
	var days map[journal.Date][]*journal.Entry
	_, newest := p.latest.Begin()
	area, measure, of := p.area, p.measure, p.chosen.Year
	own, isOwn := host.Journal().Measure(p.own)
	dayValues := map[journal.Date]journal.Day{}
	host.Work(func(context.Context) error {
		if isOwn {
			year = state.YearOfMeasure(host.Journal(), area, own, of)
		} else {
			year = state.YearOf(host.Journal(), area, measure, of)
		}
		// A month shows some days of the years beside its own.
		from, to := journal.Date{Year: of - 1, Month: time.December, Day: 20}, journal.Date{Year: of + 1, Month: time.January, Day: 15}
		days = state.DaysOf(host.Journal(), area, from, to)
		for _, d := range host.Journal().Days(from, to) {
			dayValues[d.Date] = d
		}
		return nil
	}, func(error) {
		if newest() {
			p.year, p.days, p.dayValues, p.shown = year, days, dayValues, journal.Date{}
			p.showYear()
			p.show()
			p.body.Objects = p.parts()
			p.body.Refresh()
			p.giveRoom()
		}
	})
}

// invitation is the page's content while there is no area.
func (p *Calendar) invitation() fyne.CanvasObject {
	begin := control.NewButton(control.Primary, wording.Say("create-your-first-area"), nil, func() { p.host.EditArea(journal.Area{}) })
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Paragraph(wording.Say("each-day-on-which-you-write-something-gets")), container.NewHBox(begin), exampleYear(p.host.Week(), p.today)), nil)
}

// refreshAreas offers the areas that there are now.
func (p *Calendar) refreshAreas() {
	p.ids, p.names = p.ids[:0], map[journal.AreaID]journal.Area{}
	options, at := []string{wording.Say("all-areas")}, 0
	for _, a := range p.host.Journal().Areas() {
		p.names[a.ID] = a
		p.ids, options = append(p.ids, a.ID), append(options, a.Name)
		if a.ID == p.area {
			at = len(p.ids)
		}
	}
	if at == 0 {
		p.area = ""
	}
	p.areas.OnChanged = nil // the program sets it, not a person
	p.areas.Options = options
	p.areas.SetSelectedIndex(at)
	p.areas.OnChanged = func(string) {
		p.area = ""
		if i := p.areas.SelectedIndex(); i > 0 {
			p.area = p.ids[i-1]
		}
		p.Refresh()
	}
	p.refreshMeasures()
}

// setMeasure colours the days by another measure.
func (p *Calendar) setMeasure(m state.DayMeasure) {
	if m == p.measure && p.own == "" {
		return
	}
	p.measure, p.own = m, ""
	p.Refresh()
}

// choose goes to a day.
func (p *Calendar) choose(d journal.Date) {
	other := d.Year != p.chosen.Year
	if p.chosen = d; other {
		p.Refresh()
	}
	p.show()
	p.reveal()
}

// step moves forward by n years, or by n months if a month is shown.
func (p *Calendar) step(n int) {
	if p.inMonth {
		p.month.Step(n)
		return
	}
	p.heat.Step(n)
}

func (p *Calendar) goToday() { p.choose(p.today) }

// open shows the entries of a day on the page of entries, if there are any.
func (p *Calendar) open(d journal.Date) {
	switch {
	case len(p.days[d]) == 0:
	case p.area == "":
		p.host.OpenDay(d)
	default:
		p.host.OpenQuery(journal.Query{Area: p.area, From: d, To: d})
	}
}

// dayExtra gives the days their menu, and a double click that opens the form of their values.
func (p *Calendar) dayExtra() pointing.Extra {
	return pointing.Extra{
		OnMenu: func(at fyne.Position, byKey bool) {
			var open func()
			if d := p.chosen; len(p.days[d]) > 0 {
				open = func() { p.open(d) }
			}
			openMenu(p.host, at, byKey, dayMenu(p.host, p.chosen, p.area, p.onChosen(), open))
		},
		OnClicked: func(at fyne.Position) {
			d := p.chosen
			p.host.Clicks().Twice(at, func() { p.host.OpenDayForm(d) })
		},
	}
}

// setView shows the year, or a month.
func (p *Calendar) setView(view string) {
	p.view.SetQuietly(view)
	p.showView()
	p.Focus()
}

// showView shows the year or a month, as was chosen.
func (p *Calendar) showView() {
	p.inMonth = p.view.Chosen() == wording.Say("month")
	if p.inMonth {
		p.measureBox.Hide()
	} else {
		p.measureBox.Show()
	}
	p.show()
	p.body.Objects = p.parts()
	p.body.Refresh()
	p.giveRoom()
}

// show shows the chosen day, in its month or its year.
func (p *Calendar) show() {
	at := p.chosen.In(time.UTC)
	title, before, after := strconv.Itoa(at.Year()), strconv.Itoa(at.Year()-1), strconv.Itoa(at.Year()+1)
	if p.inMonth {
		title, before, after = wording.Capital(wording.MonthYear(at)), wording.MonthShort(at.AddDate(0, 0, -at.Day()).Month()), wording.MonthShort(at.AddDate(0, 0, 32-at.Day()).Month())
	}
	if p.title.String() != title {
		p.title.SetText(title)
		p.before.SetText("‹ " + before)
		p.after.SetText(after + " ›")
		p.head.Refresh() // the buttons have another width
	}
	p.heat.SetQuietly(p.chosen, p.today)
	p.showMonth()
	p.showDay()
}

// showYear colours the days of the year.
func (p *Calendar) showYear() {
	year, hue := p.year, p.names[p.area].Color
	words := year.Words()
	if year.First == 0 {
		words = wording.Say("each-day-on-which-you-write-something")
	}
	p.summary.SetText(words)
	p.method.SetText(year.How())
	p.heat.SetDays(year.Year, hue, func(d journal.Date) dayview.HeatDay {
		day := year.Day(d)
		return dayview.HeatDay{Shade: day.Shade, Unrecorded: year.Unrecorded > 0 && day.Entries > 0 && day.Shade == 0, Planned: day.Plans > 0}
	}, year.DayWords)
	var keys []dayview.HeatKey
	for _, s := range year.Steps {
		keys = append(keys, dayview.HeatKey{HeatDay: dayview.HeatDay{Shade: s.Shade}, Words: s.Words})
	}
	if year.Unrecorded > 0 {
		keys = append(keys, dayview.HeatKey{HeatDay: dayview.HeatDay{Unrecorded: true}, Words: wording.Say("entries-without-this-value")})
	}
	if year.Plans > 0 {
		keys = append(keys, dayview.HeatKey{HeatDay: dayview.HeatDay{Planned: true}, Words: wording.Say("planned")})
	}
	p.legend.Objects = []fyne.CanvasObject{dayview.HeatLegend(hue, keys...)}
}

// showMonth shows the entries of each day of the selected month.
func (p *Calendar) showMonth() {
	p.month.SetQuietly(p.chosen, p.today)
	month := journal.Date{Year: p.chosen.Year, Month: p.chosen.Month, Day: 1}
	if month == p.shown {
		return
	}
	p.shown = month
	marks := map[journal.Date][]dayview.DayMark{}
	for d := p.month.First(); !p.month.Last().Before(d); d = d.AddDays(1) {
		for _, e := range p.days[d] {
			marks[d] = append(marks[d], dayview.DayMark{Title: describe.Heading(e), Hue: p.names[e.Area].Color, Hollow: e.Type == journal.Plan})
		}
	}
	p.month.SetMarks(marks)
	if p.inMonth {
		p.body.Refresh() // it may have another number of weeks
	}
}
