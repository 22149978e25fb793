package journal

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSaveFilterReplacesFilterWithTheSameName(t *testing.T) {
	j, c, a := newTestJournal(t)
	full := Query{Area: a.ID, From: marchFirst, To: marchLast, Types: []Type{Plan}, Kinds: []Kind{KindStretch}, Outcomes: []Outcome{Setback, Failure},
		Sources: []Source{SourceMastery}, Tags: []string{"hill"}, People: []string{"Ana"}, Strategies: []string{"breathing"}, Text: "rain", InBin: true, Newest: true, Limit: 7}
	for _, f := range []Filter{{Name: " Wet  runs ", Query: full}, {Name: "Älter", Query: Query{Tags: []string{" "}, Kinds: []Kind{}}}, {Name: "WET RUNS", Query: full}} {
		if err := j.SaveFilter(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	j = reopen(t, j, c)
	want := []Filter{{Name: "Älter"}, {Name: "WET RUNS", Query: full}}
	if diff := cmp.Diff(want, j.Filters()); diff != "" {
		t.Errorf("filters (-want +got):\n%s", diff)
	}
	if err := j.RemoveFilter(t.Context(), "wet runs"); err != nil || len(j.Filters()) != 1 {
		t.Errorf("removing: %v, %d are left", err, len(j.Filters()))
	}
	if err := j.RemoveFilter(t.Context(), "wet runs"); !errors.Is(err, ErrNoFilter) {
		t.Errorf("removing it again: %v", err)
	}
	if _, err := j.Undo(t.Context()); err != nil || len(j.Filters()) != 2 {
		t.Errorf("undo: %v, %d filters", err, len(j.Filters()))
	}
}

func TestSaveFilterRejectsInvalidFilters(t *testing.T) {
	j, _, _ := newTestJournal(t)
	for _, c := range []struct {
		name  string
		f     Filter
		field string
	}{
		{"no name", Filter{Name: " "}, "name"},
		{"a name that is no name", Filter{Name: strings.Repeat("x", MaxLine+1)}, "name"},
		{"a type of which nobody knows", Filter{Name: "x", Query: Query{Types: []Type{"dream"}}}, "types"},
		{"an outcome left empty", Filter{Name: "x", Query: Query{Outcomes: []Outcome{""}}}, "outcomes"},
		{"too many tags", Filter{Name: "x", Query: Query{Tags: strings.Split(strings.Repeat("x ", MaxItems+1), " ")}}, "tags"},
	} {
		err := j.SaveFilter(t.Context(), c.f)
		if f, ok := IsFieldError(err); !ok || f.Field != c.field {
			t.Errorf("%s: %v, want a FieldError of %s", c.name, err, c.field)
		}
	}
	if err := j.SaveFilter(t.Context(), Filter{Name: "x", Query: Query{Area: "nowhere"}}); !errors.Is(err, ErrNoArea) {
		t.Errorf("a missing area: %v", err)
	}
}

func TestFiltersAreRemovedAndMergedWithTheirArea(t *testing.T) {
	j, _, a := newTestJournal(t)
	b := mustSaveArea(t, j, Area{Name: "Trails"})
	for name, area := range map[string]AreaID{"mine": a.ID, "all": ""} {
		if err := j.SaveFilter(t.Context(), Filter{Name: name, Query: Query{Area: area}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := j.MergeAreas(t.Context(), a.ID, b.ID); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Filter{{Name: "all"}, {Name: "mine", Query: Query{Area: b.ID}}}, j.Filters()); diff != "" {
		t.Errorf("after the merge (-want +got):\n%s", diff)
	}
	if along := j.WhatGoesAlong(b.ID); along != (Along{Filters: 1}) {
		t.Errorf("%+v would be removed", along)
	}
	if _, err := j.RemoveArea(t.Context(), b.ID); err != nil || len(j.Filters()) != 1 {
		t.Errorf("after the removal: %v, %+v", err, j.Filters())
	}
}
