package journal

import (
	"errors"
	"testing"
	"time"
)

func TestSnoozedPlanStaysSnoozedUntilItChanges(t *testing.T) {
	j, c, a := newTestJournal(t)
	plan := func(title string) *Entry {
		return mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: c.t.Add(-time.Hour), Title: title})
	}
	kept, moved, done, erased, binned := plan("kept"), plan("moved"), plan("done"), plan("erased"), plan("binned")
	undo, _ := j.CanUndo()
	reported := 0
	cancel := j.Subscribe(func(Change) { reported++ })
	for range 2 {
		if err := j.Snooze(t.Context(), kept.ID, moved.ID, done.ID, erased.ID, binned.ID); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if now, _ := j.CanUndo(); now != undo || reported > 0 {
		t.Errorf("undo was %q and is %q; %d changes reported", undo, now, reported)
	}
	if j = reopen(t, j, c); !j.IsSnoozed(kept.ID) || j.IsSnoozed("01NOTHERE") {
		t.Error("the plan is not snoozed after reopening")
	}
	later, came := moved.Clone(), done.Clone()
	later.Time = c.t.AddDate(0, 0, 1)
	came.Type, came.Outcome = Experience, Success
	mustSave(t, j, later)
	mustSave(t, j, came)
	note := kept.Clone()
	note.Note = "still to do"
	mustSave(t, j, note)
	if err := errors.Join(j.Delete(t.Context(), binned.ID), j.Restore(t.Context(), binned.ID), j.Erase(t.Context(), erased.ID)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for e, want := range map[*Entry]bool{kept: true, binned: true, moved: false, done: false, erased: false} {
			if got := j.IsSnoozed(e.ID); got != want {
				t.Errorf("%s is snoozed: %v, want %v", e.Title, got, want)
			}
		}
		j = reopen(t, j, c)
	}
	if err := j.Snooze(t.Context(), "01NOTHERE"); !errors.Is(err, ErrNoEntry) {
		t.Errorf("a missing plan: %v", err)
	}
	if _, err := j.RemoveArea(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	if doc, err := j.vault.Get(j.snoozedRec); err != nil || doc != nil {
		t.Errorf("no plan is snoozed, but %x is stored (%v)", doc, err)
	}
}
