package insight

import (
	"math"
	"sort"
)

const (
	// exactPairs is up to how many pairs of values the exact distribution is used.
	exactPairs = 400
	// normal80 is the normal quantile of an 80% interval.
	normal80 = 1.2815515655446004
)

// shiftTest is by how much the values of one group exceed those of another: the
// Hodges-Lehmann shift with its 80% interval, and the two-sided p-value of the rank-sum
// test (Hodges & Lehmann 1963; Mann & Whitney 1947).
type shiftTest struct{ shift, low, high, p float64 }

// shiftOf compares two groups, each of at least one value. dependence widens the interval
// and weakens the test; it is 1 for independent values.
func shiftOf(a, b []float64, dependence float64) shiftTest {
	x, y := tallied(a), tallied(b)
	r := rankSumOf(x, y)
	pairs := len(a) * len(b)
	t := shiftTest{shift: (kthDifference(x, y, (pairs-1)/2) + kthDifference(x, y, pairs/2)) / 2, p: 1}
	middle := float64(pairs) / 2
	var cut int
	if pairs <= exactPairs && !r.tied && dependence == 1 {
		below := rankSumBelow(len(a), len(b))
		cut = sort.Search(pairs, func(k int) bool { return below[k] >= 0.1 })
		t.p = exactTwoSided(below, r.u)
	} else if r.variance > 0 {
		sd := math.Sqrt(r.variance * dependence)
		cut = int(math.Round(middle - normal80*sd))
		t.p = math.Erfc(max(0, math.Abs(r.u-middle)-0.5) / (sd * math.Sqrt2))
	}
	cut = max(1, cut)
	t.low, t.high = kthDifference(x, y, cut-1), kthDifference(x, y, pairs-cut)
	return t
}

// rankSum is the Mann-Whitney statistic: the number of pairs in which the first group is
// ahead, a tie counting a half, with its variance under luck.
type rankSum struct {
	u, variance float64
	tied        bool
}

func rankSumOf(x, y []tally) rankSum {
	m, n := float64(x[len(x)-1].upTo), float64(y[len(y)-1].upTo)
	var r rankSum
	ties := 0.0 // the sum of t cubed less t over groups of t equal values
	tie := func(t int) {
		f := float64(t)
		ties += f * (f*f - 1)
		r.tied = r.tied || t > 1
	}
	j, below := 0, 0
	for _, v := range x {
		for ; j < len(y) && y[j].value < v.value; j++ {
			below += y[j].count
			tie(y[j].count)
		}
		same := 0
		if j < len(y) && y[j].value == v.value {
			same = y[j].count
			j++
		}
		r.u += float64(v.count) * (float64(below) + float64(same)/2)
		below += same
		tie(v.count + same)
	}
	for ; j < len(y); j++ {
		tie(y[j].count)
	}
	total := m + n
	r.variance = max(0, m*n/12*(total+1-ties/(total*(total-1))))
	return r
}

// kthDifference is the k-th smallest, from 0, of all differences of a value of x and one
// of y. It halves the range until no other float is between, so that it needs no table
// of all pairs.
func kthDifference(x, y []tally, k int) float64 {
	atMost := func(d float64) int {
		count, j, left := 0, 0, y[len(y)-1].upTo
		for _, v := range x {
			for j < len(y) && v.value-y[j].value > d {
				left -= y[j].count
				j++
			}
			count += v.count * left
		}
		return count
	}
	low, high := x[0].value-y[len(y)-1].value, x[len(x)-1].value-y[0].value
	if atMost(low) > k {
		return low
	}
	for range 100 {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if atMost(middle) > k {
			high = middle
		} else {
			low = middle
		}
	}
	return high
}

// tally is a value with how often it comes, and how many values there are up to it.
type tally struct {
	value       float64
	count, upTo int
}

// tallied counts equal values, ascending: ratings take few different ones.
func tallied(values []float64) []tally {
	var list []tally
	for i, v := range ascending(values) {
		if k := len(list); k == 0 || list[k-1].value != v {
			list = append(list, tally{value: v})
		}
		last := &list[len(list)-1]
		last.count, last.upTo = last.count+1, i+1
	}
	return list
}

// rankSumBelow is the exact probability, for each u, that the rank sum of groups of m and
// n values without ties is at most u.
func rankSumBelow(m, n int) []float64 {
	// ways[i][u] counts the orders of i values of the first group and the first j of the
	// second: the last is either of the first group, ahead of all j, or of the second.
	ways := make([][]float64, m+1)
	for i := range ways {
		ways[i] = make([]float64, m*n+1)
		ways[i][0] = 1
	}
	for j := 1; j <= n; j++ {
		for i := 1; i <= m; i++ {
			for u := j; u <= i*j; u++ {
				ways[i][u] += ways[i-1][u-j]
			}
		}
	}
	below, all := ways[m], 0.0
	for u, w := range below {
		all += w
		below[u] = all
	}
	for u := range below {
		below[u] /= all
	}
	return below
}

// exactTwoSided is the two-sided p-value of a rank sum.
func exactTwoSided(below []float64, u float64) float64 {
	k := int(math.Round(u))
	above := 1.0
	if k > 0 {
		above = 1 - below[k-1]
	}
	return min(1, 2*min(below[k], above))
}
