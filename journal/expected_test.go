package journal

import (
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

func TestExpectedStressCountsOnlyIfItWasGivenInTime(t *testing.T) {
	event := time.Date(2026, 3, 5, 18, 0, 0, 0, time.UTC)
	before, after := event.Add(-48*time.Hour), event.Add(time.Hour)
	expected, sure := optional.Some[Rating](70), optional.Some[Rating](60)
	for _, c := range []struct {
		name  string
		entry Entry
		want  bool
	}{
		{"a plan written before", Entry{Created: before, StressExpected: expected}, true},
		{"written afterwards", Entry{Created: after, StressExpected: expected}, false},
		{"written at that moment", Entry{Created: event, StressExpected: expected}, false},
		{"written afterwards, of a rating given before", Entry{Created: after, StressExpected: expected, EfficacyBefore: sure, EfficacyBeforeAt: before}, true},
		{"rated at the moment of the event", Entry{Created: after, StressExpected: expected, EfficacyBefore: sure, EfficacyBeforeAt: event}, true},
		{"planned before, and rated afterwards", Entry{Created: before, StressExpected: expected, EfficacyBefore: sure, EfficacyBeforeAt: after}, false},
		{"no expectation", Entry{Created: before, EfficacyBefore: sure, EfficacyBeforeAt: before}, false},
	} {
		c.entry.Type, c.entry.Time, c.entry.Appraisal = Experience, event, AppraisalThreat
		if got := c.entry.IsExpectedInTime(); got != c.want {
			t.Errorf("%s: in time is %v, want %v", c.name, got, c.want)
		}
		if s := c.entry.sample(); s.ExpectedInTime != c.want || s.Appraisal != insight.Threat {
			t.Errorf("%s: the statistics see %v and %q, want %v and a threat", c.name, s.ExpectedInTime, s.Appraisal, c.want)
		}
	}
	mixed := Entry{Appraisal: AppraisalMixed}
	if s := mixed.sample(); s.Appraisal != insight.NoAppraisal {
		t.Errorf("a mixed feeling is compared as %q", s.Appraisal)
	}
}

// A completed plan keeps its expectation, and none can be added to it once it is said how it went.
func TestNoExpectationIsAddedToAPlanWhenItIsCompleted(t *testing.T) {
	j, c, a := newTestJournal(t)
	plan := mustSave(t, j, Entry{Type: Plan, Time: at("2026-03-05T18:00:00+01:00"), Area: a.ID, Title: "10 km"})
	c.t = at("2026-03-05T20:00:00+01:00")
	done := plan.Clone()
	done.Type, done.Outcome, done.StressExpected = Experience, Success, optional.Some[Rating](80)
	if _, err := j.Save(t.Context(), done); err == nil {
		t.Error("an expectation was added after the event")
	}
}
