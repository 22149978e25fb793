package insight

import "math"

// Outcomes resemble each other: because of the one before, or because of the day and the days
// around it. A stretch of successes then comes about without anything having changed. How alike
// they are is read from the outcomes before the stretch, so that the stretch is no evidence
// against itself, and each way of being alike is weighed by how well it fits them (restricted
// likelihood, Harville 1977). Where few outcomes before the stretch differ from the rest,
// they cannot show whether those come in clusters; then likeness is likely beforehand.

const (
	// alikeHistory is the number of the newest outcomes that show how alike they are.
	alikeHistory = 300
	// steadyMost is the highest probability, before the outcomes are seen, that they do not resemble
	// each other; steadyHalf is the number of rarer outcomes at which it is a half, and steadyPower
	// how fast the odds rise with it. The three, and alikePower, are chosen by simulation:
	// false claims where outcomes are alike against stretches found where they are not.
	steadyMost  = 0.95
	steadyHalf  = 4.0
	steadyPower = 3.0
	// alikePower makes strong likeness likelier than weak before the outcomes are seen: by this
	// power of 1/(1-likeness).
	alikePower = 2.0
	// alikeByEntry is the part of the prior for likeness from entry to entry; the rest is by day.
	alikeByEntry = 0.8
	// alikeGap is the gap in days from which on the mood of a day is forgotten.
	alikeGap = 60
)

// likeness is one way in which outcomes may be alike: a share of their variance, 0-1, fades by
// fade, 0-1, from each entry, or from each calendar day, to the next; the rest is noise.
type likeness struct {
	byDay       bool
	share, fade float64
}

// likenesses are the ways that are weighed. The first is none.
func likenesses() []likeness {
	all := []likeness{{}}
	for _, share := range [...]float64{0.35, 0.7, 0.95} {
		for _, fade := range [...]float64{0.4, 0.7, 0.9} {
			all = append(all, likeness{share: share, fade: fade})
		}
	}
	for _, share := range [...]float64{0.15, 0.3, 0.6} {
		for _, fade := range [...]float64{0, 0.5, 0.8, 0.95} {
			all = append(all, likeness{byDay: true, share: share, fade: fade})
		}
	}
	return all
}

// alikePriors returns the logarithm of the prior of each way. rarer is how many of the outcomes that
// show it are unlike most: successes or failures, whichever are fewer.
func alikePriors(all []likeness, rarer float64) []float64 {
	odds := math.Pow(rarer/steadyHalf, steadyPower)
	steady := min(steadyMost, max(odds/(1+odds), 1e-6))
	priors := make([]float64, len(all))
	var entries, days float64
	for i, l := range all[1:] {
		p := math.Pow(1-l.share*l.fade, -alikePower)
		priors[i+1] = p
		if l.byDay {
			days += p
		} else {
			entries += p
		}
	}
	priors[0] = steady
	for i, l := range all[1:] {
		if l.byDay {
			priors[i+1] *= (1 - steady) * (1 - alikeByEntry) / days
		} else {
			priors[i+1] *= (1 - steady) * alikeByEntry / entries
		}
	}
	for i, p := range priors {
		priors[i] = math.Log(p)
	}
	return priors
}

// carried is what remains of the shared part from one outcome to the next. gaps are the days
// between them.
func (l likeness) carried(gaps []int) []float64 {
	keep := make([]float64, len(gaps))
	var after [alikeGap + 1]float64
	after[0] = 1
	for g := 1; g <= alikeGap; g++ {
		after[g] = after[g-1] * l.fade
	}
	after[alikeGap] = 0
	for i, g := range gaps {
		keep[i] = l.fade
		if l.byDay {
			keep[i] = after[min(max(g, 0), alikeGap)]
		}
	}
	return keep
}

// fit is the restricted log-likelihood of outcomes y with that likeness around a mean that is
// unknown, as is their variance: a Kalman filter of one state (Durbin and Koopman 2012).
// keep[i] leads from the outcome before i to i.
func (l likeness) fit(y, keep []float64) float64 {
	const least = 1e-6
	var level, unit float64 // predictions of y and of the constant
	state := l.share
	var yy, y1, oo, logs float64
	product := 1.0
	for i, v := range y {
		if i > 0 {
			c := keep[i]
			level, unit, state = c*level, c*unit, c*c*state+l.share*(1-c*c)
		}
		f := max(state+1-l.share, least)
		miss, missing := v-level, 1-unit
		if product *= f; product < 1e-200 {
			logs, product = logs+math.Log(product), 1
		}
		yy, y1, oo = yy+miss*miss/f, y1+miss*missing/f, oo+missing*missing/f
		gain := state / f
		level, unit, state = level+gain*miss, unit+gain*missing, state*(1-gain)
	}
	logs += math.Log(product)
	rss := max(yy-y1*y1/oo, 1e-9)
	return -0.5*float64(len(y)-1)*math.Log(rss) - 0.5*logs - 0.5*math.Log(oo)
}

// inflation is by how much the likeness raises the variance of the difference between the newest k outcomes and
// those before them, given the variance within all of them.
func (l likeness) inflation(keep []float64, k int) float64 {
	n := len(keep)
	before, newest := -1/float64(n-k), 1/float64(k)
	var difference, around, carried, carriedAll, last float64
	for i, c := range keep {
		w := before
		if i >= n-k {
			w = newest
		}
		if i > 0 {
			carried, carriedAll = c*(carried+last), c*(carriedAll+1)
		}
		difference += w*w + 2*l.share*w*carried
		around += 2 * l.share * carriedAll
		last = w
	}
	mean := around / float64(n) / float64(n-1) // correlation of two outcomes, on average
	return max(1, difference/(newest-before)/max(0.05, 1-mean))
}

// history is the outcomes that a look knows: doubled scores and calendar days, oldest first.
type history struct{ points, days []int }

// newest are the newest n outcomes.
func (h history) newest(n int) history {
	from := max(0, len(h.points)-n)
	return history{h.points[from:], h.days[from:]}
}

// before are all but the newest k outcomes.
func (h history) before(k int) history {
	n := max(0, len(h.points)-k)
	return history{h.points[:n], h.days[:n]}
}

// gaps are the days from each outcome's predecessor to it; the first has none.
func (h history) gaps() []int {
	gaps := make([]int, len(h.days))
	for i := 1; i < len(h.days); i++ {
		gaps[i] = h.days[i] - h.days[i-1]
	}
	return gaps
}

// rarer counts successes or failures, whichever are fewer; a partial is a half of each.
func (h history) rarer() float64 {
	sum := 0
	for _, p := range h.points {
		sum += p
	}
	return float64(min(sum, 2*len(h.points)-sum)) / 2
}

// alikeWeights weighs the ways in which the outcomes before the stretch are alike; they add up to 1.
func (h history) alikeWeights(all []likeness) []float64 {
	y := make([]float64, len(h.points))
	for i, p := range h.points {
		y[i] = float64(p)
	}
	gaps, weights, best := h.gaps(), alikePriors(all, h.rarer()), math.Inf(-1)
	for i, l := range all {
		weights[i] += l.fit(y, l.carried(gaps))
		best = max(best, weights[i])
	}
	sum := 0.0
	for i, w := range weights {
		weights[i] = math.Exp(w - best)
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
	}
	return weights
}

// alikeTail is tail for outcomes that may be alike: the scan is over the newest of h.
func (s *scan) alikeTail(f FormScan, direction float64, h history) float64 {
	const negligible = 1e-4
	all := likenesses()
	weights := h.newest(alikeHistory).before(f.K).alikeWeights(all)
	gaps := h.newest(len(s.points)).gaps()
	p := 0.0
	for i, l := range all {
		switch {
		case i == 0:
			p += weights[i] * f.P
		case weights[i] > negligible:
			p += weights[i] * s.tail(f.Stat/math.Sqrt(l.inflation(l.carried(gaps), f.K)), direction)
		}
	}
	return min(max(p, f.P), 1)
}
