package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of stress and performance.
const (
	StressTitle     = wording.Text("stress-and-performance")
	StressEmpty     = wording.Text("no-stress-and-performance-ratings-yet")
	StressEmptyMore = wording.Text("an-entry-that-has-both-becomes-a-dot")

	StressCalm        = wording.Text("calm")
	StressOverwhelmed = wording.Text("overwhelmed")
	StressXAxis       = wording.Text("stress-at-its-peak")
	StressXAxisShort  = wording.Text("stress-inline")
	StressYAxis       = wording.Text("performance-against-your-own-standard")
	StressYAxisShort  = wording.Text("performance")

	StressInHindsight = wording.Text("in-hindsight")
	StressAtTheTime   = wording.Text("at-the-time")
	StressOneEntry    = wording.Text("1-entry")
	StressMixed       = wording.Text("mixed-most-frequent")
)

// StressCurve returns labels of the curve, longest first.
func StressCurve() []string {
	return []string{wording.Say("performance-by-stress"), wording.Say("curve-inline")}
}

// StressSlope returns labels of the straight line of a rise or a fall, longest first.
func StressSlope() []string {
	return []string{wording.Say("performance-by-stress-beside-time"), wording.Say("by-stress-beside-time")}
}

// StressHeader returns the column heads of its table; f is how much is claimed with the line, if
// there is one.
func StressHeader(line bool, f insight.Finding) []string {
	header := []string{wording.Say("stress"), wording.Say("performance"), wording.Say("outcome"), wording.Say("stress-rated")}
	if line {
		header = append(header, LineName(f, wording.Say("line-there"))[0])
	}
	return header
}

// StressNeedsMore returns labels for what n entries lack for a curve, longest first.
func StressNeedsMore(n int) []string {
	if n >= insight.StressMinPairs {
		return []string{wording.Say("the-stress-of-these-entries-differs-too-little"), wording.Say("stress-differs-too-little")}
	}
	return []string{
		wording.Say("needs-12-entries-spread-over-calm", wording.V{"N": n}),
		wording.Say("needs-12-entries-you-have-n", wording.V{"N": n}),
	}
}

// StressZone returns labels of the best range, longest first; from and to tell whether low and
// high are limits or the range is open there.
func StressZone(low, high float64, from, to, sure bool) []string {
	span := Range(low, high)
	switch {
	case Whole(low) == Whole(high):
		span = wording.Say("about-value", wording.V{"Value": Whole(low)})
	case from && !to:
		span = wording.Say("from-value", wording.V{"Value": Whole(low)})
	case to && !from:
		span = wording.Say("up-to-value", wording.V{"Value": Whole(high)})
	}
	v := wording.V{"Range": span}
	if sure {
		return []string{wording.Say("your-best-range-range", v), wording.Say("best-range", v), span}
	}
	return []string{wording.Say("possibly-your-best-range-range", v), wording.Say("possibly-best-range", v), wording.Say("possibly-range", v)}
}

// StressMark returns the label of n entries of the same stress and performance.
func StressMark(stress, performance float64, o insight.Outcome, retrospective bool, n int) string {
	label := wording.Say("stress-stress-performance-performance", wording.V{"Stress": Tenth(stress), "Performance": Tenth(performance)})
	if o != insight.NoOutcome {
		label = listed(label, OutcomeInline(o))
	}
	if retrospective {
		label = listed(label, StressInHindsight.String())
	}
	if n > 1 {
		label = detailed(label, Entries(n))
	}
	return label
}

// StressCell returns the label of n entries close to each other.
func StressCell(n int, stress, performance float64) string {
	return wording.Count(n, "n-entries-near-stress-stress",
		wording.V{"Stress": Whole(stress), "Performance": Whole(performance)})
}
