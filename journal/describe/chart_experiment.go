package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of an experiment.
const (
	ExperimentEmpty     = wording.Text("no-pair-has-both-ratings-yet")
	ExperimentEmptyMore = wording.Text("a-dot-for-each-pair-comes-here")

	ExperimentTriesEmpty     = wording.Text("no-try-is-rated-yet")
	ExperimentTriesEmptyMore = wording.Text("a-dot-for-each-try-comes-here")
)

// ExperimentHeader returns the column heads of its table.
func ExperimentHeader() []string {
	return []string{
		wording.Say("pair"), wording.Say("with"), wording.Say("without"), wording.Say("difference"), wording.Say("likely-from"), wording.Say("likely-to"), wording.Say("claim"),
	}
}

// ExperimentAxis returns labels of the axis, longest first.
func ExperimentAxis(measure string) []string {
	v := wording.V{"Measure": measure}
	return []string{wording.Say("measure-with-minus-without", v), wording.Say("with-minus-without"), measure}
}

// ExperimentPair names a pair.
func ExperimentPair(p insight.RatedPair) string {
	return wording.Say("pair-n", wording.V{"N": p.Pair + 1})
}

// ExperimentPairNotes returns labels for the two ratings of a pair, longest first.
func ExperimentPairNotes(p insight.RatedPair) []string {
	v := wording.V{"With": Tenth(p.With), "Without": Tenth(p.Without)}
	return []string{wording.Say("with-and-without-ratings", v), wording.Say("with-against-without-ratings", v)}
}

// ExperimentTriesHeader returns the column heads of its table while it runs.
func ExperimentTriesHeader(measure string) []string {
	return []string{wording.Say("experiment-try-heading"), wording.Capital(measure)}
}

// ExperimentTryName names a try by its place.
func ExperimentTryName(place int) string {
	return wording.Say("experiment-try-n", wording.V{"N": place + 1})
}

// ExperimentAll names the row of all pairs.
func ExperimentAll(n int) string { return wording.Count(n, "all-n-pairs") }
