package insight

import (
	"math"
	"slices"
)

// lowess is Cleveland's (1979) robust locally weighted line through y over ascending x, at
// each x: span is the share of points that each line sees, and rounds how often points far
// off are given less weight. Equal x have equal fits.
func lowess(x, y []float64, span float64, rounds int) []float64 {
	n := len(x)
	if n < 2 {
		return slices.Clone(y)
	}
	window := max(2, min(n, int(span*float64(n)+1e-7)))
	trust, fit := make([]float64, n), make([]float64, n)
	for i := range trust {
		trust[i] = 1
	}
	for round := 0; ; round++ {
		left := 0
		for i := range x {
			for left+window < n && x[left+window]-x[i] < x[i]-x[left] {
				left++
			}
			if i > 0 && x[i] == x[i-1] {
				fit[i] = fit[i-1]
				continue
			}
			fit[i] = lowessAt(x, y, trust, i, left, left+window-1)
		}
		if round == rounds || !distrust(y, fit, trust) {
			return fit
		}
	}
}

// lowessAt fits one line around x[i] to the points from left to right, and to further ones
// as near as the farthest of these.
func lowessAt(x, y, trust []float64, i, left, right int) float64 {
	at, whole := x[i], x[len(x)-1]-x[0]
	h := max(at-x[left], x[right]-at)
	w := make([]float64, 0, right-left+1)
	sum := 0.0
	for j := left; j < len(x); j++ {
		weight, far := 0.0, math.Abs(x[j]-at)
		if far <= 0.999*h {
			weight = trust[j]
			if far > 0.001*h {
				weight *= math.Pow(1-math.Pow(far/h, 3), 3)
			}
		} else if x[j] > at {
			break
		}
		w = append(w, weight)
		sum += weight
	}
	if sum <= 0 {
		return y[i]
	}
	centre := 0.0
	for k := range w {
		w[k] /= sum
		centre += w[k] * x[left+k]
	}
	spread := 0.0
	for k := range w {
		spread += w[k] * (x[left+k] - centre) * (x[left+k] - centre)
	}
	tilt := 0.0
	if h > 0 && math.Sqrt(spread) > 0.001*whole {
		tilt = (at - centre) / spread
	}
	fit := 0.0
	for k := range w {
		fit += w[k] * (1 + tilt*(x[left+k]-centre)) * y[left+k]
	}
	return fit
}

// distrust weighs the points by how far they are from the fit, and is false where the fit
// is as good as exact.
func distrust(y, fit, trust []float64) bool {
	off := make([]float64, len(y))
	for i := range y {
		off[i] = math.Abs(y[i] - fit[i])
	}
	limit := 6 * quantile(ascending(off), 0.5)
	if limit < 1e-7*average64(off) {
		return false
	}
	for i, r := range off {
		switch {
		case r <= 0.001*limit:
			trust[i] = 1
		case r <= 0.999*limit:
			part := 1 - (r/limit)*(r/limit)
			trust[i] = part * part
		default:
			trust[i] = 0
		}
	}
	return true
}

// ControlChart is the exponentially weighted moving average of Roberts (1959) and the
// cumulative sums of Page (1954) of a series against a target.
type ControlChart struct {
	Target float64 `json:"target"`
	Sigma  float64 `json:"sigma"`
	// Average is the weighted average after the last value, between its limits Low and High.
	Average float64 `json:"ewma"`
	Low     float64 `json:"lower_limit"`
	High    float64 `json:"upper_limit"`
	// Upper and Lower are the cumulative sums after the last value, Limit theirs.
	Upper float64 `json:"cusum_upper"`
	Lower float64 `json:"cusum_lower"`
	Limit float64 `json:"cusum_limit"`
}

func controlChart(values []float64, target, sigma float64) *ControlChart {
	const weight, widths, slack, limit = 0.3, 3, 0.5, 4
	c := &ControlChart{Target: target, Sigma: sigma, Limit: limit * sigma}
	averages := movingAverage(values, target, weight)
	c.Average = averages[len(averages)-1]
	reach := movingLimit(sigma, weight, widths)
	c.Low, c.High = target-reach, target+reach
	upper, lower := cumulativeSums(values, target, slack*sigma)
	c.Upper, c.Lower = upper[len(upper)-1], lower[len(lower)-1]
	return c
}

// movingAverage lists the average after each value, each of which takes that weight of it.
func movingAverage(values []float64, start, weight float64) []float64 {
	averages := make([]float64, len(values))
	for i, v := range values {
		start += weight * (v - start)
		averages[i] = start
	}
	return averages
}

// movingLimit is how far the average strays at most, once it has run for a while.
func movingLimit(sigma, weight, widths float64) float64 {
	return widths * sigma * math.Sqrt(weight/(2-weight))
}

// cumulativeSums add up what exceeds the target by more than the slack, and what falls
// short of it, each never below 0.
func cumulativeSums(values []float64, target, slack float64) (upper, lower []float64) {
	up, down := 0.0, 0.0
	for _, v := range values {
		up = max(0, up+v-target-slack)
		down = max(0, down+target-slack-v)
		upper, lower = append(upper, up), append(lower, down)
	}
	return upper, lower
}
