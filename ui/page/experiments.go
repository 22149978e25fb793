package page

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// experiments are the experiments of an area: those that run with what can be done next, and those
// that ended with what they found.
func (p *Areas) experiments(a journal.Area) fyne.CanvasObject {
	body := arrange.Flow(1.5*theme.Unit, prose.Subtitle(wording.Say("experiments")))
	if len(p.tests) == 0 {
		body.Add(prose.Quiet(wording.Say("an-experiment-compares-two-ways")))
	}
	for i := range p.tests {
		x := &p.tests[i]
		if x.Experiment.IsRunning() {
			body.Add(p.running(a, x))
			continue
		}
		body.Add(p.ended(a, x))
	}
	if !a.Archived && isWritable(p.host) {
		body.Add(arrange.Wrap(control.NewButton(control.Plain, wording.Say("begin-an-experiment"), nil, p.beginExperiment)))
	}
	return surface.NewCard(body, nil)
}

// compared says what an experiment compares, and by what.
func compared(x *state.ExperimentView) fyne.CanvasObject { return prose.Quiet(x.Compared()) }

// running shows how far an experiment is. What the next try is shows only once it was asked for.
func (p *Areas) running(a journal.Area, x *state.ExperimentView) fyne.CanvasObject {
	id := x.Experiment.ID
	box := arrange.Flow(theme.Unit, arrange.Flow(0, prose.Strong(x.Experiment.Name), compared(x)), prose.Paragraph(x.Sentence))
	if _, rows := x.Chart.Table(); len(rows) > 0 {
		box.Add(p.experimentChart(a, x))
	}
	open, isOpen := x.Open()
	var tools []fyne.CanvasObject
	tool := func(words string, do func()) {
		tools = append(tools, control.NewButton(control.Plain, words, nil, do))
	}
	if isOpen {
		box.Add(surface.Inset(prose.Paragraph(describe.ExperimentTry(x.Experiment, open.Try))))
	}
	canWrite := isWritable(p.host)
	switch {
	case a.Archived:
	case isOpen && open.Entry != nil:
		plan := open.Entry
		if canWrite {
			tool(wording.Say("how-did-it-go"), func() { p.host.EditEntry(state.Completed(p.host.Journal(), plan)) })
		}
		tool(wording.Say("open-the-plan"), func() { p.host.OpenEntry(plan.ID) })
	case !canWrite:
	case isOpen || x.Experiment.Revealed < x.Experiment.Places():
		tool(wording.Say("plan-the-next-try"), func() { p.nextTry(id, journal.Plan) })
		tool(wording.Say("begin-the-next-try"), func() { p.nextTry(id, journal.Experience) })
		if isOpen {
			tool(wording.Say("skip-this-try"), func() { p.skipTry(id) })
		}
	}
	if canWrite {
		tool(wording.Say("end-the-experiment"), func() { p.endExperiment(x) })
	}
	if len(tools) > 0 {
		box.Add(arrange.Wrap(tools...))
	}
	if len(x.Pairs) > 0 {
		box.Add(p.experimentPairs(x))
	}
	return box
}

// ended shows what an experiment found.
func (p *Areas) ended(a journal.Area, x *state.ExperimentView) fyne.CanvasObject {
	when := wording.Say("ended-on-day", wording.V{"Day": wording.Day(x.Experiment.Ended)})
	box := arrange.Flow(theme.Unit, arrange.Flow(0, prose.Strong(x.Experiment.Name), prose.Caption(when), compared(x)), prose.Paragraph(x.Sentence))
	if len(x.Result.Pairs) > 0 {
		box.Add(p.experimentChart(a, x))
	}
	if len(x.Pairs) > 0 {
		box.Add(p.experimentPairs(x))
	}
	return box
}

// How high the chart of an experiment is around its rows, and each of them, in pixels at text size 1.
const (
	experimentChartRim = 96
	experimentChartRow = 36
)

func (p *Areas) experimentChart(a journal.Area, x *state.ExperimentView) fyne.CanvasObject {
	_, rows := x.Chart.Table()
	return p.chart("experiment", string(x.Experiment.ID), x.Chart, a.Color, experimentChartRim+experimentChartRow*float32(len(rows)))
}

// experimentPairs lists the pairs, closed until it is asked for. Each try opens its entry.
func (p *Areas) experimentPairs(x *state.ExperimentView) fyne.CanvasObject {
	rows := arrange.Flow(theme.Unit)
	for _, pair := range x.Pairs {
		row := arrange.Flow(0, prose.Part(pair.Name))
		for _, t := range pair.Tries {
			if t.Entry == "" {
				row.Add(prose.Quiet(t.Words))
				continue
			}
			row.Add(control.NewLink(prose.Paragraph(t.Words), func() { p.host.OpenEntry(t.Entry) }))
		}
		rows.Add(row)
	}
	f := surface.NewFold(wording.Say("the-pairs"), rows)
	f.SetSummary(wording.Count(len(x.Pairs), "n-pairs"))
	f.Open(p.openPairs[x.Experiment.ID])
	id := x.Experiment.ID
	f.OnToggled = func() {
		p.openPairs[id] = f.IsOpen()
		p.detail.Refresh()
	}
	return f
}

// nextTry asks for the next try and opens the form of its entry.
func (p *Areas) nextTry(id journal.ExperimentID, kind journal.Type) {
	j := p.host.Journal()
	var try journal.Try
	p.host.Work(func(ctx context.Context) (err error) {
		try, err = j.NextTry(ctx, id)
		return err
	}, func(err error) {
		x, ok := j.Experiment(id)
		if err != nil || !ok {
			p.host.Fail(cmp.Or(err, error(journal.ErrNoExperiment)))
			p.Refresh()
			return
		}
		p.host.EditEntry(state.PlanOfTry(x, try, kind, j.Now()))
	})
}

func (p *Areas) skipTry(id journal.ExperimentID) {
	sheet := ask(p.host.Window(), 480, wording.Say("skip-this-try-question"), wording.Say("skip-it"), func(q *question) {
		q.hide()
		p.run(func(ctx context.Context) error { _, err := p.host.Journal().SkipTry(ctx, id); return err }, wording.Say("skipped"))
	}, prose.Paragraph(wording.Say("the-pair-of-a-skipped-try-does-not-count")))
	sheet.canvas.Focus(sheet.not)
}

func (p *Areas) endExperiment(x *state.ExperimentView) {
	words := wording.Say("ending-it-shows-what-it-found")
	if _, isOpen := x.Open(); isOpen || x.Experiment.Revealed < x.Experiment.Places() {
		words = wording.Say("ending-it-early-is-said-for-ever", wording.V{"Done": x.PairsDone, "All": x.Experiment.Pairs})
	}
	id := x.Experiment.ID
	sheet := ask(p.host.Window(), 520, wording.Say("end-the-experiment-question", wording.V{"Name": x.Experiment.Name}), wording.Say("end-it"), func(q *question) {
		q.hide()
		p.host.Work(func(ctx context.Context) error { _, err := p.host.Journal().EndExperiment(ctx, id); return err }, func(err error) {
			if err != nil {
				p.host.Fail(err)
			} else {
				p.host.Toast(wording.Say("the-experiment-has-ended-toast"), false)
			}
			p.Refresh()
		})
	}, prose.Paragraph(words))
	sheet.canvas.Focus(sheet.not) // Tab leads to the button that ends it
}
