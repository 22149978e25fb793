package insight

import "math"

// A belief that wanders around one level rises and falls for weeks without going
// anywhere. Before a change is claimed, it is compared with what a diary that only wanders
// would show: the change is fitted as a straight line together with errors of
// which each resembles the one before (a first-order autoregression), averaged over how
// much they may resemble each other, each weighed by its restricted likelihood
// (Harville 1977).

// autocorrelationSteps and maxAutocorrelation make the grid of autocorrelations: 0 to 0.95 in steps of 0.05.
// Before the values are seen, each is the likelier the closer it is to 1, by a power of
// 1/(1-phi): most diaries wander, and a short one cannot show that it does not. The powers
// are chosen by simulation: claims on diaries that only wander against changes found.
const (
	autocorrelationSteps = 20
	maxAutocorrelation   = 0.95
	// ratingPrior is the power for ratings.
	ratingPrior = 0.75
)

// randomWalk is the estimate of one coefficient of y, given that y also wanders.
type randomWalk struct {
	// mean and sd are of the coefficient; up is the probability, 0-1, that it is above 0.
	mean, sd, up float64
}

// slopeOf fits y by a level and a multiple of line, and estimates the multiple. line holds
// one number for each of y; both need at least four.
func slopeOf(y, line []float64) randomWalk {
	rows := make([][2]float64, len(y))
	for i, x := range line {
		rows[i] = [2]float64{x, 1}
	}
	return randomWalkOver(y, rows, 2)
}

// meanOf estimates the mean of y. y needs at least three values.
func meanOf(y []float64) randomWalk {
	rows := make([][2]float64, len(y))
	for i := range rows {
		rows[i] = [2]float64{1, 0}
	}
	return randomWalkOver(y, rows, 1)
}

// randomWalkOver averages over the grid. It estimates the coefficient of the first number of
// each row; parameters is how many of the two are used.
func randomWalkOver(y []float64, rows [][2]float64, parameters int) randomWalk {
	return averageFits(weighAutocorrelations(y, rows, parameters, ratingPrior), len(y)-parameters)
}

// averageFits averages weighted fits.
func averageFits(fits []randomWalkFit, df int) randomWalk {
	var w randomWalk
	second := 0.0
	for _, f := range fits {
		w.mean += f.weight * f.at
		second += f.weight * (f.at*f.at + f.se*f.se)
		w.up += f.weight * (1 - above(f.at/f.se, df))
	}
	w.sd = math.Sqrt(max(0, second-w.mean*w.mean))
	return w
}

// autocorrelations returns the grid.
func autocorrelations() []float64 {
	grid := make([]float64, autocorrelationSteps)
	for k := range grid {
		grid[k] = maxAutocorrelation * float64(k) / (autocorrelationSteps - 1)
	}
	return grid
}

// randomWalkFit is a fit for one autocorrelation phi: the coefficient and its standard error. Its
// weight is first a logarithm, and a share of 1 once all have been weighed.
type randomWalkFit struct{ phi, at, se, weight float64 }

// weighAutocorrelations fits and weights every autocorrelation of the grid.
func weighAutocorrelations(y []float64, rows [][2]float64, parameters int, prior float64) []randomWalkFit {
	return weigh(prior, func(_ int, phi float64) randomWalkFit {
		return sumsOf(y, rows, phi).fit(phi, len(y), parameters)
	})
}

// weigh turns the likelihood of every autocorrelation of the grid into its share, and leaves out
// those without any. If none fits, the result is one empty fit.
func weigh(prior float64, fitAt func(k int, phi float64) randomWalkFit) []randomWalkFit {
	fits := make([]randomWalkFit, 0, autocorrelationSteps)
	best := math.Inf(-1)
	for k, phi := range autocorrelations() {
		f := fitAt(k, phi)
		f.weight -= prior * math.Log(1-phi)
		best = max(best, f.weight)
		fits = append(fits, f)
	}
	if math.IsInf(best, -1) {
		return []randomWalkFit{{se: 1, weight: 1}}
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

// sums are the products of a fit by generalised least squares, of two columns a and b and
// of y, once each value has the one before removed and the first is scaled to match
// (Prais & Winsten 1954).
type sums struct{ aa, ab, bb, ay, by, yy float64 }

func sumsOf(y []float64, rows [][2]float64, phi float64) sums {
	first := math.Sqrt(1 - phi*phi)
	var s sums
	for i, row := range rows {
		a, b, v := first*row[0], first*row[1], first*y[i]
		if i > 0 {
			a, b, v = row[0]-phi*rows[i-1][0], row[1]-phi*rows[i-1][1], y[i]-phi*y[i-1]
		}
		s.aa, s.ab, s.bb = s.aa+a*a, s.ab+a*b, s.bb+b*b
		s.ay, s.by, s.yy = s.ay+a*v, s.by+b*v, s.yy+v*v
	}
	return s
}

// fit solves for the multiple of the first column.
func (s sums) fit(phi float64, n, parameters int) randomWalkFit {
	f := randomWalkFit{phi: phi, weight: math.Inf(-1), at: s.ay / s.aa}
	det, share, other := s.aa, 1/s.aa, 0.0
	if parameters == 2 {
		det = s.aa*s.bb - s.ab*s.ab
		if det <= 1e-12*s.aa*s.bb {
			return f
		}
		f.at, other = (s.bb*s.ay-s.ab*s.by)/det, (s.aa*s.by-s.ab*s.ay)/det
		share = s.bb / det
	}
	if s.yy == 0 {
		return f
	}
	rss := s.yy - f.at*s.ay - other*s.by
	if rss <= 1e-12*s.yy { // no residual is left
		rss = 1e-12 * s.yy
		if phi > 0 {
			return f
		}
	}
	df := float64(n - parameters)
	f.se = math.Sqrt(rss / df * share)
	f.weight = -df/2*math.Log(rss) + math.Log(1-phi*phi)/2 - math.Log(det)/2
	return f
}
