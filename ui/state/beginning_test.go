package state

import (
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
)

func TestABeginningHoldsWhatWasWrittenOneByOne(t *testing.T) {
	j := newJournal(t)
	first := addArea(t, j, journal.Area{Name: "Piano"})
	running := addArea(t, j, journal.Area{Name: "Running"})
	if all := Beginnings(j); len(all) != 1 || all[0].Area.ID != first.ID {
		t.Fatalf("of an empty journal %d areas are shown", len(all))
	}
	next := func() describe.Asked {
		all := Beginnings(j)
		if len(all) != 1 || all[0].Area.ID != running.ID {
			t.Fatalf("%d areas have begun", len(all))
		}
		return all[0].Next.Asked
	}
	if got := Beginnings(j)[0].Next.Asked; got != describe.AskSure {
		t.Errorf("an empty journal is asked about %s", got)
	}
	add(t, j, journal.Entry{Area: running.ID, Type: journal.CheckIn, Time: j.Now(), EfficacyBefore: optional.Some(journal.Rating(40))})
	if got := next(); got != describe.AskTried {
		t.Errorf("after a check-in it asks about %s", got)
	}
	add(t, j, journal.Entry{Area: running.ID, Type: journal.Experience, Time: j.Now(), Title: "Hill", Happened: "I walked.", Outcome: journal.Setback})
	if got := next(); got != describe.AskChange {
		t.Errorf("after a setback without a lesson it asks about %s", got)
	}
	add(t, j, journal.Entry{Area: running.ID, Type: journal.Experience, Time: j.Now(), Title: "Flat", Happened: "Fine.", Lessons: []string{"Slow is a pace."}, Outcome: journal.Success})
	if got := next(); got != describe.AskWhen {
		t.Errorf("without a plan it asks about %s", got)
	}
	add(t, j, journal.Entry{Area: running.ID, Type: journal.Plan, Time: j.Now().Add(24 * time.Hour), Title: "Hill again"})
	if got := next(); got != describe.AskExpected {
		t.Errorf("of a plan without expected stress it asks about %s", got)
	}
	b := Beginnings(j)[0]
	if b.Entries != 3 || len(b.Words) != 2 || len(b.Sure) != 1 || b.Sure[0].Value != 40 {
		t.Errorf("it holds %d entries, %+v, %+v", b.Entries, b.Words, b.Sure)
	}
	for range describe.BeginningEntries {
		add(t, j, journal.Entry{Area: running.ID, Type: journal.Experience, Time: j.Now(), Title: "Run"})
	}
	if all := Beginnings(j); all != nil {
		t.Errorf("with %d entries it is still a beginning", j.Count(journal.Query{}))
	}
}
