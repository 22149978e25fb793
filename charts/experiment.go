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
	// Pairs are those with both ratings, in their order.
	Pairs []insight.RatedPair
	// Result is what it found; nil while it runs, when only the pairs may be seen.
	Result *insight.PairsResult
	// Finding is how much is claimed of the result.
	Finding insight.Finding
}

// Experiment makes the chart of an experiment with its sentence: of one that runs only the pairs. area
// names what it is about and may be empty.
func Experiment(a *describe.ExperimentAccount, area string) Chart {
	d := ExperimentData{Name: a.Experiment.Name, Measure: a.Decides.Name, Pairs: a.RatedPairs()}
	if a.Result != nil {
		d.Result, d.Finding = &a.Result.Allotted, a.Finding()
	}
	return NewExperiment(d, a.Sentence, area)
}

// NewExperiment makes the chart of an experiment: a dot for each pair, and at the end of the
// experiment the mean with its interval above them. text is the sentence that belongs to it; area
// names what it is about and may be empty.
func NewExperiment(d ExperimentData, text, area string) Chart {
	c := &rowsChart{said: captions{title: describe.ChartTitle(d.Name, area), text: text}, empty: describe.ExperimentEmpty.String(), emptyMore: describe.ExperimentEmptyMore.String(),
		axis: describe.ExperimentAxis(d.Measure), zero: describe.RowsNoDifference()}
	c.said.header = describe.ExperimentHeader()
	if r := d.Result; r != nil && r.Pairs > 0 && finite(r.Mean) {
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
