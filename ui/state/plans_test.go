package state

import (
	"testing"
	"time"

	"enactive/journal"
)

func TestAMissedPlanIsAskedAboutUntilItIsAnswered(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Running"}).ID
	for title, days := range map[string]int{"Long ago": -9, "Yesterday": -1, "This morning": 0, "Tomorrow": 1} {
		add(t, j, journal.Entry{Type: journal.Plan, Area: area, Title: title, Time: noon.AddDate(0, 0, days).Add(-2 * time.Hour)})
	}
	if got, want := titles(Missed(j, 5)), "Yesterday, Long ago"; got != want {
		t.Errorf("missed are %q, want %q", got, want)
	}
	if got, want := titles(Due(j, 5)), "This morning"; got != want {
		t.Errorf("due today are %q, want %q", got, want)
	}
	yesterday := Missed(j, 1)[0]
	if err := j.Snooze(t.Context(), yesterday.ID); err != nil {
		t.Fatal(err)
	}
	if got, want := titles(Missed(j, 5)), "Long ago"; got != want {
		t.Errorf("after one was let go missed are %q, want %q", got, want)
	}
	another := yesterday.Clone()
	another.Time = noon.AddDate(0, 0, -2)
	add(t, j, another)
	if got, want := titles(Missed(j, 5)), "Yesterday, Long ago"; got != want {
		t.Errorf("planned for another day that passed too, missed are %q, want %q", got, want)
	}
}

func TestThePlansAnswersStayAfterCompletion(t *testing.T) {
	j := newJournal(t)
	plan := journal.Entry{Type: journal.Plan, Time: noon.Add(time.Hour), Intention: "All of it", EfficacyBefore: rating(40)}
	e := Completed(j, &plan)
	if e.Type != journal.Experience || e.Intention != plan.Intention || e.EfficacyBefore != plan.EfficacyBefore {
		t.Errorf("the plan became %+v", e)
	}
	if !e.Time.Equal(noon) {
		t.Errorf("it happened at %v, want now: nothing happened in the future", e.Time)
	}
	plan.Time = noon.Add(-time.Hour)
	if e := Completed(j, &plan); !e.Time.Equal(plan.Time) {
		t.Errorf("it happened at %v, want when it was planned", e.Time)
	}
}
