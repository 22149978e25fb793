package describe

import (
	"time"

	"enactive/journal/wording"
)

// The captions of the chart of mastery evidence.
const (
	MasteryTitle     = wording.Text("what-your-experiences-are-evidence-of")
	MasteryEmpty     = wording.Text("no-outcomes-yet")
	MasteryEmptyMore = wording.Text("each-experience-with-an-outcome")
	MasteryMonth     = wording.Text("month")
)

// MasteryMark returns the label of the n entries of a month with the same evidence.
func MasteryMark(month time.Time, evidence string, n int) string {
	return wording.Count(n, "month-label-n-entries", wording.V{"Month": MonthYear(month), "Label": evidence})
}
