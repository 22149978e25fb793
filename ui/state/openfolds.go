package state

import (
	"slices"

	"enactive/journal"
)

// foldOf is the fold of a field of the form; empty for a field that always stands open.
func foldOf(name string) Fold {
	switch name {
	case "obstacles", "controllable":
		return FoldObstacles
	case "strategies":
		return FoldStrategies
	case "lessons":
		return FoldLessons
	case "sacrifices":
		return FoldCost
	case "people":
		return FoldPeople
	case "mastery":
		return FoldEvidence
	case "tags", "note":
		return FoldTags
	case "difficulty":
		return FoldMore
	case "intention", "efficacy_before", "stress_expected":
		return FoldBefore
	}
	if f, ok := ImportField(name); ok && f.Question != "" {
		return FoldMore
	}
	return ""
}

// OpenIn lists the folds that an area has open in the form of its entries, in the order of the form.
func OpenIn(a *journal.Area) []Fold {
	var open []Fold
	for _, f := range Folds() {
		if slices.ContainsFunc(a.Open, func(name string) bool { return foldOf(name) == f }) {
			open = append(open, f)
		}
	}
	return open
}

// OpenableFields lists one field of each fold, by which an area opens it.
func OpenableFields() []string {
	return []string{"intention", "obstacles", "strategies", "lessons", "sacrifices", "people", "effort", "mastery", "tags"}
}
