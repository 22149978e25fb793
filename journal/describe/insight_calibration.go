package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Calibration describes how confidence compares with results: the facts, and then a bias.
func Calibration(r insight.CalibrationResult) string {
	if r.N == 0 {
		return wording.Sentences(wording.Say("this-needs-entries-in-which-you-said-beforehand", wording.V{"Needed": insight.CalibrationMin}), leftOutText(r))
	}
	parts := []string{calibrationFacts(r), recentCalibration(r)}
	switch {
	case r.Verdict == insight.CalibrationNotEnough:
		parts = append(parts, wording.Say("it-takes-needed-such-attempts-to-look", wording.V{"Needed": insight.CalibrationMin}))
	case r.OfRecent && r.Recent != nil:
		parts = append(parts, biasText(r, *r.Recent, wording.Count(r.Recent.N, "the-newest-n-attempts-entries")))
	case len(r.BiasCI) == 2:
		all := insight.CalibrationRecent{MeanConfidence: r.MeanConfidence.Or(0), MeanOutcome: r.MeanOutcome.Or(0), Bias: r.Bias.Or(0), BiasCI: r.BiasCI}
		parts = append(parts, biasText(r, all, wording.Count(r.N, "all-n-attempts-entries")))
	}
	if r.Verdict == insight.CalibrationNoBias && r.NeededForTen > 0 {
		parts = append(parts, wording.Say("it-takes-about-needed-attempts-to-show", wording.V{"Needed": wording.Thousands(r.NeededForTen)}))
	}
	return wording.Sentences(append(parts, leftOutText(r))...)
}

func leftOutText(r insight.CalibrationResult) string {
	if r.LeftOut == 0 {
		return ""
	}
	return wording.Count(r.LeftOut, "n-entries-were-left-out-because")
}

// calibrationFacts states both means of all attempts.
func calibrationFacts(r insight.CalibrationResult) string {
	return wording.Count(r.N, "you-were-sure-on-average-and-succeeded",
		wording.V{"Sure": wording.Percent(r.MeanConfidence.Or(0), 0), "Succeeded": wording.Percent(r.MeanOutcome.Or(0), 0)})
}

// recentCalibration states both means of the newest attempts, if there are more.
func recentCalibration(r insight.CalibrationResult) string {
	if r.Recent == nil {
		return ""
	}
	return wording.Count(r.Recent.N, "over-the-newest-n-sure-and-succeeded",
		wording.V{"Sure": wording.Percent(r.Recent.MeanConfidence, 0), "Succeeded": wording.Percent(r.Recent.MeanOutcome, 0)})
}

// likelyBias are the ends of the interval, as whole points away from 0 in the direction of the bias, and
// whether all of it is on one side of 0.
func likelyBias(v insight.CalibrationRecent, entries string) (with wording.V, apart bool) {
	if len(v.BiasCI) != 2 {
		return wording.V{"Low": 0, "High": 0, "Entries": entries}, false
	}
	low, high := 100*v.BiasCI[0], 100*v.BiasCI[1]
	if v.Bias < 0 {
		low, high = -high, -low
	}
	if apart = low >= 0.5; !apart {
		low = -low // said as so many points in the other direction
	}
	return wording.V{"Low": wholeSigned(low), "High": wholeSigned(high), "Entries": entries}, apart
}

// biasText names the bias. Its size is the difference of the two percentages as they are
// printed, so that they add up.
func biasText(r insight.CalibrationResult, v insight.CalibrationRecent, entries string) string {
	with, apart := likelyBias(v, entries)
	points := rounded(math.Round(100*v.MeanConfidence) - math.Round(100*v.MeanOutcome))
	size := max(points, -points)
	switch r.Verdict {
	case insight.CalibrationOver:
		return wording.Count(size, "overconfident-read-as-chances", with)
	case insight.CalibrationUnder:
		return wording.Count(size, "underconfident-read-as-chances", with)
	case insight.CalibrationMaybeOver:
		return wording.Count(size, "possibly-overconfident-read-as-chances", with)
	case insight.CalibrationMaybeUnder:
		return wording.Count(size, "possibly-underconfident-read-as-chances", with)
	}
	switch {
	case points > 0 && apart && size < insight.CalibrationLeast:
		return wording.Count(size, "read-as-chances-too-high-less-than-10", with)
	case points < 0 && apart && size < insight.CalibrationLeast:
		return wording.Count(size, "read-as-chances-too-low-less-than-10", with)
	case points > 0 && apart:
		return wording.Count(size, "not-clear-yet-read-as-chances-too-high", with)
	case points < 0 && apart:
		return wording.Count(size, "not-clear-yet-read-as-chances-too-low", with)
	case points > 0:
		return wording.Count(size, "no-clear-bias-read-as-chances-too-high-from-too-low", with)
	case points < 0:
		return wording.Count(size, "no-clear-bias-read-as-chances-too-low-from-too-high", with)
	}
	return wording.Say("no-clear-bias-read-as-chances-they", with)
}

// ExplainCalibration explains confidence against results.
func ExplainCalibration() Explanation {
	return Explanation{
		How:    wording.Say("each-rating-that-you-gave-before-the-outcome-is-read"),
		Limits: wording.Say("how-sure-you-are-that-you-can-is-not"),
		Source: wording.Say("brier-1950-murphy-1973-dimitriadis"),
	}
}

// wholeSigned formats whole points, with a sign only below 0.
func wholeSigned(v float64) string { return wording.Minus(math.Round(v), 0) }
