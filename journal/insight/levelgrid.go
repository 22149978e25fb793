package insight

import "math"

// Priors of the trend (docs/science.md, section B): the noise of one rating is about 10
// points, the drift about one point a day's square root.
const (
	priorLnNoise   = 2.302585092994046 // ln 10
	priorLnNoiseSD = 0.6
	priorLnDrift   = 0
	priorLnDriftSD = 1.0

	gridHalf = 5   // the grid runs from -5 to 5 in each direction
	gridStep = 0.5 // standard deviations
	// gridFloor bounds how narrow the second grid may become, as a part of the prior's sd.
	gridFloor = 1.0 / 8
	// longSeries is the minimum number of days before nodes of no weight are left out of the smoothing.
	longSeries  = 5000
	smallWeight = 1e-6
)

// node is one pair of parameters with its weight.
type node struct{ noise, drift, weight float64 }

// spread is a mean and standard deviation of ln noise and of ln drift.
type spread struct{ noise, noiseSD, drift, driftSD float64 }

func priorSpread() spread {
	return spread{priorLnNoise, priorLnNoiseSD, priorLnDrift, priorLnDriftSD}
}

// weighGrid lays a grid around s and weighs each node by likelihood and prior.
func weighGrid(t, y []float64, s spread, scratch *level) []node {
	nodes, _ := weighGridSum(t, y, s, scratch)
	return nodes
}

// weighGridSum also returns the logarithm of the sum of the weights before they are made shares.
func weighGridSum(t, y []float64, s spread, scratch *level) ([]node, float64) {
	var nodes []node
	var logs []float64
	best := math.Inf(-1)
	for i := -gridHalf; i <= gridHalf; i++ {
		lnNoise := s.noise + s.noiseSD*gridStep*float64(i)
		for j := -gridHalf; j <= gridHalf; j++ {
			lnDrift := s.drift + s.driftSD*gridStep*float64(j)
			n := node{noise: math.Exp(2 * lnNoise), drift: math.Exp(2 * lnDrift)}
			zn := (lnNoise - priorLnNoise) / priorLnNoiseSD
			zd := (lnDrift - priorLnDrift) / priorLnDriftSD
			w := scratch.filter(t, y, n.noise, n.drift) - zn*zn/2 - zd*zd/2
			best = max(best, w)
			nodes, logs = append(nodes, n), append(logs, w)
		}
	}
	sum := 0.0
	for i := range nodes {
		nodes[i].weight = math.Exp(logs[i] - best)
		sum += nodes[i].weight
	}
	for i := range nodes {
		nodes[i].weight /= sum
	}
	return nodes, best + math.Log(sum)
}

// spreadOf returns the weighted mean and standard deviation of the grid.
func spreadOf(nodes []node) spread {
	var s spread
	for _, n := range nodes {
		s.noise += n.weight * math.Log(n.noise) / 2
		s.drift += n.weight * math.Log(n.drift) / 2
	}
	for _, n := range nodes {
		dn, dd := math.Log(n.noise)/2-s.noise, math.Log(n.drift)/2-s.drift
		s.noiseSD += n.weight * dn * dn
		s.driftSD += n.weight * dd * dd
	}
	s.noiseSD, s.driftSD = math.Sqrt(s.noiseSD), math.Sqrt(s.driftSD)
	return s
}

// posteriorGrid runs both passes: the prior's grid, then one where the weight is.
func posteriorGrid(t, y []float64) []node {
	scratch := newLevel(len(t))
	return narrowed(t, y, weighGrid(t, y, priorSpread(), scratch), scratch)
}

// narrowed is the second pass, around where the first has its weight.
func narrowed(t, y []float64, first []node, scratch *level) []node {
	s := spreadOf(first)
	s.noiseSD = max(s.noiseSD, priorLnNoiseSD*gridFloor)
	s.driftSD = max(s.driftSD, priorLnDriftSD*gridFloor)
	nodes := weighGrid(t, y, s, scratch)
	if len(t) < longSeries {
		return nodes
	}
	return heaviest(nodes)
}

func heaviest(nodes []node) []node {
	kept, sum := nodes[:0], 0.0
	for _, n := range nodes {
		if n.weight >= smallWeight {
			kept = append(kept, n)
			sum += n.weight
		}
	}
	for i := range kept {
		kept[i].weight /= sum
	}
	return kept
}

// mixture gathers the mean and variance of a weighted mixture around a fixed centre,
// which keeps small variances exact beside large means.
type mixture struct{ first, second float64 }

func (m *mixture) add(weight, mean, variance, centre float64) {
	d := mean - centre
	m.first += weight * d
	m.second += weight * (variance + d*d)
}

func (m mixture) moments(centre float64) (mean, sd float64) {
	return centre + m.first, math.Sqrt(max(0, m.second-m.first*m.first))
}

// averaged is the level averaged over the grid.
type averaged struct {
	mean, sd         []float64 // at each time
	curve            []LevelPoint
	change, changeSD float64
	up               float64 // the probability that the level rose since the reference
}

// average smooths the series under every node and mixes the results. at are further
// times between the first and last at which the level is wanted, in order.
func average(t, y []float64, nodes []node, ref int, at []float64) averaged {
	return averageWith(newLevel(len(t)), t, y, nodes, ref, at)
}

// averageWith smooths with l, which may know of a jump.
func averageWith(l *level, t, y []float64, nodes []node, ref int, at []float64) averaged {
	n := len(t)
	centre := 0.0
	for _, v := range y {
		centre += v / float64(n)
	}
	days, points := make([]mixture, n), make([]mixture, len(at))
	var change mixture
	up := 0.0
	for _, k := range nodes {
		l.filter(t, y, k.noise, k.drift)
		l.smooth()
		for i := range days {
			days[i].add(k.weight, l.mean[i], l.variance[i], centre)
		}
		i := 0
		for p, when := range at {
			for i < n-2 && t[i+1] <= when {
				i++
			}
			mean, variance := l.mean[i], l.variance[i]
			if gap := t[min(i+1, n-1)] - t[i]; gap > 0 {
				mean, variance = l.between(i, (when-t[i])/gap, gap, k.drift)
			}
			points[p].add(k.weight, mean, variance, centre)
		}
		d, v := l.change(ref)
		change.add(k.weight, d, v, 0)
		up += k.weight * probabilityAboveZero(d, v)
	}
	a := averaged{mean: make([]float64, n), sd: make([]float64, n), up: min(max(up, 0), 1)}
	for i, m := range days {
		a.mean[i], a.sd[i] = m.moments(centre)
	}
	for p, m := range points {
		mean, sd := m.moments(centre)
		a.curve = append(a.curve, LevelPoint{Day: at[p], Level: mean, SD: sd})
	}
	a.change, a.changeSD = change.moments(0)
	return a
}

func probabilityAboveZero(mean, variance float64) float64 {
	if variance <= 0 {
		return 0.5
	}
	return math.Erfc(-mean/math.Sqrt(2*variance)) / 2
}
