package insight

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Ratings and outcomes carry the mood of their time: what was felt in the morning is still
// there at noon, and less so tomorrow. Here the error of an entry is such a mood plus noise of
// its own. The mood has a share of the variance and fades exponentially, either with the calendar
// or from entry to entry (Uhlenbeck & Ornstein 1930). Neither its share nor its pace is known, so
// a coarse grid of both is weighed by the restricted likelihood (Harville 1977). An
// autoregression alone would take the noise for a mood that fades at once.

// moodNode is one model of the error.
type moodNode struct {
	// share is the part of the variance that is mood, 0-1.
	share float64
	// pace is after how many days the mood has faded to 1/e, or after how many entries.
	pace     float64
	byEntry  bool
	logPrior float64
}

const (
	// moodNone is how many times likelier it is, before the values are seen, that there is no mood
	// than each single one of the grid, and moodOfDays the same for the mood that diaries
	// show the most often: a tenth to a quarter of the variance, alike for a day or two. Chosen by
	// simulation: false claims where there is mood against biases found (docs/science.md, section F).
	moodNone   = 150
	moodOfDays = 30
	// moodDoubt is the power by which the degrees of freedom fall with the variance that mood adds:
	// how much that is, is known the less the more there is of it.
	moodDoubt = 3
)

// moodGrid returns the models.
func moodGrid() []moodNode {
	nodes := []moodNode{{pace: 1, logPrior: math.Log(moodNone)}}
	for _, share := range []float64{0.1, 0.25, 0.5, 0.75, 0.95} {
		for _, days := range []float64{0.5, 2, 8, 32} {
			n := moodNode{share: share, pace: days}
			if days == 2 && share <= 0.25 {
				n.logPrior = math.Log(moodOfDays)
			}
			nodes = append(nodes, n)
		}
		for _, entries := range []float64{1, 2.5, 8, 25} {
			nodes = append(nodes, moodNode{share: share, pace: entries, byEntry: true})
		}
	}
	return nodes
}

// moodFits are the fits of all models of the error at one or more looks.
type moodFits struct {
	nodes []moodNode
	// looks[k][l] holds what model k adds up without the newest l values.
	looks [][]moodSums
}

// fitMood filters the columns with each model, at so many looks: with all values, without the newest,
// and so on. days are the times of the values in days, which never fall.
func fitMood(days []float64, columns [][]float64, looks int) moodFits {
	m := moodFits{nodes: moodGrid()}
	rows := make([]float64, 0, len(days)*len(columns)) // by value, which is how they are gone through
	for i := range days {
		for _, column := range columns {
			rows = append(rows, column[i])
		}
	}
	byPace := map[float64][]float64{}
	for _, node := range m.nodes {
		var fades []float64
		if !node.byEntry && node.share > 0 {
			if byPace[node.pace] == nil {
				byPace[node.pace] = fading(days, node.pace)
			}
			fades = byPace[node.pace]
		}
		m.looks = append(m.looks, node.filter(rows, len(columns), fades, min(looks, len(days))))
	}
	return m
}

// fading is how much of a mood is left from one value to the next, 0-1.
func fading(days []float64, pace float64) []float64 {
	fades := make([]float64, len(days))
	for i := 1; i < len(days); i++ {
		fades[i] = math.Exp((days[i-1] - days[i]) / pace)
	}
	return fades
}

// moodEstimate is a coefficient and how well it is known.
type moodEstimate struct {
	at, sd float64
	// df are the degrees of freedom of the test; they fall with moodDoubt. plain are those of
	// the interval, in which a mood counts once.
	df, plain float64
}

// look fits the last of the picked columns by the others and estimates the coefficient of the first,
// averaged over the models, without the newest l values. around is taken for the estimate where
// it is not NaN: what is told as a fact is what is tested. It is false if there is too little.
func (m moodFits) look(l int, picked []int, around float64) (moodEstimate, bool) {
	if l >= len(m.looks[0]) {
		return moodEstimate{}, false
	}
	fits := make([]moodFit, len(m.nodes))
	best := math.Inf(-1)
	for k, node := range m.nodes {
		fits[k] = m.looks[k][l].solve(picked)
		fits[k].log += node.logPrior
		best = max(best, fits[k].log)
	}
	if math.IsInf(fits[0].log, -1) {
		return moodEstimate{}, false
	}
	sum, mean, square := 0.0, 0.0, 0.0
	for _, f := range fits {
		if w := math.Exp(f.log - best); w > 0 {
			sum, mean, square = sum+w, mean+w*f.at, square+w*(f.at*f.at+f.variance)
		}
	}
	mean, square = mean/sum, square/sum
	e := moodEstimate{at: around}
	if math.IsNaN(around) {
		e.at = mean
	}
	e.sd = math.Sqrt(square - 2*mean*e.at + e.at*e.at)
	if !(e.sd > 1e-9) {
		return moodEstimate{}, false
	}
	more := max(1, e.sd*e.sd/fits[0].variance)
	free := float64(m.looks[0][l].n - len(picked) + 1)
	e.df, e.plain = max(0.7, free/math.Pow(more, moodDoubt)), max(2, free/more)
	return e, true
}

// p is how often luck alone shows as much, in either direction.
func (e moodEstimate) p() float64 {
	return min(1, 2*distuv.StudentsT{Mu: 0, Sigma: 1, Nu: e.df}.Survival(math.Abs(e.at)/e.sd))
}

// interval is the 80% interval.
func (e moodEstimate) interval() (low, high float64) {
	reach := e.sd * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: e.plain}.Quantile(0.9)
	return e.at - reach, e.at + reach
}

// moodFit is what one model says: the estimate, its variance, and the logarithm of the restricted
// likelihood, which is minus infinity where the columns cannot be told apart.
type moodFit struct{ at, variance, log float64 }

// moodSums are the sums of products of the scaled innovations of n values, a lower triangle by
// column, and the sum of the logarithms of their variances.
type moodSums struct {
	products []float64
	columns  int
	n        int
	logs     float64
}

// filter goes through all columns alike (Harvey 1989): their innovations, scaled, are independent,
// so that sums of their products give generalised least squares at every look. fades are nil where the
// mood fades by entry.
func (n moodNode) filter(rows []float64, size int, fades []float64, looks int) []moodSums {
	state, innovation, products := make([]float64, size), make([]float64, size), make([]float64, size*size)
	sums := make([]moodSums, looks)
	variance, noise, logs, product := n.share, 1-n.share, 0.0, 1.0
	perEntry := math.Exp(-1 / n.pace)
	values := len(rows) / size
	for i := range values {
		fade := perEntry
		if fades != nil {
			fade = fades[i]
		}
		if i == 0 {
			fade = 0
		}
		variance = n.share + fade*fade*(variance-n.share)
		f := variance + noise
		scale := 1 / f
		gain := variance * scale
		variance *= noise * scale
		for j, v := range rows[i*size : (i+1)*size] {
			expected := fade * state[j]
			innovation[j] = v - expected
			state[j] = expected + gain*innovation[j]
		}
		for j, v := range innovation {
			v *= scale
			into := products[j*size : j*size+j+1]
			for k := range into {
				into[k] += v * innovation[k]
			}
		}
		if product *= f; product < 1e-200 { // one logarithm for many factors
			logs += math.Log(product)
			product = 1
		}
		if l := values - 1 - i; l < looks {
			sums[l] = moodSums{slices.Clone(products), size, i + 1, logs + math.Log(product)}
		}
	}
	return sums
}

// solve finds the coefficient by a Cholesky factor in which its column comes last but one, before what
// is fitted.
func (s moodSums) solve(picked []int) moodFit {
	none := moodFit{log: math.Inf(-1)}
	size := len(picked)
	if s.n < size {
		return none
	}
	order := append(slices.Clone(picked[1:size-1]), picked[0], picked[size-1])
	l := make([]float64, size*size)
	determinant := 0.0
	for i := range size {
		for j := range i + 1 {
			own := s.products[max(order[i], order[j])*s.columns+min(order[i], order[j])]
			v := own
			for k := range j {
				v -= l[i*size+k] * l[j*size+k]
			}
			switch {
			case i != j:
				l[i*size+j] = v / l[j*size+j]
				continue
			case i == size-1:
				v = max(v, 1e-12*own, 1e-300)
			case v <= 1e-9*own || v <= 0:
				return none
			default:
				determinant += math.Log(v)
			}
			l[i*size+i] = math.Sqrt(v)
		}
	}
	free := float64(s.n - size + 1)
	rest, first := l[size*size-1], l[(size-2)*size+size-2]
	return moodFit{
		at: l[(size-1)*size+size-2] / first, variance: rest * rest / free / (first * first),
		log: -free*math.Log(rest) - s.logs/2 - determinant/2,
	}
}

// inDays is the time of a sample in days; only differences count.
func inDays(s *Sample) float64 { return float64(s.Time.Unix()) / (24 * 60 * 60) }

// ones is a column for the mean.
func ones(n int) []float64 {
	column := make([]float64, n)
	for i := range column {
		column[i] = 1
	}
	return column
}
