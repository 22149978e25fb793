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

// editorBody lays the fields of an entry out in the order in which it is told, and puts the
// questions that fit it.
type editorBody struct {
	form   *Editor
	scroll *scrolling.Scroll
	column *fyne.Container

	title, intention, sure, expected, happened, outcome              *asked
	performance, stress, after, obstacles, strategies, lessons, cost *asked
	people, controllable, difficulty, kind                           *asked
	note                                                             *prose.Label
	next                                                             *control.Button
	noted                                                            fyne.CanvasObject
	folds                                                            map[state.Fold]*surface.Fold
	before                                                           *surface.Fold // of an experience that is not sealed
	parts                                                            []part
	step                                                             *state.NextStep
	opened                                                           []state.Fold // what the questions of before opened
	asks                                                             state.Prompts
	seen                                                             uint // what was shown then
}

// part is a place to which the keyboard can go by a command.
type part struct {
	object fyne.CanvasObject
	focus  func() fyne.Focusable
}

func newEditorBody(p *Editor) *editorBody {
	b := &editorBody{form: p, folds: map[state.Fold]*surface.Fold{}, note: prose.Paragraph("")}
	b.title, b.intention, b.sure, b.expected = newAsked(p.title), newAsked(p.intention), newAsked(p.before), newAsked(p.expected)
	b.happened, b.outcome = newAsked(p.happened), newAsked(p.outcome)
	b.performance, b.stress, b.after = newAsked(p.performance), newAsked(p.stress), newAsked(p.after)
	b.obstacles, b.strategies = newAsked(p.obstacles), newAsked(p.strategies)
	b.lessons, b.cost, b.people = newAsked(p.lessons), newAsked(p.sacrifices), newAsked(p.people)
	b.controllable, b.difficulty = newAsked(p.controllable), newAsked(p.difficulty)
	b.kind = newAsked(p.kind)
	b.next = control.NewButton(control.Plain, "", nil, func() {
		if b.step != nil {
			p.saveAndPlan(*b.step)
		}
	})
	b.noted = surface.Inset(b.note)
	b.column = arrange.Flow(1.5*theme.Unit, b.sections()...)
	b.scroll = scrolling.NewScroll(container.New(arrange.Margins(theme.Unit, 3*theme.Unit, 3*theme.Unit, 3*theme.Unit), arrange.Column(theme.ReadingWidth, b.column)))
	b.watch()
	b.ask()
	return b
}

func (b *editorBody) object() fyne.CanvasObject { return b.scroll }

// sections are the parts of the form in the order in which they are told.
func (b *editorBody) sections() []fyne.CanvasObject {
	switch b.form.entry.Type {
	case journal.CheckIn:
		return b.checkIn()
	case journal.Plan:
		return b.plan()
	}
	return b.experience()
}

func (b *editorBody) where() fyne.CanvasObject {
	p := b.form
	return arrange.Grid(250, input.Labelled(wording.Say("area"), "", surface.Framed(p.area)), input.Labelled(wording.Say("when"), "", p.when))
}

func card(gap float32, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return surface.NewCard(arrange.Flow(gap, parts...), nil)
}

func (b *editorBody) checkIn() []fyne.CanvasObject {
	p := b.form
	b.part(p.before, p.before)
	return []fyne.CanvasObject{card(2*theme.Unit, b.sure.box, b.where(), b.title.box, input.Labelled(wording.Say("note"), "", p.note)), b.foot()}
}

func (b *editorBody) plan() []fyne.CanvasObject {
	p := b.form
	b.part(p.title, p.title.Focusable())
	what := card(2*theme.Unit, b.title.box, b.where(), b.kind.box)
	b.part(p.intention, p.intention.Focusable())
	before := card(2*theme.Unit, b.intention.box, b.sure.box, b.expected.box,
		prose.Caption(wording.Say("what-you-say-here-is-sealed-once")))
	return []fyne.CanvasObject{what, before,
		b.fold(state.FoldObstacles, b.obstacles.box), b.fold(state.FoldStrategies, b.strategies.box), b.fold(state.FoldPeople, b.people.box),
		b.fold(state.FoldMore, b.difficulty.box), b.tags(), b.foot()}
}

func (b *editorBody) experience() []fyne.CanvasObject {
	p := b.form
	b.part(p.title, p.title.Focusable())
	what := card(2*theme.Unit, p.source, b.title.box, b.where(), b.kind.box)
	all := []fyne.CanvasObject{what, b.said()}
	b.part(p.outcome, p.outcome)
	all = append(all, card(2*theme.Unit, b.outcome.box, b.happened.box, b.performance.box, b.stress.box, b.after.box, b.noted))
	return append(all,
		b.fold(state.FoldObstacles, b.obstacles.box, b.controllable.box),
		b.fold(state.FoldStrategies, b.strategies.box),
		b.fold(state.FoldLessons, b.lessons.box, container.NewHBox(b.next)),
		b.fold(state.FoldCost, b.cost.box),
		b.fold(state.FoldPeople, b.people.box),
		b.fold(state.FoldMore, b.more()...),
		b.fold(state.FoldEvidence, p.mastery.object()),
		b.tags(), b.foot())
}

// more are the questions that few people answer: numbers beside each other, and then the rest.
func (b *editorBody) more() []fyne.CanvasObject {
	numbers, others := []fyne.CanvasObject{b.difficulty.box}, []fyne.CanvasObject{nil}
	for _, f := range journal.Fields() {
		switch in := b.form.inputs[f.Name]; {
		case f.Question == "" || in == nil:
		case f.Kind == journal.NumberField:
			numbers = append(numbers, in.labelled())
		default:
			others = append(others, in.labelled())
		}
	}
	others[0] = arrange.Grid(300, numbers...)
	return others
}

// foot are the things that few people want at a time.
func (b *editorBody) foot() fyne.CanvasObject {
	p := b.form
	discard := control.NewQuietLink(wording.Say("discard-what-you-wrote-here"), p.discard)
	discard.OnFocused = b.reveal
	if !p.isSavedPlan() {
		return container.NewHBox(discard)
	}
	file := control.NewQuietLink(wording.Say("save-this-plan-for-your-calendar"), p.toCalendar)
	file.OnFocused = b.reveal
	return arrange.WrapBy(2*theme.Unit, file, discard)
}

func (b *editorBody) tags() fyne.CanvasObject {
	p := b.form
	return b.fold(state.FoldTags, input.Labelled(wording.Say("tags"), "", p.tags), input.Labelled(wording.Say("note"), "", p.note))
}

// said is what was said before: sealed, or to be told still.
func (b *editorBody) said() fyne.CanvasObject {
	p := b.form
	if p.isSealed() {
		if said := b.sealedWords(); len(said) > 0 {
			return surface.Sealed(b.sealedSince(), said...)
		}
		return surface.Sealed(wording.Say("you-said-nothing-about-it-before"))
	}
	b.before = surface.NewFold(wording.Say("before"), arrange.Flow(2*theme.Unit, b.intention.box, b.sure.box, b.expected.box))
	b.part(b.before, b.before.Focusable())
	return b.before
}

func (b *editorBody) sealedSince() string {
	e := &b.form.entry
	written := e.Created
	if at := e.EfficacyBeforeAt; !at.IsZero() && at.Before(written) {
		written = at
	}
	return wording.Say("you-wrote-this-before-on-when", wording.V{"When": wording.Moment(written)})
}

// sealedWords is what was said before, to be read.
func (b *editorBody) sealedWords() []fyne.CanvasObject {
	e := &b.form.entry
	asks := state.Ask(e, state.Standing{})
	var said []fyne.CanvasObject
	if e.Intention != "" {
		said = append(said, surface.Said(asks.Intention, e.Intention))
	}
	if v, ok := e.EfficacyBefore.Get(); ok {
		said = append(said, surface.Said(asks.Sure, journal.FormatNumber(v)))
	}
	if v, ok := e.StressExpected.Get(); ok {
		said = append(said, surface.Said(asks.Expected, journal.FormatNumber(v)))
	}
	return said
}

// fold makes a part that opens.
func (b *editorBody) fold(name state.Fold, content ...fyne.CanvasObject) fyne.CanvasObject {
	f := surface.NewFold("", arrange.Flow(2*theme.Unit, content...))
	b.folds[name] = f
	b.part(f, f.Focusable())
	return f
}

func (b *editorBody) part(o fyne.CanvasObject, f fyne.Focusable) {
	b.parts = append(b.parts, part{o, func() fyne.Focusable { return f }})
}

// ask puts the questions that fit what is told now, and says what the folds hold.
func (b *editorBody) ask() {
	e, _ := b.form.read() // a date that cannot be read changes no question
	asks := b.form.prompts(&e)
	b.title.ask(asks.Title, "", true)
	b.kind.ask(asks.Kind, wording.Say("practice-repeats-a-stretch-is-a-step"), e.Kind != "")
	b.intention.ask(asks.Intention, "", e.Intention != "")
	b.sure.ask(asks.Sure, asks.SureHint, e.EfficacyBefore.IsSet())
	b.expected.ask(asks.Expected, "", e.StressExpected.IsSet())
	b.happened.ask(asks.Happened, asks.HappenedHint, true)
	b.outcome.ask(asks.Outcome, "", e.Outcome != "")
	b.performance.ask(asks.Performance, "", e.Performance.IsSet())
	b.stress.ask(asks.Stress, "", e.Stress.IsSet())
	b.after.ask(asks.After, "", true)
	b.controllable.ask(asks.Controllable, "", e.Controllable != "")
	b.difficulty.ask(asks.Difficulty, "", e.Difficulty.IsSet())
	b.obstacles.ask(asks.Obstacles, b.obstacleHint(&e), len(e.Obstacles) > 0)
	b.strategies.ask(asks.Strategies, "", len(e.Strategies) > 0)
	b.lessons.ask(asks.Lessons, asks.LessonsHint, len(e.Lessons) > 0)
	b.cost.ask(asks.Sacrifices, "", len(e.Sacrifices) > 0)
	b.people.ask(asks.People, asks.PeopleHint, len(e.People) > 0)
	b.offer(asks)
	b.form.mastery.say(&e)
	b.name(asks, &e)
	b.open(asks.Opens)
	if shown := b.shown(); !reflect.DeepEqual(asks, b.asks) || shown != b.seen { // else every key would draw all of a long text anew
		b.asks, b.seen = asks, shown
		b.column.Refresh()
	}
}

// shown is which questions and folds are shown now, one bit each.
func (b *editorBody) shown() (bits uint) {
	for _, a := range []*asked{b.title, b.kind, b.intention, b.sure, b.expected, b.happened, b.outcome, b.performance, b.stress, b.after, b.obstacles, b.strategies, b.lessons, b.cost, b.people, b.controllable, b.difficulty} {
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
	return bits
}

func (b *editorBody) obstacleHint(e *journal.Entry) string {
	if e.Type == journal.Plan {
		return ""
	}
	return wording.Say("tick-what-was-overcome")
}

// offer shows the note and the step that go with a setback or a failure.
func (b *editorBody) offer(asks state.Prompts) {
	b.step = asks.Next
	b.note.SetText(asks.Note)
	shown(b.noted, asks.Note != "")
	shown(b.next, asks.Next != nil)
	if asks.Next != nil {
		b.next.SetText(asks.Next.Words)
	}
}

// shown shows or hides an object.
func shown(o fyne.CanvasObject, show bool) {
	if show {
		o.Show()
		return
	}
	o.Hide()
}

// name says what the folds are called and what they hold; one whose questions do not fit is
// hidden.
func (b *editorBody) name(asks state.Prompts, e *journal.Entry) {
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
		state.FoldMore:       {b.moreTitle(e), e.Type == journal.Plan || asks.Performance != "" || state.FoldSays(state.FoldMore, e) != ""},
		state.FoldEvidence:   {wording.Say("what-it-is-evidence-of"), label != ""},
		state.FoldTags:       {wording.Say("tags-and-note"), true},
	} {
		f := b.folds[name]
		if f == nil {
			continue
		}
		f.SetTitle(is.title)
		f.SetSummary(state.FoldSays(name, e))
		shown(f, is.fits)
	}
	if b.before != nil {
		b.before.SetSummary(state.FoldSays(state.FoldBefore, e))
	}
}

func (b *editorBody) moreTitle(e *journal.Entry) string {
	if e.Type == journal.Plan {
		return wording.Say("how-hard-it-is")
	}
	return wording.Say("effort-luck-and-how-the-stress-felt")
}

// open opens the folds that matter most now, where the questions have changed. It closes
// none: what somebody sees must not go away by itself.
func (b *editorBody) open(wanted []state.Fold) {
	if slices.Equal(wanted, b.opened) {
		return
	}
	first := b.opened == nil
	b.opened = append([]state.Fold{}, wanted...)
	if first && b.form.entry.ID != "" && !b.form.isCompleting() {
		return // it was told before: its folds say what they hold
	}
	for _, name := range wanted {
		if f := b.folds[name]; f != nil {
			f.Open(true)
		}
	}
}
