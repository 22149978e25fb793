package page

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// timeLayout is how the editor writes a date and time.
const timeLayout = "2006-01-02 15:04"

// The scales on which ratings are asked, with their anchors in words.
func sureScale() own.Scale {
	return own.Scale{High: 100, Step: 5, LowWord: "cannot do it", MiddleWord: "could go either way", HighWord: "certain I can"}
}
func stressScale() own.Scale {
	return own.Scale{High: 100, Step: 5, LowWord: "flat calm", HighWord: "overwhelmed"}
}
func performanceScale() own.Scale {
	return own.Scale{High: 100, Step: 5, LowWord: "far below", MiddleWord: "my own standard", HighWord: "as well as I can"}
}
func effortScale() own.Scale {
	return own.Scale{High: 100, Step: 5, LowWord: "none", HighWord: "all I had"}
}
func difficultyScale() own.Scale {
	return own.Scale{Low: 1, High: 10, Step: 1, LowWord: "easy for me", HighWord: "the hardest yet"}
}
func luckScale() own.Scale {
	return own.Scale{High: 10, Step: 1, LowWord: "none of it", HighWord: "nearly all of it"}
}

// Editor shows everything of one entry, in the order in which a person tells it.
type Editor struct {
	desk  *Desk
	entry journal.Entry
	begun journal.Entry // as the fields said before anything was typed
	done  func()
	areas []journal.Area

	area                                                 *widget.Select
	when                                                 *own.Field
	title                                                *own.Field
	source, kind, outcome                                *own.Choice
	appraisal, controllable                              *own.Choice
	intention, happened, note                            *own.Field
	before, expected, performance, stress, after, effort *own.Rating
	difficulty, luck                                     *own.Rating
	obstacles, sacrifices, lessons, strategies, people   *own.Field
	tags                                                 *own.Field
	wrong                                                *own.Words
	saving                                               bool
}

// NewEditor edits a copy of an entry; done is called when it is saved or left.
func NewEditor(d *Desk, e journal.Entry, done func()) *Editor {
	p := &Editor{desk: d, entry: e, done: done,
		area: widget.NewSelect(nil, nil), when: own.NewField(), title: own.NewField(),
		source: own.NewChoiceOf(options(journal.Sources(), state.SourceWord)...), kind: own.NewChoiceOf(options(journal.Kinds(), state.KindWord)...), outcome: own.NewOutcomeChoice(),
		appraisal: own.NewChoiceOf(options(journal.Appraisals(), state.AppraisalWord)...), controllable: own.NewChoiceOf(options(journal.Controllables(), state.ControllableWord)...),
		intention: own.NewTextField(2), happened: own.NewTextField(4), note: own.NewTextField(2),
		before: own.NewRating(sureScale()), expected: own.NewRating(stressScale()), performance: own.NewRating(performanceScale()),
		stress: own.NewRating(stressScale()), after: own.NewRating(sureScale()), effort: own.NewRating(effortScale()),
		difficulty: own.NewRating(difficultyScale()), luck: own.NewRating(luckScale()),
		obstacles: own.NewTextField(2), sacrifices: own.NewTextField(1), lessons: own.NewTextField(2), strategies: own.NewTextField(1),
		people: own.NewField(), tags: own.NewField(), wrong: own.Paragraph("")}
	for _, a := range d.Journal.Areas() {
		p.areas = append(p.areas, a)
		p.area.Options = append(p.area.Options, a.Name)
		if a.ID == e.Area {
			p.area.SetSelected(a.Name)
		}
	}
	if e.Area == "" && len(p.areas) > 0 {
		p.area.SetSelectedIndex(0)
	}
	p.load()
	p.begun, _ = p.read() // what cannot be read now could not be when it was saved either
	return p
}

// Changed reports whether something was typed that is not saved.
func (p *Editor) Changed() bool {
	now, err := p.read()
	return err != nil || !reflect.DeepEqual(now, p.begun)
}

// options are values with what they are called.
func options[T ~string](values []T, word func(T) string) []own.Option {
	out := make([]own.Option, len(values))
	for i, v := range values {
		out[i] = own.Option{Value: string(v), Label: word(v)}
	}
	return out
}

func (p *Editor) load() {
	e := &p.entry
	p.when.SetPlaceHolder("2026-11-23 18:05")
	p.when.SetText(e.Time.Format(timeLayout))
	p.title.SetText(e.Title)
	p.source.Choose(string(e.Source))
	p.kind.Choose(string(e.Kind))
	p.outcome.Choose(string(e.Outcome))
	p.appraisal.Choose(string(e.Appraisal))
	p.controllable.Choose(string(e.Controllable))
	p.intention.Fill(e.Intention)
	p.happened.Fill(e.Happened)
	p.note.Fill(e.Note)
	p.before.SetValue(plain(e.EfficacyBefore))
	p.expected.SetValue(plain(e.StressExpected))
	p.performance.SetValue(plain(e.Performance))
	p.stress.SetValue(plain(e.Stress))
	p.after.SetValue(plain(e.EfficacyAfter))
	p.effort.SetValue(plain(e.Effort))
	p.difficulty.SetValue(plain(e.Difficulty))
	p.luck.SetValue(plain(e.Luck))
	p.obstacles.Fill(obstacleLines(e.Obstacles))
	p.sacrifices.Fill(strings.Join(e.Sacrifices, "\n"))
	p.lessons.Fill(strings.Join(e.Lessons, "\n"))
	p.strategies.Fill(strings.Join(e.Strategies, "\n"))
	var people []string
	for _, x := range e.People {
		people = append(people, x.String())
	}
	p.people.SetText(strings.Join(people, ", "))
	p.tags.SetText(strings.Join(e.Tags, ", "))
}

func plain[T ~float64](v optional.Value[T]) optional.Value[float64] {
	x, ok := v.Get()
	if !ok {
		return optional.Value[float64]{}
	}
	return optional.Some(float64(x))
}

func as[T ~float64](v optional.Value[float64]) optional.Value[T] {
	x, ok := v.Get()
	if !ok {
		return optional.Value[T]{}
	}
	return optional.Some(T(x))
}

// overcomeMark stands before an obstacle that was overcome, where obstacles are typed.
const overcomeMark = "+ "

func obstacleLines(obstacles []journal.Obstacle) string {
	var lines []string
	for _, o := range obstacles {
		line := o.Text
		if o.Overcome {
			line = overcomeMark + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func readObstacles(text string) []journal.Obstacle {
	var out []journal.Obstacle
	for _, l := range state.Lines(text) {
		rest, overcome := strings.CutPrefix(l, strings.TrimSpace(overcomeMark))
		out = append(out, journal.Obstacle{Text: strings.TrimSpace(rest), Overcome: overcome})
	}
	return out
}

// read returns the entry as the fields say.
func (p *Editor) read() (journal.Entry, error) {
	e := p.entry.Clone()
	when := strings.TrimSpace(p.when.Text)
	if when != e.Time.Format(timeLayout) { // else keep its seconds and offset
		t, err := state.ParseMoment(when, p.desk.Journal.Now())
		if err != nil {
			return e, err
		}
		e.Time = t
	}
	if i := p.area.SelectedIndex(); i >= 0 {
		e.Area = p.areas[i].ID
	}
	e.Title, e.Intention, e.Happened, e.Note = p.title.Text, p.intention.Text, p.happened.Text, p.note.Text
	e.EfficacyBefore, e.StressExpected = as[journal.Rating](p.before.Value()), as[journal.Rating](p.expected.Value())
	e.Tags = state.Commas(p.tags.Text)
	e.People = nil
	for _, name := range state.Commas(p.people.Text) {
		e.People = append(e.People, journal.ParsePerson(name, ""))
	}
	e.Strategies = state.Lines(p.strategies.Text)
	if e.Type == journal.CheckIn {
		return e, nil
	}
	e.Source, e.Kind = journal.Source(p.source.Chosen()), journal.Kind(p.kind.Chosen())
	e.Difficulty = as[journal.Difficulty](p.difficulty.Value())
	e.Obstacles = readObstacles(p.obstacles.Text)
	if e.Type == journal.Plan {
		return e, nil
	}
	e.Outcome = journal.Outcome(p.outcome.Chosen())
	e.Appraisal, e.Controllable = journal.Appraisal(p.appraisal.Chosen()), journal.Controllable(p.controllable.Chosen())
	e.Performance, e.Stress = as[journal.Rating](p.performance.Value()), as[journal.Rating](p.stress.Value())
	e.EfficacyAfter, e.Effort = as[journal.Rating](p.after.Value()), as[journal.Rating](p.effort.Value())
	e.Luck = as[journal.Luck](p.luck.Value())
	e.Sacrifices, e.Lessons = state.Lines(p.sacrifices.Text), state.Lines(p.lessons.Text)
	return e, nil
}

// Save saves the entry and leaves, or says what is wrong and stays.
func (p *Editor) Save() { p.save(p.done) }

// saveAgain tries once more what failed before. It stays: somebody may be typing.
func (p *Editor) saveAgain() { p.save(nothingMore) }

func nothingMore() {}

func (p *Editor) save(then func()) {
	e, err := p.read()
	if err != nil || p.saving {
		p.say(err)
		return
	}
	d := p.desk
	p.saving = true
	var kept *journal.Entry
	d.Work(func(ctx context.Context) (err error) {
		kept, err = d.Journal.Save(ctx, e)
		return err
	}, func(err error) {
		p.saving = false
		p.say(err)
		if err != nil {
			d.Unsaved(err, p.saveAgain)
			return
		}
		now, wrong := p.read()
		p.entry = kept.Clone()
		p.begun = p.entry // where something was typed meanwhile, that is not saved
		if wrong == nil && reflect.DeepEqual(now, e) {
			p.begun, _ = p.read()
		}
		d.Saved()
		then()
		d.Tell("Saved.", true)
	})
}

// leave ends the work on the entry.
func (p *Editor) leave() {
	p.desk.Saved()
	p.done()
}

// fields are those of the form, by their names in drafts.
func (p *Editor) fields() fields {
	return fields{
		texts: map[string]*own.Field{"when": p.when, "title": p.title, "intention": p.intention, "happened": p.happened, "note": p.note,
			"obstacles": p.obstacles, "sacrifices": p.sacrifices, "lessons": p.lessons, "strategies": p.strategies, "people": p.people, "tags": p.tags},
		ratings: map[string]*own.Rating{"before": p.before, "expected": p.expected, "performance": p.performance, "stress": p.stress,
			"after": p.after, "effort": p.effort, "difficulty": p.difficulty, "luck": p.luck},
		choices: map[string]*own.Choice{"source": p.source, "kind": p.kind, "outcome": p.outcome, "appraisal": p.appraisal, "controllable": p.controllable},
	}
}

// Draft is what was typed and is not saved, nil where nothing was.
func (p *Editor) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	d := draft{Of: ofEntry, ID: string(p.entry.ID), Type: p.entry.Type, Time: p.entry.Time}
	if i := p.area.SelectedIndex(); i >= 0 {
		d.Area = p.areas[i].ID
	}
	p.fields().read(&d)
	return d.bytes()
}

// Restore puts a draft back into the form.
func (p *Editor) Restore(doc []byte) error {
	d, err := readDraft(doc, ofEntry)
	if err != nil {
		return err
	}
	for i, a := range p.areas {
		if a.ID == d.Area {
			p.area.SetSelectedIndex(i)
		}
	}
	p.fields().fill(d)
	return nil
}

// Listen calls changed after every change that a person makes.
func (p *Editor) Listen(changed func()) {
	p.fields().listen(changed)
	p.area.OnChanged = func(string) { changed() }
}

func (p *Editor) say(err error) { own.SetText(p.wrong, Unsaved(err)) }

// Focus puts the cursor where one begins to type.
func (p *Editor) Focus() { p.desk.Window.Canvas().Focus(p.title) }

// Object is the page itself.
func (p *Editor) Object() fyne.CanvasObject {
	save := own.NewButton(own.Primary, "Save", nil, p.Save)
	back := own.NewButton(own.Silent, "Leave without saving", nil, p.leave)
	bar := own.Header(own.Title(p.heading()), own.HeadingWidth(p.heading()), back, save)
	body := own.Column(theme.ReadingWidth, append([]fyne.CanvasObject{bar, p.wrong}, p.sections()...)...)
	return scrolled(body)
}

func (p *Editor) heading() string {
	fresh := p.entry.ID == ""
	switch {
	case p.entry.Type == journal.CheckIn:
		return "Check in"
	case p.entry.Type == journal.Plan && fresh:
		return "A plan"
	case p.entry.Type == journal.Plan:
		return "Change a plan"
	case fresh:
		return "An experience"
	}
	return "Change an experience"
}

func (p *Editor) sections() []fyne.CanvasObject {
	where := own.Grid(250, own.Labelled("Area", "", own.Framed(p.area)), own.Labelled("When", "", p.when))
	ratings := func(objects ...fyne.CanvasObject) fyne.CanvasObject { return own.Grid(300, objects...) }
	if p.entry.Type == journal.CheckIn {
		return []fyne.CanvasObject{
			where,
			own.Labelled("How sure are you, right now, that you can do this?", "", p.before),
			own.Labelled("In a word", "", p.title),
			own.Labelled("Note", "", p.note),
		}
	}
	what := own.Labelled("What I did", "", p.title)
	if p.entry.Type == journal.Plan {
		what = own.Labelled("What I am going to do", "", p.title)
	}
	source := own.Labelled("Where it comes from", "mastery: I did it · vicarious: I saw someone like me do it · persuasion: I was told so · state: how body and mood felt", p.source)
	before := own.Flow(theme.Unit,
		p.sealed(),
		own.Labelled("What I set out to do, and what outcome I wanted", "", p.seal(p.intention)),
		ratings(own.Labelled("How sure was I, before?", "", p.sealRating(p.before)), own.Labelled("Stress I expected", "", p.sealRating(p.expected))),
	)
	obstacles := own.Labelled("What stood in the way", "one a line; begin with + what you overcame", p.obstacles)
	strategies := own.Labelled("What I did about nerves", "one a line: breathing, reframing, a routine", p.strategies)
	others := own.Flow(theme.Unit, own.Labelled("People", "with commas; a role in brackets, as in Ana (mentor)", p.people), own.Labelled("Tags", "with commas", p.tags), own.Labelled("Note", "", p.note))
	if p.entry.Type == journal.Plan {
		return []fyne.CanvasObject{what, where, own.Labelled("Kind", "", p.kind), before, obstacles, strategies,
			own.Labelled("How hard it is", "", p.difficulty), others}
	}
	told := widget.NewAccordionItem("Before", before)
	told.Open = p.entry.Intention != "" || p.entry.EfficacyBefore.IsSet()
	deeper := widget.NewAccordionItem("What stood in the way, what it cost, what I take from it", own.Flow(theme.Unit,
		obstacles, own.Labelled("Lessons", "one a line", p.lessons), own.Labelled("What it cost", "one a line", p.sacrifices), strategies,
		own.Labelled("Was the cause in my control?", "", p.controllable)))
	deeper.Open = len(p.entry.Obstacles)+len(p.entry.Lessons) > 0
	more := widget.NewAccordionItem("More about it", own.Flow(theme.Unit,
		ratings(own.Labelled("How hard it was", "", p.difficulty), own.Labelled("Effort", "", p.effort),
			own.Labelled("Luck, or help I did not earn", "", p.luck)),
		own.Labelled("The stress felt like", "challenge: it fired me up · threat: it overwhelmed me", p.appraisal), source))
	people := widget.NewAccordionItem("People, tags, note", others)
	people.Open = len(p.entry.People)+len(p.entry.Tags) > 0
	folds := widget.NewAccordion(told, deeper, more, people)
	folds.MultiOpen = true
	return []fyne.CanvasObject{
		what, where,
		own.Labelled("Kind", "", p.kind), own.Labelled("Outcome", "", p.outcome),
		own.Labelled("What happened", "", p.happened),
		ratings(own.Labelled("How well did I do, by my own standard?", "", p.performance),
			own.Labelled("How keyed up was I, at the peak?", "", p.stress),
			own.Labelled("How sure am I now that I could do it again?", "", p.after)),
		folds,
	}
}

// isSealed is also true while a plan is being completed: what it said stays said.
func (p *Editor) isSealed() bool {
	if p.entry.ID == "" {
		return false
	}
	old, ok := p.desk.Journal.Entry(p.entry.ID)
	return ok && (old.IsSealed() || old.Type == journal.Plan && p.entry.Type == journal.Experience)
}

func (p *Editor) sealed() fyne.CanvasObject {
	if !p.isSealed() {
		return container.NewVBox()
	}
	written := p.entry.Created
	if at := p.entry.EfficacyBeforeAt; !at.IsZero() && at.Before(written) {
		written = at
	}
	return own.Caption(fmt.Sprintf("You wrote this before, on %s. It is sealed, so that hindsight cannot change it.", written.Format("2 January 2006 at 15:04")))
}

func (p *Editor) seal(f *own.Field) fyne.CanvasObject {
	if p.isSealed() {
		f.Disable()
	}
	return f
}

func (p *Editor) sealRating(r *own.Rating) fyne.CanvasObject {
	r.SetDisabled(p.isSealed())
	return r
}

// now is when a new entry happens unless it says otherwise.
func now(d *Desk) time.Time { return d.Journal.Now() }
