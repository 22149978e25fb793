package insight

import "math"

// Entries that follow each other resemble each other: a good hour colours the next one,
// and a bad week all of its days. A method that takes each entry for new evidence then
// finds patterns in what is one mood. The numbers here say by how much the evidence
// shrinks, and every claim of this package allows for it.

// dependenceMost bounds how alike neighbours are taken to be.
const dependenceMost = 0.95

// autocorrelation is the correlation of neighbours among deviations e from what was fitted with
// the given number of parameters, 0 to 0.95. Fitting, and the correlation itself, pull the
// estimate down in a short series (Kendall 1954); that is corrected.
func autocorrelation(e []float64, fitted int) float64 {
	n := len(e)
	if n < 3 {
		return 0
	}
	own, next := 0.0, 0.0
	for i, v := range e {
		own += v * v
		if i > 0 {
			next += v * e[i-1]
		}
	}
	if own == 0 {
		return 0
	}
	share := float64(fitted) / float64(n)
	return min(max((next/own+share)/max(1-3*share, 0.5), 0), dependenceMost)
}

// dependence is by how much the variance of a mean of neighbours with that autocorrelation exceeds
// the one of independent values (a first-order autoregression).
func dependence(autocorrelation float64) float64 {
	return (1 + autocorrelation) / (1 - autocorrelation)
}

// jointDependence is the same for the association of two series (Bartlett 1935): it is 1
// as soon as one of them has no memory.
func jointDependence(a, b float64) float64 { return dependence(a * b) }

// deviations are values less their mean.
func deviations(values []float64) []float64 {
	mean := average64(values)
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v - mean
	}
	return out
}

// shrunk is the two-sided p-value of a t statistic from n values and that many parameters
// once dependence is allowed for: the statistic counts less, and so do the values.
func shrunk(t float64, n, parameters int, dependence float64) float64 {
	df := max(1, int(math.Round(float64(n)/dependence))-parameters)
	return twoSided(t/math.Sqrt(dependence), df)
}
