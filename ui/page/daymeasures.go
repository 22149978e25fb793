package page

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// refreshMeasures offers what the days can be coloured by: what every entry has, and then the
// measures of the area and of days.
func (p *Calendar) refreshMeasures() {
	p.owns = slices.DeleteFunc(p.host.Journal().Measures(), func(m journal.Measure) bool {
		return m.Archived || !m.OfDay && p.area != "" && !m.IsOf(p.area)
	})
	builtIn := state.DayMeasures()
	var words []string
	at := slices.Index(builtIn, p.measure)
	for _, m := range builtIn {
		words = append(words, m.Words())
	}
	found := false
	for i, m := range p.owns {
		words = append(words, m.Name)
		if m.ID == p.own {
			at, found = len(builtIn)+i, true
		}
	}
	if !found {
		p.own = ""
	}
	p.measures.OnChanged = nil // the program sets it, not a person
	p.measures.Options = words
	p.measures.SetSelectedIndex(at)
	p.measures.OnChanged = func(string) {
		i := p.measures.SelectedIndex()
		if own := i - len(builtIn); own >= 0 {
			p.own = p.owns[own].ID
			p.Refresh()
			return
		}
		p.setMeasure(builtIn[max(0, i)])
	}
}

// dayWays are the quiet ways on from the chosen day: to its values, unless it is too far ahead to have any, and to its
// photos and files.
func (p *Calendar) dayWays() []fyne.CanvasObject {
	ways := arrange.WrapBy(2 * theme.Unit)
	day := p.chosen
	if isWritable(p.host) && !p.today.AddDays(1).Before(day) {
		ways.Add(control.NewQuietLink(wording.Say("values-of-the-day"), func() { p.host.OpenDayForm(day) }))
	}
	if add := p.album.button(journal.Holder{Day: day}); add != nil && !p.today.Before(day) {
		ways.Add(add)
	}
	if len(ways.Objects) == 0 {
		return nil
	}
	return []fyne.CanvasObject{ways}
}

// dayFacts are what the chosen day has, its note, and its photos and files.
func (p *Calendar) dayFacts() []fyne.CanvasObject {
	facts := dayFacts(p.dayValues[p.chosen], p.host.Journal().Measures())
	if row := p.album.row(journal.Holder{Day: p.chosen}); row != nil {
		facts = append(facts, row)
	}
	return facts
}

// dayFacts says what a day has; nothing if it has nothing.
func dayFacts(d journal.Day, all []journal.Measure) []fyne.CanvasObject {
	var facts []fyne.CanvasObject
	if words := describe.Values(d.Values, all); words != "" {
		facts = append(facts, prose.Paragraph(words))
	}
	if d.Note != "" {
		facts = append(facts, prose.Paragraph(d.Note))
	}
	return facts
}

// showOfDay shows over the list of a single day what that day has, with a way to change it.
func (p *Entries) showOfDay() {
	p.ofDay.Objects = nil
	if day := p.query.From; !day.IsZero() && day == p.query.To && !p.today.AddDays(1).Before(day) {
		d, _ := p.host.Journal().Day(day)
		if facts := dayFacts(d, p.host.Journal().Measures()); len(facts) > 0 || len(p.host.Journal().DayMeasures()) > 0 {
			p.ofDay.Objects = facts
			if isWritable(p.host) {
				p.ofDay.Add(container.NewHBox(control.NewQuietLink(wording.Say("values-of-a-day"), func() { p.host.OpenDayForm(day) })))
			}
		}
	}
	p.ofDay.Hidden = len(p.ofDay.Objects) == 0
	p.ofDay.Refresh()
}

// How many days a search shows that it finds by their notes, and how much of a note.
const (
	mostNoted     = 3
	maxNotedRunes = 90
)

// showNoted shows over the list the days whose notes have the words of the search. Each leads to what
// that day has.
func (p *Entries) showNoted() {
	p.days.Objects = nil
	if len(p.noted) > 0 {
		p.days.Add(prose.Part(wording.Count(len(p.noted), "n-days-whose-note-has-it")))
	}
	for _, d := range p.noted[:min(mostNoted, len(p.noted))] {
		words, _ := state.Around(d.Note, p.query.Text, maxNotedRunes)
		said := arrange.Flow(-theme.Unit/2, prose.Strong(state.DayWords(d.Date, p.today)), prose.Quiet(words).InLine())
		p.days.Add(control.NewLink(said, func() { p.Show(journal.Query{From: d.Date, To: d.Date}) }))
	}
	if more := len(p.noted) - mostNoted; more > 0 {
		p.days.Add(prose.Caption(wording.Count(more, "n-more-days-add-a-word")))
	}
	p.days.Hidden = len(p.days.Objects) == 0
	p.days.Refresh()
}

// measured are the values of an entry, and those of its day beside them.
func (p *Entries) measured(e *journal.Entry) []fyne.CanvasObject {
	all := p.host.Journal().Measures()
	var parts []fyne.CanvasObject
	if words := describe.Values(e.Measures, all); words != "" {
		parts = append(parts, arrange.Flow(-theme.Unit/2, prose.Over(wording.Say("measures")), prose.Paragraph(words)))
	}
	d, _ := p.host.Journal().Day(e.Day())
	if facts := dayFacts(d, all); len(facts) > 0 {
		parts = append(parts, arrange.Flow(-theme.Unit/2, append([]fyne.CanvasObject{prose.Over(wording.Say("the-day-itself"))}, facts...)...))
	}
	return parts
}
