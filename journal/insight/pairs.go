package insight

import (
	"math"
	"math/bits"
	"slices"
)

// MostPairs is the largest number of pairs of an experiment: the test goes through all 2^20 orders.
const MostPairs = 20

// signTolerance is how far apart two sums of the same differences may be by rounding alone.
const signTolerance = 1e-9

// RatedPair is a pair of tries that both have a rating.
type RatedPair struct {
	// Pair is its number from 0.
	Pair int
	// With and Without are the ratings as allotted, and WithID and WithoutID the entries that have them.
	With, Without     float64
	WithID, WithoutID string
}

// PairsInterval is the interval of a mean difference. At few pairs there is none at a high level.
type PairsInterval struct {
	Low, High float64
	Known     bool
}

// PairsResult is what the differences within randomised pairs show. Its p-value rests on the coin
// that ordered each pair and on nothing else: not on a distribution, nor on independent tries.
type PairsResult struct {
	// Pairs is the number of differences. With none, Mean is 0 and P is 1.
	Pairs int
	// Mean is the mean difference, with minus without.
	Mean float64
	// P is the share of the 2^Pairs orders in which chance alone makes a mean at least as far from 0
	// (Fisher 1935; Pitman 1937).
	P float64
	// Likely is the 80% interval of the mean, and Sure the 95% interval.
	Likely, Sure PairsInterval
}

// PairsVerdict is what an experiment found.
type PairsVerdict string

// The verdicts. Higher and Lower are of the measure, which need not be better or worse.
const (
	PairsNone    PairsVerdict = ""
	PairsHigher  PairsVerdict = "higher"
	PairsLower   PairsVerdict = "lower"
	PairsUnclear PairsVerdict = "unclear"
)

// pairsLevel is the largest p-value of a claim.
const pairsLevel = 0.05

// Verdict returns Higher or Lower where chance alone makes a difference as large in at most 5 of
// 100 experiments, and Unclear otherwise; None without a pair.
func (r PairsResult) Verdict() PairsVerdict {
	switch {
	case r.Pairs == 0:
		return PairsNone
	case r.P > pairsLevel:
		return PairsUnclear
	case r.Mean > 0:
		return PairsHigher
	}
	return PairsLower
}

// RulesOut returns the size that the mean difference, up or down, is surely not larger than. ok is
// false at fewer than six pairs, which rule out nothing.
func (r PairsResult) RulesOut() (size float64, ok bool) {
	return max(math.Abs(r.Sure.Low), math.Abs(r.Sure.High)), r.Sure.Known
}

// Pairs compares randomised pairs by their differences, with minus without: the exact two-sided
// sign-flip test, and the intervals by its inversion. Only the first MostPairs count.
func Pairs(differences []float64) PairsResult {
	d := differences[:min(len(differences), MostPairs)]
	r := PairsResult{Pairs: len(d), P: 1}
	if len(d) == 0 {
		return r
	}
	sums := subsetSums(d)
	total := sums[len(sums)-1]
	r.Mean = total / float64(len(d))
	extreme := 0
	for _, s := range sums { // a pattern with the signs of a subset turned has the sum total - 2s
		if math.Abs(total-2*s) >= math.Abs(total)-signTolerance {
			extreme++
		}
	}
	r.P = float64(extreme) / float64(len(sums))
	// A mean is in the interval unless a share of less than half the level of the patterns is further
	// out, which makes the ends order statistics of the means of all subsets (Hartigan 1969).
	for mask := range sums[1:] {
		sums[mask+1] /= float64(bits.OnesCount(uint(mask + 1)))
	}
	means := sums[1:]
	r.Likely = cutBoth(means, int(math.Floor(0.1*float64(len(sums)))))
	r.Sure = cutBoth(means, int(math.Floor(0.025*float64(len(sums)))))
	return r
}

// subsetSums returns the sums of all subsets of d, that of the subset with the bits of i at i.
func subsetSums(d []float64) []float64 {
	sums := make([]float64, 1, 1<<len(d))
	for _, x := range d {
		for _, s := range sums[:len(sums):len(sums)] {
			sums = append(sums, s+x)
		}
	}
	return sums
}

// cutBoth returns the mth smallest and the mth largest value, and reorders values; none if m is 0.
func cutBoth(values []float64, m int) PairsInterval {
	if m < 1 {
		return PairsInterval{}
	}
	low := kth(values, m-1)
	return PairsInterval{Low: low, High: kth(values, len(values)-m), Known: true}
}

// kth returns the value that would be at index k if values were sorted, and reorders them.
func kth(values []float64, k int) float64 {
	const few = 64
	for len(values) > few {
		pivot := median(values[0], values[len(values)/2], values[len(values)-1])
		below, above := 0, len(values)
		for i := 0; i < above; { // three parts, as ratings in fives have many equal means
			switch v := values[i]; {
			case v < pivot:
				values[below], values[i] = v, values[below]
				below++
				i++
			case v > pivot:
				above--
				values[above], values[i] = v, values[above]
			default:
				i++
			}
		}
		switch {
		case k < below:
			values = values[:below]
		case k < above:
			return pivot
		default:
			values, k = values[above:], k-above
		}
	}
	slices.Sort(values)
	return values[k]
}

func median(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }
