package describe

import (
	"time"

	"enactive/journal/wording"
)

// GoalHeader returns the column heads of the table of the way to a goal; of names its number.
func GoalHeader(of string) []string { return []string{wording.Say("day"), of} }

// GoalMark returns the label of a value on the way to a goal.
func GoalMark(day time.Time, value string) string {
	return wording.Say("day-value", wording.V{"Day": wording.Day(day), "Value": value})
}

// GoalDay returns the day of a value as its table has it.
func GoalDay(day time.Time) string { return wording.Day(day) }

// GoalEmpty is the caption without a value.
func GoalEmpty() string { return wording.Say("no-values-yet") }
