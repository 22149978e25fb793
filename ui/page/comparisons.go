package page

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/problem"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// comparisons is the part of a filter that compares measures and numbers with values: those there
// are, and a row for another one.
type comparisons struct {
	host  journalHost
	tests []journal.Test
	all   []state.Comparable

	box, chips, value *fyne.Container
	of, sign          *choose.Select
	signs             []journal.Sign
	input             *measureInput       // nil until something is chosen
	rest              []fyne.CanvasObject // of the row, after what is compared
	grown             func()              // it has another height
}

func newComparisons(host journalHost, tests []journal.Test) *comparisons {
	c := &comparisons{host: host, tests: slices.Clone(tests), all: state.Comparables(host.Journal()), chips: arrange.Wrap(), value: container.NewStack(), grown: nothingMore}
	names := make([]string, len(c.all))
	for i := range c.all {
		names[i] = c.all[i].Measure.Name
	}
	c.of, c.sign = choose.NewSelect(names...), choose.NewSelect()
	c.of.PlaceHolder = wording.Say("measure-or-number")
	c.of.OnChanged = func(string) { c.choose() }
	add := control.NewButton(control.Plain, wording.Say("add-the-comparison"), nil, func() {
		if err := c.add(); err != nil && c.input != nil {
			c.input.say(problem.Sentence(err))
		}
		c.grown()
	})
	c.rest = []fyne.CanvasObject{surface.Framed(arrange.MinWidth(70, c.sign)), c.value, add}
	row := arrange.Wrap(append([]fyne.CanvasObject{surface.Framed(arrange.MinWidth(200, c.of))}, c.rest...)...)
	c.box = arrange.Flow(theme.Unit/2, c.chips, row)
	for _, o := range c.rest {
		o.Hide() // until there is something to compare
	}
	c.show()
	return c
}

// choose shows the signs and the field for values of what was chosen.
func (c *comparisons) choose() {
	i := c.of.SelectedIndex()
	if i < 0 {
		return
	}
	of := &c.all[i]
	c.signs = of.Signs()
	words := make([]string, len(c.signs))
	for i, s := range c.signs {
		words[i] = state.SignWords(s)
	}
	c.sign.Options = words
	c.sign.SetSelectedIndex(0)
	c.input = newMeasureInput(of.Measure, "", nothingMore, nil)
	c.value.Objects = []fyne.CanvasObject{arrange.MinWidth(220, c.input.widget)}
	for _, o := range c.rest {
		o.Show()
	}
	c.box.Refresh()
	c.grown()
}

// add adds the comparison in the row, if there is a value in it.
func (c *comparisons) add() error {
	i, sign := c.of.SelectedIndex(), c.sign.SelectedIndex()
	if i < 0 || sign < 0 || c.input == nil || c.input.text() == "" {
		return nil
	}
	v, err := c.input.read()
	if err != nil {
		return err
	}
	t := journal.Test{Of: c.all[i].Of, Sign: c.signs[sign], Value: v.Or(0)}
	if !slices.Contains(c.tests, t) {
		c.tests = append(c.tests, t)
	}
	c.input.setText("")
	c.show()
	return nil
}

// show shows the comparisons there are.
func (c *comparisons) show() {
	c.chips.Objects = nil
	for _, t := range c.tests {
		c.chips.Add(control.NewRemovableChip(state.TestWords(c.host.Journal(), t), func() {
			c.tests = slices.DeleteFunc(slices.Clone(c.tests), func(o journal.Test) bool { return o == t })
			c.show()
			c.grown()
		}))
	}
	setVisible(c.chips, len(c.tests) > 0)
	c.chips.Refresh()
	c.box.Refresh()
}
