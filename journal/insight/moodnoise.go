package insight

import (
	"math"
	"slices"
)

// What one entry holds is part mood, which lasts for a while, and part noise, which does not. A
// line through such entries is fitted best, and its error known, when both are estimated with
// it: generalised least squares with the errors of a first-order autoregression plus noise, by
// restricted likelihood (Harville 1977), with the innovations of a Kalman filter (Harvey 1989,
// section 3.4). It is averaged over a grid of how long the mood lasts and how much of the
// variance it is, so that few entries, which cannot tell, are not taken to be independent.

// moodShape is a point of the grid: the correlation phi of the mood from one step to the next,
// the share, 0-1, of the variance that is mood, and how likely it is before the values are seen,
// beside no mood.
type moodShape struct{ phi, share, odds float64 }

// moodShapes returns the grid. The first has no mood, which is as likely as a mood that hardly lasts;
// the longer it lasts the likelier it is, because a short diary cannot show that it does not. The odds are
// chosen by simulation.
func moodShapes() []moodShape {
	grid := []moodShape{{odds: 1}}
	for _, phi := range []float64{0.4, 0.6, 0.75, 0.87, 0.95, 0.98} {
		for _, share := range []float64{0.35, 0.65, 1} {
			grid = append(grid, moodShape{phi, share, math.Pow(1-phi, -0.75) / 3})
		}
	}
	return grid
}

// besideFilter frees values of what those before tell of them: afterwards they are independent, with
// equal variance, if their errors have the shape.
type besideFilter struct {
	phi float64
	// gain is how much of a surprise the mood keeps, and scale one over the spread of it, at each step.
	gain, scale []float64
	logScale    float64 // the sum of the logarithms of scale
}

// newMoodFilter is the filter for so many values. steps are the distances from one to the next, steps[0]
// unused; nil means 1 each.
func newMoodFilter(s moodShape, n int, steps []float64) besideFilter {
	f := besideFilter{phi: s.phi, gain: make([]float64, n), scale: make([]float64, n)}
	if s.phi == 0 {
		for i := range f.scale {
			f.scale[i] = 1
		}
		return f
	}
	known, settled := s.share, false
	for i := range n {
		if settled { // and so are all that follow
			for k := i; k < n; k++ {
				f.gain[k], f.scale[k] = f.gain[i-1], f.scale[i-1]
			}
			f.logScale += float64(n-i) * math.Log(f.scale[i-1])
			break
		}
		spread := known + 1 - s.share
		f.scale[i] = 1 / math.Sqrt(spread)
		f.logScale += math.Log(f.scale[i])
		phi := s.phi
		if steps != nil && i+1 < n {
			phi = math.Pow(s.phi, steps[i+1])
		}
		f.gain[i] = phi * known / spread
		next := phi*phi*known*(1-known/spread) + (1-phi*phi)*s.share
		settled = steps == nil && i > 0 && math.Abs(next-known) < 1e-13
		known = next
	}
	return f
}

// apply returns what is left of each column.
func (f besideFilter) apply(columns [][]float64, steps []float64) [][]float64 {
	if f.phi == 0 {
		return columns
	}
	out := make([][]float64, len(columns))
	room := make([]float64, len(columns)*len(f.gain)) // one piece for all
	for j := range columns {
		out[j] = room[j*len(f.gain) : (j+1)*len(f.gain)]
	}
	for j, c := range columns {
		guess, phi, left := 0.0, f.phi, out[j]
		for i, gain := range f.gain {
			if steps != nil && i+1 < len(f.gain) {
				phi = math.Pow(f.phi, steps[i+1])
			}
			surprise := c[i] - guess
			left[i] = surprise * f.scale[i]
			guess = phi*guess + gain*surprise
		}
	}
	return out
}

const (
	// Of more than shapesFrom values the newest shapesNewest tell which shapes are out of the question:
	// those of a weight below shapesUnlikely.
	shapesFrom, shapesNewest = 600, 300
	shapesUnlikely           = 1e-3
)

// besideMood are values to be fitted, with the columns that every fit of them has. All is filtered
// once for each shape, so that many further columns can be tried.
type besideMood struct {
	steps []float64
	cases []moodCase
}

// moodCase is the same for one shape.
type moodCase struct {
	shape  moodShape
	filter besideFilter
	// columns are filtered; the values are the last.
	columns [][]float64
	// products are of each two of the columns.
	products [][]float64
}

// newBesideMood prepares fits of y with the given columns, and steps as in newMoodFilter.
func newBesideMood(columns [][]float64, y, steps []float64, shapes []moodShape) besideMood {
	b := besideMood{steps: steps}
	if n := len(y); n > shapesFrom && len(shapes) > 1 && steps == nil {
		newest := make([][]float64, len(columns))
		for j, c := range columns {
			newest[j] = c[n-shapesNewest:]
		}
		some := newBesideMood(newest, y[n-shapesNewest:], nil, shapes)
		if m, ok := some.with(); ok {
			shapes = m.shapes(shapesUnlikely)
		}
	}
	all := append(slices.Clone(columns), y)
	for _, s := range shapes {
		c := moodCase{shape: s, filter: newMoodFilter(s, len(y), steps)}
		c.columns = c.filter.apply(all, steps)
		for j := range c.columns {
			c.products = append(c.products, productsWith(c.columns[j], c.columns[:j+1]))
		}
		b.cases = append(b.cases, c)
	}
	return b
}

// only keeps the shapes that have at least that weight in a fit.
func (b besideMood) only(m besideFits, weight float64) besideMood {
	kept := besideMood{steps: b.steps}
	for _, c := range b.cases {
		if slices.ContainsFunc(m.fits, func(f besideFit) bool { return f.shape == c.shape && f.weight >= weight }) {
			kept.cases = append(kept.cases, c)
		}
	}
	return kept
}

// besideFit is the fit for one shape. Its weight is first a logarithm, and then a share of 1.
type besideFit struct {
	shape  moodShape
	weight float64
	b      []float64
	// spread is the inverse of the products of the filtered columns.
	spread [][]float64
	sigma2 float64
}

// besideFits are the fits for all shapes that count.
type besideFits struct {
	fits []besideFit
	df   int
}

// with fits the columns and, after them, some more. It is false if a column is a combination of the
// others, or there are too few values.
func (b besideMood) with(more ...[]float64) (m besideFits, ok bool) {
	best := math.Inf(-1)
	for _, c := range b.cases {
		n, base := len(c.columns[0]), len(c.columns)-1
		if m.df = n - base - len(more); m.df < 3 {
			return m, false
		}
		fit, ok := c.solve(c.filter.apply(more, b.steps))
		if !ok {
			continue
		}
		fit.weight += math.Log(c.shape.odds)
		best = max(best, fit.weight)
		m.fits = append(m.fits, fit)
	}
	return m, m.normalise(best)
}

// solve fits the values, which are the last of the columns, on those before them and on more.
func (c moodCase) solve(more [][]float64) (besideFit, bool) {
	base := len(c.columns) - 1
	p := base + len(more)
	products, right := make([][]float64, p), make([]float64, p)
	for j := range base {
		products[j], right[j] = c.products[j], c.products[base][j]
	}
	for j, column := range more {
		with := productsWith(column, c.columns)
		right[base+j] = with[base]
		products[base+j] = append(with[:base], productsWith(column, more[:j+1])...)
	}
	inverse, logDet, ok := invert(products)
	yy := c.products[base][base]
	if !ok || yy == 0 {
		return besideFit{}, false
	}
	f := besideFit{shape: c.shape, b: make([]float64, p), spread: inverse}
	rss := yy
	for j := range p {
		f.b[j] = dot(inverse[j], right)
		rss -= f.b[j] * right[j]
	}
	df := float64(len(c.columns[0]) - p)
	rss = max(rss, 1e-12*yy) // where no residual is left
	f.sigma2 = rss / df
	f.weight = -df/2*math.Log(rss) + c.filter.logScale - logDet/2
	return f, true
}

// productsWith are the products of a column with others.
func productsWith(column []float64, others [][]float64) []float64 {
	out := make([]float64, len(others), len(others)+2)
	for k, o := range others {
		o = o[:len(column)]
		var a, b, c, d float64 // four sums, so that none waits for the one before
		i := 0
		for ; i+3 < len(column); i += 4 {
			a += column[i] * o[i]
			b += column[i+1] * o[i+1]
			c += column[i+2] * o[i+2]
			d += column[i+3] * o[i+3]
		}
		for ; i < len(column); i++ {
			a += column[i] * o[i]
		}
		out[k] = (a + b) + (c + d)
	}
	return out
}

// normalise turns the logarithms of the weights into shares of 1, and leaves out those without any.
func (m *besideFits) normalise(best float64) bool {
	sum := 0.0
	for i := range m.fits {
		m.fits[i].weight = math.Exp(m.fits[i].weight - best)
		sum += m.fits[i].weight
	}
	m.fits = slices.DeleteFunc(m.fits, func(f besideFit) bool { return f.weight < 1e-9*sum })
	for i := range m.fits {
		m.fits[i].weight /= sum
	}
	return len(m.fits) > 0
}

// heaviest is the weight of the likeliest shape.
func (m besideFits) heaviest() float64 {
	most := 0.0
	for _, f := range m.fits {
		most = max(most, f.weight)
	}
	return most
}

// likeness is the correlation of an entry with the next, 0-1, that the mood makes.
func (m besideFits) likeness() float64 {
	sum := 0.0
	for _, f := range m.fits {
		sum += f.weight * f.shape.phi * f.shape.share
	}
	return sum
}

// invert inverts a symmetric positive matrix by its Cholesky root, and returns the logarithm of its
// determinant. It is false where a column is a combination of those before it.
func invert(a [][]float64) (inverse [][]float64, logDet float64, ok bool) {
	p := len(a)
	root := make([][]float64, p)
	for i := range p {
		root[i] = make([]float64, p)
		for j := range i + 1 {
			v := a[i][j] - dot(root[i][:j], root[j][:j])
			if j < i {
				root[i][j] = v / root[j][j]
				continue
			}
			if v <= 1e-10*a[i][i] {
				return nil, 0, false
			}
			root[i][i] = math.Sqrt(v)
			logDet += math.Log(v)
		}
	}
	inverse = make([][]float64, p)
	for k := range p {
		column := make([]float64, p)
		column[k] = 1
		for i := range p {
			column[i] = (column[i] - dot(root[i][:i], column[:i])) / root[i][i]
		}
		for i := p - 1; i >= 0; i-- {
			for j := i + 1; j < p; j++ {
				column[i] -= root[j][i] * column[j]
			}
			column[i] /= root[i][i]
		}
		inverse[k] = column
	}
	return inverse, logDet, true
}

// besideEstimate is of a sum of coefficients: its mean and standard deviation, and how likely it is
// not above 0 and not below it, one-sided.
type besideEstimate struct{ mean, sd, notAbove, notBelow float64 }

// noEstimate is that of what cannot be fitted: luck always shows as much.
func noEstimate() besideEstimate { return besideEstimate{notAbove: 1, notBelow: 1} }

// p is how often luck is as far from 0, in either direction.
func (e besideEstimate) p() float64 { return min(1, 2*min(e.notAbove, e.notBelow)) }

// interval holds it 8 times in 10.
func (e besideEstimate) interval() []float64 {
	return []float64{e.mean - band80*e.sd, e.mean + band80*e.sd}
}

// combination estimates c times the coefficients.
func (m besideFits) combination(c []float64) besideEstimate {
	var e besideEstimate
	second := 0.0
	for _, f := range m.fits {
		at := dot(c, f.b)
		variance := 0.0
		for j, v := range c {
			if v != 0 {
				variance += v * dot(f.spread[j], c)
			}
		}
		variance *= f.sigma2
		e.mean += f.weight * at
		second += f.weight * (at*at + variance)
		t := at / math.Sqrt(variance)
		e.notAbove += f.weight * above(t, m.df)
		e.notBelow += f.weight * above(-t, m.df)
	}
	e.sd = math.Sqrt(max(0, second-e.mean*e.mean))
	return e
}

// timeColumns are a constant and a smooth of time for so many entries in order: powers of their
// number, orthogonal, up to the cube where there are enough. What two things both do over time
// is no link between them.
func timeColumns(n int) [][]float64 {
	degree := min(max(n/10, 1), 3)
	columns := make([][]float64, degree+1)
	place := make([]float64, n)
	for i := range place {
		place[i] = (2*float64(i) + 1 - float64(n)) / float64(n)
	}
	for d := range columns {
		c := make([]float64, n)
		for i, v := range place {
			c[i] = math.Pow(v, float64(d))
		}
		for _, before := range columns[:d] {
			axpy(-dot(c, before)/dot(before, before), before, c)
		}
		columns[d] = c
	}
	return columns
}
