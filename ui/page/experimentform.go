package page

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
)

// experimentForm is what an experiment is begun with.
type experimentForm struct {
	name, with, without *input.Field
	decides             *choose.Select
	pairs               *input.Field
	by                  *input.DateField
	finds               *prose.Label
	deciders            []state.Counted
}

func (p *Areas) newExperimentForm(area journal.AreaID) *experimentForm {
	j := p.host.Journal()
	f := &experimentForm{name: input.NewField(), with: input.NewField(), without: input.NewField(), decides: choose.NewSelect(), pairs: input.NewField(),
		by: input.NewDateField(p.host.Week(), j.Now), finds: prose.Quiet("")}
	f.name.SetPlaceHolder(wording.Say("such-as-slow-breathing"))
	f.with.SetPlaceHolder(wording.Say("such-as-four-minutes-of-slow-breathing"))
	f.without.SetPlaceHolder(wording.Say("such-as-four-minutes-of-sitting"))
	f.by.Optional = true
	f.deciders = state.DecidersOf(j, area)
	for _, d := range f.deciders {
		f.decides.Options = append(f.decides.Options, d.Name)
	}
	f.decides.SetSelectedIndex(0)
	f.pairs.OnChanged = func(string) { f.finds.SetText(describe.ExperimentCanFind(f.chosenPairs())) }
	f.pairs.SetText(strconv.Itoa(state.UsualPairs))
	return f
}

// chosenPairs is the number of pairs; 0, which none has, for a text that is no number.
func (f *experimentForm) chosenPairs() int {
	n, _ := strconv.Atoi(strings.TrimSpace(f.pairs.Text))
	return n
}

// read returns the experiment to start in an area.
func (f *experimentForm) read(area journal.AreaID) (journal.Experiment, error) {
	x := journal.Experiment{Area: area, Name: f.name.Text, With: f.with.Text, Without: f.without.Text, Decides: f.deciders[max(0, f.decides.SelectedIndex())].Of, Pairs: f.chosenPairs()}
	day, err := f.by.Time()
	if err == nil && !day.IsZero() {
		x.By = journal.DateOf(day)
	}
	return x, err
}

func (f *experimentForm) rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		prose.Quiet(wording.Say("a-coin-decides-which-way-comes-first")),
		input.Labelled(wording.Say("name"), "", f.name),
		input.Labelled(wording.Say("with-what-exactly"), "", f.with),
		input.Labelled(wording.Say("without-what-instead"), "", f.without),
		input.Labelled(wording.Say("what-decides"), wording.Say("it-is-rated-after-each-try"), surface.Framed(f.decides)),
		input.Labelled(wording.Say("how-many-pairs"), wording.Say("from-to-inline", wording.V{"From": insight.FewestPairs, "To": insight.MostPairs}), f.pairs),
		f.finds,
		input.Labelled(wording.Say("by-when-if-you-like"), "", f.by),
	}
}

// beginExperiment asks what an experiment compares, and starts it. What was typed stays until it is
// started.
func (p *Areas) beginExperiment() {
	area, ok := p.area()
	if !ok || area.Archived {
		return
	}
	if p.begun == nil || p.begunIn != area.ID {
		p.begun, p.begunIn = p.newExperimentForm(area.ID), area.ID
	}
	f := p.begun
	for _, field := range []*input.Field{f.name, f.with, f.without, f.pairs} {
		field.OnSubmitted = nil // of the sheet that was left
	}
	q := ask(p.host.Window(), 560, wording.Say("begin-an-experiment-in-area", wording.V{"Area": area.Name}), wording.Say("begin-it"), func(q *question) {
		x, err := f.read(area.ID)
		if err != nil {
			q.say(problem.Unsaved(err))
			return
		}
		p.host.Work(func(ctx context.Context) error {
			_, err := p.host.Journal().StartExperiment(ctx, x)
			return err
		}, func(err error) {
			if err != nil {
				q.say(problem.Unsaved(err))
				return
			}
			p.begun = nil
			q.hide()
			p.host.Toast(wording.Say("the-experiment-has-begun"), true)
			p.Refresh()
		})
	}, f.rows()...)
	q.canvas.Focus(f.name)
}
