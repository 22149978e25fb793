package describe

import (
	"enactive/journal/wording"
)

// The captions of the chart of confidence against results.
const (
	CalibrationTitle      = wording.Text("how-sure-you-were-and-what-came-of-it")
	CalibrationEmpty      = wording.Text("no-ratings-given-beforehand-yet")
	CalibrationEmptyMore  = wording.Text("say-how-sure-you-are-before-you-try-something")
	CalibrationYAxis      = wording.Text("succeeded")
	CalibrationXAxis      = wording.Text("how-sure-you-were-beforehand-0-to-100")
	CalibrationXAxisShort = wording.Text("how-sure-you-were-inline")
	CalibrationDiagonal   = wording.Text("dashed-confidence-matches-results")
	CalibrationAbove      = wording.Text("underconfident")
	CalibrationBelow      = wording.Text("overconfident")
)

// CalibrationHeader returns the column heads of its table.
func CalibrationHeader() []string {
	return []string{wording.Say("how-sure"), wording.Say("entries"), wording.Say("succeeded"), wording.Say("pooled-with-neighbours")}
}

// CalibrationPooled returns labels of the pooled line, longest first.
func CalibrationPooled() []string {
	return []string{
		wording.Say("line-how-often-such-ratings-succeeded"),
		wording.Say("line-such-ratings-and-their-neighbours"), wording.Say("line-pooled-results"),
	}
}

// CalibrationMark returns the label of n entries of the same confidence.
func CalibrationMark(confidence, outcome float64, n int) string {
	return wording.Count(n, "sure-sure-succeeded-share-of-the-time-n",
		wording.V{"Sure": Tenth(confidence), "Share": Percent(outcome)})
}
