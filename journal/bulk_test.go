package journal

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/optional"
)

func TestTaggingSeveralEntriesIsOneStep(t *testing.T) {
	j, c, a := newTestJournal(t)
	var ids []EntryID
	for _, tags := range [][]string{{"Hill"}, {"rain", "hill"}, nil, {"été"}, {"new"}} {
		e := experience(a, "a run")
		e.Tags = tags
		ids = append(ids, mustSave(t, j, e).ID)
	}
	before := content(j)
	c.t = c.t.Add(time.Hour)
	var reported []Change
	cancel := j.Subscribe(func(ch Change) { reported = append(reported, ch) })
	n, err := j.Tag(t.Context(), append(ids, ids[0]), []string{" new ", "ETE"}, []string{"hill", "nothing"})
	cancel()
	if err != nil || n != 5 || len(reported) != 1 || len(reported[0].Entries) != 5 {
		t.Errorf("%d changed, reported %+v (%v), want 5 in one", n, reported, err)
	}
	for i, want := range [][]string{{"new", "ETE"}, {"rain", "new", "ETE"}, {"new", "ETE"}, {"été", "new"}, {"new", "ETE"}} {
		if e, _ := j.Entry(ids[i]); !slices.Equal(e.Tags, want) || !e.Modified.Equal(c.t) {
			t.Errorf("entry %d has the tags %q of %s, want %q", i, e.Tags, e.Modified, want)
		}
	}
	if got := j.Count(Query{Text: "ete new"}); got != 5 {
		t.Errorf("search finds %d of the new tags, want 5", got)
	}
	if n, err := j.Tag(t.Context(), ids, []string{"NEW"}, nil); n != 0 || err != nil {
		t.Errorf("the same change again changed %d, %v", n, err)
	}
	if what, err := j.Undo(t.Context()); NameOf(what) != "Change the tags of 5 entries" || err != nil || content(j) != before {
		t.Errorf("undid %q (%v):\n%s\nwant\n%s", what, err, content(j), before)
	}
}

func TestTaggingFailsAsAWholeIfOneEntryHasTooManyTags(t *testing.T) {
	j, _, a := newTestJournal(t)
	full := experience(a, "full")
	for i := range MaxItems {
		full.Tags = append(full.Tags, fmt.Sprint("tag ", i))
	}
	ids := []EntryID{mustSave(t, j, experience(a, "empty")).ID, mustSave(t, j, full).ID}
	before := content(j)
	if _, err := j.Tag(t.Context(), ids, []string{"one more"}, nil); err == nil || content(j) != before {
		t.Errorf("got %v", err)
	}
	if n, err := j.Tag(t.Context(), ids, []string{"one more"}, []string{"tag 7"}); n != 2 || err != nil {
		t.Errorf("after removing a tag: %d, %v", n, err)
	}
	if _, err := j.Tag(t.Context(), []EntryID{"01NOTHERE"}, []string{"x"}, nil); !errors.Is(err, ErrNoEntry) {
		t.Errorf("a missing entry: %v", err)
	}
}

func TestMovingEntriesPreservesSealedFields(t *testing.T) {
	j, c, a := newTestJournal(t)
	b := mustSaveArea(t, j, Area{Name: "Trails"})
	sealed := sealedEntry(t, j, c, a)
	other := mustSave(t, j, experience(b, "there already"))
	if n, err := j.MoveTo(t.Context(), []EntryID{sealed.ID, other.ID}, b.ID); n != 1 || err != nil {
		t.Fatalf("moved %d, %v", n, err)
	}
	got, _ := j.Entry(sealed.ID)
	want := sealed.Clone()
	want.Area, want.Modified = b.ID, got.Modified
	if diff := cmp.Diff(&want, got, entryCompare); diff != "" || !got.IsSealed() {
		t.Errorf("moved (-want +got):\n%s", diff)
	}
	if _, err := j.MoveTo(t.Context(), []EntryID{sealed.ID}, "nowhere"); !errors.Is(err, ErrNoArea) {
		t.Errorf("to a missing area: %v", err)
	}
	if what, err := j.Undo(t.Context()); NameOf(what) != "Move an entry to another area" || err != nil {
		t.Errorf("undid %q, %v", what, err)
	}
}

// sealedEntry saves a plan and completes it three days later.
func sealedEntry(t *testing.T, j *Journal, c *clock, a Area) *Entry {
	t.Helper()
	plan := mustSave(t, j, Entry{Type: Plan, Time: c.t.AddDate(0, 0, 3), Area: a.ID, Title: "10 km", Intention: "under an hour",
		EfficacyBefore: optional.Some(Rating(60)), StressExpected: optional.Some(Rating(50))}).Clone()
	c.t = c.t.AddDate(0, 0, 4)
	plan.Type, plan.Outcome = Experience, Partial
	return mustSave(t, j, plan)
}

func TestPeopleCountsOncePerEntryIgnoringSpelling(t *testing.T) {
	j, c, a := newTestJournal(t)
	b := mustSaveArea(t, j, Area{Name: "Piano"})
	for i, e := range []Entry{
		{Area: a.ID, People: []Person{{"Zoe", Peer}, {"Bo", ""}}},
		{Area: a.ID, People: []Person{{"Zoë", Coach}, {"zoe", Coach}}},
		{Area: b.ID, People: []Person{{"Bo", Mentor}, {"Ana", ""}}},
		{Area: b.ID, People: []Person{{"In the bin", ""}}},
	} {
		e.Time = c.t.Add(time.Duration(i) * time.Minute)
		saved := mustSave(t, j, e)
		if i == 3 {
			if err := j.Delete(t.Context(), saved.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, want := range []struct {
		name string
		area AreaID
		all  []Companion
	}{
		{"one area", a.ID, []Companion{{Person{"zoe", Coach}, 2, c.t.Add(time.Minute)}, {Person{"Bo", ""}, 1, c.t}}},
		{"all areas", "", []Companion{{Person{"Bo", Mentor}, 2, c.t.Add(2 * time.Minute)}, {Person{"zoe", Coach}, 2, c.t.Add(time.Minute)}, {Person{"Ana", ""}, 1, c.t.Add(2 * time.Minute)}}},
		{"an area that is not there", "nowhere", []Companion{}},
	} {
		if diff := cmp.Diff(want.all, j.People(want.area), entryCompare); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.name, diff)
		}
	}
}
