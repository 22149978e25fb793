package describe

import (
	"time"

	"enactive/journal/wording"
)

// The captions of the chart of what experiences are evidence of.
const (
	MasteryTitle     = wording.Text("what-your-experiences-are-evidence-of")
	MasteryEmpty     = wording.Text("no-outcomes-yet")
	MasteryEmptyMore = wording.Text("each-experience-with-an-outcome")
	MasteryMonth     = wording.Text("month")
)

// MasteryMark is the label of the n entries of a month that are evidence of the same.
func MasteryMark(month time.Time, evidence string, n int) string {
	return wording.Count(n, "month-label-n-entries", wording.V{"Month": MonthYear(month), "Label": evidence})
}
