package insight

import (
	"math"
	"slices"
)

// changeColumns are the columns of a regression of the rated days: those that both explanations of
// the trend share (a level and the season), then the line, then the ratings. Every product of a fit
// follows from running sums and from products with the day before, so that trying hundreds of
// fits costs hardly more than trying one.
type changeColumns struct {
	n, shared int
	values    [][]float64
	after     [][]float64 // after[c][i] is the sum of column c from day i on
	products  [][]lagProducts
	fresh     float64 // see freshShare
}

func newChangeColumns(t, y []float64) *changeColumns {
	shared := seasonColumns(t)
	c := &changeColumns{n: len(t), shared: len(shared), fresh: freshShare(y), values: append(shared, unitLine(t), deviations(y))}
	for a, v := range c.values {
		after := make([]float64, c.n+1)
		for i := c.n - 1; i >= 0; i-- {
			after[i] = after[i+1] + v[i]
		}
		c.after = append(c.after, after)
		c.products = append(c.products, make([]lagProducts, len(c.values)))
		for b := range a + 1 {
			c.products[a][b] = lagProductsOf(v, c.values[b])
			c.products[b][a] = c.products[a][b]
		}
	}
	return c
}

func (c *changeColumns) line() int    { return c.shared }
func (c *changeColumns) ratings() int { return c.shared + 1 }

// power is that of the squares in the likelihood.
func (c *changeColumns) power() float64 { return c.fresh * float64(c.n-c.shared) / 2 }

// lineEnds is how far the line rises from the first day to the last.
func (c *changeColumns) lineEnds() float64 {
	line := c.values[c.line()]
	return line[c.n-1] - line[0]
}

// unitLine is time with mean 0 and a standard deviation of 1.
func unitLine(t []float64) []float64 {
	line := deviations(t)
	if spread := norm(line) / math.Sqrt(float64(len(line))); spread > 0 {
		for i := range line {
			line[i] /= spread
		}
	}
	return line
}

// lagProducts are the products of two columns: of the first day, of all later ones, of all but the
// last, and of each with the day before.
type lagProducts struct{ first, late, early, lagged float64 }

func lagProductsOf(a, b []float64) lagProducts {
	last := len(a) - 1
	p := lagProducts{first: a[0] * b[0]}
	for i := 1; i <= last; i++ {
		p.late += a[i] * b[i]
		p.lagged += a[i]*b[i-1] + a[i-1]*b[i]
	}
	p.early = p.first + p.late - a[last]*b[last]
	return p
}

// whitened is the product once each day is freed of phi times the day before, and the first scaled to match
// (Prais & Winsten 1954).
func (p lagProducts) whitened(phi float64) float64 {
	return (1-phi*phi)*p.first + p.late + phi*phi*p.early - phi*p.lagged
}

// stepProduct is the whitened product of column a with a step that began so many days ago.
func (c *changeColumns) stepProduct(a, days int, phi float64) float64 {
	v, after, s := c.values[a], c.after[a], c.n-days
	return v[s] - phi*v[s-1] + (1-phi)*(after[s+1]-phi*(after[s]-v[c.n-1]))
}

// stepSquare is the whitened product of a step with itself.
func stepSquare(days int, phi float64) float64 {
	return 1 + float64(days-1)*(1-phi)*(1-phi)
}

const (
	// oneWave and twoWaves are the days of a diary from which on its season is fitted by one
	// wave a year, and by a second of half its length.
	oneWave  = 400
	twoWaves = 730
	yearDays = 365.25
)

// seasonColumns are the level and, once it can be known, the season: what comes back each year is no news.
func seasonColumns(t []float64) [][]float64 {
	waves := 0
	switch span := t[len(t)-1] - t[0]; {
	case span >= twoWaves:
		waves = 2
	case span >= oneWave:
		waves = 1
	}
	columns := make([][]float64, 1+2*waves)
	for j := range columns {
		columns[j] = make([]float64, len(t))
	}
	for i, day := range t {
		columns[0][i] = 1
		for w := 1; w <= waves; w++ {
			columns[2*w-1][i], columns[2*w][i] = math.Sincos(2 * math.Pi * float64(w) * day / yearDays)
		}
	}
	return columns
}

// freshShare is which part of the days says something of its own, 0-1: ratings that repeat the last
// one oftener than rounding makes them are copied, and a copy is no evidence. The step of the scale is taken
// to be one of the smallest changes from day to day.
func freshShare(y []float64) float64 {
	var moves []float64
	square := 0.0
	for i := 1; i < len(y); i++ {
		if move := math.Abs(y[i] - y[i-1]); move > 0 {
			moves = append(moves, move)
			square += move * move
		}
	}
	if len(moves) == 0 {
		return 1
	}
	slices.Sort(moves)
	step := moves[len(moves)/10]
	spread := math.Sqrt(square / float64(len(moves)))
	rounding := math.Erf(step / 2 / spread / math.Sqrt2) // a normal change that is rounded to 0
	return min(1, float64(len(moves))/float64(len(y)-1)/(1-rounding))
}

// mood is the logarithm of the likelihood of the days if belief wanders as a mood does, of which days
// apart by the calendar have less and less in common, under noise of each day's own: averaged over
// moods of one week and two that are a third or two thirds of the variance.
func (c *changeColumns) mood(t []float64) float64 {
	var logs []float64
	for _, phi := range []float64{0.8, 0.9} {
		for _, share := range []float64{0.3, 0.6} {
			logs = append(logs, c.moodAt(t, phi, share))
		}
	}
	return logSum(logs) - math.Log(float64(len(logs)))
}

// moodAt runs a Kalman filter through all columns at once, and gathers the products of what it
// did not foresee.
func (c *changeColumns) moodAt(t []float64, phi, share float64) float64 {
	columns := append(append([][]float64(nil), c.values[:c.shared]...), c.values[c.ratings()])
	mean, surprise := make([]float64, len(columns)), make([]float64, len(columns))
	products := make([][]float64, len(columns))
	for a := range products {
		products[a] = make([]float64, a+1)
	}
	variance, logs, gap, alike := share, 0.0, 1.0, phi
	factors := 1.0
	for i := range c.n {
		if i > 0 {
			if days := t[i] - t[i-1]; days != gap {
				gap, alike = days, math.Pow(phi, days)
			}
			variance = alike*alike*variance + share*(1-alike*alike)
		}
		f := variance + 1 - share
		if factors *= f; factors < 1e-200 { // one logarithm for many factors
			logs += math.Log(factors)
			factors = 1
		}
		for a, column := range columns {
			if i > 0 {
				mean[a] *= alike
			}
			surprise[a] = column[i] - mean[a]
			mean[a] += variance / f * surprise[a]
			for b := range a + 1 {
				products[a][b] += surprise[a] * surprise[b] / f
			}
		}
		variance *= (1 - share) / f
	}
	logs += math.Log(factors)
	last := len(columns) - 1
	root := choleskyRoot(last, func(a, b int) float64 { return products[max(a, b)][min(a, b)] })
	ratings := project(root, func(a int) float64 { return products[last][a] })
	rest := remaining(products[last][last], ratings)
	return -c.fresh*logs/2 - logDiagonal(root) - c.power()*math.Log(rest)
}
