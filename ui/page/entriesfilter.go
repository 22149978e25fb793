package page

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// showChips shows the parts of the filter, and the saved filters.
func (p *Entries) showChips() {
	p.chips.Objects = nil
	for _, c := range state.Chips(p.query, func(id journal.AreaID) string { return p.names[id].Name }, func(t journal.Test) string { return state.TestWords(p.host.Journal(), t) }) {
		p.chips.Add(control.NewRemovableChip(c.Words, func() { p.Show(c.Without) }))
	}
	if state.IsFiltered(p.query) {
		p.chips.Add(control.NewQuietLink(wording.Say("save-filter"), p.saveFilter))
		p.chips.Add(control.NewQuietLink(wording.Say("export"), p.exportShown))
	} else {
		for _, f := range p.host.Journal().Filters() {
			p.chips.Add(control.NewChip(f.Name, func() { p.Show(f.Query) }))
		}
	}
	p.chips.Hidden = len(p.chips.Objects) == 0
	p.chips.Refresh()
	p.panes.Refresh()
}

// saveFilter asks for a name and saves the filter.
func (p *Entries) saveFilter() {
	host, name := p.host, input.NewField()
	query := p.query
	var saved []fyne.CanvasObject
	for _, f := range host.Journal().Filters() {
		saved = append(saved, control.NewRemovableChip(f.Name, func() {
			host.Work(func(ctx context.Context) error { return host.Journal().RemoveFilter(ctx, f.Name) }, p.filterSaved(wording.Say("filter-deleted")))
		}))
	}
	form := []fyne.CanvasObject{input.Labelled(wording.Say("name"), "", name)}
	if len(saved) > 0 {
		form = append(form, input.Labelled(wording.Say("saved-filters"), wording.Say("press-one-to-remove-it"), arrange.Wrap(saved...)))
	}
	q := ask(host.Window(), 480, wording.Say("save-filter"), wording.Say("save"), func(q *question) {
		if strings.TrimSpace(name.Text) == "" {
			q.say(wording.Say("give-it-a-name-first"))
			return
		}
		filter := journal.Filter{Name: name.Text, Query: query}
		host.Work(func(ctx context.Context) error {
			return host.Journal().SaveFilter(ctx, filter)
		}, func(err error) {
			if err != nil {
				q.say(problem.Sentence(err))
				return
			}
			q.hide()
			p.filterSaved(wording.Say("filter-saved"))(nil)
		})
	}, form...)
	q.canvas.Focus(name)
}

func (p *Entries) filterSaved(words string) func(error) {
	return func(err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.host.Toast(words, true)
		p.showChips()
	}
}

// maxOffered is how many of the most frequent words a filter offers to press.
const maxOffered = 12

func (p *Entries) openFilter() { askFilter(p.host, wording.Say("show-entries"), p.query, p.Show) }

// filterHost is what a filter asks of the window.
type filterHost interface {
	journalHost
	calendarSettings
}

// askFilter offers everything that entries can be filtered by; yes is the name of its main button,
// which calls done with the filter.
func askFilter(host filterHost, yes string, wanted journal.Query, done func(journal.Query)) {
	var words state.Vocabularies
	host.Work(func(context.Context) error {
		words = state.VocabulariesOf(host.Journal())
		return nil
	}, func(error) { offerFilter(host, words, yes, wanted, done) })
}

func offerFilter(host filterHost, words state.Vocabularies, yes string, wanted journal.Query, done func(journal.Query)) {
	from, to := input.NewDateField(host.Week(), host.Journal().Now), input.NewDateField(host.Week(), host.Journal().Now)
	for f, day := range map[*input.DateField]journal.Date{from: wanted.From, to: wanted.To} {
		f.Optional = true
		if !day.IsZero() {
			f.SetTime(day.In(host.Journal().Now().Location()))
		}
	}
	areas := []choice[journal.AreaID]{{"", wording.Say("all-areas")}}
	for _, a := range host.Journal().Areas() {
		areas = append(areas, choice[journal.AreaID]{a.ID, a.Name})
	}
	form := []fyne.CanvasObject{
		input.Labelled(wording.Say("area"), "", oneOf(areas, wanted.Area, func(id journal.AreaID) { wanted.Area = id })),
		arrange.Grid(200, input.Labelled(wording.Say("from"), "", from), input.Labelled(wording.Say("to"), "", to)),
		input.Labelled(wording.Say("outcome"), "", multiChoice(journal.Outcomes(), describe.OutcomeWord, &wanted.Outcomes)),
		input.Labelled(wording.Say("type-of-entry"), "", multiChoice(journal.Types(), describe.TypeWord, &wanted.Types)),
		input.Labelled(wording.Say("kind"), "", multiChoice(journal.Kinds(), describe.KindWord, &wanted.Kinds)),
		input.Labelled(wording.Say("source"), "", multiChoice(journal.Sources(), describe.SourceWord, &wanted.Sources)),
	}
	var typed []func()
	for _, v := range []struct {
		name  string
		words []string
		into  *[]string
	}{{wording.Say("people"), words.People, &wanted.People}, {wording.Say("tags"), words.Tags, &wanted.Tags}, {wording.Say("what-you-did-about-nerves"), words.Strategies, &wanted.Strategies}} {
		if len(v.words) == 0 {
			continue
		}
		object, read := anyOf(v.words, v.into)
		form, typed = append(form, input.Labelled(v.name, "", object)), append(typed, read)
	}
	compared := newComparisons(host, wanted.Tests)
	form = append(form, input.Labelled(wording.Say("comparisons"), wording.Say("all-of-them-must-hold"), compared.box))
	sheet := ask(host.Window(), 620, wording.Say("filter-entries"), yes, func(q *question) {
		if err := compared.add(); err != nil {
			q.say(problem.Sentence(err))
			return
		}
		wanted.Tests = compared.tests
		first, err := from.Time()
		if err == nil {
			var last = first
			if last, err = to.Time(); err == nil {
				wanted.From, wanted.To = dateOf(first), dateOf(last)
			}
		}
		if err != nil {
			q.say(describe.Error(err))
			return
		}
		for _, read := range typed {
			read()
		}
		q.hide()
		done(wanted)
	}, form...)
	compared.grown = sheet.sheet.Refresh
}

// multiChoice offers values, any number of which can be selected.
func multiChoice[T comparable](values []T, word func(T) string, chosen *[]T) fyne.CanvasObject {
	row := arrange.Wrap()
	for _, v := range values {
		t := choose.NewToggle(word(v), 0)
		t.SetQuietly(slices.Contains(*chosen, v))
		t.OnChanged = func(on bool) {
			rest := slices.DeleteFunc(slices.Clone(*chosen), func(x T) bool { return x == v })
			if on {
				rest = append(rest, v)
			}
			*chosen = rest
		}
		row.Add(t)
	}
	return row
}

// anyOf offers the most frequent of many words, and a field for the others; read applies the
// content of the field.
func anyOf(words []string, chosen *[]string) (object fyne.CanvasObject, read func()) {
	frequent := words[:min(maxOffered, len(words))]
	row := multiChoice(frequent, func(s string) string { return s }, chosen)
	if len(words) <= maxOffered {
		return row, func() {}
	}
	field := input.NewField()
	field.SetPlaceHolder(wording.Say("others-separated-by-commas"))
	var others []string
	for _, c := range *chosen {
		if !slices.Contains(frequent, c) {
			others = append(others, c)
		}
	}
	field.SetText(strings.Join(others, ", "))
	return arrange.Flow(theme.Unit/2, row, container.NewStack(field)), func() {
		others := slices.DeleteFunc(slices.Clone(*chosen), func(s string) bool { return !slices.Contains(frequent, s) })
		*chosen = append(others, state.Commas(field.Text)...)
	}
}
