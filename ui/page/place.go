package page

import (
	"slices"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/scrolling"
	"enactive/ui/state"
)

// Placed is a page with a place to return to, by the ways back and forward: what is chosen on it, looked
// for and opened. A place is a value that can be compared, and is never changed.
type Placed interface {
	Place() any
	ReturnTo(place any)
}

// Scrolls is a page of which a part scrolls, and not the whole. ScrollBack may be called before what
// is shown there is computed.
type Scrolls interface {
	Down() float32
	ScrollBack(down float32)
}

type entriesPlace struct {
	query  journal.Query
	chosen journal.EntryID
	opened bool // the entry has the page for itself, where it is narrow
}

// Place is what is looked for, and the entry that is read.
func (p *Entries) Place() any { return entriesPlace{p.query, p.chosen, p.panes.IsOpen()} }

// ReturnTo looks for the same again, and reads the same entry.
func (p *Entries) ReturnTo(place any) {
	to, ok := place.(entriesPlace)
	if !ok {
		return
	}
	p.Show(to.query)
	p.chosen, p.revealChosen = to.chosen, false
	if to.opened {
		p.panes.Open()
	}
	p.Refresh()
}

// Down is how far the list is scrolled.
func (p *Entries) Down() float32 { return p.list.GetScrollOffset() }

// ScrollBack scrolls the list once its entries are found.
func (p *Entries) ScrollBack(down float32) {
	p.down = &down
	p.Refresh()
}

type areasPlace struct {
	chosen journal.AreaID
	opened bool
}

// Place is the area that is shown.
func (p *Areas) Place() any { return areasPlace{p.chosen, p.panes.IsOpen()} }

// ReturnTo shows the same area.
func (p *Areas) ReturnTo(place any) {
	to, ok := place.(areasPlace)
	if !ok {
		return
	}
	p.Show(to.chosen)
	if !to.opened {
		p.panes.Close()
	}
}

// Down is how far the area is scrolled.
func (p *Areas) Down() float32 { return p.scroll.Offset.Y }

// ScrollBack scrolls the area.
func (p *Areas) ScrollBack(down float32) { scrolling.Return(p.scroll, down, p.host.After) }

type calendarPlace struct {
	day     journal.Date
	inMonth bool
	area    journal.AreaID
	measure state.DayMeasure
	own     journal.MeasureID
}

// Place is the chosen day, and what the days are coloured by.
func (p *Calendar) Place() any {
	return calendarPlace{p.chosen, p.inMonth, p.area, p.measure, p.own}
}

// ReturnTo shows the same day in the same way.
func (p *Calendar) ReturnTo(place any) {
	to, ok := place.(calendarPlace)
	if !ok {
		return
	}
	p.chosen, p.area, p.measure, p.own = to.day, to.area, to.measure, to.own
	if to.inMonth != p.inMonth {
		name := wording.Say("year")
		if to.inMonth {
			name = wording.Say("month")
		}
		p.view.SetQuietly(name)
		p.showView()
	}
	p.Refresh()
}

type insightsPlace struct {
	area           journal.AreaID
	together       bool
	beside         []journal.AreaID
	period         int
	asOf, from, to string
}

// Place is the areas that are shown, and their days.
func (p *Insights) Place() any {
	return insightsPlace{p.area, p.together, slices.Clone(p.beside), p.period.SelectedIndex(), p.asOf.Text(), p.from.Text(), p.to.Text()}
}

// ReturnTo shows the same areas over the same days.
func (p *Insights) ReturnTo(place any) {
	to, ok := place.(insightsPlace)
	if !ok {
		return
	}
	changed := p.period.OnChanged
	p.period.OnChanged = nil // everything is computed once, at the end
	p.period.SetSelectedIndex(to.period)
	p.period.OnChanged = changed
	for _, f := range []struct {
		field *input.DateField
		text  string
	}{{p.asOf, to.asOf}, {p.from, to.from}, {p.to, to.to}} {
		if f.field.Text() != f.text {
			changed := f.field.OnChanged
			f.field.OnChanged = nil
			f.field.Set(f.text)
			f.field.OnChanged = changed
		}
	}
	if to.together {
		p.Together()
		return
	}
	p.Show(to.area)
	if !slices.Equal(to.beside, p.beside) {
		p.Compare(to.beside...)
	}
}

type reviewPlace struct {
	kind state.Term
	days state.Range
	area journal.AreaID
}

// Place is the days that are reviewed, and the area.
func (p *Review) Place() any { return reviewPlace{p.kind, p.days, p.areaID()} }

// ReturnTo reviews the same days again.
func (p *Review) ReturnTo(place any) {
	to, ok := place.(reviewPlace)
	if !ok || to == p.Place() {
		return
	}
	p.saveTypedWords()
	p.kind, p.days = to.kind, to.days
	p.term.SetQuietly(string(p.kind))
	if p.kind == state.TermDays {
		loc := p.host.Journal().Now().Location()
		p.from.SetTime(p.days.From.In(loc))
		p.to.SetTime(p.days.To.In(loc))
	}
	p.area.OnChanged = nil // which Refresh sets again
	p.area.SetSelectedIndex(slices.Index(p.ids, to.area) + 1)
	p.layOut()
	p.Refresh()
}
