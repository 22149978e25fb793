package journal

import (
	"slices"
	"time"

	"enactive/journal/fault"
)

// ClockSkew is how far ahead of now something may lie that has happened: the clocks of two
// machines differ, and forms take whole minutes.
const ClockSkew = 5 * time.Minute

// checkPast refuses what cannot be known of an entry yet.
func checkPast(e *Entry, now time.Time) error {
	if at := e.EfficacyBeforeAt; at.After(now.Add(ClockSkew)) && e.EfficacyBefore.IsSet() {
		return &FieldError{Field: "efficacy_before_at", Value: at.Format(time.RFC3339), Want: fault.Text("past-because-rated")}
	}
	if !e.isForetold(now) {
		return nil
	}
	want := fault.Text("past-because-told")
	if e.Type == CheckIn {
		want = fault.Text("past-because-check-in")
	}
	return &FieldError{Field: "time", Value: e.Time.Format(time.RFC3339), Want: want}
}

// isForetold reports whether e says how something went that is yet to come.
func (e *Entry) isForetold(now time.Time) bool {
	if !e.Time.After(now.Add(ClockSkew)) {
		return false
	}
	switch e.Type {
	case Plan:
		return false
	case CheckIn:
		return true
	}
	return slices.ContainsFunc(resultFields, func(f *Field) bool { return !f.IsEmpty(e) })
}
