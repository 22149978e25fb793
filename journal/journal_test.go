package journal

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// clock is a clock that tests move by hand.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// newTestJournal makes an unprotected journal with one area, Running.
func newTestJournal(t *testing.T) (*Journal, *clock, Area) {
	t.Helper()
	c := &clock{at("2026-03-02T18:00:00+01:00")}
	j, err := Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
	if err != nil {
		t.Fatal(err)
	}
	return j, c, a
}

func mustSave(t *testing.T, j *Journal, e Entry) *Entry {
	t.Helper()
	saved, err := j.Save(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestCheckNamesFieldValueAndRange(t *testing.T) {
	now := at("2026-03-02T18:00:00+01:00")
	ok := Entry{Time: now, Area: "A"}
	ahead := func(change func(*Entry)) Entry {
		e := ok
		e.Time = now.Add(ClockSkew + time.Second)
		change(&e)
		return e
	}
	with := func(change func(*Entry)) Entry { e := ok; change(&e); return e }
	for _, c := range []struct {
		name string
		e    Entry
		want string
	}{
		{"stress above 100", with(func(e *Entry) { e.Stress = optional.Some(Rating(140)) }), `stress is "140"; it must be a number from 0 to 100, or left empty`},
		{"difficulty 0 is below the scale", with(func(e *Entry) { e.Difficulty = optional.Some(Difficulty(0)) }), `difficulty is "0"; it must be a number from 1 to 10, or left empty`},
		{"luck above 10", with(func(e *Entry) { e.Luck = optional.Some(Luck(11)) }), `luck is "11"; it must be a number from 0 to 10, or left empty`},
		{"an unknown outcome", with(func(e *Entry) { e.Outcome = "win" }), `outcome is "win"; it must be one of success, partial, setback or failure`},
		{"no time", with(func(e *Entry) { e.Time = time.Time{} }), `time is missing; it must be a date and time like 2026-11-23T18:05:00+01:00`},
		{"a year out of range", with(func(e *Entry) { e.Time = at("1850-01-01T00:00:00Z") }), `time is "1850-01-01T00:00:00Z"; it must be a date in the years 1900 to 2200`},
		{"a plan with an outcome", with(func(e *Entry) { e.Type, e.Outcome = Plan, Success }), `outcome is "success"; it must be empty, because a plan has not happened yet`},
		{"a check-in without a rating", with(func(e *Entry) { e.Type = CheckIn }), `efficacy_before is missing; it must be a number from 0 to 100: a check-in is that rating`},
		{"an outcome to come", ahead(func(e *Entry) { e.Outcome = Success }), `time is "2026-03-02T18:05:01+01:00"; it must be now or in the past, because you record how it went; to look ahead, make a plan`},
		{"a performance to come", ahead(func(e *Entry) { e.Performance = optional.Some(Rating(0)) }), `time is "2026-03-02T18:05:01+01:00"; it must be now or in the past, because you record how it went; to look ahead, make a plan`},
		{"stress to come", ahead(func(e *Entry) { e.Stress = optional.Some(Rating(50)) }), `time is "2026-03-02T18:05:01+01:00"; it must be now or in the past, because you record how it went; to look ahead, make a plan`},
		{"a rating after what is to come", ahead(func(e *Entry) { e.EfficacyAfter = optional.Some(Rating(50)) }), `time is "2026-03-02T18:05:01+01:00"; it must be now or in the past, because you record how it went; to look ahead, make a plan`},
		{"a belief that is to come", with(func(e *Entry) {
			e.EfficacyBefore, e.EfficacyBeforeAt = optional.Some(Rating(50)), now.Add(ClockSkew+time.Second)
		}), `efficacy_before_at is "2026-03-02T18:05:01+01:00"; it must be now or in the past, because you have already said how sure you are`},
		{"a check-in to come", ahead(func(e *Entry) { e.Type, e.EfficacyBefore = CheckIn, optional.Some(Rating(50)) }), `time is "2026-03-02T18:05:01+01:00"; it must be now or in the past, because a check-in says how sure you are now`},
	} {
		_, err := Check(c.e, now)
		if _, is := IsFieldError(err); !is || SentenceOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	for name, e := range map[string]Entry{
		"a time alone":                ok,
		"a time to come alone":        ahead(func(*Entry) {}),
		"a plan":                      ahead(func(e *Entry) { e.Type, e.EfficacyBefore = Plan, optional.Some(Rating(50)) }),
		"an outcome by another clock": with(func(e *Entry) { e.Time, e.Outcome = now.Add(ClockSkew), Success }),
	} {
		if _, err := Check(e, now); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheckCleansTextsAndIsIdempotent(t *testing.T) {
	now := at("2026-03-02T18:00:00+01:00")
	e, err := Check(Entry{Time: now, Title: " a\r\nb\x00 ", Note: "x\r\ny\rz\x07\xff",
		Tags: []string{" ", "", " run "}, People: []Person{{Name: "Ana (mentor)"}, {Name: "Bo (coach)", Role: Peer}},
		Obstacles: []Obstacle{{Text: " "}, {Text: "rain ", Overcome: true}}}, now)
	if err != nil {
		t.Fatal(err)
	}
	if e.Title != "a b" || e.Note != "x\ny\nz\uFFFD" {
		t.Errorf("got title %q and note %q", e.Title, e.Note)
	}
	want := []Person{{"Ana", Mentor}, {"Bo (coach)", Peer}}
	if diff := cmp.Diff(want, e.People); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"run"}, e.Tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	again, err := Check(e, e.Time)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e, again, entryCompare); diff != "" {
		t.Errorf("checking twice changed the entry:\n%s", diff)
	}
}

var entryCompare = cmp.Options{
	cmp.AllowUnexported(OptRating{}, OptDifficulty{}, OptLuck{}),
	cmp.Comparer(func(a, b time.Time) bool { return a.Format(time.RFC3339Nano) == b.Format(time.RFC3339Nano) }),
}

func TestSavedEntriesSurviveReopening(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	c := &clock{at("2026-03-02T18:00:00+05:30")}
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	area, err := j.SaveArea(t.Context(), Area{Name: "Piano", Purpose: "joy", Color: 145,
		Goals:     []Goal{{Text: "Play for friends", Actions: []Action{{If: "it is Tuesday", Then: "I practise"}}}},
		Obstacles: []string{"neighbours"},
		Ladder:    []Rung{{Text: "alone", Difficulty: optional.Some(Difficulty(1)), Ratings: []RungRating{{At: c.t, Value: 0}}}}})
	if err != nil {
		t.Fatal(err)
	}
	e := mustSave(t, j, Entry{Type: Experience, Time: c.t, Area: area.ID, Source: SourceMastery, Kind: KindStretch, Title: "Für Elise",
		Intention: "i", Happened: "h", Outcome: Setback, Performance: optional.Some(Rating(0)), Stress: optional.Some(Rating(55.5)),
		Appraisal: AppraisalChallenge, Difficulty: optional.Some(Difficulty(4)), Luck: optional.Some(Luck(0)), Controllable: ControlUnsure,
		EfficacyBefore: optional.Some(Rating(40)), EfficacyAfter: optional.Some(Rating(45)),
		Obstacles: []Obstacle{{Text: "nerves", Overcome: true}, {Text: "the piano"}}, Sacrifices: []string{"sleep"}, Lessons: []string{"slower"},
		Strategies: []string{"breathing"}, People: []Person{{"Ana", Mentor}}, Tags: []string{"home"}, Note: "n"})
	if !e.IsRetrospective() {
		t.Error("a rating before that was typed together with the outcome must count as hindsight")
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	again, _, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	got, ok := again.Entry(e.ID)
	if !ok {
		t.Fatal("the entry is missing")
	}
	if diff := cmp.Diff(e, got, entryCompare); diff != "" {
		t.Errorf("the entry changed (-saved +read):\n%s", diff)
	}
	gotArea, _ := again.Area(area.ID)
	if diff := cmp.Diff(area, gotArea, entryCompare); diff != "" {
		t.Errorf("the area changed (-saved +read):\n%s", diff)
	}
}

func TestOutcomeSealsFieldsFilledInBefore(t *testing.T) {
	j, c, a := newTestJournal(t)
	plan := mustSave(t, j, Entry{Type: Plan, Time: at("2026-03-05T18:00:00+01:00"), Area: a.ID, Title: "10 km",
		Intention: "under an hour", EfficacyBefore: optional.Some(Rating(60)), StressExpected: optional.Some(Rating(50))})
	c.t = at("2026-03-05T20:00:00+01:00")

	done := plan.Clone()
	done.Type, done.Outcome, done.Happened = Experience, Partial, "62 minutes"
	rewritten := done.Clone()
	rewritten.Intention = "under 65 minutes"
	if _, err := j.Save(t.Context(), rewritten); !errors.Is(err, ErrSealed) {
		t.Errorf("changing the intention while completing the plan: got %v, want ErrSealed", err)
	}
	e := mustSave(t, j, done)
	if e.IsRetrospective() || !e.IsSealed() {
		t.Errorf("a rating given three days before: retrospective %v, sealed %v; want false, true", e.IsRetrospective(), e.IsSealed())
	}
	for name, change := range map[string]func(*Entry){
		"the intention":        func(e *Entry) { e.Intention = "just run" },
		"the efficacy before":  func(e *Entry) { e.EfficacyBefore = optional.Some(Rating(30)) },
		"no efficacy before":   func(e *Entry) { e.EfficacyBefore = OptRating{} },
		"the expected stress":  func(e *Entry) { e.StressExpected = OptRating{} },
		"the outcome removed":  func(e *Entry) { e.Outcome = "" },
		"back into a plan":     func(e *Entry) { e.Type, e.Outcome = Plan, "" },
		"time before the plan": func(e *Entry) { e.Time = at("2026-03-01T18:00:00+01:00") },
	} {
		changed := e.Clone()
		change(&changed)
		if _, err := j.Save(t.Context(), changed); err == nil {
			t.Errorf("%s: could be changed afterwards", name)
		}
	}
	changed := e.Clone()
	changed.Note = "and it rained"
	changed.Outcome = Success
	if _, err := j.Save(t.Context(), changed); err != nil {
		t.Errorf("what happened stays open to change: %v", err)
	}
}

func TestHindsightStaysHindsight(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := mustSave(t, j, Entry{Time: c.t.Add(-time.Hour), Area: a.ID, Outcome: Success, EfficacyBefore: optional.Some(Rating(80))})
	if !e.IsRetrospective() {
		t.Fatal("typed an hour after the event: want retrospective")
	}
	moved := e.Clone()
	moved.Time = c.t.Add(ClockSkew)
	if got := mustSave(t, j, moved); !got.IsRetrospective() {
		t.Error("moving the event turned hindsight into foresight")
	}
	open := mustSave(t, j, Entry{Time: c.t, Area: a.ID, EfficacyBefore: optional.Some(Rating(50))})
	if open.IsRetrospective() {
		t.Error("rated while the outcome was open: want no hindsight")
	}
	c.t = c.t.Add(time.Hour)
	changed := open.Clone()
	changed.Outcome, changed.EfficacyBefore = Failure, optional.Some(Rating(20))
	if got := mustSave(t, j, changed); !got.IsRetrospective() {
		t.Error("rated again after the event: want retrospective")
	}
}

func TestUndoAndRedoOneStep(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := mustSave(t, j, Entry{Time: c.t, Area: a.ID, Title: "one"})
	if err := j.Delete(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	if n := j.Count(Query{}); n != 0 {
		t.Fatalf("after deleting: %d entries, want 0", n)
	}
	if n := j.Count(Query{InBin: true}); n != 1 {
		t.Fatalf("after deleting: %d in the bin, want 1", n)
	}
	what, err := j.Undo(t.Context())
	if err != nil || NameOf(what) != "Delete an entry" {
		t.Fatalf("undo: %q, %v", what, err)
	}
	if n := j.Count(Query{}); n != 1 {
		t.Errorf("after undo: %d entries, want 1", n)
	}
	if _, err := j.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := j.Count(Query{}); n != 0 {
		t.Errorf("after redo: %d entries, want 0", n)
	}
	for range 3 { // delete, add, area
		if _, err := j.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undo of nothing: %v", err)
	}
	if len(j.Areas()) != 0 {
		t.Error("the area is still there after undoing all")
	}
}

func TestDeletingAnEntryTwiceInOneCall(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := mustSave(t, j, Entry{Time: c.t, Area: a.ID, Title: "one"})
	if err := j.Delete(t.Context(), e.ID, e.ID); err != nil {
		t.Fatal(err)
	}
	if what, _ := j.CanUndo(); NameOf(what) != "Delete an entry" || j.Count(Query{InBin: true}) != 1 {
		t.Errorf("%q left %d in the bin, want 1", what, j.Count(Query{InBin: true}))
	}
	if n, err := j.RemoveArea(t.Context(), a.ID); n != 1 || err != nil {
		t.Errorf("%d entries were removed with the area (%v), want 1", n, err)
	}
}

func TestSaveBatchIsAtomic(t *testing.T) {
	j, c, a := newTestJournal(t)
	err := j.SaveBatch(t.Context(), Batch{Kind: StepFill, Entries: []Entry{
		{Time: c.t, Area: a.ID, Title: "good"},
		{Time: c.t, Area: a.ID, Stress: optional.Some(Rating(140))},
	}})
	if _, is := IsFieldError(err); !is {
		t.Fatalf("got %v, want the wrong stress", err)
	}
	if n := j.Count(Query{}); n != 0 {
		t.Errorf("%d entries were imported", n)
	}
}

func TestSearchIgnoresCaseAndDiacritics(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustSave(t, j, Entry{Time: c.t, Area: a.ID, Title: "Résumé für Zoë", Tags: []string{"Straße"}, People: []Person{{Name: "Łukasz"}}})
	mustSave(t, j, Entry{Time: c.t, Area: a.ID, Title: "Εφεση", Happened: "İstanbul ЁЛКА"})
	for text, want := range map[string]int{
		"resume": 1, "zoe FUR": 1, "strasse": 1, "zoe ελκα": 0, "εφεση": 1, "елка": 1, "istanbul": 1, "": 2, "nothing": 0,
	} {
		if got := j.Count(Query{Text: text}); got != want {
			t.Errorf("searching %q: %d entries, want %d", text, got, want)
		}
	}
}

func TestListenersAreNotifiedOfChanges(t *testing.T) {
	j, c, a := newTestJournal(t)
	var heard []Change
	cancel := j.Subscribe(func(ch Change) { heard = append(heard, ch) })
	e := mustSave(t, j, Entry{Time: c.t, Area: a.ID})
	cancel()
	mustSave(t, j, Entry{Time: c.t, Area: a.ID})
	want := []Change{{Entries: []EntryID{e.ID}, Areas: []AreaID{a.ID}}}
	if diff := cmp.Diff(want, heard); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestEntriesAreSortedByTime(t *testing.T) {
	j, c, a := newTestJournal(t)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		mustSave(t, j, Entry{Time: c.t.Add(-time.Duration(r.IntN(20)) * time.Hour), Area: a.ID, Title: fmt.Sprint(i)})
	}
	for range 20 {
		all := j.Entries(Query{})
		e := all[r.IntN(len(all))].Clone()
		e.Time = c.t.Add(-time.Duration(r.IntN(20)) * time.Hour)
		mustSave(t, j, e)
	}
	all := j.Entries(Query{})
	if len(all) != 60 {
		t.Fatalf("%d entries, want 60", len(all))
	}
	for i := 1; i < len(all); i++ {
		if c := all[i-1].Time.Compare(all[i].Time); c > 0 || c == 0 && all[i-1].ID >= all[i].ID {
			t.Fatalf("entries %d and %d are in the wrong order", i-1, i)
		}
	}
}

func TestQueryUsesTheDayInTheEntrysOwnOffset(t *testing.T) {
	j, _, a := newTestJournal(t)
	mustSave(t, j, Entry{Time: at("2026-02-28T23:30:00-08:00"), Area: a.ID, Kind: KindPractice, Tags: []string{"Hill"}})
	for _, c := range []struct {
		name string
		q    Query
		want int
	}{
		{"the day it was there", Query{From: Date{2026, 2, 28}, To: Date{2026, 2, 28}}, 1},
		{"the next day, though it was that in Europe", Query{From: Date{2026, 3, 1}}, 0},
		{"another kind", Query{Kinds: []Kind{KindEvent}}, 0},
		{"its tag in other letters", Query{Tags: []string{"hill"}}, 1},
		{"another area", Query{Area: "B"}, 0},
	} {
		if got := j.Count(c.q); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestNoTwoAreasShareAName(t *testing.T) {
	j, _, _ := newTestJournal(t)
	if _, err := j.SaveArea(t.Context(), Area{Name: " running "}); err == nil || !strings.Contains(SentenceOf(err), "no other area") {
		t.Errorf("got %v", err)
	}
}

func TestNoTwoAreasOfABatchShareAName(t *testing.T) {
	j, _, _ := newTestJournal(t)
	err := j.SaveBatch(t.Context(), Batch{Areas: []Area{{Name: "Piano"}, {Name: "PIANO"}}})
	if err == nil || !strings.Contains(SentenceOf(err), "no other area") {
		t.Errorf("got %v", err)
	}
	if n := len(j.Areas()); n != 1 {
		t.Errorf("%d areas, want the one from before", n)
	}
}

func TestAreasWithoutAColourGetDistinctColours(t *testing.T) {
	j, _, _ := newTestJournal(t)
	b := Batch{}
	for i := range 6 {
		b.Areas = append(b.Areas, Area{Name: fmt.Sprint("Area ", i)})
	}
	b.Areas = append(b.Areas, Area{Name: "Chosen", Color: 77})
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	areas := j.Areas()
	if last := areas[len(areas)-1]; last.Color != 77 {
		t.Errorf("a chosen colour became %d", last.Color)
	}
	areas = areas[:len(areas)-1]
	for i, a := range areas {
		for _, b := range areas[:i] {
			if d := (a.Color - b.Color + 360) % 360; min(d, 360-d) < 20 {
				t.Errorf("%s (%d) and %s (%d) look the same", a.Name, a.Color, b.Name, b.Color)
			}
		}
	}
}

func TestCancelledCommandChangesNothing(t *testing.T) {
	j, c, a := newTestJournal(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Save(ctx, Entry{Time: c.t, Area: a.ID}); err == nil {
		t.Fatal("a cancelled save succeeded")
	}
	if n := j.Count(Query{}); n != 0 {
		t.Errorf("%d entries, want 0", n)
	}
}

// A script writes several entries in one millisecond; "last" and the pages go by the order.
func TestEntriesOfTheSameTimeAreSortedByCreation(t *testing.T) {
	j, c, a := newTestJournal(t)
	for i := range 50 {
		mustSave(t, j, Entry{Area: a.ID, Type: Experience, Source: SourceMastery, Time: c.now(), Title: fmt.Sprint(i)})
	}
	for i, e := range j.Entries(Query{}) {
		if e.Title != fmt.Sprint(i) {
			t.Fatalf("number %d is %q", i, e.Title)
		}
	}
}
