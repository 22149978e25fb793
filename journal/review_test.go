package journal

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func mustWrite(t *testing.T, j *Journal, r Review) Review {
	t.Helper()
	saved, err := j.SaveReview(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func mustSaveArea(t *testing.T, j *Journal, a Area) Area {
	t.Helper()
	saved, err := j.SaveArea(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

var (
	marchFirst = Date{2026, 3, 1}
	marchLast  = Date{2026, 3, 31}
)

func TestReviewIsStoredAndIsNotAnEntry(t *testing.T) {
	j, c, a := newTestJournal(t)
	var reported []Change
	defer j.Subscribe(func(ch Change) { reported = append(reported, ch) })()
	first := mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: "It rained.\r\nI ran.\x00"})
	c.t = c.t.Add(time.Hour)
	all := mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: "It rained less than I thought."})
	one := mustWrite(t, j, Review{From: marchFirst, To: marchLast, Area: a.ID, Text: "Running alone."})
	if first.Text != "It rained.\nI ran." || !all.Created.Equal(first.Created) || !all.Modified.Equal(c.t) {
		t.Errorf("stored %+v and then %+v", first, all)
	}
	if n := j.Count(Query{}); n != 0 {
		t.Errorf("%d entries, want none", n)
	}
	j = reopen(t, j, c)
	if got, ok := j.Review(marchFirst, marchLast, ""); !ok || cmp.Diff(all, got, entryCompare) != "" {
		t.Errorf("the review of all is %+v (%v)", got, ok)
	}
	if diff := cmp.Diff([]Review{all, one}, j.Reviews(), entryCompare); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Change{{Reviews: []Review{first}}, {Reviews: []Review{all}}, {Reviews: []Review{one}}}, reported, entryCompare); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestEmptyTextRemovesAReview(t *testing.T) {
	j, _, _ := newTestJournal(t)
	if mustWrite(t, j, Review{From: marchFirst, To: marchLast}); len(j.Reviews()) != 0 {
		t.Error("a review without a text was stored")
	}
	if what, _ := j.CanUndo(); NameOf(what) != "Add an area" {
		t.Errorf("nothing was written, and %q can be undone", what)
	}
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: "words"})
	var reported Change
	defer j.Subscribe(func(c Change) { reported = c })()
	if mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: " \n"}); len(j.Reviews()) != 0 {
		t.Error("a review of blanks was stored")
	}
	if diff := cmp.Diff(Change{Reviews: []Review{{From: marchFirst, To: marchLast}}}, reported); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Remove what you wrote in a review" {
		t.Errorf("undid %q, %v", what, err)
	}
	if r, ok := j.Review(marchFirst, marchLast, ""); !ok || r.Text != "words" {
		t.Errorf("after undo it is %+v (%v)", r, ok)
	}
}

func TestSaveReviewRejectsInvalidReviews(t *testing.T) {
	j, _, _ := newTestJournal(t)
	for _, c := range []struct {
		name  string
		r     Review
		field string
	}{
		{"no first day", Review{To: marchLast, Text: "x"}, "from"},
		{"no last day", Review{From: marchFirst, Text: "x"}, "to"},
		{"a day that is in no calendar", Review{From: Date{2026, 2, 30}, To: marchLast, Text: "x"}, "from"},
		{"the last day first", Review{From: marchLast, To: marchFirst, Text: "x"}, "to"},
		{"too long ago", Review{From: Date{1800, 1, 1}, To: marchLast, Text: "x"}, "from"},
		{"too much text", Review{From: marchFirst, To: marchLast, Text: strings.Repeat("x", MaxText+1)}, "text"},
	} {
		if _, err := j.SaveReview(t.Context(), c.r); err == nil {
			t.Errorf("%s: was stored", c.name)
		} else if f, ok := IsFieldError(err); !ok || f.Field != c.field {
			t.Errorf("%s: %v, want a FieldError of %s", c.name, err, c.field)
		}
	}
	if _, err := j.SaveReview(t.Context(), Review{From: marchFirst, To: marchLast, Area: "nowhere", Text: "x"}); !errors.Is(err, ErrNoArea) {
		t.Errorf("a missing area: %v", err)
	}
}

func TestReviewsAreRemovedAndRestoredWithTheirArea(t *testing.T) {
	j, _, a := newTestJournal(t)
	mustSave(t, j, experience(a, "a run"))
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Area: a.ID, Text: "of running"})
	kept := mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: "of all"})
	before := content(j)
	if _, err := j.RemoveArea(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Review{kept}, j.Reviews(), entryCompare); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
	if _, err := j.Undo(t.Context()); err != nil || content(j) != before {
		t.Errorf("undo (%v):\n%s\nwant\n%s", err, content(j), before)
	}
}

func TestBackupContainsReviewsFiltersAndSnoozedPlans(t *testing.T) {
	j, c, a := newTestJournal(t)
	plan := mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: c.t.Add(-time.Hour), Title: "missed"})
	mustWrite(t, j, Review{From: marchFirst, To: marchLast, Text: "My March."})
	if err := errors.Join(j.SaveFilter(t.Context(), Filter{Name: "Wet", Query: Query{Text: "rain"}}), j.Snooze(t.Context(), plan.ID)); err != nil {
		t.Fatal(err)
	}
	restored := mustOpen(t, copyOfFolder(t, j), Options{Now: c.now})
	if content(restored) != content(j) || !restored.IsSnoozed(plan.ID) || len(restored.Reviews()) != 1 || len(restored.Filters()) != 1 {
		t.Errorf("restored, it is\n%s\nwant\n%s", content(restored), content(j))
	}
}
