package charts

import (
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// ExperimentData is what a chart of an experiment shows.
type ExperimentData struct {
	// Name is that of the experiment, and Measure the name of what decides.
	Name, Measure string
	// Pairs are those with both ratings, in their order; none while it runs.
	Pairs []insight.RatedPair
	// Tries are the rated tries of one that runs, in their order.
	Tries []ExperimentTry
	// Result is what it found; nil while it runs, when only the tries may be seen.
	Result *insight.PairsResult
	// Finding is how much is claimed of the result.
	Finding insight.Finding
}

// ExperimentTry is a rated try of an experiment that runs.
type ExperimentTry struct {
	// Place is that of the try, from 0; ID is its entry.
	Place int
	ID    string
	// At is its rating, and Value the same in words.
	At    float64
	Value string
}

// Experiment makes the chart of an experiment with its sentence: of one that runs only the ratings of
// its tries, without which was with. area names what it is about and may be empty.
func Experiment(a *describe.ExperimentAccount, area string) Chart {
	d := ExperimentData{Name: a.Experiment.Name, Measure: a.Decides.Name}
	if a.Result != nil {
		d.Pairs, d.Result, d.Finding = a.Result.Pairs, &a.Result.Allotted, a.Finding()
		return NewExperiment(d, a.Sentence, area)
	}
	for _, p := range a.Places {
		if v, ok := p.Value.Get(); ok {
			d.Tries = append(d.Tries, ExperimentTry{Place: p.Place, ID: string(p.Entry.ID), At: v, Value: a.Value(p)})
		}
	}
	return NewExperiment(d, a.Sentence, area)
}

// NewExperiment makes the chart of an experiment: a dot for each pair, and the mean with its interval
// above them; while it runs a dot for each rated try, which tells no difference. text is the sentence that belongs to it; area
// names what it is about and may be empty.
func NewExperiment(d ExperimentData, text, area string) Chart {
	if d.Result == nil {
		return runningExperiment(d, text, area)
	}
	c := &rowsChart{said: captions{title: describe.ChartTitle(d.Name, area), text: text}, empty: describe.ExperimentEmpty.String(), emptyMore: describe.ExperimentEmptyMore.String(),
		axis: describe.ExperimentAxis(d.Measure), zero: describe.RowsNoDifference()}
	c.said.header = describe.ExperimentHeader()
	if r := d.Result; r.Pairs > 0 && finite(r.Mean) {
		all := chartRow{name: describe.ExperimentAll(r.Pairs), notes: []string{d.Measure}, at: r.Mean, finding: d.Finding}
		if r.Likely.Known {
			all.low, all.high = interval(optional.Some(r.Likely.Low), optional.Some(r.Likely.High))
		}
		c.rows = append(c.rows, all)
		c.said.rows = append(c.said.rows, []string{all.name, "", "", describe.Signed(all.at), describe.SignedIfAny(all.low), describe.SignedIfAny(all.high)})
	}
	for _, p := range d.Pairs {
		v := p.With - p.Without
		if !finite(v) {
			continue
		}
		c.rows = append(c.rows, chartRow{name: describe.ExperimentPair(p), notes: describe.ExperimentPairNotes(p), at: v, finding: insight.Nothing, ids: []string{p.WithID, p.WithoutID}})
		c.said.rows = append(c.said.rows, []string{describe.ExperimentPair(p), describe.Tenth(p.With), describe.Tenth(p.Without), describe.Signed(v), "", ""})
	}
	return picture{c}
}

// runningExperiment is the chart of one that runs.
func runningExperiment(d ExperimentData, text, area string) Chart {
	c := &rowsChart{said: captions{title: describe.ChartTitle(d.Name, area), text: text}, empty: describe.ExperimentTriesEmpty.String(),
		emptyMore: describe.ExperimentTriesEmptyMore.String(), axis: []string{d.Measure}, plain: true}
	c.said.header = describe.ExperimentTriesHeader(d.Measure)
	for _, t := range d.Tries {
		if !finite(t.At) {
			continue
		}
		name := describe.ExperimentTryName(t.Place)
		c.rows = append(c.rows, chartRow{name: name, notes: []string{t.Value}, at: t.At, finding: insight.Nothing, ids: []string{t.ID}})
		c.said.rows = append(c.said.rows, []string{name, t.Value})
	}
	return picture{c}
}
