package page

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// reviewHost is what the review asks of the window.
type reviewHost interface {
	journalHost
	timer
	saver
	insightSource
	calendarSettings
	entryMenuHost
}

// Review is the review of some days: attempts, evidence, obstacles, strategies and next steps, with
// a field for the person's own words.
type Review struct {
	host reviewHost
	body *fyne.Container

	term     *choose.Choice
	area     *choose.Select
	ids      []journal.AreaID
	from, to *input.DateField
	words    *input.TextArea
	status   *prose.Label // of the words: whether they are saved
	title    *prose.Label
	parts    *fyne.Container

	kind   state.Term
	days   state.Range
	shown  state.Review
	latest state.Latest
	// savedText is the saved text; of is the review in the field.
	savedText string
	of        journal.Review
	turn      int
}

// NewReview makes the page; Refresh fills it.
func NewReview(host reviewHost) *Review {
	p := &Review{host: host, body: arrange.Flow(2 * theme.Unit), kind: state.TermMonth, title: prose.Title(" "), parts: arrange.Pillars(360), status: prose.Caption(""), words: input.NewPage(5)}
	p.term = termChoice().InLine()
	p.term.SetQuietly(string(p.kind))
	p.term.OnChanged = func() { p.setTerm(state.Term(p.term.Chosen())) }
	p.area = choose.NewSelect()
	p.from, p.to = input.NewDateField(host.Week(), host.Journal().Now), input.NewDateField(host.Week(), host.Journal().Now)
	for _, f := range []*input.DateField{p.from, p.to} {
		f.OnChanged = p.setRange
	}
	p.words.SetPlaceHolder(wording.Say("what-do-you-make-of-these-days-what"))
	p.words.OnChanged = p.saveSoon
	p.days = p.kind.Around(journal.DateOf(host.Journal().Now()), host.Week())
	return p
}

func termChoice() *choose.Choice {
	var options []choose.Option
	for _, t := range state.Terms() {
		options = append(options, choose.Option{Value: string(t), Label: t.Words()})
	}
	return choose.NewChoiceOf(options...)
}

// Object is the page itself.
func (p *Review) Object() fyne.CanvasObject { return scrolled(arrange.Column(theme.PageWidth, p.body)) }

// layOut lays the page out.
func (p *Review) layOut() {
	before := control.NewButton(control.Plain, wording.Say("earlier"), fynetheme.NavigateBackIcon(), func() { p.step(-1) })
	after := control.NewButton(control.Plain, wording.Say("later-time"), fynetheme.NavigateNextIcon(), func() { p.step(1) })
	pdf := control.NewButton(control.Primary, wording.Say("save-as-pdf-ellipsis"), nil, p.ToDocument)
	tools := arrange.CenteredWrap(1.5*theme.Unit, theme.Unit, p.term, surface.Framed(arrange.MinWidth(170, p.area)))
	if p.kind == state.TermDays {
		tools.Add(arrange.MinWidth(150, p.from))
		tools.Add(arrange.MinWidth(150, p.to))
	}
	p.title.SetText(wording.Capital(p.kind.Name(p.days)))
	mine := surface.NewCard(arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Say("in-your-own-words")), p.words, p.status), nil)
	p.body.Objects = []fyne.CanvasObject{arrange.Header(p.title, arrange.HeadingWidth(p.title.String()), before, after, pdf), tools, p.parts, mine}
	p.body.Refresh()
}

// Writing is the text that is written at length.
func (p *Review) Writing() *input.TextArea { return p.words }

// setTerm looks back over another length of time, around the days that are shown.
func (p *Review) setTerm(t state.Term) {
	if t == "" {
		p.term.SetQuietly(string(p.kind))
		return
	}
	p.saveTypedWords()
	today := journal.DateOf(p.host.Journal().Now())
	at := p.days.To
	if today.Before(at) {
		at = today
	}
	if p.kind = t; t == state.TermDays {
		loc := p.host.Journal().Now().Location()
		p.from.SetTime(p.days.From.In(loc))
		p.to.SetTime(p.days.To.In(loc))
	} else {
		p.days = t.Around(at, p.host.Week())
	}
	p.layOut()
	p.Refresh()
}

// setRange shows the review of the days in the fields.
func (p *Review) setRange() {
	from, err := p.from.Time()
	to, err2 := p.to.Time()
	if err != nil || err2 != nil || p.kind != state.TermDays {
		return // the field itself shows the error
	}
	p.saveTypedWords()
	p.days = state.Range{From: journal.DateOf(from), To: journal.DateOf(to)}
	if p.days.To.Before(p.days.From) {
		p.days.From, p.days.To = p.days.To, p.days.From
	}
	p.title.SetText(wording.Capital(p.kind.Name(p.days)))
	p.Refresh()
}

func (p *Review) step(by int) {
	p.saveTypedWords()
	p.days = p.kind.Next(p.days, by, p.host.Week())
	p.layOut()
	p.Refresh()
}

// today returns to the current days.
func (p *Review) today() {
	p.saveTypedWords()
	if p.kind == state.TermDays {
		p.kind = state.TermMonth
		p.term.SetQuietly(string(p.kind))
	}
	p.days = p.kind.Around(journal.DateOf(p.host.Journal().Now()), p.host.Week())
	p.layOut()
	p.Refresh()
}

// ToDocument opens the document of the days that are shown.
func (p *Review) ToDocument() {
	p.saveTypedWords()
	h := journal.Handout{Kind: journal.ReviewHandout, From: p.days.From, To: p.days.To}
	if id := p.areaID(); id != "" {
		h.Areas = []journal.AreaID{id}
	}
	p.host.OpenDocument(report.Told{Handout: h})
}

// areaID is the area that is looked at; "" for all.
func (p *Review) areaID() journal.AreaID {
	if i := p.area.SelectedIndex(); i > 0 && i <= len(p.ids) {
		return p.ids[i-1]
	}
	return ""
}

func (p *Review) offerAreas() {
	now := p.areaID()
	names, at := []string{wording.Say("all-areas")}, 0
	p.ids = nil
	for i, a := range p.host.Journal().Areas() {
		names, p.ids = append(names, a.Name), append(p.ids, a.ID)
		if a.ID == now {
			at = i + 1
		}
	}
	p.area.OnChanged = nil
	p.area.Options = names
	p.area.SetSelectedIndex(at)
	p.area.OnChanged = func(string) { p.saveTypedWords(); p.Refresh() }
}

// Refresh recomputes the review.
func (p *Review) Refresh() {
	if len(p.body.Objects) == 0 {
		p.layOut()
	}
	p.offerAreas()
	wanted, newest := p.latest.Begin()
	days, area, insights := p.days, p.areaID(), p.host.Insights()
	var review state.Review
	p.host.Work(func(context.Context) (err error) {
		review, err = state.ReviewOf(wanted, p.host.Journal(), insights, days, area)
		return err
	}, func(err error) {
		if err == nil && newest() {
			p.show(review)
		}
	})
}

func (p *Review) show(r state.Review) {
	p.shown = r
	now := journal.Review{From: r.From, To: r.To, Area: r.Area}
	if p.of != now || p.words.Text() == p.savedText { // otherwise the person is typing
		if p.of != now {
			p.status.SetText("")
		}
		p.of, p.savedText = now, r.Words
		if p.words.Text() != r.Words {
			p.words.SetQuietly(r.Words)
		}
	}
	var cards []fyne.CanvasObject
	if r.Entries == 0 {
		cards = append(cards, surface.NewCard(arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Say("no-entries-in-this-period")),
			prose.Paragraph(wording.Say("there-is-nothing-more-to-say-about"))), nil))
		if p.host.Journal().Count(journal.Query{}) == 0 {
			cards = append(cards, exampleReview())
		}
	}
	for _, part := range r.Parts {
		if len(part.Lines) > 0 {
			cards = append(cards, p.part(part))
		}
	}
	p.parts.Objects = cards
	p.parts.Refresh() // gives the sentences their width, on which the height of the cards depends, before the page asks for it
	p.body.Refresh()
}

func (p *Review) part(part state.ReviewPart) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Subtitle(part.Title)}
	for _, l := range part.Lines {
		text := prose.Paragraph(l.Text)
		if l.Own {
			text = prose.Quoted(l.Text)
		}
		var row fyne.CanvasObject = text
		if a, ok := p.host.Journal().Area(l.Area); ok {
			row = bulleted(a.Color, text)
		}
		if l.Entry != "" {
			id := l.Entry
			link := control.NewLink(row, func() { p.saveTypedWords(); p.host.OpenEntry(id) })
			if e, ok := p.host.Journal().Entry(id); ok {
				offerEntry(p.host, &link.Extra, e)
			}
			row = link
		}
		rows = append(rows, row)
	}
	return surface.NewCard(arrange.Flow(theme.Unit, rows...), nil)
}

// Commands lists the commands of the page.
func (p *Review) Commands() []Command {
	group := wording.Text("review-page")
	alt := fyne.KeyModifierAlt
	return []Command{
		{ID: "review.pdf", Name: wording.Text("make-a-document-of-the-review"), Words: wording.Text("print-pdf-report-preview-therapist"), Group: group, Do: p.ToDocument},
		{ID: "review.earlier", Name: wording.Text("go-to-the-previous-period"), Group: group, Key: fyne.KeyPageUp, Modifier: fyne.KeyModifierShortcutDefault, Do: func() { p.step(-1) }},
		{ID: "review.later", Name: wording.Text("go-to-the-next-period"), Group: group, Key: fyne.KeyPageDown, Modifier: fyne.KeyModifierShortcutDefault, Do: func() { p.step(1) }},
		{ID: "review.today", Name: wording.Text("go-to-the-current-period"), Group: group, Key: fyne.KeyT, Modifier: fyne.KeyModifierShortcutDefault, Do: p.today},
		{ID: "review.words", Name: wording.Text("write-in-your-own-words"), Group: group, Key: fyne.KeyW, Modifier: alt, Do: func() { p.host.Window().Canvas().Focus(p.words.Focusable()) }},
	}
}
