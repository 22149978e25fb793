package journal

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/optional"
)

func TestMergingMovesEverythingIntoTheOtherArea(t *testing.T) {
	j, c, a := newTestJournal(t)
	day := func(d int) time.Time { return time.Date(2026, 2, d, 8, 0, 0, 0, time.UTC) }
	a.Purpose, a.Obstacles = "to breathe", []string{"rain", "Haste"}
	a.Goals = []Goal{{Text: "10 KM", Done: true, Actions: []Action{{"it is Tuesday", "I run"}, {"it rains", "I run"}}}, {Text: "a race"}}
	a.Ladder = []Rung{{Text: "A mile", Difficulty: optional.Some(Difficulty(3)), Ratings: []RungRating{{day(1), 40}, {day(3), 60}}}, {Text: "Ten miles"}}
	a = mustSaveArea(t, j, a)
	b := mustSaveArea(t, j, Area{Name: "Trails", Purpose: "to see", Color: 12, Obstacles: []string{"haste"},
		Goals:  []Goal{{Text: "10 km", Actions: []Action{{"it rains", "I run"}}}},
		Ladder: []Rung{{Text: "a mile", Ratings: []RungRating{{day(2), 50}, {day(3), 60}}}}})
	sealed := sealedEntry(t, j, c, a)
	binned := mustSave(t, j, experience(a, "in the bin"))
	if err := j.Delete(t.Context(), binned.ID); err != nil {
		t.Fatal(err)
	}
	own := mustSave(t, j, experience(b, "its own"))
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Area: a.ID, Text: "From Running."})
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Area: b.ID, Text: "From Trails.\n"})
	mustWrite(t, j, Review{From: marchFirst, To: marchFirst, Area: a.ID, Text: "One day."})
	before := content(j)

	n, err := j.MergeAreas(t.Context(), a.ID, b.ID)
	if err != nil || n != 2 {
		t.Fatalf("moved %d, %v, want 2", n, err)
	}
	want := b.Clone()
	want.Purpose, want.Obstacles = "to see\n\nto breathe", []string{"haste", "rain"}
	want.Goals = []Goal{{Text: "10 km", Actions: []Action{{"it rains", "I run"}, {"it is Tuesday", "I run"}}}, {Text: "a race"}}
	want.Ladder = []Rung{{Text: "a mile", Difficulty: optional.Some(Difficulty(3)), Ratings: []RungRating{{day(1), 40}, {day(2), 50}, {day(3), 60}}}, {Text: "Ten miles"}}
	want.Modified = wholeSeconds(c.t)
	if diff := cmp.Diff([]Area{want}, j.Areas(), entryCompare); diff != "" {
		t.Errorf("areas (-want +got):\n%s", diff)
	}
	for _, id := range []EntryID{sealed.ID, binned.ID, own.ID} {
		if e, _ := j.Entry(id); e.Area != b.ID {
			t.Errorf("entry %q is in area %s", e.Title, e.Area)
		}
	}
	got, _ := j.Entry(sealed.ID)
	if !got.IsSealed() || got.Intention != "under an hour" || got.EfficacyBefore != sealed.EfficacyBefore || !got.EfficacyBeforeAt.Equal(sealed.EfficacyBeforeAt) {
		t.Errorf("fields filled in before have changed: %+v", got)
	}
	var texts []string
	for _, r := range j.Reviews() {
		texts = append(texts, string(r.Area)+": "+r.Text)
	}
	if diff := cmp.Diff([]string{string(b.ID) + ": One day.", string(b.ID) + ": From Trails.\n\nFrom Running."}, texts); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	if _, err := j.Undo(t.Context()); err != nil || content(j) != before {
		t.Errorf("undo (%v):\n%s\nwant\n%s", err, content(j), before)
	}
}

func TestMergingNeedsTwoAreas(t *testing.T) {
	j, _, a := newTestJournal(t)
	if _, err := j.MergeAreas(t.Context(), a.ID, a.ID); !errors.Is(err, ErrSameArea) {
		t.Errorf("with itself: %v", err)
	}
	for _, pair := range [][2]AreaID{{a.ID, "nowhere"}, {"nowhere", a.ID}} {
		if _, err := j.MergeAreas(t.Context(), pair[0], pair[1]); !errors.Is(err, ErrNoArea) {
			t.Errorf("%s with %s: %v", pair[0], pair[1], err)
		}
	}
	b := mustSaveArea(t, j, Area{Name: "Trails"})
	mustSave(t, j, experience(a, "a run"))
	before := content(j)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := j.MergeAreas(ctx, a.ID, b.ID); !errors.Is(err, context.Canceled) || content(j) != before {
		t.Errorf("a cancelled merge: %v\n%s", err, content(j))
	}
}

func TestOrderAreasSortsAreas(t *testing.T) {
	j, c, running := newTestJournal(t)
	piano, german, old := mustSaveArea(t, j, Area{Name: "Piano"}), mustSaveArea(t, j, Area{Name: "German"}), mustSaveArea(t, j, Area{Name: "Old", Archived: true})
	names := func() (all []string) {
		for _, a := range j.Areas() {
			all = append(all, a.Name)
		}
		return all
	}
	before := content(j)
	if err := j.OrderAreas(t.Context(), []AreaID{german.ID, running.ID, german.ID}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"German", "Running", "Piano", "Old"}, names()); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if last := mustSaveArea(t, j, Area{Name: "New"}); last.Order <= old.Order {
		t.Errorf("a new area has the place %d", last.Order)
	}
	_, err := j.Undo(t.Context())
	if what, err2 := j.Undo(t.Context()); errors.Join(err, err2) != nil || NameOf(what) != "Reorder the areas" || content(j) != before {
		t.Errorf("undid %q (%v)\n%s\nwant\n%s", what, errors.Join(err, err2), content(j), before)
	}
	if err := j.OrderAreas(t.Context(), []AreaID{piano.ID, "nowhere"}); !errors.Is(err, ErrNoArea) || content(j) != before {
		t.Errorf("a missing area: %v", err)
	}
	if err := j.OrderAreas(t.Context(), []AreaID{piano.ID, german.ID}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if diff := cmp.Diff([]string{"Piano", "German", "Running", "Old"}, names()); diff != "" {
		t.Errorf("after reopening (-want +got):\n%s", diff)
	}
	undoBefore, _ := j.CanUndo()
	if err := j.OrderAreas(t.Context(), []AreaID{piano.ID}); err != nil {
		t.Fatal(err)
	}
	if undo, _ := j.CanUndo(); undo != undoBefore {
		t.Error("an unchanged order became a step")
	}
}

func TestWhatGoesAlongCountsWhatRemoveAreaRemoves(t *testing.T) {
	j, c, a := newTestJournal(t)
	b := mustSaveArea(t, j, Area{Name: "Trails"})
	mustSave(t, j, experience(b, "elsewhere"))
	mustSave(t, j, experience(a, "a run"))
	mustSave(t, j, Entry{Area: a.ID, Type: CheckIn, Time: c.t, EfficacyBefore: optional.Some(Rating(5))})
	mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: c.t.AddDate(0, 0, 1), Title: "ahead"})
	gone := mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: c.t, Title: "in the bin"})
	if err := j.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Area: a.ID, Text: "of running"})
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: "of all"})
	want := Along{Entries: 2, Plans: 1, Binned: 1, Reviews: 1}
	if got := j.WhatGoesAlong(a.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := j.WhatGoesAlong("nowhere"); got != (Along{}) {
		t.Errorf("for no area: %+v", got)
	}
	if n, err := j.RemoveArea(t.Context(), a.ID); n != want.Entries+want.Plans+want.Binned || err != nil {
		t.Errorf("%d removed (%v)", n, err)
	}
}

func TestRatingARungAppendsToItsRatings(t *testing.T) {
	j, c, a := newTestJournal(t)
	a.Ladder = []Rung{{Text: "A mile", Ratings: []RungRating{{c.t, 40}}}, {Text: "Ten"}}
	a = mustSaveArea(t, j, a)
	c.t = c.t.Add(time.Hour)
	rated, err := j.RateRung(t.Context(), a.ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if r := rated.Ladder[0]; len(r.Ratings) != 2 || r.Ratings[0] != a.Ladder[0].Ratings[0] || r.Efficacy() != optional.Some(Rating(0)) || !r.Ratings[1].At.Equal(c.t) {
		t.Errorf("the rung is %+v", r)
	}
	for _, rung := range []int{-1, 2} {
		if _, err := j.RateRung(t.Context(), a.ID, rung, 50); !errors.Is(err, ErrNoRung) {
			t.Errorf("rung %d: %v", rung, err)
		}
	}
	if _, err := j.RateRung(t.Context(), a.ID, 1, 101); err == nil {
		t.Error("a rating of 101 was accepted")
	}
	if what, err := j.Undo(t.Context()); NameOf(what) != "Rate a step of the ladder" || err != nil {
		t.Errorf("undid %q, %v", what, err)
	}
	if got, _ := j.Area(a.ID); len(got.Ladder[0].Ratings) != 1 {
		t.Errorf("after undo: %+v", got.Ladder[0])
	}
}

func TestChosenColourIsSaved(t *testing.T) {
	j, c, a := newTestJournal(t)
	a.Color = 300
	mustSaveArea(t, j, a)
	j = reopen(t, j, c)
	if got, _ := j.Area(a.ID); got.Color != 300 {
		t.Errorf("the hue is %d", got.Color)
	}
}

const (
	composed   = "Caf\u00e9"
	decomposed = "Cafe\u0301"
)

func TestAreaNamesIgnoreUnicodeNormalization(t *testing.T) {
	j, _, _ := newTestJournal(t)
	cafe := mustSaveArea(t, j, Area{Name: composed})
	for _, name := range []string{decomposed, "CAFE\u0301", " caf\u00e9 "} {
		if got, ok := j.AreaNamed(name); !ok || got.ID != cafe.ID {
			t.Errorf("%q is not found as %q", name, composed)
		}
		if _, err := j.SaveArea(t.Context(), Area{Name: name}); err == nil {
			t.Errorf("%q became an area beside %q", name, composed)
		}
	}
	plain := mustSaveArea(t, j, Area{Name: "Cafe"})
	if got, _ := j.AreaNamed("cafe"); got.ID != plain.ID {
		t.Error("an accent does not distinguish areas")
	}
	plain.Name = decomposed
	if _, err := j.SaveArea(t.Context(), plain); err == nil {
		t.Error("an area was given the name of another")
	}
}

func TestOldAreasWithEquivalentNamesCanBeMerged(t *testing.T) {
	j, c, _ := newTestJournal(t)
	err := j.SaveBatch(t.Context(), Batch{Kind: StepFill, Areas: []Area{{Name: composed, Purpose: "first"}, {Name: decomposed, Purpose: "second"}}})
	if err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	sets := j.AlikeAreas()
	if len(sets) != 1 || len(sets[0]) != 2 {
		t.Fatalf("alike are %v, want one set of two", sets)
	}
	for _, a := range sets[0] {
		if got, _ := j.AreaNamed(a.Name); got.ID != a.ID {
			t.Errorf("%q finds the other area", a.Name)
		}
		a.Archived = true
		mustSaveArea(t, j, a)
	}
	if _, err := j.MergeAreas(t.Context(), sets[0][1].ID, sets[0][0].ID); err != nil {
		t.Fatal(err)
	}
	if got := j.AlikeAreas(); len(got) > 0 {
		t.Errorf("after the merge there are still %v", got)
	}
}
