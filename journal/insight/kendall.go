package insight

import (
	"cmp"
	"math"
	"slices"
)

// kendall computes tau-b and its tie-corrected normal p-value in n log n steps (Knight
// 1966). It is nil where either side is constant.
func kendall(x, y []float64) *Kendall {
	n := len(x)
	if n < 2 {
		return nil
	}
	type pair struct{ x, y float64 }
	pairs := make([]pair, n)
	for i := range x {
		pairs[i] = pair{x[i], y[i]}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	byX := tiesOf(n, func(i int) bool { return pairs[i].x == pairs[i-1].x })
	both := tiesOf(n, func(i int) bool { return pairs[i] == pairs[i-1] })
	ys := make([]float64, n)
	for i, p := range pairs {
		ys[i] = p.y
	}
	swaps := sortCountingSwaps(ys, make([]float64, n))
	byY := tiesOf(n, func(i int) bool { return ys[i] == ys[i-1] })
	all := float64(n) * float64(n-1) / 2
	s := all - byX.pairs - byY.pairs + both.pairs - 2*swaps
	scale := math.Sqrt(all-byX.pairs) * math.Sqrt(all-byY.pairs)
	variance := varianceWithTies(n, byX, byY)
	if scale == 0 || variance <= 0 {
		return nil
	}
	z := math.Abs(s) / math.Sqrt(variance)
	return &Kendall{TauB: s / scale, P: math.Erfc(z / math.Sqrt2), z: z}
}

// varianceWithTies is the variance under luck of the sum of signs over all pairs.
func varianceWithTies(n int, byX, byY ties) float64 {
	m := float64(n)
	variance := (m*(m-1)*(2*m+5)-byX.third-byY.third)/18 + 4*byX.pairs*byY.pairs/(2*m*(m-1))
	if n > 2 {
		variance += byX.triples * byY.triples / (9 * m * (m - 1) * (m - 2))
	}
	return variance
}

// ties sums, over groups of t equal values: t(t-1)/2, t(t-1)(t-2) and t(t-1)(2t+5).
type ties struct{ pairs, triples, third float64 }

func tiesOf(n int, sameAsBefore func(i int) bool) ties {
	var s ties
	group := 1.0
	end := func() {
		s.pairs += group * (group - 1) / 2
		s.triples += group * (group - 1) * (group - 2)
		s.third += group * (group - 1) * (2*group + 5)
		group = 1
	}
	for i := 1; i < n; i++ {
		if sameAsBefore(i) {
			group++
			continue
		}
		end()
	}
	end()
	return s
}

// sortCountingSwaps sorts v and returns how many pairs stood in the wrong order.
func sortCountingSwaps(v, scratch []float64) float64 {
	if len(v) < 2 {
		return 0
	}
	half := len(v) / 2
	left, right := v[:half], v[half:]
	swaps := sortCountingSwaps(left, scratch[:half]) + sortCountingSwaps(right, scratch[half:])
	merged := scratch[:0]
	i, j := 0, 0
	for i < len(left) && j < len(right) {
		if left[i] <= right[j] {
			merged = append(merged, left[i])
			i++
			continue
		}
		swaps += float64(len(left) - i)
		merged = append(merged, right[j])
		j++
	}
	merged = append(merged, left[i:]...)
	merged = append(merged, right[j:]...)
	copy(v, merged)
	return swaps
}
