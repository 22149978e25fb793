package insight

import (
	"math"
	"slices"
)

// quantile is the type-7 quantile (Hyndman & Fan 1996) of ascending values, p in 0..1.
func quantile(sorted []float64, p float64) float64 {
	h := p * float64(len(sorted)-1)
	low := int(math.Floor(h))
	if low >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (h-float64(low))*(sorted[low+1]-sorted[low])
}

func ascending(values []float64) []float64 {
	s := slices.Clone(values)
	slices.Sort(s)
	return s
}

func distinct(sorted []float64) int { return len(slices.Compact(slices.Clone(sorted))) }

func average64(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
