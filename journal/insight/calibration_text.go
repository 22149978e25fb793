package insight

import (
	"fmt"
	"math"
	"strings"

	"enactive/journal/wording"
)

// calibrationText says how confidence and results compare.
func calibrationText(r CalibrationResult) string {
	var parts []string
	if r.N == 0 {
		parts = append(parts, fmt.Sprintf("This needs entries in which you said beforehand how sure you were; from %d on it looks for a bias.", calibrationMin))
	} else {
		parts = append(parts, fmt.Sprintf("On average you were %.0f%% sure and succeeded %.0f%% of the time (a partial success counts half)%s",
			100*r.MeanConfidence.Or(0), 100*r.MeanOutcome.Or(0), biasText(r)))
	}
	if r.LeftOut > 0 {
		parts = append(parts, fmt.Sprintf("%s left out, because the rating was given after the outcome.", wasWere(r.LeftOut, "entry", "entries")))
	}
	return strings.Join(parts, " ")
}

func biasText(r CalibrationResult) string {
	size := math.Abs(100 * r.Bias.Or(0))
	switch r.Verdict {
	case CalibrationNotEnough:
		return fmt.Sprintf("; it takes %d such entries to look for a bias, and you have %d.", calibrationMin, r.N)
	case CalibrationOver:
		return fmt.Sprintf(": over-confident by about %.0f points (likely %.0f to %.0f).", size, 100*r.likely[0], 100*r.likely[1])
	case CalibrationUnder:
		return fmt.Sprintf(": under-confident by about %.0f points (likely %.0f to %.0f).", size, -100*r.likely[1], -100*r.likely[0])
	}
	if len(r.likely) == 0 {
		return "."
	}
	return fmt.Sprintf(". No clear bias: from %s entries, a difference of %.0f points may be luck.", wording.Thousands(r.N), size)
}

// ExplainCalibration explains confidence against results.
func ExplainCalibration() Explanation {
	return Explanation{
		How: "Each rating that you gave before the outcome is read as if it were a chance: 70 means 7 successes in 10. The picture puts how sure you were against how often it went well; on the diagonal the two agree. " +
			"The line pools neighbouring ratings so that it never falls. A bias is named when it is 10 points or more, and luck would show that less than once in 200 times.",
		Limits: "How sure you are that you can is not quite a chance of success, and nobody has to be calibrated: a little more belief than results often helps to try at all. Only what you wrote down is counted.",
		Source: "Brier, 1950; Murphy, 1973; Dimitriadis, Gneiting and Jordan, 2021 (the line)",
	}
}
