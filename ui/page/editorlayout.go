package page

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// editorWidth is the width of the form, in which a line of text is as long as where it is read.
const editorWidth = prose.Measure + 64

// editorLayout arranges the fields of an entry in the order in which people recount it, with the
// questions that apply.
type editorLayout struct {
	form   *Editor
	scroll *scrolling.Scroll
	column *fyne.Container

	title, intention, sure, expected, happened, outcome              *conditionalField
	performance, stress, after, obstacles, strategies, lessons, cost *conditionalField
	people, controllable, difficulty, kind                           *conditionalField
	note                                                             *prose.Label
	next                                                             *control.Button
	noteBox                                                          fyne.CanvasObject
	nerves                                                           *nervesGuide
	folds                                                            map[state.Fold]*surface.Fold
	measures                                                         fyne.CanvasObject
	before                                                           *surface.Fold // of an experience that is not sealed
	parts                                                            []part
	step                                                             *state.NextStep
	openedFolds                                                      []state.Fold // what the questions of before opened
	prompts                                                          state.Prompts
	lastVisible                                                      uint // what was shown then
}

// part is a part of the form that a command moves the focus to.
type part struct {
	object fyne.CanvasObject
	focus  func() fyne.Focusable
}

func newEditorLayout(p *Editor) *editorLayout {
	b := &editorLayout{form: p, folds: map[state.Fold]*surface.Fold{}, note: prose.Paragraph("")}
	b.title, b.intention, b.sure, b.expected = newConditionalField(p.title), newConditionalField(p.intention), newConditionalField(p.before), newConditionalField(p.expected)
	b.happened, b.outcome = newConditionalField(p.happened), newConditionalField(p.outcome)
	b.performance, b.stress, b.after = newConditionalField(p.performance), newConditionalField(p.stress), newConditionalField(p.after)
	b.obstacles, b.strategies = newConditionalField(arrange.Flow(theme.Unit, p.obstacles, p.thens.box)), newConditionalField(p.strategies)
	b.lessons, b.cost, b.people = newConditionalField(p.lessons), newConditionalField(p.sacrifices), newConditionalField(p.people)
	b.controllable, b.difficulty = newConditionalField(p.controllable), newConditionalField(p.difficulty)
	b.kind = newConditionalField(p.kind)
	b.next = control.NewButton(control.Plain, "", nil, func() {
		if b.step != nil {
			p.saveAndPlan(*b.step)
		}
	})
	b.noteBox = surface.Inset(b.note)
	b.nerves = newNervesGuide(p.host, b.update)
	b.nerves.hide.OnFocused = b.reveal
	b.column = arrange.Flow(1.5*theme.Unit, append([]fyne.CanvasObject{p.try.box}, b.sections()...)...)
	b.scroll = scrolling.NewScroll(container.New(arrange.Margins(theme.Unit, 3*theme.Unit, 3*theme.Unit, 3*theme.Unit), arrange.MiddleColumn(editorWidth, b.column)))
	b.revealFocused()
	b.update()
	return b
}

func (b *editorLayout) object() fyne.CanvasObject { return b.scroll }

// sections are the sections of the form, in order.
func (b *editorLayout) sections() []fyne.CanvasObject {
	switch b.form.entry.Type {
	case journal.CheckIn:
		return b.checkIn()
	case journal.Plan:
		return b.plan()
	}
	return b.experience()
}

func (b *editorLayout) where() fyne.CanvasObject {
	p := b.form
	return arrange.Grid(250, input.Labelled(wording.Say("area"), "", surface.Framed(p.area)), input.Labelled(wording.Say("when"), "", p.when))
}

func card(gap float32, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return surface.NewCard(arrange.Flow(gap, parts...), nil)
}

func (b *editorLayout) checkIn() []fyne.CanvasObject {
	p := b.form
	b.part(p.before, p.before)
	parts := append([]fyne.CanvasObject{b.sure.box, b.where(), b.title.box}, b.questioned(journal.Before)...)
	return []fyne.CanvasObject{card(2*theme.Unit, append(parts, input.Labelled(wording.Say("note"), "", p.note))...), b.measuresPart(), b.files(), b.foot()}
}

func (b *editorLayout) plan() []fyne.CanvasObject {
	p := b.form
	b.part(p.title, p.title.Focusable())
	what := card(2*theme.Unit, b.title.box, b.where(), b.kind.box)
	b.part(p.intention, p.intention.Focusable())
	before := card(2*theme.Unit, append(b.beforeQuestions(), prose.Caption(wording.Say("what-you-say-here-is-sealed-once")))...)
	return []fyne.CanvasObject{what, before, b.measuresPart(),
		b.fold(state.FoldObstacles, b.obstacles.box), b.fold(state.FoldStrategies, b.strategies.box, b.nerves.box), b.fold(state.FoldPeople, b.people.box),
		b.fold(state.FoldMore, b.difficulty.box), b.tags(), b.files(), b.foot()}
}

func (b *editorLayout) experience() []fyne.CanvasObject {
	p := b.form
	b.part(p.title, p.title.Focusable())
	what := card(2*theme.Unit, p.source, b.title.box, b.where(), b.kind.box)
	all := []fyne.CanvasObject{what, b.beforePart()}
	b.part(p.outcome, p.outcome)
	all = append(all, card(2*theme.Unit, b.outcome.box, b.happened.box, b.performance.box, b.stress.box, b.after.box, p.own.after, b.noteBox))
	return append(all, b.measuresPart(),
		b.fold(state.FoldObstacles, b.obstacles.box, b.controllable.box),
		b.fold(state.FoldStrategies, b.strategies.box, b.nerves.box),
		b.fold(state.FoldLessons, b.lessons.box, container.NewHBox(b.next)),
		b.fold(state.FoldCost, b.cost.box),
		b.fold(state.FoldPeople, b.people.box),
		b.fold(state.FoldMore, b.more()...),
		b.fold(state.FoldEvidence, p.mastery.object()),
		b.tags(), b.files(), b.foot())
}

// more are the questions that few people answer: numbers beside each other, and then the rest.
func (b *editorLayout) more() []fyne.CanvasObject {
	numbers, others := []fyne.CanvasObject{b.difficulty.box}, []fyne.CanvasObject{nil}
	for _, f := range state.QuestionFields(journal.After) {
		if f.Kind == journal.NumberField {
			numbers = append(numbers, b.form.inputs[f.Name].labelled())
			continue
		}
		others = append(others, b.form.inputs[f.Name].labelled())
	}
	others[0] = arrange.Grid(300, numbers...)
	return others
}

// questioned are the widgets of the fields of a phase whose question is in their table, as far as
// the form shows them.
func (b *editorLayout) questioned(phase journal.Phase) []fyne.CanvasObject {
	var widgets []fyne.CanvasObject
	for _, f := range state.QuestionFields(phase) {
		if in := b.form.inputs[f.Name]; in.isAskedOf(b.form.entry.Type) {
			widgets = append(widgets, in.labelled())
		}
	}
	return widgets
}

// beforeQuestions are the questions about the time before the event.
func (b *editorLayout) beforeQuestions() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{b.intention.box, b.sure.box, b.expected.box, b.form.own.before}, b.questioned(journal.Before)...)
}

// foot are the things that few people want at a time.
func (b *editorLayout) foot() fyne.CanvasObject {
	p := b.form
	discard := control.NewQuietLink(wording.Say("discard-what-you-wrote-here"), p.discard)
	discard.OnFocused = b.reveal
	private := p.inputs["privacy"].widget
	if p.entry.Type != journal.Plan {
		return arrange.WrapBy(2*theme.Unit, private, discard)
	}
	words := wording.Say("save-it-with-a-reminder-for-your-calendar")
	if p.isSavedPlan() {
		words = wording.Say("save-this-plan-for-your-calendar")
	}
	file := control.NewQuietLink(words, p.toCalendar)
	file.OnFocused = b.reveal
	return arrange.WrapBy(2*theme.Unit, private, file, discard)
}

func (b *editorLayout) tags() fyne.CanvasObject {
	p := b.form
	return b.fold(state.FoldTags, input.Labelled(wording.Say("tags"), "", p.tags), input.Labelled(wording.Say("note"), "", p.note))
}

// files are the photos and files of the form.
func (b *editorLayout) files() fyne.CanvasObject {
	f := b.form.files
	f.reveal, f.grown = b.reveal, func() { b.column.Refresh() }
	b.parts = append(b.parts, part{f.box, f.restFromHere})
	return surface.NewCard(f.labelled(), nil)
}

// beforePart is the section about the time before the event: sealed answers, or fields.
func (b *editorLayout) beforePart() fyne.CanvasObject {
	p := b.form
	if p.isSealed() {
		if answers := b.sealedAnswers(); len(answers) > 0 {
			return surface.Sealed(b.sealedSince(), answers...)
		}
		return surface.Sealed(wording.Say("you-said-nothing-about-it-before"))
	}
	b.before = surface.NewFold(wording.Say("before"), arrange.Flow(2*theme.Unit, b.beforeQuestions()...))
	b.part(b.before, b.before.Focusable())
	return b.before
}

func (b *editorLayout) sealedSince() string {
	e := &b.form.entry
	written := e.Created
	if at := e.EfficacyBeforeAt; !at.IsZero() && at.Before(written) {
		written = at
	}
	return wording.Say("you-wrote-this-before-on-when", wording.V{"When": wording.Moment(written)})
}

// sealedAnswers shows the sealed answers as text.
func (b *editorLayout) sealedAnswers() []fyne.CanvasObject {
	e := &b.form.entry
	asks := state.Ask(e, state.Standing{})
	var answers []fyne.CanvasObject
	if e.Intention != "" {
		answers = append(answers, surface.Answer(asks.Intention, e.Intention))
	}
	if v, ok := e.EfficacyBefore.Get(); ok {
		answers = append(answers, surface.Answer(asks.Sure, journal.FormatNumber(v)))
	}
	if v, ok := e.StressExpected.Get(); ok {
		answers = append(answers, surface.Answer(asks.Expected, journal.FormatNumber(v)))
	}
	for _, a := range e.Answers {
		if a.When == journal.AskedBefore {
			answers = append(answers, surface.Answer(a.Question, a.Text))
		}
	}
	for _, f := range state.QuestionFields(journal.Before) {
		if f.Kind == journal.NumberField && !f.IsEmpty(e) {
			answers = append(answers, surface.Answer(f.Question.String(), journal.FormatNumber(f.Number(e).Or(0))))
		}
	}
	return answers
}

// fold makes a part that opens.
func (b *editorLayout) fold(name state.Fold, content ...fyne.CanvasObject) fyne.CanvasObject {
	f := surface.NewFold("", arrange.Flow(2*theme.Unit, content...))
	b.folds[name] = f
	b.part(f, f.Focusable())
	return f
}

func (b *editorLayout) part(o fyne.CanvasObject, f fyne.Focusable) {
	b.parts = append(b.parts, part{o, func() fyne.Focusable { return f }})
}

// update sets the questions that apply now, and the summaries of the folds.
func (b *editorLayout) update() {
	e, _ := b.form.read() // a date that cannot be read changes no question
	asks := b.form.prompts(&e)
	b.title.setQuestion(asks.Title, "", true)
	b.kind.setQuestion(asks.Kind, wording.Say("practice-repeats-a-stretch-is-a-step"), e.Kind != "")
	b.intention.setQuestion(asks.Intention, "", e.Intention != "")
	b.sure.setQuestion(asks.Sure, asks.SureHint, e.EfficacyBefore.IsSet())
	b.expected.setQuestion(asks.Expected, "", e.StressExpected.IsSet())
	b.happened.setQuestion(asks.Happened, asks.HappenedHint, true)
	b.outcome.setQuestion(asks.Outcome, "", e.Outcome != "")
	b.performance.setQuestion(asks.Performance, "", e.Performance.IsSet())
	b.stress.setQuestion(asks.Stress, "", e.Stress.IsSet())
	b.after.setQuestion(asks.After, "", true)
	b.controllable.setQuestion(asks.Controllable, "", e.Controllable != "")
	b.difficulty.setQuestion(asks.Difficulty, "", e.Difficulty.IsSet())
	b.obstacles.setQuestion(asks.Obstacles, b.obstacleHint(&e), len(e.Obstacles) > 0)
	b.strategies.setQuestion(asks.Strategies, "", len(e.Strategies) > 0)
	b.lessons.setQuestion(asks.Lessons, asks.LessonsHint, len(e.Lessons) > 0)
	b.cost.setQuestion(asks.Sacrifices, "", len(e.Sacrifices) > 0)
	b.people.setQuestion(asks.People, asks.PeopleHint, len(e.People) > 0)
	b.nerves.update(&e)
	b.showNextStep(asks)
	b.form.mastery.say(&e)
	area, _ := b.form.host.Journal().Area(e.Area)
	moved := b.form.thens.show(&e)
	moved = b.form.own.show(&e, &area, b.form.isSealed()) || moved
	b.nameFolds(asks, &e)
	b.open(slices.Concat(asks.Opens, state.OpenIn(&area)))
	if shown := b.visible(); moved || !reflect.DeepEqual(asks, b.prompts) || shown != b.lastVisible { // else every key would draw all of a long text anew
		b.prompts, b.lastVisible = asks, shown
		b.column.Refresh()
	}
}

// visible encodes which questions and folds are visible, one bit each.
func (b *editorLayout) visible() (bits uint) {
	for _, a := range []*conditionalField{b.title, b.kind, b.intention, b.sure, b.expected, b.happened, b.outcome, b.performance, b.stress, b.after, b.obstacles, b.strategies, b.lessons, b.cost, b.people, b.controllable, b.difficulty} {
		bits <<= 1
		if a.box.Visible() {
			bits++
		}
	}
	for _, name := range state.Folds() {
		bits <<= 1
		if f := b.folds[name]; f != nil && f.Visible() {
			bits++
		}
	}
	bits <<= 1
	if b.nerves.box.Visible() {
		bits++
	}
	return bits
}

func (b *editorLayout) obstacleHint(e *journal.Entry) string {
	if e.Type == journal.Plan {
		return ""
	}
	return wording.Say("tick-what-was-overcome")
}

// showNextStep shows the note and the step that go with a setback or a failure.
func (b *editorLayout) showNextStep(asks state.Prompts) {
	b.step = asks.Next
	b.note.SetText(asks.Note)
	setVisible(b.noteBox, asks.Note != "")
	setVisible(b.next, asks.Next != nil)
	if asks.Next != nil {
		b.next.SetText(asks.Next.Words)
	}
}

// setVisible shows or hides an object.
func setVisible(o fyne.CanvasObject, show bool) {
	if show {
		o.Show()
		return
	}
	o.Hide()
}

// nameFolds sets the titles and summaries of the folds, and hides those without a question that
// applies.
func (b *editorLayout) nameFolds(asks state.Prompts, e *journal.Entry) {
	label, _ := e.Evidence()
	for name, is := range map[state.Fold]struct {
		title string
		fits  bool
	}{
		state.FoldObstacles:  {wording.Say("obstacles"), b.obstacles.box.Visible() || b.controllable.box.Visible()},
		state.FoldStrategies: {wording.Say("handling-nerves"), b.strategies.box.Visible()},
		state.FoldLessons:    {wording.Say("lessons"), true},
		state.FoldCost:       {wording.Say("what-it-cost"), b.cost.box.Visible()},
		state.FoldPeople:     {wording.Say("people"), true},
		state.FoldMore:       {b.moreTitle(e), e.Type == journal.Plan || asks.Performance != "" || state.FoldSummary(state.FoldMore, e) != ""},
		state.FoldEvidence:   {wording.Say("what-it-is-evidence-of"), label != ""},
		state.FoldTags:       {wording.Say("tags-and-note"), true},
	} {
		f := b.folds[name]
		if f == nil {
			continue
		}
		f.SetTitle(is.title)
		f.SetSummary(state.FoldSummary(name, e))
		setVisible(f, is.fits)
	}
	if b.before != nil {
		b.before.SetSummary(state.FoldSummary(state.FoldBefore, e))
	}
}

func (b *editorLayout) moreTitle(e *journal.Entry) string {
	if e.Type == journal.Plan {
		return wording.Say("how-hard-it-is")
	}
	return wording.Say("effort-luck-and-how-the-stress-felt")
}

// open opens the most important folds if the questions have changed. It closes none: nothing
// that a person sees may disappear unasked.
func (b *editorLayout) open(wanted []state.Fold) {
	if slices.Equal(wanted, b.openedFolds) {
		return
	}
	first := b.openedFolds == nil
	b.openedFolds = append([]state.Fold{}, wanted...)
	if first && b.form.entry.ID != "" && !b.form.isCompleting() {
		return // a saved entry: the summaries of its folds suffice
	}
	for _, name := range wanted {
		if f := b.folds[name]; f != nil {
			f.Open(true)
		}
	}
}
