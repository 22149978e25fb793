package state

import (
	"slices"
	"testing"

	"enactive/journal"
)

func TestAnAreaOpensFolds(t *testing.T) {
	a := journal.Area{Open: []string{"tags", "effort", "luck", "outcome", "obstacles"}}
	if got, want := OpenIn(&a), []Fold{FoldObstacles, FoldMore, FoldTags}; !slices.Equal(got, want) {
		t.Errorf("open are %v, want %v", got, want)
	}
	j := newJournal(t)
	all := addArea(t, j, journal.Area{Name: "All", Open: OpenableFields()})
	if got := OpenIn(&all); !slices.Equal(got, Folds()) {
		t.Errorf("of all folds %v can be opened", got)
	}
}
