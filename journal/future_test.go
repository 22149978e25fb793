package journal

import (
	"slices"
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// foretold returns an entry with a result of next week.
func foretold(c *clock, a Area) Entry {
	return Entry{Type: Experience, Area: a.ID, Time: c.t.AddDate(0, 0, 7), Title: "next week", EfficacyAfter: optional.Some(Rating(90))}
}

func isTimeError(err error) bool {
	f, ok := IsFieldError(err)
	return ok && f.Field == "time"
}

func TestResultsOfFutureEventsAreRejectedEverywhere(t *testing.T) {
	j, c, a := newTestJournal(t)
	plan := mustSave(t, j, Entry{Type: Plan, Area: a.ID, Time: c.t.AddDate(0, 0, 7), Title: "planned"})
	past := mustSave(t, j, Entry{Type: Experience, Area: a.ID, Time: c.t, Title: "past", Outcome: Success})
	save := func(e *Entry, change func(*Entry)) error {
		after := e.Clone()
		change(&after)
		_, err := j.Save(t.Context(), after)
		return err
	}
	ahead := foretold(c, a)
	withID := ahead
	withID.ID = "01KJQQW3M0EKMFG2FV97EE5028"
	for name, try := range map[string]func() error{
		"a new entry":            func() error { return save(&ahead, func(*Entry) {}) },
		"a plan come true":       func() error { return save(plan, func(e *Entry) { e.Type, e.Outcome = Experience, Success }) },
		"an entry that is moved": func() error { return save(past, func(e *Entry) { e.Time = ahead.Time }) },
		"an import":              func() error { return j.SaveBatch(t.Context(), Batch{Entries: []Entry{ahead}}) },
		"an import with an id":   func() error { return j.SaveBatch(t.Context(), Batch{Entries: []Entry{withID}}) },
		"the inbox": func() error {
			_, err := AddToInbox(j.Folder(), "Running", ahead, Options{Now: func() time.Time { return c.t }})
			return err
		},
	} {
		if err := try(); !isTimeError(err) {
			t.Errorf("%s: got %v, want a rejected time", name, err)
		}
	}
	if n := j.Count(Query{}); n != 2 {
		t.Errorf("the journal holds %d entries, want the 2 of before", n)
	}
}

func TestOldEntryWithAFutureResultCountsFromItsDay(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustSave(t, j, Entry{Type: Experience, Area: a.ID, Time: c.t, Title: "today", Outcome: Success})
	old := foretold(c, a)
	old.ID, old.Created = "01KJQQW3M0EKMFG2FV97EE5028", c.t
	if err := j.SaveBatch(t.Context(), Batch{Kind: StepFill, Entries: []Entry{old}}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	kept, ok := j.Entry(old.ID)
	if !ok {
		t.Fatal("the entry is missing")
	}
	changed := kept.Clone()
	changed.Note = "a word more"
	mustSave(t, j, changed)
	if _, err := j.Tag(t.Context(), []EntryID{old.ID}, []string{"chosen"}, nil); err != nil {
		t.Errorf("it cannot be tagged: %v", err)
	}
	counts := func() bool {
		return slices.ContainsFunc(j.Samples(a.ID, Date{}, Date{}), func(s insight.Sample) bool { return s.ID == string(old.ID) })
	}
	if counts() {
		t.Error("the statistics count a future result")
	}
	c.t = old.Time
	if !counts() {
		t.Error("the statistics do not count it on its day")
	}
}
