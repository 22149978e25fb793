package page

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// goalFields are the fields of one goal, its number and its if-then steps.
type goalFields struct {
	goal  journal.Goal // what the fields show
	text  *input.Field
	done  *choose.Check
	steps *input.Rows

	counted []state.Counted
	of      *choose.Select // after "No number"
	below   *choose.Choice
	isBelow bool
	value   *input.Field
	by      *input.DateField
	number  fyne.CanvasObject // the fields of its number, hidden where it has none
}

func (p *AreaEditor) goalRow(g journal.Goal) input.RowItem {
	f := &goalFields{goal: g, text: input.NewField(), done: choose.NewCheck(wording.Say("reached"), g.Done)}
	f.text.SetText(g.Text)
	f.text.SetPlaceHolder(wording.Say("what-i-want-to-achieve"))
	f.done.OnChanged = func() { p.changed() }
	f.steps = input.NewRows(wording.Say("add-an-if-then-step"), func() input.RowItem { return p.stepRow(journal.Action{}) })
	f.steps.OnChanged = func() { p.changed() }
	for _, a := range g.Actions {
		f.steps.Add(p.stepRow(a))
	}
	p.listen(f.text)
	p.makeNumber(f)
	object := arrange.Flow(theme.Unit/2, container.NewBorder(nil, nil, nil, f.done, f.text), surface.Framed(f.of), f.number, f.steps)
	return input.RowItem{Object: object, Fields: []fyne.Focusable{f.text}, Value: f}
}

// makeNumber makes the fields of the number of a goal.
func (p *AreaEditor) makeNumber(f *goalFields) {
	aim, j := f.goal.Aim, p.host.Journal()
	f.counted = state.AimsOf(j, p.area.ID, aim.Of)
	f.of = choose.NewSelect(wording.Say("goal-without-a-number"))
	for _, c := range f.counted {
		f.of.Options = append(f.of.Options, wording.Say("goal-with-the-number-of", wording.V{"Name": c.Name}))
	}
	f.isBelow = aim.Below
	f.below = exactlyOne([]choice[bool]{{false, wording.Say("at-least")}, {true, wording.Say("at-most")}}, aim.Below, func(below bool) { f.isBelow = below; p.changed() })
	f.value, f.by = input.NewField(), input.NewDateField(p.host.Week(), j.Now)
	f.by.Optional = true
	f.number = arrange.Grid(170, input.Labelled(wording.Say("goal-value"), "", arrange.Flow(theme.Unit/2, f.below, f.value)), input.Labelled(wording.Say("by-when-if-you-like"), "", f.by))
	at := 1 + slices.IndexFunc(f.counted, func(c state.Counted) bool { return c.Of == aim.Of })
	f.of.SetSelectedIndex(at)
	if at > 0 {
		f.value.SetText(f.counted[at-1].Typed(aim.Value))
		if !aim.By.IsZero() {
			f.by.SetTime(aim.By.In(time.UTC))
		}
	}
	f.showNumber()
	f.of.OnChanged = func(string) {
		f.showNumber()
		p.changed()
	}
	p.listen(f.value)
	f.by.OnChanged = func() { p.changed() }
}

// exactlyOne offers values of which always one is chosen; set is called with another that a person chose.
func exactlyOne[T comparable](choices []choice[T], chosen T, set func(T)) *choose.Choice {
	var names []string
	for _, c := range choices {
		names = append(names, c.name)
	}
	o := choose.NewOneOf(names...)
	for _, c := range choices {
		if c.value == chosen {
			o.SetQuietly(c.name)
		}
	}
	o.OnChanged = func() {
		for _, c := range choices {
			if c.name == o.Chosen() {
				set(c.value)
			}
		}
	}
	return o
}

func (f *goalFields) chosen() (state.Counted, bool) {
	if i := f.of.SelectedIndex(); i > 0 {
		return f.counted[i-1], true
	}
	return state.Counted{}, false
}

func (f *goalFields) showNumber() {
	c, ok := f.chosen()
	f.value.SetPlaceHolder(c.Example)
	setVisible(f.number, ok)
}

// read returns the goal. Where its number cannot be read the error says why, and the goal has the
// rest.
func (f *goalFields) read() (journal.Goal, error) {
	g := f.goal
	g.Text, g.Done, g.Actions, g.Aim = strings.TrimSpace(f.text.Text), f.done.IsChecked(), nil, journal.Aim{}
	for _, v := range f.steps.Values() {
		s := v.(*stepFields)
		a := journal.Action{If: strings.TrimSpace(s.when.Text), Then: strings.TrimSpace(s.then.Text)}
		if a.If != "" || a.Then != "" {
			g.Actions = append(g.Actions, a)
		}
	}
	c, ok := f.chosen()
	if !ok {
		return g, nil
	}
	if g.Text == "" {
		g.Text = c.Name // a goal without words would not be stored
	}
	g.Aim = journal.Aim{Of: c.Of, Below: f.isBelow}
	day, dayErr := f.by.Time()
	if dayErr == nil && !day.IsZero() {
		g.Aim.By = journal.DateOf(day)
	}
	value, err := c.Parse(f.value.Text)
	if was := f.goal.Aim; c.Of == was.Of && f.value.Text == c.Typed(was.Value) {
		value, err = was.Value, nil // as it was, whatever its text left out
	}
	if err != nil {
		return g, err
	}
	g.Aim.Value = value
	return g, dayErr
}

// typed is what stands in the fields of the number, for a draft of what cannot be read yet.
func (f *goalFields) typed() (value, by string) { return f.value.Text, f.by.Text() }

// retype puts what typed returned back.
func (f *goalFields) retype(value, by string) {
	f.value.SetText(value)
	if f.by.Text() != by {
		f.by.Set(by)
	}
}
