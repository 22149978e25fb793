package journal

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDocumentsAreRememberedByName(t *testing.T) {
	j, c, a := newTestJournal(t)
	full := Handout{Name: "For Dr. Ames", Kind: ReviewHandout, Title: "Two months", Greeting: "As we said.", Areas: []AreaID{a.ID}, From: marchFirst, To: marchLast,
		LeftOut: []Section{NotesSection}, Names: Initials, Private: true, Letter: true, Book: true}
	for _, h := range []Handout{full, {Name: "Coach", Kind: ProgressHandout, Span: MonthSpan, From: marchFirst}} {
		if err := j.SaveHandout(t.Context(), h); err != nil {
			t.Fatal(err)
		}
	}
	again := full
	again.Name, again.Names = " FOR dr. ames ", NoNames
	if err := j.SaveHandout(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	again.Name = "FOR dr. ames"
	want := []Handout{{Name: "Coach", Kind: ProgressHandout, Span: MonthSpan}, again}
	if diff := cmp.Diff(want, j.Handouts()); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if err := j.RemoveHandout(t.Context(), "for dr. ames"); err != nil {
		t.Fatal(err)
	}
	if err := j.RemoveHandout(t.Context(), "for dr. ames"); !errors.Is(err, ErrNoHandout) {
		t.Errorf("removing it again: %v", err)
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := j.HandoutNamed("For Dr. Ames"); err != nil || !cmp.Equal(got, again) {
		t.Errorf("after undo: %+v, %v", got, err)
	}
}

func TestDocumentsThatCannotBeMadeAreNotRemembered(t *testing.T) {
	j, _, _ := newTestJournal(t)
	for _, c := range []struct {
		h     Handout
		field string
	}{
		{Handout{Name: " ", Kind: JournalHandout}, "name"},
		{Handout{Name: "x"}, "kind"},
		{Handout{Name: "x", Kind: "poem"}, "kind"},
		{Handout{Name: "x", Kind: JournalHandout, Title: strings.Repeat("x", MaxLine+1)}, "title"},
		{Handout{Name: "x", Kind: JournalHandout, Greeting: strings.Repeat("x", MaxText+1)}, "greeting"},
		{Handout{Name: "x", Kind: JournalHandout, Span: "decade"}, "span"},
		{Handout{Name: "x", Kind: JournalHandout, LeftOut: []Section{"truth"}}, "left_out"},
		{Handout{Name: "x", Kind: JournalHandout, Names: "loud"}, "names"},
	} {
		err := j.SaveHandout(t.Context(), c.h)
		if f, ok := IsFieldError(err); !ok || f.Field != c.field {
			t.Errorf("%+v: %v, want a FieldError of %s", c.h, err, c.field)
		}
	}
}

func TestASpanEndsOnTheDayOfTheDocument(t *testing.T) {
	for span, want := range map[Span]Date{WeekSpan: {2026, 3, 25}, MonthSpan: {2026, 3, 2}, QuarterSpan: {2025, 12, 31}, YearSpan: {2025, 4, 1}} {
		h := Handout{Span: span}
		if from, to := h.Days(marchLast); from != want || to != marchLast {
			t.Errorf("%s: %s to %s, want it from %s", span, from, to, want)
		}
	}
	h := Handout{From: marchFirst}
	if from, to := h.Days(marchLast); from != marchFirst || !to.IsZero() {
		t.Errorf("without a span: %s to %s", from, to)
	}
}

func TestAMergedAreaStaysInTheDocumentsThatTellOfIt(t *testing.T) {
	j, _, a := newTestJournal(t)
	into := mustSaveArea(t, j, Area{Name: "Trails"})
	if err := j.SaveHandout(t.Context(), Handout{Name: "Coach", Kind: ProgressHandout, Areas: []AreaID{into.ID, a.ID}}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.MergeAreas(t.Context(), a.ID, into.ID); err != nil {
		t.Fatal(err)
	}
	if got := j.Handouts()[0].Areas; len(got) != 1 || got[0] != into.ID {
		t.Errorf("it tells of %v", got)
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := j.Handouts()[0].Areas; len(got) != 2 {
		t.Errorf("after undo it tells of %v", got)
	}
}
