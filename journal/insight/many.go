package insight

import (
	"cmp"
	"slices"
)

// falseDiscoveries are the p-values once it is allowed for how many were looked at: the
// smallest share of false claims among all claims at which each would still be one
// (Benjamini & Hochberg 1995), in the order given.
func falseDiscoveries(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	q := make([]float64, len(p))
	least := 1.0
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		least = min(least, p[i]*float64(len(p))/float64(k+1))
		q[i] = least
	}
	return q
}
