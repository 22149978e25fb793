package page

import (
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/ui/choose"
	"enactive/ui/drafts"
	"enactive/ui/input"
	"enactive/ui/state"
)

// makeFields makes the fields of the form, empty.
func (p *Editor) makeFields() {
	host := p.host
	p.area, p.when = choose.NewSelect(), input.NewMomentField(host.Week(), host.Journal().Now)
	p.inputs = newInputs(&p.entry)
	in := func(name string) *fieldInput { return p.inputs[name] }
	p.title, p.intention, p.happened, p.note = in("title").text, in("intention").text, in("happened").text, in("note").text
	p.source, p.kind, p.outcome, p.controllable = in("source").choice, in("kind").choice, in("outcome").choice, in("controllable").choice
	p.before, p.expected, p.after = in("efficacy_before").rating, in("stress_expected").rating, in("efficacy_after").rating
	p.performance, p.stress, p.difficulty = in("performance").rating, in("stress").rating, in("difficulty").rating
	p.obstacles, p.sacrifices, p.lessons = in("obstacles").list, in("sacrifices").list, in("lessons").list
	p.strategies, p.people, p.tags = in("strategies").tokens, in("people").tokens, in("tags").tokens
	p.mastery, p.measures = newEvidenceChoice(), newMeasureGroup()
	p.own, p.try, p.files = newOwnAnswers(), newTryFields(), newFormFiles(host, journal.Holder{Entry: p.entry.ID})
	p.thens = newIfThens(func(obstacle string) []string { return p.written.ThensFor(obstacle) })
	p.complete()
	p.area.Options = nil
	for _, a := range host.Journal().Areas() {
		p.areas = append(p.areas, a)
		p.area.Options = append(p.area.Options, a.Name)
	}
	p.chooseArea(p.entry.Area)
}

// maxSuggestions is the maximum number of completions.
const maxSuggestions = 6

// complete connects the fields to the words of earlier entries, once those are loaded.
func (p *Editor) complete() {
	of := func(v func() state.Vocabulary) func(string, []string) []string {
		return func(typed string, taken []string) []string { return v().Complete(typed, taken, maxSuggestions) }
	}
	p.tags.Complete = of(func() state.Vocabulary { return p.written.Tags })
	p.strategies.Complete = of(func() state.Vocabulary { return p.written.Strategies })
	p.obstacles.Complete = of(func() state.Vocabulary { return p.written.Obstacles })
	p.lessons.Complete = of(func() state.Vocabulary { return p.written.Lessons })
	p.sacrifices.Complete = of(func() state.Vocabulary { return p.written.Sacrifices })
	p.people.Complete = func(typed string, taken []string) []string {
		return p.written.People.CompletePerson(typed, taken, maxSuggestions)
	}
}

// chooseArea selects an area, or the first one if it does not exist.
func (p *Editor) chooseArea(id journal.AreaID) {
	for i, a := range p.areas {
		if a.ID == id || i == 0 {
			p.area.SetSelectedIndex(i)
		}
	}
}

func (p *Editor) chosenArea() journal.AreaID {
	if i := p.area.SelectedIndex(); i >= 0 {
		return p.areas[i].ID
	}
	return p.entry.Area
}

// load shows the entry in the fields.
func (p *Editor) load() {
	e := &p.entry
	p.when.SetTime(e.Time)
	for _, in := range p.inputs {
		in.load(e)
	}
	p.mastery.choose(e.Mastery)
	p.measures.load(e.Measures)
	p.showMeasures()
	p.thens.load(e)
	p.own.load(e.Answers)
	p.try.load(p.host.Journal(), e.Experiment, e.Type)
}

// read returns the entry with the values of the fields.
func (p *Editor) read() (journal.Entry, error) {
	e := p.entry.Clone()
	e.Area = p.chosenArea()
	sealed := p.isSealed()
	for _, in := range p.inputs {
		if in.isAskedOf(e.Type) && !(sealed && in.field.Sealed) {
			in.read(&e)
		}
	}
	e.Obstacles, e.Answers = p.thens.applied(e.Obstacles), p.own.answers()
	e.Experiment = p.try.read()
	if e.Type != journal.CheckIn && e.Type != journal.Plan {
		e.Mastery = p.mastery.chosen
	}
	measures, wrong := p.measures.read()
	e.Measures = measures
	when, err := p.when.Time()
	if err != nil {
		return e, err
	}
	e.Time = when
	return e, wrong
}

// orNone returns nil for an empty list.
func orNone(items []string) []string {
	if len(items) == 0 {
		return nil
	}
	return items
}

// fields are those of the form, by their names in drafts.
func (p *Editor) fields() fields {
	f := fields{
		areas: map[string]*input.TextArea{}, times: map[string]*input.DateField{"when": p.when}, ratings: map[string]*choose.Rating{},
		choices: map[string]*choose.Choice{}, tokens: map[string]*input.TokenField{}, lists: map[string]*input.ListField{},
	}
	for _, in := range p.inputs {
		switch name := in.inDraft; {
		case in.text != nil:
			f.areas[name] = in.text
		case in.rating != nil:
			f.ratings[name] = in.rating
		case in.choice != nil:
			f.choices[name] = in.choice
		case in.tokens != nil:
			f.tokens[name] = in.tokens
		case in.list != nil:
			f.lists[name] = in.list
		}
	}
	return f
}

// Draft returns the unsaved input; nil if there is none.
func (p *Editor) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	d := drafts.Document{Of: drafts.EntryForm, ID: string(p.entry.ID), Type: p.entry.Type, Time: p.entry.Time, Area: p.chosenArea(), Mastery: string(p.mastery.chosen)}
	p.fields().read(&d)
	p.measures.draft(&d)
	d.Experiment, d.Files = p.try.read(), p.files.ids()
	d.Thens, d.Answers = p.thens.planned(), p.own.answers()
	if p.base.ID != "" {
		d.Base = &p.base
	}
	return thatFits(d.Bytes(), func() []byte { d.Base = nil; return d.Bytes() })
}

// Restore puts a draft back into the form.
func (p *Editor) Restore(doc []byte) error {
	d, err := drafts.ParseOf(doc, drafts.EntryForm)
	if err != nil {
		return err
	}
	if d.Base != nil && d.Base.ID == p.entry.ID {
		p.base = d.Base.Clone()
	}
	p.chooseArea(d.Area)
	p.fields().fill(d)
	p.thens.restore(d.Thens)
	p.own.load(d.Answers)
	if !d.Experiment.IsZero() {
		p.try.load(p.host.Journal(), d.Experiment, p.entry.Type)
	}
	p.mastery.choose(insight.Evidence(d.Mastery))
	p.files.restore(d.Files)
	p.measures.restore(d, p.host.Journal().Measures())
	p.showMeasures()
	p.layout.update()
	return nil
}

// isSealed is also true while a plan is being completed: its answers cannot change.
func (p *Editor) isSealed() bool {
	old, ok := p.saved()
	return ok && old.IsSealed() || p.isCompleting()
}

// isCompleting reports whether the form records how a plan went.
func (p *Editor) isCompleting() bool {
	old, ok := p.saved()
	return ok && old.Type == journal.Plan && p.entry.Type == journal.Experience
}

// saved returns the entry in the journal.
func (p *Editor) saved() (*journal.Entry, bool) { return &p.base, p.base.ID != "" }

// begin notes what is stored of the entry, which is what the fields show but for what the form begins with, such as
// that a plan has happened.
func (p *Editor) begin() {
	stored, ok := p.host.Journal().Entry(p.entry.ID)
	switch {
	case !ok:
		return
	case stored.Modified.Equal(p.entry.Modified):
		p.base = stored.Clone()
	default: // it was changed since the page showed it
		p.base = p.entry.Clone()
		p.base.Type = stored.Type
	}
}

// now is the default time of a new entry.
func now(host journalHost) time.Time { return host.Journal().Now() }
