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
	CalibrationRatings    = wording.Text("ratings-larger-where-several-are-equal")
	CalibrationAverage    = wording.Text("average-of-all")
	CalibrationAll        = wording.Text("all-inline")
	CalibrationAbove      = wording.Text("underconfident")
	CalibrationBelow      = wording.Text("overconfident")
)

// CalibrationHeader returns the column heads of its table.
func CalibrationHeader() []string {
	return []string{wording.Say("up-to-day"), wording.Say("how-sure"), wording.Say("entries"), wording.Say("succeeded"), wording.Say("pooled-with-neighbours-guide")}
}

// CalibrationDiagonal returns labels of the line on which confidence and results agree, longest first.
func CalibrationDiagonal() []string {
	return []string{wording.Say("as-sure-as-successful")}
}

// CalibrationBias returns labels of the distance of the average from that line, longest first.
func CalibrationBias() []string {
	return []string{wording.Say("average-difference-of-sure-and-successful"), wording.Say("average-difference")}
}

// CalibrationAverageOfNewest names the average of the newest n ratings.
func CalibrationAverageOfNewest(n int) string {
	return wording.Say("average-of-the-newest-n", wording.V{"N": n})
}

// CalibrationPooled returns labels of the pooled line, longest first.
func CalibrationPooled() []string {
	return []string{wording.Say("such-ratings-pooled-with-their-neighbours"), wording.Say("pooled-with-neighbours-inline")}
}

// CalibrationOverTime returns titles of the lines over time, longest first.
func CalibrationOverTime() []string {
	return []string{wording.Say("over-time-newest-40-at-each-guides-no-claim"), wording.Say("over-time-guides-no-claim"), wording.Say("guide-no-claim")}
}

// CalibrationSureEnd returns labels of the line of confidence over time, longest first.
func CalibrationSureEnd() []string {
	return []string{CalibrationXAxisShort.String(), wording.Say("how-sure-inline")}
}

// CalibrationWentEnd returns labels of the line of outcomes over time, longest first.
func CalibrationWentEnd() []string { return []string{wording.Say("succeeded-inline")} }

// CalibrationMark returns the label of n entries of the same confidence.
func CalibrationMark(confidence, outcome float64, n int) string {
	return wording.Count(n, "sure-sure-succeeded-share-of-the-time-n",
		wording.V{"Sure": Tenth(confidence), "Share": Percent(outcome)})
}
