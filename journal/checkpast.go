package journal

import (
	"slices"
	"time"

	"enactive/journal/fault"
)

// ClockSkew is how far after now a past event may be: the clocks of two machines differ, and
// forms use whole minutes.
const ClockSkew = 5 * time.Minute

// checkPast rejects results and ratings of the future.
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

// isForetold reports whether e has the result of an event that is in the future at now.
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
