package page

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/entryview"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// maxDayRows is how many entries of a day are shown under the calendar.
const maxDayRows = 8

// showDay lists the entries of the selected day, or offers to add one.
func (p *Calendar) showDay() {
	if p.days == nil {
		return
	}
	p.day.Objects = []fyne.CanvasObject{surface.NewCard(arrange.Flow(theme.Unit/2, p.dayParts(p.days[p.chosen])...), nil)}
	p.day.Refresh()
}

func (p *Calendar) dayParts(entries []*journal.Entry) []fyne.CanvasObject {
	name := prose.Lead(state.DayWords(p.chosen, p.today))
	if len(entries) == 0 {
		parts := append([]fyne.CanvasObject{name}, p.dayFacts()...)
		return append(append(parts, p.emptyDay()...), p.dayWays()...)
	}
	open := control.NewButton(control.Plain, wording.Say("open-the-day"), nil, func() { p.open(p.chosen) })
	parts := append([]fyne.CanvasObject{arrange.Header(name, 240*theme.Scale(), open)}, p.dayFacts()...)
	for _, e := range entries[:min(maxDayRows, len(entries))] {
		parts = append(parts, p.row(e))
	}
	if more := len(entries) - maxDayRows; more > 0 {
		parts = append(parts, prose.Quiet(wording.Count(more, "n-more-on-this-day")))
	}
	return append(parts, p.dayWays()...)
}

func (p *Calendar) row(e *journal.Entry) fyne.CanvasObject {
	area := p.names[e.Area]
	said := rowText(e, area, p.today)
	said.When = wording.Say("time-area", wording.V{"Time": wording.Clock(e.Time), "Area": area.Name})
	r := entryview.NewRow()
	r.Set(said)
	l := control.NewLink(r, func() { p.host.OpenEntry(e.ID) })
	offerEntry(p.host, &l.Extra, e)
	return l
}

// emptyDay offers to write on a day that holds nothing, or to plan something for it.
func (p *Calendar) emptyDay() []fyne.CanvasObject {
	e := journal.Entry{Type: journal.Experience, Area: p.area, Source: journal.SourceMastery, Time: p.onChosen()}
	words, ask, weight := wording.Say("no-entries-on-this-day"), wording.Say("write-down-what-you-did"), control.Plain
	if p.today.Before(p.chosen) {
		e.Type = journal.Plan
		words, ask = wording.Say("nothing-is-planned-for-this-day"), wording.Say("plan-something")
	}
	if p.year.First == 0 { // there is one thing to do
		weight = control.Primary
	}
	begin := control.NewButton(weight, ask, nil, func() { p.host.EditEntry(e) })
	return []fyne.CanvasObject{prose.Quiet(words), container.NewHBox(begin)}
}

// onChosen is this time of day on the chosen day.
func (p *Calendar) onChosen() time.Time {
	now := p.host.Journal().Now()
	hour, minute, _ := now.Clock()
	return time.Date(p.chosen.Year, p.chosen.Month, p.chosen.Day, hour, minute, 0, 0, now.Location())
}

// Commands lists the commands of the page.
func (p *Calendar) Commands() []Command {
	group := wording.Text("calendar")
	earlier, later := wording.Text("go-to-the-previous-year"), wording.Text("go-to-the-next-year")
	if p.inMonth {
		earlier, later = wording.Text("go-to-the-previous-month"), wording.Text("go-to-the-next-month")
	}
	hasAreas := func() bool { return len(p.names) > 0 }
	all := []Command{
		{ID: "calendar.today", Name: wording.Text("go-to-today"), Group: group, Key: fyne.KeyT, Modifier: fyne.KeyModifierShortcutDefault, Can: hasAreas, Do: p.goToday},
		{ID: "calendar.earlier", Name: earlier, Group: group, Key: fyne.KeyPageUp, Modifier: fyne.KeyModifierShortcutDefault, Can: hasAreas, Do: func() { p.step(-1) }},
		{ID: "calendar.later", Name: later, Group: group, Key: fyne.KeyPageDown, Modifier: fyne.KeyModifierShortcutDefault, Can: hasAreas, Do: func() { p.step(1) }},
		{ID: "calendar.year", Name: wording.Text("show-the-whole-year"), Group: group, Key: fyne.KeyY, Modifier: fyne.KeyModifierAlt, Can: hasAreas, Do: func() { p.setView(wording.Say("year")) }},
		{ID: "calendar.month", Name: wording.Text("show-one-month"), Group: group, Key: fyne.KeyM, Modifier: fyne.KeyModifierAlt, Can: hasAreas, Do: func() { p.setView(wording.Say("month")) }},
		{ID: "calendar.open", Name: wording.Text("open-the-chosen-day"), Group: group, Can: func() bool { return len(p.days[p.chosen]) > 0 }, Do: func() { p.open(p.chosen) }},
		{ID: "calendar.attach.copied", Name: wording.Text("add-the-file-that-you-copied"), Words: wording.Text("photo-picture-image-attach-attachment"), Group: group, Key: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault,
			Can: func() bool { return p.CanAttach() && isWritable(p.host) }, Do: func() { attachPasted(p.host, journal.Holder{Day: p.chosen}) }},
	}
	for _, m := range state.DayMeasures() {
		all = append(all, Command{ID: "calendar.by." + m.Key(), Name: m.Ask(), Group: group, Can: hasAreas, Do: func() { p.setView(wording.Say("year")); p.setMeasure(m) }})
	}
	return all
}

// CanAttach reports whether the chosen day is there and no day to come; Attach attaches files to it.
func (p *Calendar) CanAttach() bool { return len(p.names) > 0 && !p.today.Before(p.chosen) }

// Attach attaches files to the chosen day.
func (p *Calendar) Attach(paths ...string) { Attach(p.host, journal.Holder{Day: p.chosen}, paths...) }
