package describe

import (
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of the next step.
const (
	NextStepTitle     = wording.Text("your-next-step")
	NextStepEmpty     = wording.Text("no-attempts-with-a-difficulty-yet")
	NextStepEmptyMore = wording.Text("entries-with-an-outcome")
	NextStepNext      = wording.Text("next")
	NextStepXAxis     = wording.Text("difficulty-inline")
)

// NextStepLine returns labels of the line of chances, longest first.
func NextStepLine() []string { return []string{wording.Say("chance-of-success-inline")} }

// NextStepTriesHeader returns the column heads of its table of attempts.
func NextStepTriesHeader() []string {
	return []string{wording.Say("day"), wording.Say("difficulty"), wording.Say("outcome"), wording.Say("level-at-the-time")}
}

// NextStepHeader returns the column heads of its table of difficulties; f is how much is claimed
// with the chance.
func NextStepHeader(f insight.Finding) []string {
	return []string{wording.Say("difficulty"), LineName(f, wording.Say("chance-of-success"))[0], wording.Say("line-itself-from"), wording.Say("line-itself-to"), wording.Say("attempts"), wording.Say("successes"), wording.Say("partial-successes")}
}

// NextStepMark returns the label of an attempt.
func NextStepMark(day time.Time, difficulty float64, o insight.Outcome) string {
	return wording.Say("day-difficulty-difficulty-outcome", wording.V{"Day": ShortDay(day), "Difficulty": Tenth(difficulty), "Outcome": OutcomeInline(o)})
}
