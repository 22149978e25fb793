package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of feared and happened.
const (
	FearedTitle     = wording.Text("feared-and-happened")
	FearedEmpty     = wording.Text("no-expected-stress-beside-what-came-yet")
	FearedEmptyMore = wording.Text("an-attempt-with-both-becomes-an-arrow")

	FearedExpected = wording.Text("feared-inline")
	FearedCame     = wording.Text("stress-at-its-peak")
	FearedAverage  = wording.Text("average-of-the-days-inline")
	FearedCalmer   = wording.Text("calmer-than-feared-inline")
	FearedWorse    = wording.Text("worse-than-feared-inline")
	FearedYAxis    = wording.Text("stress-from-feared-to-happened")
)

// FearedEqual returns labels of the line on which what came is what was feared, longest first.
func FearedEqual() []string { return []string{wording.Say("as-feared-inline")} }

// FearedDifference returns labels of the mean difference, longest first.
func FearedDifference() []string { return []string{wording.Say("mean-difference-inline")} }

// FearedHeader returns the column heads of its table.
func FearedHeader() []string {
	return []string{wording.Say("day"), wording.Say("feared-column"), wording.Say("happened-column"), wording.Say("outcome")}
}

// FearedMark returns the label of an attempt.
func FearedMark(d insight.FearedDot) string {
	label := wording.Say("day-feared-and-came", wording.V{"Day": ShortDay(d.Time), "Expected": Tenth(d.Expected), "Came": Tenth(d.Came)})
	if d.Outcome != insight.NoOutcome {
		label = listed(label, OutcomeInline(d.Outcome))
	}
	return label
}

// FearedPlace returns the label of n attempts of the same two ratings.
func FearedPlace(expected, came float64, n int) string {
	return detailed(wording.Say("feared-and-came", wording.V{"Expected": Tenth(expected), "Came": Tenth(came)}), Entries(n))
}
