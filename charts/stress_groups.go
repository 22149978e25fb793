package charts

import (
	"cmp"
	"slices"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// pairGroup is all entries of one mark: of the same stress, performance, outcome and
// hindsight, or of the same place where there are many.
type pairGroup struct {
	stress, performance float64
	outcome             insight.Outcome
	hindsight           bool
	mixed               bool     // outcome is the most frequent of several
	ids                 []string // the newest first
	newest              int      // order of the newest
}

func (g pairGroup) samePlace(other pairGroup) bool {
	return g.stress == other.stress && g.performance == other.performance
}

func (g pairGroup) label() string {
	outcome := g.outcome
	if g.mixed {
		outcome = insight.NoOutcome
	}
	return describe.StressMark(g.stress, g.performance, outcome, g.hindsight, len(g.ids))
}

// groupPairs gathers equal pairs, ordered from calm to overwhelmed. It answers true where
// there are so many that different outcomes of one place share a mark.
func groupPairs(dots []insight.StressDot) (groups []pairGroup, merged bool) {
	// Indices are sorted, not the dots: those are ten times as large.
	order := make([]int32, 0, len(dots))
	for i, d := range dots {
		if finite(d.Stress, d.Performance) {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := &dots[i], &dots[j]
		if c := comparePairs(a, b); c != 0 {
			return c
		}
		if a.Order != b.Order {
			return cmp.Compare(b.Order, a.Order)
		}
		return cmp.Compare(i, j)
	})
	ids := make([]string, len(order))
	for from := 0; from < len(order); {
		first := &dots[order[from]]
		to := from
		for ; to < len(order) && comparePairs(&dots[order[to]], first) == 0; to++ {
			ids[to] = dots[order[to]].ID
		}
		groups = append(groups, pairGroup{
			stress: first.Stress, performance: first.Performance,
			outcome: first.Outcome, hindsight: first.Retrospective,
			ids: ids[from:to:to], newest: first.Order,
		})
		from = to
	}
	if len(groups) > manyMarks {
		return mergePlaces(groups), true
	}
	return groups, false
}

// mergePlaces makes one group of all groups of one place, and a second one where some
// of its entries were rated in hindsight. A group is of its most frequent outcome.
func mergePlaces(groups []pairGroup) []pairGroup {
	var merged []pairGroup
	for from := 0; from < len(groups); {
		var then, hindsight []pairGroup
		to := from
		for ; to < len(groups) && groups[to].samePlace(groups[from]); to++ {
			if groups[to].hindsight {
				hindsight = append(hindsight, groups[to])
			} else {
				then = append(then, groups[to])
			}
		}
		for _, same := range [][]pairGroup{then, hindsight} {
			if len(same) > 0 {
				merged = append(merged, mergeOutcomes(same))
			}
		}
		from = to
	}
	return merged
}

func mergeOutcomes(groups []pairGroup) pairGroup {
	if len(groups) == 1 {
		return groups[0]
	}
	// The newest comes first as a whole group: within a mark the order matters little,
	// but the entry that it opens does.
	slices.SortFunc(groups, func(a, b pairGroup) int { return cmp.Compare(b.newest, a.newest) })
	var outcomes [5]int
	all := groups[0]
	all.ids = nil
	for _, g := range groups {
		outcomes[g.outcome.Rank()] += len(g.ids)
		all.mixed = all.mixed || g.outcome != groups[0].outcome
		all.ids = append(all.ids, g.ids...)
	}
	all.outcome = mostFrequent(outcomes)
	return all
}

// mostFrequent is the outcome of most entries; the better one where two are level.
func mostFrequent(counts [5]int) insight.Outcome {
	best := insight.NoOutcome
	for _, o := range insight.Outcomes() {
		if n := counts[o.Rank()]; n > counts[best.Rank()] || n > 0 && best == insight.NoOutcome && n == counts[0] {
			best = o
		}
	}
	return best
}

// comparePairs orders pairs by stress, performance, outcome (the best first) and
// hindsight (last). Pairs that are equal so share a mark.
func comparePairs(a, b *insight.StressDot) int {
	switch {
	case a.Stress != b.Stress:
		return cmp.Compare(a.Stress, b.Stress)
	case a.Performance != b.Performance:
		return cmp.Compare(a.Performance, b.Performance)
	case a.Outcome != b.Outcome:
		return cmp.Compare(b.Outcome, a.Outcome)
	case a.Retrospective == b.Retrospective:
		return 0
	case b.Retrospective:
		return -1
	}
	return 1
}

// medianStep is the median distance of neighbouring distinct values, on the 0-100 scale.
func medianStep(groups []pairGroup, value func(pairGroup) float64) float64 {
	values := make([]float64, len(groups))
	for i, g := range groups {
		values[i] = value(g)
	}
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) < 2 {
		return 100
	}
	steps := make([]float64, len(values)-1)
	for i := range steps {
		steps[i] = values[i+1] - values[i]
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}
