package page

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// Editor shows everything of one entry, in the order in which a person tells it.
type Editor struct {
	desk  *Desk
	entry journal.Entry
	begun journal.Entry // as the fields said before anything was typed
	// begunWhen is what stood for the time then.
	begunWhen string
	done      func()
	areas     []journal.Area

	area                                                 *choose.Select
	when                                                 *input.DateField
	title, intention, happened, note                     *input.TextArea
	source, kind, outcome                                *choose.Choice
	appraisal, controllable                              *choose.Choice
	before, expected, performance, stress, after, effort *choose.Rating
	difficulty, luck                                     *choose.Rating
	obstacles, sacrifices, lessons                       *input.ListField
	strategies, people, tags                             *input.TokenField
	mastery                                              *evidenceChoice

	body    *editorBody
	written state.Written
	early   map[journal.AreaID]bool
	wrong   *prose.Label
	saving  bool
	changed func() // of the window, which keeps drafts
}

// NewEditor edits a copy of an entry; done is called when it is saved or discarded.
func NewEditor(d *Desk, e journal.Entry, done func()) *Editor {
	p := &Editor{desk: d, entry: e, done: done, changed: func() {}, early: map[journal.AreaID]bool{}, wrong: prose.Paragraph("")}
	p.makeFields()
	p.load()
	p.begun, _ = p.read() // what cannot be read now could not be when it was saved either
	p.begunWhen = p.when.Text()
	p.body = newEditorBody(p)
	return p
}

// Changed reports whether something was typed that is not saved.
func (p *Editor) Changed() bool {
	now, err := p.read()
	if err != nil && p.when.Text() != p.begunWhen {
		return true
	}
	return !reflect.DeepEqual(now, p.begun)
}

// Save saves the entry and leaves, or says what is wrong and stays. A plan of which is told how
// it went, but not how it came out, is asked about first: it would leave the plans unnoticed.
func (p *Editor) Save() {
	if e, err := p.read(); err == nil && !p.saving && p.isCompleting() && e.Outcome == "" && p.outcome.Visible() {
		p.askOutcome()
		return
	}
	p.save(p.done)
}

// askOutcome asks what is to become of a plan without an outcome.
func (p *Editor) askOutcome() {
	var q *question
	anyway := control.NewButton(control.Plain, wording.Say("save-without-an-outcome"), nil, func() { q.hide(); p.save(p.done) })
	q = p.desk.ask(520, wording.Say("you-have-not-said-how-it-turned-out"), wording.Say("say-how-it-turned-out"), func(q *question) {
		q.hide()
		p.body.reveal(p.outcome)
		p.desk.Window.Canvas().Focus(p.outcome)
	}, prose.Paragraph(wording.Say("saved-without-an-outcome-it-is-no")),
		container.NewHBox(anyway))
	q.otherwise(wording.Say("leave-it-planned"), func() { q.hide(); p.desk.Leave() })
	q.canvas.Focus(q.yes)
}

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
		d.Tell(wording.Say("saved"), true)
	})
}

// saveAndPlan saves the entry, and begins the plan of the next smaller step.
func (p *Editor) saveAndPlan(step state.NextStep) {
	p.save(func() {
		p.done()
		p.desk.EditEntry(journal.Entry{Type: journal.Plan, Time: now(p.desk).AddDate(0, 0, 1), Area: p.entry.Area, Source: journal.Mastery, Kind: p.entry.Kind, Title: step.Title})
	})
}

// Escape leaves the form; what was typed is kept.
func (p *Editor) Escape() { p.desk.Leave() }

// discard lets go what was typed, once it is sure.
func (p *Editor) discard() {
	if !p.Changed() {
		p.letGo()
		return
	}
	p.desk.ask(440, wording.Say("discard-what-you-wrote-here-question"), wording.Say("discard-it"), func(q *question) {
		q.hide()
		p.letGo()
	}, prose.Paragraph(wording.Say("it-was-never-saved-so-nothing-can-bring")))
}

func (p *Editor) letGo() {
	p.desk.Saved()
	p.done()
}

// Listen calls changed after every change that a person makes.
func (p *Editor) Listen(changed func()) {
	p.changed = changed
	p.fields().listen(p.touched)
	p.area.OnChanged = func(string) { p.gather(); p.touched() }
	p.mastery.changed = p.touched
}

// touched follows a change: the questions fit what is told now.
func (p *Editor) touched() {
	p.body.ask()
	p.changed()
}

// gather reads what was written before, for completion and for how the entry stands.
func (p *Editor) gather() {
	d, e := p.desk, p.entry
	e.Area = p.chosenArea()
	if d.Work == nil {
		return
	}
	var written state.Written
	early := false
	d.Work(func(context.Context) error {
		written, early = state.Gather(d.Journal, e.Area), state.IsEarly(d.Journal, &e)
		return nil
	}, func(error) {
		p.written, p.early[e.Area] = written, early
		p.body.ask()
	})
}

// prompts are the questions for the entry as it is told now.
func (p *Editor) prompts(e *journal.Entry) state.Prompts {
	a, _ := p.desk.Journal.Area(e.Area)
	return state.Ask(e, state.StandingOf(a, p.early[e.Area], e))
}

func (p *Editor) say(err error) { p.wrong.SetText(Unsaved(err)) }

// Focus puts the cursor where one begins to type.
func (p *Editor) Focus() {
	c := p.desk.Window.Canvas()
	switch {
	case p.entry.Type == journal.CheckIn:
		c.Focus(p.before)
	case p.entry.Type == journal.Plan && p.entry.ID != "" && p.entry.Day().Before(journal.DateOf(now(p.desk))):
		c.Focus(p.when.Focusable()) // another day is what it is opened for
	default:
		c.Focus(p.title.Focusable())
	}
}

// Object is the page itself.
func (p *Editor) Object() fyne.CanvasObject {
	p.gather()
	e, _ := p.read()
	heading := p.prompts(&e).Heading
	if p.isCompleting() {
		heading = wording.Say("how-did-it-go")
	}
	save := control.NewButton(control.Primary, wording.Say("save"), nil, p.Save)
	back := control.NewButton(control.Silent, wording.Say("close"), nil, p.desk.Leave)
	bar := arrange.Header(prose.Title(heading), arrange.HeadingWidth(heading), back, save)
	m := 3 * theme.Unit
	top := container.New(arrange.Margins(2*theme.Unit, theme.Unit, m, m), arrange.Column(theme.ReadingWidth, arrange.Flow(theme.Unit/2, bar, p.wrong)))
	return arrange.Topped(top, arrange.Flow(0), p.body.object())
}
