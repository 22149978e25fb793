package insight

import (
	"math"
	"time"
)

// A belief that wanders around one level rises and falls for weeks without going
// anywhere. Before a change is claimed, it is asked whether a diary that only wanders
// would show as much: the change is fitted as a straight line together with errors of
// which each resembles the one before (a first-order autoregression), averaged over how
// much they may resemble each other, each weighed by its restricted likelihood
// (Harville 1977).

// wanderSteps and wanderMost make the grid of likenesses: 0 to 0.95 in steps of 0.05.
// Before the values are seen, each is the likelier the closer it is to 1, by a power of
// 1/(1-phi): most diaries wander, and a short one cannot show that it does not. The powers
// are chosen by simulation: claims on diaries that only wander against changes found.
const (
	wanderSteps = 20
	wanderMost  = 0.95
	// ratingPrior and outcomePrior are the powers for ratings, and for the coarser outcomes.
	ratingPrior  = 0.75
	outcomePrior = 2.0
)

// wander is what is known of one coefficient of y, given that y wanders besides.
type wander struct {
	// mean and sd are of the coefficient; up is the probability, 0-1, that it is above 0.
	mean, sd, up float64
}

// slopeOf fits y by a level and a multiple of line, and tells of the multiple. line holds
// one number for each of y; both need at least four.
func slopeOf(y, line []float64) wander {
	rows := make([][2]float64, len(y))
	for i, x := range line {
		rows[i] = [2]float64{x, 1}
	}
	return wanderOver(y, rows, 2)
}

// meanOf fits y by its mean and tells of that. y needs at least three values.
func meanOf(y []float64) wander {
	rows := make([][2]float64, len(y))
	for i := range rows {
		rows[i] = [2]float64{1, 0}
	}
	return wanderOver(y, rows, 1)
}

// wanderOver averages over the grid. The first of each row is what is told of; parameters
// says how many of the two are used.
func wanderOver(y []float64, rows [][2]float64, parameters int) wander {
	var w wander
	second := 0.0
	df := len(y) - parameters
	for _, f := range weighLikeness(y, rows, parameters, ratingPrior) {
		w.mean += f.weight * f.at
		second += f.weight * (f.at*f.at + f.se*f.se)
		w.up += f.weight * (1 - above(f.at/f.se, df))
	}
	w.sd = math.Sqrt(max(0, second-w.mean*w.mean))
	return w
}

// wanderFit is a fit for one likeness phi: the coefficient and its standard error. Its
// weight is first a logarithm, and a share of 1 once all have been weighed.
type wanderFit struct{ phi, at, se, weight float64 }

// weighLikeness fits every likeness of the grid and weighs it. A constant y has one fit,
// of nothing.
func weighLikeness(y []float64, rows [][2]float64, parameters int, prior float64) []wanderFit {
	var fits []wanderFit
	best := math.Inf(-1)
	for k := range wanderSteps {
		phi := wanderMost * float64(k) / (wanderSteps - 1)
		f := fitWander(y, rows, phi, parameters)
		f.weight -= prior * math.Log(1-phi)
		best = max(best, f.weight)
		fits = append(fits, f)
	}
	if math.IsInf(best, -1) {
		return []wanderFit{{se: 1, weight: 1}}
	}
	sum := 0.0
	for k := range fits {
		fits[k].weight = math.Exp(fits[k].weight - best)
		sum += fits[k].weight
	}
	heavy := fits[:0]
	for _, f := range fits {
		if f.weight /= sum; f.weight > 1e-9 {
			heavy = append(heavy, f)
		}
	}
	return heavy
}

// fitWander fits by generalised least squares: each value is freed of the one before, and
// the first is scaled to match (Prais & Winsten 1954).
func fitWander(y []float64, rows [][2]float64, phi float64, parameters int) wanderFit {
	first := math.Sqrt(1 - phi*phi)
	var aa, ab, bb, ay, by, yy float64
	for i, row := range rows {
		a, b, v := first*row[0], first*row[1], first*y[i]
		if i > 0 {
			a, b, v = row[0]-phi*rows[i-1][0], row[1]-phi*rows[i-1][1], y[i]-phi*y[i-1]
		}
		aa, ab, bb, ay, by, yy = aa+a*a, ab+a*b, bb+b*b, ay+a*v, by+b*v, yy+v*v
	}
	f := wanderFit{phi: phi, weight: math.Inf(-1)}
	det, other := aa, 0.0
	f.at = ay / aa
	share := 1 / aa
	if parameters == 2 {
		det = aa*bb - ab*ab
		if det <= 1e-12*aa*bb {
			return f
		}
		f.at, other = (bb*ay-ab*by)/det, (aa*by-ab*ay)/det
		share = bb / det
	}
	rss := yy - f.at*ay - other*by
	if yy == 0 {
		return f
	}
	if rss <= 1e-12*yy { // nothing is left to wander
		rss = 1e-12 * yy
		if phi > 0 {
			return f
		}
	}
	df := float64(len(y) - parameters)
	f.se = math.Sqrt(rss / df * share)
	f.weight = -df/2*math.Log(rss) + math.Log(first) - math.Log(det)/2
	return f
}

// wanderSure is how sure it must be that a change is more than wandering.
const wanderSure = 0.98

// beyondWandering reports whether y rises (direction 1) or falls (-1) by more than it
// wanders, either through all days or since the reference.
func beyondWandering(t, y []float64, ref int, direction float64) bool {
	n := len(t)
	centred := deviations(y)
	through, since := make([]float64, n), make([]float64, n)
	for i := range t {
		through[i] = direction * (t[i] - t[0])
		since[i] = direction * max(0, t[i]-t[ref])
	}
	return max(slopeOf(centred, through).up, slopeOf(centred, since).up) >= wanderSure
}

const (
	// longerMinDays is how many rated days a lasting change needs before and after it.
	longerMinDays = 5
	// longerGrowth spaces the lengths that are tried: each is a fifth longer than the one before.
	longerGrowth = 1.2
	// longerLevel is the level of the test, both directions and all lengths together.
	longerLevel = 0.03
)

// longerView looks for days, up to the last one, that stand apart from all days before
// them. It tries some dozens of lengths, and asks the more of each the more there are
// (Bonferroni). It is nil where nothing is claimed.
func longerView(t, y []float64, start time.Time) *LongerView {
	n := len(y)
	step, centred := make([]float64, n), deviations(y)
	looks, best, length := 0, 1.0, 0
	for k := longerMinDays; k <= n-longerMinDays; k = max(k+1, int(float64(k)*longerGrowth)) {
		for i := range step {
			step[i] = 0
			if i >= n-k {
				step[i] = 1
			}
		}
		looks++
		up := slopeOf(centred, step).up
		if p := min(up, 1-up); p < best {
			best, length = p, k
		}
	}
	p := min(1, 2*best*float64(looks))
	if looks == 0 || p > longerLevel {
		return nil
	}
	change := average64(y[n-length:]) - average64(y[:n-length])
	if math.Abs(change) < trendPoints {
		return nil
	}
	v := &LongerView{Since: start.AddDate(0, 0, int(t[n-length])).Format(time.DateOnly), DaysBefore: n - length, DaysSince: length, Change: change, P: p, Verdict: TrendRising}
	if change < 0 {
		v.Verdict = TrendFalling
	}
	return v
}
