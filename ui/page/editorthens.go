package page

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/naming"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// ifThens are the fields for the if-then plans of an entry's obstacles: what a plan wants to do if
// one comes up, and what became of that afterwards. An obstacle that is renamed while it is typed
// keeps its plan by its place in the list.
type ifThens struct {
	box     *fyne.Container
	rows    []*ifThenRow
	offers  func(obstacle string) []string
	changed func()
	// shown says what box shows.
	shown string
}

// ifThenRow is one obstacle with its plan.
type ifThenRow struct {
	obstacle           journal.Obstacle // without its plan and answers, which the widgets have
	then               *input.TextArea
	came, held, helped *choose.Choice
	offered            *fyne.Container
}

func newIfThens(offers func(obstacle string) []string) *ifThens {
	t := &ifThens{box: arrange.Flow(1.5 * theme.Unit), offers: offers, changed: func() {}}
	t.box.Hide()
	return t
}

// load takes the obstacles of an entry.
func (t *ifThens) load(e *journal.Entry) { t.restore(e.Obstacles) }

// restore takes obstacles with their plans and answers.
func (t *ifThens) restore(obstacles []journal.Obstacle) {
	t.rows, t.shown = nil, ""
	for _, o := range obstacles {
		t.rows = append(t.rows, t.newRow(o))
	}
}

func (t *ifThens) newRow(o journal.Obstacle) *ifThenRow {
	r := &ifThenRow{obstacle: o, then: input.NewTextLine(), offered: container.NewHBox()}
	answer := func(v journal.YesNo) *choose.Choice {
		c := choose.NewChoiceOf(options(journal.YesNos(), yesNoWord)...)
		c.SetQuietly(string(v))
		c.OnChanged = func() { t.changed() }
		return c
	}
	r.then.SetPlaceHolder(wording.Say("what-you-do-then"))
	r.then.SetQuietly(o.Then)
	r.then.OnChanged = func() { t.changed() }
	r.came, r.held, r.helped = answer(o.Came), answer(o.Held), answer(o.Helped)
	return r
}

func yesNoWord(v journal.YesNo) string {
	if v == journal.Yes {
		return wording.Say("yes")
	}
	return wording.Say("no")
}

// value is the obstacle with its plan and answers. What did not come up has no further answers, nor
// has what was not done.
func (r *ifThenRow) value() journal.Obstacle {
	o := r.obstacle
	o.Then, o.Came, o.Held, o.Helped = r.then.Text(), journal.YesNo(r.came.Chosen()), "", ""
	if o.Came != journal.No {
		o.Held = journal.YesNo(r.held.Chosen())
	}
	if o.Held == journal.Yes {
		o.Helped = journal.YesNo(r.helped.Chosen())
	}
	return o
}

// planned returns the obstacles that have a plan or an answer.
func (t *ifThens) planned() []journal.Obstacle {
	var all []journal.Obstacle
	for _, r := range t.rows {
		if o := r.value(); o.Then != "" || o.Came != "" {
			all = append(all, o)
		}
	}
	return all
}

// applied returns the obstacles of the list with their plans and answers.
func (t *ifThens) applied(obstacles []journal.Obstacle) []journal.Obstacle {
	t.follow(obstacles)
	applied := slices.Clone(obstacles)
	for i := range applied {
		o := t.rows[i].value()
		o.Text, o.Overcome = applied[i].Text, applied[i].Overcome
		applied[i] = o
	}
	return applied
}

// follow makes the rows those of the obstacles, in their order. A row goes with the name of its
// obstacle, or else, if only a name was changed, with the place.
func (t *ifThens) follow(obstacles []journal.Obstacle) {
	old := t.rows
	rows := make([]*ifThenRow, len(obstacles))
	for i, o := range obstacles {
		at := slices.IndexFunc(old, func(r *ifThenRow) bool {
			return r != nil && naming.Key(r.obstacle.Text) == naming.Key(o.Text)
		})
		if at >= 0 {
			rows[i], old = old[at], slices.Concat(old[:at], []*ifThenRow{nil}, old[at+1:])
		}
	}
	for i, o := range obstacles {
		if rows[i] == nil && i < len(old) && old[i] != nil && len(old) == len(obstacles) {
			rows[i] = old[i]
		}
		if rows[i] == nil {
			rows[i] = t.newRow(journal.Obstacle{})
		}
		rows[i].obstacle.Text = o.Text
	}
	t.rows = rows
}

// show shows the fields that e is to be asked for, and reports whether they are others than before.
func (t *ifThens) show(e *journal.Entry) (moved bool) {
	key := string(e.Type)
	for _, r := range t.rows {
		o := r.value()
		key += "\x00" + o.Text + "\x00" + string(o.Came) + string(o.Held)
		if e.Type != journal.Plan && o.Then != "" || e.Type == journal.Plan && o.Then == "" {
			key += "*"
		}
	}
	if key == t.shown {
		return false
	}
	t.shown = key
	t.box.RemoveAll()
	for _, r := range t.rows {
		if e.Type == journal.Plan {
			t.box.Add(t.planning(r))
		} else if r.then.Text() != "" {
			t.box.Add(r.answering())
		}
	}
	showIfFilled(t.box)
	return true
}

// planning asks what to do if the obstacle comes up, and offers what helped before.
func (t *ifThens) planning(r *ifThenRow) fyne.CanvasObject {
	r.offered.RemoveAll()
	if r.then.Text() == "" {
		for _, then := range t.offers(r.obstacle.Text) {
			r.offered.Add(control.NewButton(control.Plain, then, nil, func() { r.then.Set(then) }))
		}
	}
	parts := []fyne.CanvasObject{prose.Strong(wording.Say("if-obstacle-then", wording.V{"Obstacle": r.obstacle.Text})), r.then}
	if len(r.offered.Objects) > 0 {
		parts = append(parts, prose.Caption(wording.Say("what-helped-before")), r.offered)
	}
	return arrange.Flow(0, parts...)
}

// answering asks what became of the plan.
func (r *ifThenRow) answering() fyne.CanvasObject {
	o := r.value()
	parts := []fyne.CanvasObject{prose.Strong(wording.Say("if-if-then-then", wording.V{"If": o.Text, "Then": o.Then})),
		input.Labelled(wording.Say("did-it-come-up"), "", r.came)}
	if o.Came == journal.Yes {
		parts = append(parts, input.Labelled(wording.Say("did-you-do-what-you-planned"), "", r.held))
	}
	if o.Held == journal.Yes {
		parts = append(parts, input.Labelled(wording.Say("did-it-help"), "", r.helped))
	}
	return arrange.Flow(theme.Unit/2, parts...)
}
