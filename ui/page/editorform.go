package page

import (
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/state"
)

// makeFields makes the fields of the form, empty.
func (p *Editor) makeFields() {
	d := p.desk
	week := time.Monday
	if d.Week != nil {
		week = d.Week()
	}
	p.area, p.when = choose.NewSelect(), input.NewMomentField(week, d.Journal.Now)
	p.title, p.intention, p.happened, p.note = input.NewTextLine(), input.NewTextArea(2), input.NewTextArea(4), input.NewTextArea(2)
	p.source, p.kind, p.outcome = choose.NewChoiceOf(sourceOptions()...), choose.NewChoiceOf(kindOptions()...), choose.NewOutcomeChoice()
	p.appraisal = choose.NewChoiceOf(options(journal.Appraisals(), describe.AppraisalWord)...)
	p.controllable = choose.NewChoiceOf(options(journal.Controllables(), describe.ControllableWord)...)
	p.before, p.expected = choose.NewRating(sureScale()), choose.NewRating(stressScale())
	p.performance, p.stress = choose.NewRating(performanceScale()), choose.NewRating(stressScale())
	p.after, p.effort = choose.NewRating(sureScale()), choose.NewRating(effortScale())
	p.difficulty, p.luck = choose.NewRating(difficultyScale()), choose.NewRating(luckScale())
	p.obstacles = input.NewListField(wording.Say("one-per-line"))
	if p.entry.Type == journal.Experience || p.entry.Type == "" {
		p.obstacles = input.NewTickList(wording.Say("one-per-line"))
	}
	p.sacrifices, p.lessons = input.NewListField(wording.Say("one-per-line")), input.NewListField(wording.Say("one-per-line"))
	p.strategies = input.NewTokenField(wording.Say("such-as-breathing-reframing-a-routine"))
	p.people = input.NewTokenField(wording.Say("a-name-with-a-role-in-brackets"))
	p.tags = input.NewTokenField(wording.Say("a-word-or-two-each"))
	p.mastery = newEvidenceChoice()
	p.complete()
	p.area.Options = nil
	for _, a := range d.Journal.Areas() {
		p.areas = append(p.areas, a)
		p.area.Options = append(p.area.Options, a.Name)
	}
	p.chooseArea(p.entry.Area)
}

// mostWords is how many words are asked of a vocabulary.
const mostWords = 6

// complete has the fields offer what was written before, once that is read.
func (p *Editor) complete() {
	of := func(v func() state.Vocabulary) func(string, []string) []string {
		return func(typed string, taken []string) []string { return v().Complete(typed, taken, mostWords) }
	}
	p.tags.Complete = of(func() state.Vocabulary { return p.written.Tags })
	p.strategies.Complete = of(func() state.Vocabulary { return p.written.Strategies })
	p.obstacles.Complete = of(func() state.Vocabulary { return p.written.Obstacles })
	p.lessons.Complete = of(func() state.Vocabulary { return p.written.Lessons })
	p.sacrifices.Complete = of(func() state.Vocabulary { return p.written.Sacrifices })
	p.people.Complete = func(typed string, taken []string) []string {
		return p.written.People.CompletePerson(typed, taken, mostWords)
	}
}

// chooseArea shows an area, the first one where there is no such.
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
	p.title.SetQuietly(e.Title)
	p.source.SetQuietly(string(e.Source))
	p.kind.SetQuietly(string(e.Kind))
	p.outcome.SetQuietly(string(e.Outcome))
	p.appraisal.SetQuietly(string(e.Appraisal))
	p.controllable.SetQuietly(string(e.Controllable))
	p.intention.SetQuietly(e.Intention)
	p.happened.SetQuietly(e.Happened)
	p.note.SetQuietly(e.Note)
	p.before.SetQuietly(plain(e.EfficacyBefore))
	p.expected.SetQuietly(plain(e.StressExpected))
	p.performance.SetQuietly(plain(e.Performance))
	p.stress.SetQuietly(plain(e.Stress))
	p.after.SetQuietly(plain(e.EfficacyAfter))
	p.effort.SetQuietly(plain(e.Effort))
	p.difficulty.SetQuietly(plain(e.Difficulty))
	p.luck.SetQuietly(plain(e.Luck))
	var obstacles []input.ListItem
	for _, o := range e.Obstacles {
		obstacles = append(obstacles, input.ListItem{Text: o.Text, On: o.Overcome})
	}
	p.obstacles.SetQuietly(obstacles)
	p.sacrifices.SetTextsQuietly(e.Sacrifices)
	p.lessons.SetTextsQuietly(e.Lessons)
	p.strategies.SetQuietly(e.Strategies)
	var people []string
	for _, x := range e.People {
		people = append(people, state.PersonWords(x))
	}
	p.people.SetQuietly(people)
	p.tags.SetQuietly(e.Tags)
	p.mastery.choose(e.Mastery)
}

// read returns the entry as the fields say.
func (p *Editor) read() (journal.Entry, error) {
	e := p.entry.Clone()
	e.Area = p.chosenArea()
	e.Title, e.Note = p.title.Text(), p.note.Text()
	e.Tags, e.Strategies = orNone(p.tags.Tokens()), orNone(p.strategies.Tokens())
	e.People = nil
	for _, name := range p.people.Tokens() {
		e.People = append(e.People, state.ReadPerson(name))
	}
	if !p.isSealed() {
		e.Intention = p.intention.Text()
		e.EfficacyBefore, e.StressExpected = as[journal.Rating](p.before.Value()), as[journal.Rating](p.expected.Value())
	}
	p.readTold(&e)
	when, err := p.when.Time()
	if err == nil {
		e.Time = when
	}
	return e, err
}

// readTold reads what is asked of plans and experiences alone.
func (p *Editor) readTold(e *journal.Entry) {
	if e.Type == journal.CheckIn {
		return
	}
	e.Source, e.Kind = journal.Source(p.source.Chosen()), journal.Kind(p.kind.Chosen())
	e.Difficulty = as[journal.Difficulty](p.difficulty.Value())
	e.Obstacles = nil
	for _, i := range p.obstacles.Items() {
		e.Obstacles = append(e.Obstacles, journal.Obstacle{Text: i.Text, Overcome: i.On})
	}
	if e.Type == journal.Plan {
		return
	}
	e.Happened, e.Outcome = p.happened.Text(), journal.Outcome(p.outcome.Chosen())
	e.Appraisal, e.Controllable = journal.Appraisal(p.appraisal.Chosen()), journal.Controllable(p.controllable.Chosen())
	e.Performance, e.Stress = as[journal.Rating](p.performance.Value()), as[journal.Rating](p.stress.Value())
	e.EfficacyAfter, e.Effort = as[journal.Rating](p.after.Value()), as[journal.Rating](p.effort.Value())
	e.Luck = as[journal.Luck](p.luck.Value())
	e.Sacrifices, e.Lessons = p.sacrifices.Texts(), p.lessons.Texts()
	e.Mastery = p.mastery.chosen
}

// orNone is a list, nil where it is empty.
func orNone(items []string) []string {
	if len(items) == 0 {
		return nil
	}
	return items
}

// fields are those of the form, by their names in drafts.
func (p *Editor) fields() fields {
	return fields{
		areas: map[string]*input.TextArea{"title": p.title, "intention": p.intention, "happened": p.happened, "note": p.note},
		times: map[string]*input.DateField{"when": p.when},
		ratings: map[string]*choose.Rating{"before": p.before, "expected": p.expected, "performance": p.performance, "stress": p.stress,
			"after": p.after, "effort": p.effort, "difficulty": p.difficulty, "luck": p.luck},
		choices: map[string]*choose.Choice{"source": p.source, "kind": p.kind, "outcome": p.outcome, "appraisal": p.appraisal, "controllable": p.controllable},
		tokens:  map[string]*input.TokenField{"strategies": p.strategies, "people": p.people, "tags": p.tags},
		lists:   map[string]*input.ListField{"obstacles": p.obstacles, "sacrifices": p.sacrifices, "lessons": p.lessons},
	}
}

// Draft is what was typed and is not saved, nil where nothing was.
func (p *Editor) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	d := draft{Of: ofEntry, ID: string(p.entry.ID), Type: p.entry.Type, Time: p.entry.Time, Area: p.chosenArea(), Mastery: string(p.mastery.chosen)}
	p.fields().read(&d)
	return d.bytes()
}

// Restore puts a draft back into the form.
func (p *Editor) Restore(doc []byte) error {
	d, err := readDraft(doc, ofEntry)
	if err != nil {
		return err
	}
	p.chooseArea(d.Area)
	p.fields().fill(d)
	p.mastery.choose(insight.Evidence(d.Mastery))
	p.body.ask()
	return nil
}

// isSealed is also true while a plan is being completed: what it said stays said.
func (p *Editor) isSealed() bool {
	old, ok := p.saved()
	return ok && old.IsSealed() || p.isCompleting()
}

// isCompleting reports whether a plan is told here for the first time.
func (p *Editor) isCompleting() bool {
	old, ok := p.saved()
	return ok && old.Type == journal.Plan && p.entry.Type == journal.Experience
}

// saved is the entry as the journal has it.
func (p *Editor) saved() (*journal.Entry, bool) {
	if p.entry.ID == "" {
		return nil, false
	}
	return p.desk.Journal.Entry(p.entry.ID)
}

// now is when a new entry happens unless it says otherwise.
func now(d *Desk) time.Time { return d.Journal.Now() }
