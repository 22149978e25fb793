package insight

import (
	"math"

	"enactive/journal/wording"
)

// calibrationText says how confidence and results compare.
func calibrationText(r CalibrationResult) string {
	parts := []string{biasText(r)}
	if r.Verdict == CalibrationNoBias && len(r.likely) > 0 && r.N > 0 {
		parts = append(parts, wording.Count(biasPoints(r), "No clear bias: from {{.Entries}} entries, a difference of {{.N}} point may be luck.",
			"No clear bias: from {{.Entries}} entries, a difference of {{.N}} points may be luck.", wording.V{"Entries": r.N}))
	}
	if r.LeftOut > 0 {
		parts = append(parts, wording.Count(r.LeftOut, "{{.N}} entry was left out, because the rating was given after the outcome.", "{{.N}} entries were left out, because the rating was given after the outcome."))
	}
	return wording.Sentences(parts...)
}

func biasPoints(r CalibrationResult) int { return whole(math.Abs(100 * r.Bias.Or(0))) }

// biasText tells both means, and a bias if there is one.
func biasText(r CalibrationResult) string {
	if r.N == 0 {
		return wording.Say("This needs entries in which you said beforehand how sure you were; from {{.Needed}} on it looks for a bias.", wording.V{"Needed": calibrationMin})
	}
	with := wording.V{"Sure": wording.Percent(r.MeanConfidence.Or(0), 0), "Succeeded": wording.Percent(r.MeanOutcome.Or(0), 0)}
	switch r.Verdict {
	case CalibrationNotEnough:
		with["Needed"], with["Have"] = calibrationMin, r.N
		return wording.Say("On average you were {{.Sure}} sure and succeeded {{.Succeeded}} of the time (a partial success counts half); it takes {{.Needed}} such entries to look for a bias, and you have {{.Have}}.", with)
	case CalibrationOver:
		with["Low"], with["High"] = whole(100*r.likely[0]), whole(100*r.likely[1])
		return wording.Count(biasPoints(r), "On average you were {{.Sure}} sure and succeeded {{.Succeeded}} of the time (a partial success counts half): over-confident by about {{.N}} point (likely {{.Low}} to {{.High}}).",
			"On average you were {{.Sure}} sure and succeeded {{.Succeeded}} of the time (a partial success counts half): over-confident by about {{.N}} points (likely {{.Low}} to {{.High}}).", with)
	case CalibrationUnder:
		with["Low"], with["High"] = whole(-100*r.likely[1]), whole(-100*r.likely[0])
		return wording.Count(biasPoints(r), "On average you were {{.Sure}} sure and succeeded {{.Succeeded}} of the time (a partial success counts half): under-confident by about {{.N}} point (likely {{.Low}} to {{.High}}).",
			"On average you were {{.Sure}} sure and succeeded {{.Succeeded}} of the time (a partial success counts half): under-confident by about {{.N}} points (likely {{.Low}} to {{.High}}).", with)
	}
	return wording.Say("On average you were {{.Sure}} sure and succeeded {{.Succeeded}} of the time (a partial success counts half).", with)
}

// ExplainCalibration explains confidence against results.
func ExplainCalibration() Explanation {
	return Explanation{
		How: wording.Say("Each rating that you gave before the outcome is read as if it were a chance: 70 means 7 successes in 10. The picture puts how sure you were against how often it went well; on the diagonal the two agree. " +
			"The line pools neighbouring ratings so that it never falls. A bias is named when it is 10 points or more, and luck would show that less than once in 200 times."),
		Limits: wording.Say("How sure you are that you can is not quite a chance of success, and nobody has to be calibrated: a little more belief than results often helps to try at all. Only what you wrote down is counted."),
		Source: wording.Say("Brier, 1950; Murphy, 1973; Dimitriadis, Gneiting and Jordan, 2021 (the line)"),
	}
}
