package page

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// entryFormHost is what the form of an entry asks of the window.
type entryFormHost interface {
	journalHost
	saver
	calendarSettings
	entryEditor
	// WriteOnly fills the window with the text of the form, or leads back from there.
	WriteOnly()
	// LeaveForm returns to the page that the form was opened from, and stores what was typed.
	LeaveForm()
	planHost
	guideSettings
	formFilesHost
}

// Editor is the form for all fields of an entry, in the order in which people recount it.
type Editor struct {
	host    entryFormHost
	entry   journal.Entry
	base    journal.Entry // as it was stored when the form was opened; empty if it is new
	initial journal.Entry // as the fields said before anything was typed
	// initialWhen is what stood for the time then.
	initialWhen string
	done        func()
	areas       []journal.Area

	area       *choose.Select
	when       *input.DateField
	inputs     map[string]*fieldInput // of the fields of an entry, by name; those below are among them
	title      *input.TextArea
	intention  *input.TextArea
	happened   *input.TextArea
	note       *input.TextArea
	obstacles  *input.ListField
	sacrifices *input.ListField
	lessons    *input.ListField
	mastery    *evidenceChoice
	measures   *measureGroup
	thens      *ifThens
	own        *ownAnswers
	files      *formFiles
	try        *tryFields

	source, kind, outcome, controllable                      *choose.Choice
	before, expected, performance, stress, after, difficulty *choose.Rating
	strategies, people, tags                                 *input.TokenField

	layout     *editorLayout
	written    state.Written
	early      map[journal.AreaID]bool
	errorLabel *prose.Label
	saving     bool
	changed    func() // of the window, which keeps drafts
}

// NewEditor edits a copy of an entry; done is called when it is saved or discarded.
func NewEditor(host entryFormHost, e journal.Entry, done func()) *Editor {
	p := &Editor{host: host, entry: e, done: done, changed: func() {}, early: map[journal.AreaID]bool{}, errorLabel: prose.Paragraph("")}
	p.begin()
	p.makeFields()
	p.load()
	p.initial, _ = p.read() // what cannot be read now could not be when it was saved either
	p.initialWhen = p.when.Text()
	p.layout = newEditorLayout(p)
	return p
}

// Changed reports whether something was typed that is not saved.
func (p *Editor) Changed() bool {
	now, err := p.read()
	if err != nil && p.when.Text() != p.initialWhen || p.measures.hasChanged() || !p.files.isEmpty() {
		return true
	}
	return !reflect.DeepEqual(now, p.initial)
}

// Save saves the entry and leaves the form, or shows an error and stays. For a plan with details
// of how it went but no outcome it asks first, because the plan would leave the list unnoticed.
func (p *Editor) Save() {
	if e, err := p.read(); err == nil && !p.saving && p.isCompleting() && e.Outcome == "" && p.outcome.Visible() {
		p.askOutcome()
		return
	}
	p.save(p.done)
}

// askOutcome asks what to do with a plan without an outcome.
func (p *Editor) askOutcome() {
	var q *question
	anyway := control.NewButton(control.Plain, wording.Say("save-without-an-outcome"), nil, func() { q.hide(); p.save(p.done) })
	q = ask(p.host.Window(), 520, wording.Say("you-have-not-said-how-it-turned-out"), wording.Say("say-how-it-turned-out"), func(q *question) {
		q.hide()
		p.layout.reveal(p.outcome)
		p.host.Window().Canvas().Focus(p.outcome)
	}, prose.Paragraph(wording.Say("saved-without-an-outcome-it-is-no")),
		container.NewHBox(anyway))
	q.setSecondButton(wording.Say("leave-it-planned"), func() { q.hide(); p.host.LeaveForm() })
	q.canvas.Focus(q.yes)
}

// retrySave repeats a failed save. It does not leave the form, in which the person may be typing.
func (p *Editor) retrySave() { p.save(nothingMore) }

func nothingMore() {}

func (p *Editor) save(then func()) {
	e, err := p.read()
	if err != nil || p.saving {
		p.showError(err)
		p.revealWrong()
		return
	}
	if p.files.isReading(func() { p.save(then) }) {
		return
	}
	host := p.host
	p.saving = true
	var saved *journal.Entry
	var meanwhile journal.Meanwhile
	base, files := p.base, p.files.prepared()
	host.Work(func(ctx context.Context) (err error) {
		saved, meanwhile, err = host.Journal().SaveFrom(ctx, base, e, files...)
		return err
	}, func(err error) {
		p.saving = false
		p.showError(err)
		if err != nil {
			host.SaveFailed(err, p.retrySave)
			return
		}
		p.files.saved(files)
		p.goOn(saved, e, meanwhile)
		host.Saved()
		then()
		host.Toast(savedWords(meanwhile), true)
	})
}

// goOn goes on with what was stored of sent. What was typed meanwhile is not saved.
func (p *Editor) goOn(saved *journal.Entry, sent journal.Entry, m journal.Meanwhile) {
	now, err := p.read()
	same := err == nil && reflect.DeepEqual(now, sent)
	p.entry, p.base = saved.Clone(), saved.Clone()
	if m.Changed && !same { // the fields do not show what else was changed of it
		p.entry, p.base = sent.Clone(), sent
	}
	if m.Changed && same {
		p.load()
	}
	p.measures.saved(p.entry.Measures)
	p.initial = p.entry
	if same {
		p.initial, _ = p.read()
	}
}

// saveAndPlan saves the entry, and begins the plan of the next smaller step.
func (p *Editor) saveAndPlan(step state.NextStep) {
	p.save(func() {
		p.done()
		p.host.EditEntry(journal.Entry{Type: journal.Plan, Time: now(p.host).AddDate(0, 0, 1), Area: p.entry.Area, Source: journal.SourceMastery, Kind: p.entry.Kind, Title: step.Title})
	})
}

// Attach adds photos and files to the form, which are saved with the entry.
func (p *Editor) Attach(paths ...string) { p.files.attach(false, onDisk(paths)...) }

// Escape leaves the form and stores the draft.
func (p *Editor) Escape() { p.host.LeaveForm() }

// discard drops the input, after a confirmation.
func (p *Editor) discard() {
	if !p.Changed() {
		p.letGo()
		return
	}
	ask(p.host.Window(), 440, wording.Say("discard-what-you-wrote-here-question"), wording.Say("discard-it"), func(q *question) {
		q.hide()
		p.letGo()
	}, prose.Paragraph(wording.Say("it-was-never-saved-so-nothing-can-bring")))
}

func (p *Editor) letGo() {
	p.files.letGo()
	p.host.Saved()
	p.done()
}

// Listen calls changed after every change that a person makes.
func (p *Editor) Listen(changed func()) {
	p.changed = changed
	p.fields().listen(p.onChange)
	p.area.OnChanged = func(string) { p.loadWritten(); p.showMeasures(); p.onChange() }
	p.measures.changed = p.onChange
	p.mastery.changed = p.onChange
	p.thens.changed, p.own.changed, p.try.changed, p.files.changed = p.onChange, p.onChange, p.onChange, p.onChange
}

// onChange updates the questions after a change.
func (p *Editor) onChange() {
	p.layout.update()
	p.changed()
}

// loadWritten reads earlier entries, for completion and for the standing of this one.
func (p *Editor) loadWritten() {
	host, e := p.host, p.entry
	e.Area = p.chosenArea()
	var written state.Written
	early := false
	host.Work(func(context.Context) error {
		written, early = state.Gather(host.Journal(), e.Area), state.IsEarly(host.Journal(), &e)
		return nil
	}, func(error) {
		p.written, p.early[e.Area] = written, early
		p.layout.update()
	})
}

// prompts returns the questions for the current state of the entry.
func (p *Editor) prompts(e *journal.Entry) state.Prompts {
	a, _ := p.host.Journal().Area(e.Area)
	return state.Ask(e, state.StandingOf(a, p.early[e.Area], e))
}

func (p *Editor) showError(err error) { p.errorLabel.SetText(problem.Unsaved(err)) }

// Writing is the text that is written at length.
func (p *Editor) Writing() *input.TextArea {
	switch {
	case p.entry.Type == journal.CheckIn:
		return p.note
	case p.entry.Type == journal.Plan:
		return p.intention
	}
	return p.happened
}

// Focus moves the cursor to the first field to fill in.
func (p *Editor) Focus() {
	c := p.host.Window().Canvas()
	switch {
	case p.entry.Type == journal.CheckIn:
		c.Focus(p.before)
	case p.entry.Type == journal.Plan && p.entry.ID != "" && p.entry.Day().Before(journal.DateOf(now(p.host))):
		c.Focus(p.when.Focusable()) // the form was opened to change the day
	default:
		c.Focus(p.title.Focusable())
	}
}

// Object is the page itself.
func (p *Editor) Object() fyne.CanvasObject {
	p.loadWritten()
	e, _ := p.read()
	heading := p.prompts(&e).Heading
	if p.isCompleting() {
		heading = wording.Say("how-did-it-go")
	}
	save := control.NewButton(control.Primary, wording.Say("save"), nil, p.Save)
	back := control.NewButton(control.Silent, wording.Say("close"), nil, p.host.LeaveForm)
	bar := arrange.Header(prose.Title(heading), arrange.HeadingWidth(heading), control.NewIconTap(wording.Say("nothing-but-the-words"), fynetheme.ViewFullScreenIcon(), p.host.WriteOnly), back, save)
	m := 3 * theme.Unit
	top := container.New(arrange.Margins(2*theme.Unit, theme.Unit, m, m), arrange.MiddleColumn(editorWidth, arrange.Flow(theme.Unit/2, bar, p.errorLabel)))
	return arrange.VerticalBorder(top, arrange.Flow(0), p.layout.object())
}
