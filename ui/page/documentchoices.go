package page

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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

// documentChoices are what a person decides about a document. What is told is always that of the
// controls.
type documentChoices struct {
	host documentHost
	told report.Told
	// changed is called after a person changed something that the pages show.
	changed func()

	body       *fyne.Container
	remembered *rememberedChoices
	kind       *choose.Choice
	days       *choose.Select
	from, to   *input.DateField
	ends       *fyne.Container
	areas      *fyne.Container
	toggles    map[journal.AreaID]*choose.Toggle
	only       *fyne.Container // what narrows the entries further
	sections   map[journal.Section]*choose.Check
	names      *choose.Choice
	private    *choose.Check
	left       *prose.Label // how many private entries stay out
	title      *input.Field
	greeting   *input.TextArea
	paper      *choose.Choice
	book       *choose.Check
	latest     state.Latest
}

func newDocumentChoices(host documentHost, changed func()) *documentChoices {
	c := &documentChoices{host: host, changed: changed, remembered: newRememberedChoices(host), ends: arrange.Wrap(), areas: arrange.Wrap(), only: arrange.Wrap(),
		toggles: map[journal.AreaID]*choose.Toggle{}, sections: map[journal.Section]*choose.Check{}, left: prose.Caption(""), title: input.NewField(), greeting: input.NewTextArea(2)}
	c.remembered.picked = c.pick
	c.kind = choose.NewChoiceOf(documentKinds()...)
	c.kind.OnChanged = func() { c.decide(func(h *journal.Handout) { h.Kind = journal.HandoutKind(c.kind.Chosen()) }) }
	c.days = choose.NewSelect(append(spanNames(), wording.Say("all-time"), wording.Say("from-to"))...)
	c.from, c.to = c.newDay(wording.Say("the-beginning")), c.newDay(wording.Say("today-inline"))
	c.names = choose.NewChoiceOf(nameOptions()...)
	c.names.OnChanged = func() { c.decide(func(h *journal.Handout) { h.Names = nameStyle(c.names.Chosen()) }) }
	c.private = choose.NewCheck(wording.Say("private-entries-too"), false)
	c.private.OnChanged = func() { c.decide(func(h *journal.Handout) { h.Private = c.private.IsChecked() }); c.countPrivate() }
	c.title.OnChanged = func(text string) { c.decide(func(h *journal.Handout) { h.Title = text }) }
	c.title.SetPlaceHolder(wording.Say("its-own-if-empty"))
	c.greeting.OnChanged = func() { c.decide(func(h *journal.Handout) { h.Greeting = c.greeting.Text() }) }
	c.paper = choose.NewChoiceOf(choose.Option{Value: paperA4, Label: wording.Say("a4")}, choose.Option{Value: paperLetter, Label: wording.Say("us-letter")})
	c.paper.OnChanged = func() { c.decide(func(h *journal.Handout) { h.Letter = c.paper.Chosen() == paperLetter }) }
	c.book = choose.NewCheck(wording.Say("wider-margin-where-it-is-bound"), false)
	c.book.OnChanged = func() { c.decide(func(h *journal.Handout) { h.Book = c.book.IsChecked() }) }
	parts := arrange.Flow(0)
	for _, s := range journal.Sections() {
		c.sections[s] = choose.NewCheck(sectionName(s), true)
		c.sections[s].OnChanged = func() { c.decide(c.leaveOut) }
		parts.Add(c.sections[s])
	}
	c.body = arrange.Flow(2*theme.Unit, c.remembered.object(),
		input.Labelled(wording.Say("which-document"), "", c.kind),
		input.Labelled(wording.Say("which-days"), "", arrange.Flow(theme.Unit/2, surface.Framed(c.days), c.ends)),
		input.Labelled(wording.Say("areas"), wording.Say("all-unless-you-choose-some"), c.areas), c.only,
		input.Labelled(wording.Say("what-is-in-it"), "", parts),
		input.Labelled(wording.Say("names-of-people"), "", c.names),
		arrange.Flow(0, c.private, c.left),
		input.Labelled(wording.Say("title"), "", c.title),
		input.Labelled(wording.Say("a-line-to-the-reader"), "", c.greeting),
		input.Labelled(wording.Say("paper"), "", arrange.Flow(theme.Unit/2, c.paper, c.book)))
	c.take(report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout, Span: journal.MonthSpan}})
	return c
}

// The values of the choice of paper, and of names that stay as they are.
const (
	paperA4     = "a4"
	paperLetter = "letter"
	namesAsAre  = "as they are"
)

func documentKinds() []choose.Option {
	return []choose.Option{{Value: string(journal.ReviewHandout), Label: wording.Say("review-page")}, {Value: string(journal.ProgressHandout), Label: wording.Say("progress-report")},
		{Value: string(journal.JournalHandout), Label: wording.Say("journal")}}
}

// spanNames name the spans in their order.
func spanNames() []string {
	return []string{wording.Say("last-7-days"), wording.Say("last-30-days"), wording.Say("last-91-days"), wording.Say("last-year")}
}

func sectionName(s journal.Section) string {
	return map[journal.Section]string{
		journal.ChartsSection: wording.Say("charts-with-their-sentences"), journal.TablesSection: wording.Say("tables-of-what-was-tried"),
		journal.WordsSection: wording.Say("what-you-wrote-as-quotations"), journal.EntriesSection: wording.Say("the-entries-by-day"), journal.NotesSection: wording.Say("the-notes"),
		journal.PhotosSection: wording.Say("photos-and-files"),
	}[s]
}

func nameOptions() []choose.Option {
	return []choose.Option{{Value: namesAsAre, Label: wording.Say("as-they-are")}, {Value: string(journal.Initials), Label: wording.Say("as-initials")}, {Value: string(journal.NoNames), Label: wording.Say("left-out")}}
}

func nameStyle(chosen string) journal.NameStyle {
	if chosen == namesAsAre {
		return ""
	}
	return journal.NameStyle(chosen)
}

// newDay is a field for an end of the days, which may be open.
func (c *documentChoices) newDay(empty string) *input.DateField {
	f := input.NewDateField(c.host.Week(), c.host.Journal().Now)
	f.Optional = true
	f.SetPlaceHolder(empty)
	f.OnChanged = c.setRange
	return f
}

// decide changes what is told, as a person wishes.
func (c *documentChoices) decide(change func(*journal.Handout)) {
	change(&c.told.Handout)
	c.changed()
}

// take shows what is told.
func (c *documentChoices) take(t report.Told) {
	h := &t.Handout
	if h.From.IsZero() && h.To.IsZero() && h.Span == "" { // those of the entries that were chosen
		h.From, h.To = t.Query.From, t.Query.To
	}
	if len(h.Areas) == 0 && t.Query.Area != "" {
		h.Areas = []journal.AreaID{t.Query.Area}
	}
	t.Query.From, t.Query.To, t.Query.Area, t.Query.WithoutPrivate = journal.Date{}, journal.Date{}, "", false
	h.Areas, h.LeftOut = slices.Clone(h.Areas), slices.Clone(h.LeftOut)
	c.told = t
	c.kind.SetQuietly(string(h.Kind))
	c.showDays()
	for s, check := range c.sections {
		check.SetQuietly(h.Has(s))
	}
	c.names.SetQuietly(namesAsAre)
	if h.Names != "" {
		c.names.SetQuietly(string(h.Names))
	}
	c.private.SetQuietly(h.Private)
	changed := c.changed
	c.changed = nothingMore // the fields report what is set in them too
	c.title.SetText(h.Title)
	c.changed = changed
	c.greeting.SetQuietly(h.Greeting)
	c.paper.SetQuietly(paperA4)
	if h.Letter {
		c.paper.SetQuietly(paperLetter)
	}
	c.book.SetQuietly(h.Book)
	c.refresh()
}

// showDays shows which days are told.
func (c *documentChoices) showDays() {
	h, spans := &c.told.Handout, journal.Spans()
	at := slices.Index(spans, h.Span)
	switch {
	case at >= 0:
	case h.From.IsZero() && h.To.IsZero():
		at = len(spans)
	default:
		at = len(spans) + 1
		loc := c.host.Journal().Now().Location()
		c.fillDay(c.from, h.From, func(d journal.Date) { c.from.SetTime(d.In(loc)) })
		c.fillDay(c.to, h.To, func(d journal.Date) { c.to.SetTime(d.In(loc)) })
	}
	c.days.OnChanged = nil
	c.days.SetSelectedIndex(at)
	c.days.OnChanged = func(string) { c.setDays() }
	c.showRange()
}

func (c *documentChoices) fillDay(f *input.DateField, d journal.Date, set func(journal.Date)) {
	f.OnChanged = nil
	if d.IsZero() {
		f.Set("")
	} else {
		set(d)
	}
	f.OnChanged = c.setRange
}

// showRange shows the fields of the ends where the days are chosen by them.
func (c *documentChoices) showRange() {
	c.ends.Objects = nil
	if c.days.SelectedIndex() == len(journal.Spans())+1 {
		c.ends.Objects = []fyne.CanvasObject{arrange.MinWidth(150, c.from), arrange.MinWidth(150, c.to)}
	}
	c.ends.Hidden = len(c.ends.Objects) == 0
	c.ends.Refresh()
	c.grow()
}

// setDays tells other days.
func (c *documentChoices) setDays() {
	at, spans := c.days.SelectedIndex(), journal.Spans()
	if at > len(spans) { // the days so far are where a range begins
		from, to := c.told.Handout.Days(journal.DateOf(c.host.Journal().Now()))
		c.told.Handout.Span, c.told.Handout.From, c.told.Handout.To = "", from, to
		loc := c.host.Journal().Now().Location()
		c.fillDay(c.from, from, func(d journal.Date) { c.from.SetTime(d.In(loc)) })
		c.fillDay(c.to, to, func(d journal.Date) { c.to.SetTime(d.In(loc)) })
		c.showRange()
		return
	}
	c.showRange()
	c.decide(func(h *journal.Handout) {
		h.Span, h.From, h.To = "", journal.Date{}, journal.Date{}
		if at >= 0 && at < len(spans) {
			h.Span = spans[at]
		}
	})
	c.countPrivate()
}

// setRange tells the days between the fields.
func (c *documentChoices) setRange() {
	from, err := c.from.Time()
	to, err2 := c.to.Time()
	if err != nil || err2 != nil || c.days.SelectedIndex() != len(journal.Spans())+1 {
		return // the field itself shows the error
	}
	c.decide(func(h *journal.Handout) {
		h.Span, h.From, h.To = "", journal.Date{}, journal.Date{}
		if !from.IsZero() {
			h.From = journal.DateOf(from)
		}
		if !to.IsZero() {
			h.To = journal.DateOf(to)
		}
		if !h.From.IsZero() && !h.To.IsZero() && h.To.Before(h.From) {
			h.From, h.To = h.To, h.From
		}
	})
	c.countPrivate()
}

// leaveOut leaves out the sections that are not ticked.
func (c *documentChoices) leaveOut(h *journal.Handout) {
	h.LeftOut = nil
	for _, s := range journal.Sections() {
		if !c.sections[s].IsChecked() {
			h.LeftOut = append(h.LeftOut, s)
		}
	}
}

// refresh brings the choices up to the journal.
func (c *documentChoices) refresh() {
	c.remembered.refresh(c.told.Handout.Name)
	c.showAreas()
	c.showOnly()
	c.countPrivate()
}

// showAreas offers the areas, in their order; those that are archived only if they are told of.
func (c *documentChoices) showAreas() {
	h := &c.told.Handout
	kept := map[journal.AreaID]*choose.Toggle{}
	c.areas.Objects = nil
	for _, a := range c.host.Journal().Areas() {
		chosen := slices.Contains(h.Areas, a.ID)
		if a.Archived && !chosen {
			continue
		}
		t := c.toggles[a.ID]
		if t == nil || t.String() != a.Name {
			t = choose.NewToggle(a.Name, a.Color)
		}
		t.SetQuietly(chosen)
		t.OnChanged = func(on bool) {
			c.decide(func(h *journal.Handout) {
				h.Areas = slices.DeleteFunc(slices.Clone(h.Areas), func(id journal.AreaID) bool { return id == a.ID })
				if on {
					h.Areas = append(h.Areas, a.ID)
				}
			})
			c.countPrivate()
		}
		kept[a.ID] = t
		c.areas.Add(t)
	}
	c.toggles = kept
	c.areas.Refresh()
	c.grow()
}

// showOnly shows what narrows the entries further, to be taken away.
func (c *documentChoices) showOnly() {
	j, q := c.host.Journal(), c.told.Query
	without := func(rest journal.Query) func() {
		return func() { c.told.Query = rest; c.showOnly(); c.countPrivate(); c.changed() }
	}
	c.only.Objects = nil
	if q.Text != "" {
		rest := q
		rest.Text = ""
		c.only.Add(control.NewRemovableChip(q.Text, without(rest)))
	}
	for _, chip := range state.Chips(q, func(journal.AreaID) string { return "" }, func(t journal.Test) string { return state.TestWords(j, t) }) {
		c.only.Add(control.NewRemovableChip(chip.Words, without(chip.Without)))
	}
	if n := len(q.IDs); n > 0 {
		rest := q
		rest.IDs = nil
		c.only.Add(control.NewRemovableChip(wording.Count(n, "n-chosen-entries"), without(rest)))
	}
	c.only.Hidden = len(c.only.Objects) == 0
	if !c.only.Hidden {
		c.only.Objects = append([]fyne.CanvasObject{container.NewCenter(prose.Short(wording.Say("only-those-with")))}, c.only.Objects...)
	}
	c.only.Refresh()
	c.grow()
}

// countPrivate says how many entries stay out because they are private.
func (c *documentChoices) countPrivate() {
	_, newest := c.latest.Begin()
	h, j, q, left := c.told.Handout, c.host.Journal(), c.told.Query, 0
	c.host.Work(func(context.Context) error {
		if h.Private {
			return nil
		}
		q.From, q.To = h.Days(journal.DateOf(j.Now()))
		q.WithoutPrivate = true
		areas := h.Areas
		if len(areas) == 0 {
			areas = []journal.AreaID{""}
		}
		for _, q.Area = range areas {
			left += j.CountLeftOut(q)
		}
		return nil
	}, func(error) {
		if !newest() {
			return
		}
		words := ""
		if left > 0 {
			words = wording.Count(left, "n-private-entries-stay-out")
		}
		c.left.SetText(words)
		c.left.Hidden = words == ""
		c.grow()
	})
}

// grow makes room for what the choices show.
func (c *documentChoices) grow() {
	if c.body != nil {
		c.body.Refresh()
	}
}

// pick takes the choices that were remembered under a name; the empty one takes none.
func (c *documentChoices) pick(name string) {
	if name == "" {
		c.told.Handout.Name = ""
		c.remembered.refresh("")
		return
	}
	h, err := c.host.Journal().HandoutNamed(name)
	if err != nil {
		c.host.Fail(err)
		return
	}
	c.take(report.Told{Handout: h})
	c.changed()
}

// named says under which name the choices are remembered.
func (c *documentChoices) named(name string) {
	c.told.Handout.Name = name
	c.remembered.refresh(name)
}

// rememberedChoices offers what the journal remembers.
type rememberedChoices struct {
	host             documentHost
	choice           *choose.Select
	keep, drop       *control.Button
	row              *fyne.Container
	picked           func(name string)
	remember, forget func()
}

func newRememberedChoices(host documentHost) *rememberedChoices {
	r := &rememberedChoices{host: host, choice: choose.NewSelect()}
	r.keep = control.NewButton(control.Plain, wording.Say("remember-ellipsis"), nil, func() { r.remember() })
	r.drop = control.NewButton(control.Plain, wording.Say("forget"), nil, func() { r.forget() })
	r.row = arrange.Wrap(r.keep, r.drop)
	return r
}

func (r *rememberedChoices) object() fyne.CanvasObject {
	return input.Labelled(wording.Say("remembered-choices"), "", arrange.Flow(theme.Unit/2, surface.Framed(r.choice), r.row))
}

// refresh offers what is remembered now, and shows which of it is picked.
func (r *rememberedChoices) refresh(name string) {
	names, at := []string{wording.Say("none-picked")}, 0
	for i, h := range r.host.Journal().Handouts() {
		names = append(names, h.Name)
		if journal.Fold(h.Name) == journal.Fold(name) && name != "" {
			at = i + 1
		}
	}
	r.choice.OnChanged = nil
	r.choice.Options = names
	r.choice.SetSelectedIndex(at)
	r.choice.OnChanged = func(string) {
		if i := r.choice.SelectedIndex(); i > 0 {
			r.picked(names[i])
		} else {
			r.picked("")
		}
	}
	writable := isWritable(r.host)
	r.keep.Hidden, r.drop.Hidden = !writable, !writable || at == 0
	r.row.Refresh()
}
