package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Calibration describes how confidence compares with results.
func Calibration(r insight.CalibrationResult) string {
	parts := []string{biasText(r)}
	if r.Verdict == insight.CalibrationNoBias && len(r.Likely) > 0 && r.N > 0 {
		parts = append(parts, wording.Count(biasPoints(r), "no-clear-bias-from-entries-entries", wording.V{"Entries": r.N}))
	}
	if r.LeftOut > 0 {
		parts = append(parts, wording.Count(r.LeftOut, "n-entries-were-left-out-because"))
	}
	return wording.Sentences(parts...)
}

func biasPoints(r insight.CalibrationResult) int { return rounded(math.Abs(100 * r.Bias.Or(0))) }

// biasText states both means, and a bias if there is one.
func biasText(r insight.CalibrationResult) string {
	if r.N == 0 {
		return wording.Say("this-needs-entries-in-which-you-said-beforehand", wording.V{"Needed": insight.CalibrationMin})
	}
	with := wording.V{"Sure": wording.Percent(r.MeanConfidence.Or(0), 0), "Succeeded": wording.Percent(r.MeanOutcome.Or(0), 0)}
	switch r.Verdict {
	case insight.CalibrationNotEnough:
		with["Needed"], with["Have"] = insight.CalibrationMin, r.N
		return wording.Say("on-average-you-were-sure-sure-and-succeeded-succeeded", with)
	case insight.CalibrationOver:
		with["Low"], with["High"] = rounded(100*r.Likely[0]), rounded(100*r.Likely[1])
		return wording.Count(biasPoints(r), "on-average-you-were-sure-sure-and", with)
	case insight.CalibrationUnder:
		with["Low"], with["High"] = rounded(-100*r.Likely[1]), rounded(-100*r.Likely[0])
		return wording.Count(biasPoints(r), "on-average-you-were-sure-sure-and-succeeded", with)
	}
	return wording.Say("on-average-you-were-sure-sure", with)
}

// ExplainCalibration explains confidence against results.
func ExplainCalibration() Explanation {
	return Explanation{
		How:    wording.Say("each-rating-that-you-gave-before"),
		Limits: wording.Say("how-sure-you-are-that-you-can-is-not"),
		Source: wording.Say("brier-1950-murphy-1973-dimitriadis"),
	}
}
