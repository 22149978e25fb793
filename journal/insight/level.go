package insight

import "math"

// The local-level model in continuous time: a rating is the level of belief plus noise,
// and the level is a random walk (Durbin & Koopman 2012, chapter 2; docs/science.md,
// section B). noise is the variance of one rating, drift the variance that the level
// gains a day. Times are in days and never go back; several may be equal.

// level holds one pass of the filter and smoother over the ratings.
type level struct {
	// mean and variance are of the level given the ratings up to each time; after smooth,
	// given all of them.
	mean, variance []float64
	// predicted[i] is the variance of the level at i given the ratings before it.
	predicted []float64
	// gain[i] ties the level at i to that at i+1; set by smooth.
	gain []float64
	// jumpVariance is what the level gains beside its drift just before time jumpAt; at 0 nothing is before it.
	jumpAt       int
	jumpVariance float64
}

func newLevel(n int) *level {
	return &level{mean: make([]float64, n), variance: make([]float64, n), predicted: make([]float64, n), gain: make([]float64, n)}
}

// filter runs the Kalman filter with a diffuse start and returns the log-likelihood of
// all ratings but the first. A NaN in y is a time without a rating; y[0] is none.
func (l *level) filter(t, y []float64, noise, drift float64) float64 {
	mean, variance := y[0], noise
	l.mean[0], l.variance[0], l.predicted[0] = mean, variance, math.Inf(1)
	logs, squares, rated := 0.0, 0.0, 0
	product := 1.0
	for i := 1; i < len(t); i++ {
		variance += drift * (t[i] - t[i-1])
		if i == l.jumpAt {
			variance += l.jumpVariance
		}
		l.predicted[i] = variance
		if !math.IsNaN(y[i]) {
			f := variance + noise
			v := y[i] - mean
			mean += variance / f * v
			variance *= noise / f
			squares += v * v / f
			rated++
			// One logarithm for many factors: it is the dearest step for a long journal.
			if product *= f; product > 1e200 || product < 1e-200 {
				logs += math.Log(product)
				product = 1
			}
		}
		l.mean[i], l.variance[i] = mean, variance
	}
	logs += math.Log(product)
	return -(float64(rated)*math.Log(2*math.Pi) + logs + squares) / 2
}

// smooth turns the filtered level into the smoothed one (Rauch, Tung & Striebel).
func (l *level) smooth() {
	n := len(l.mean)
	for i := n - 2; i >= 0; i-- {
		c := l.variance[i] / l.predicted[i+1]
		l.gain[i] = c
		l.mean[i] += c * (l.mean[i+1] - l.mean[i])
		l.variance[i] += c * c * (l.variance[i+1] - l.predicted[i+1])
	}
}

// change returns the mean and variance of the level at the end minus that at from.
func (l *level) change(from int) (mean, variance float64) {
	last := len(l.mean) - 1
	if from == last {
		return 0, 0
	}
	cov := l.variance[last]
	for i := from; i < last; i++ {
		cov *= l.gain[i]
	}
	return l.mean[last] - l.mean[from], max(0, l.variance[last]+l.variance[from]-2*cov)
}

// between returns the mean and variance of the smoothed level a part of the way from
// time i to the next, days apart: a Brownian bridge. part is in 0..1.
func (l *level) between(i int, part, days, drift float64) (mean, variance float64) {
	rest := 1 - part
	mean = rest*l.mean[i] + part*l.mean[i+1]
	cov := l.gain[i] * l.variance[i+1]
	variance = rest*rest*l.variance[i] + part*part*l.variance[i+1] + 2*rest*part*cov + drift*days*part*rest
	return mean, variance
}
