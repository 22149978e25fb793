package journal

import (
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// A report for March uses what was known in March.
func TestStatisticsUseWhatWasKnownByThatDay(t *testing.T) {
	day := func(month, day int) time.Time { return time.Date(2026, time.Month(month), day, 20, 0, 0, 0, time.UTC) }
	j, c, a := newTestJournal(t)
	c.t = day(4, 30)
	a.Ladder = []Rung{{Text: "A mile", Difficulty: optional.Some[Difficulty](3), Ratings: []RungRating{{At: day(3, 1), Value: 40}, {At: day(4, 20), Value: 90}}}}
	if _, err := j.SaveArea(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	for _, e := range []struct {
		kind      Type
		at, rated time.Time
		outcome   Outcome
	}{
		{Experience, day(3, 10), day(3, 10), Success},
		{Experience, day(4, 10), day(3, 28), Failure}, // rated in March, done in April
		{Experience, day(4, 12), day(4, 12), Failure},
		{Plan, day(5, 1), day(3, 30), ""},
		{Plan, day(5, 2), day(4, 2), ""},
	} {
		mustSave(t, j, Entry{Area: a.ID, Type: e.kind, Time: e.at, Title: "A run", Outcome: e.outcome,
			EfficacyBefore: optional.Some[Rating](50), EfficacyBeforeAt: e.rated})
	}
	data := j.Data(a.ID, Date{}, DateOf(day(3, 31)))
	outcomes, planned := 0, 0
	for _, s := range data.Samples {
		if s.Outcome != insight.NoOutcome {
			outcomes++
		}
		if s.Planned {
			planned++
		}
	}
	if len(data.Samples) != 3 || outcomes != 1 || planned != 2 {
		t.Errorf("by the end of March: %d samples, %d outcomes, %d still planned", len(data.Samples), outcomes, planned)
	}
	if r := data.Ladder[0].Rating.Or(-1); r != 40 {
		t.Errorf("the rung was rated %v by then, want 40", r)
	}
	if data = j.Data(a.ID, Date{}, Date{}); len(data.Samples) != 5 || data.Ladder[0].Rating.Or(-1) != 90 {
		t.Errorf("by now: %d samples, rung %v", len(data.Samples), data.Ladder[0].Rating)
	}
	if data = j.Data(a.ID, DateOf(day(4, 1)), DateOf(day(4, 30))); len(data.Samples) != 3 {
		t.Errorf("in April: %d samples, want two that happened and a plan", len(data.Samples))
	}
}
