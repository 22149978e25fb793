package insight

import "math"

// Whether belief changed is one question with one answer. Two explanations of the rated days are
// compared: that belief only wanders around one level (each day resembles the one before), and
// that it also changed, by a step at some day or along a straight line through all of them. Both are
// averaged over how much days resemble each other, the second also over when and by how much belief
// changed, so that neither is preferred for what it could explain but did not have to (a Bayes
// factor: Kass & Raftery 1995; level, size and noise are integrated exactly: Zellner 1971). A test of
// the size alone takes the wandering that is left beside the change for granted, and so takes
// a slow swing for a change far too often. Once a year has passed, the season is part of both.

const (
	// changeMinDays is the number of rated days that a step needs before and after it.
	changeMinDays = 5
	// TrendMinChange is the minimum number of rated days before a change is looked for.
	TrendMinChange = 2 * changeMinDays
	// stepGrowth spaces the steps that are tried: each by a day, or by a twentieth longer ago than the one before.
	stepGrowth = 1.05
	// wanderPrior and changePrior weigh the autocorrelations phi of the two explanations before the
	// days are seen, by a power of 1/(1-phi): where nothing changed, slow wandering is likelier.
	// Chosen by simulation: false claims over a life against changes found.
	wanderPrior = 0.75
	changePrior = 0.3
	// lineShare is how likely a change is a straight line, before the days are seen.
	lineShare = 0.5
	// moodShare is how likely wandering is a mood of a week or two under the noise of single days.
	moodShare = 0.04
)

// changeModel is one way of changing.
type changeModel struct {
	// days is the number of rated days since the step, or 0 for the line.
	days int
	// evidence is the logarithm of how many times better it explains the days than wandering.
	evidence float64
	// mean and sd are of the change in points: after the step less before, or from the first day to the last.
	mean, sd float64
}

// changeModels compares every way of changing with wandering: steps with two days after them or more, the newest
// first, then the line. It is nil where there are too few days or no two differ. t is in days, ascending; y are
// ratings.
func changeModels(t, y []float64) []changeModel {
	if len(y) < TrendMinChange {
		return nil
	}
	c := newChangeColumns(t, y)
	var models []changeModel
	for k := jumpMinDays; k <= c.n-changeMinDays; k = max(k+1, int(float64(k)*stepGrowth)) {
		models = append(models, changeModel{days: k})
	}
	models = append(models, changeModel{})

	phis := autocorrelations()
	wander, fits := make([]float64, len(phis)), make([][]changeFit, len(models))
	for g, phi := range phis {
		f := c.at(phi)
		if f.rest == 0 {
			return nil
		}
		wander[g] = f.unchanged - wanderPrior*math.Log(1-phi)
		for i, m := range models {
			fit := f.change(m.days)
			fit.weight -= changePrior * math.Log(1-phi)
			fits[i] = append(fits[i], fit)
		}
	}
	base := logSum([]float64{
		math.Log(1-moodShare) + logSum(wander) - priorWeight(phis, wanderPrior),
		math.Log(moodShare) + c.mood(t),
	})
	for i := range models {
		models[i].average(fits[i])
		models[i].evidence -= priorWeight(phis, changePrior) + base
	}
	return models
}

// priorWeight is the logarithm of the sum of the weights that a power gives the autocorrelations.
func priorWeight(phis []float64, power float64) float64 {
	logs := make([]float64, len(phis))
	for g, phi := range phis {
		logs[g] = -power * math.Log(1-phi)
	}
	return logSum(logs)
}

// average averages over the autocorrelations.
func (m *changeModel) average(fits []changeFit) {
	logs := make([]float64, len(fits))
	for g, f := range fits {
		logs[g] = f.weight
	}
	all := logSum(logs)
	m.evidence += all
	square := 0.0
	for _, f := range fits {
		w := math.Exp(f.weight - all)
		m.mean += w * f.mean
		square += w * (f.mean*f.mean + f.sd*f.sd)
	}
	m.sd = math.Sqrt(max(0, square-m.mean*m.mean))
}

// logSum is the logarithm of the sum of numbers that are given by their logarithms.
func logSum(logs []float64) float64 {
	most := math.Inf(-1)
	for _, v := range logs {
		most = max(most, v)
	}
	if math.IsInf(most, -1) {
		return most
	}
	sum := 0.0
	for _, v := range logs {
		sum += math.Exp(v - most)
	}
	return most + math.Log(sum)
}

// changeFit is what the days say of one change at one autocorrelation.
type changeFit struct {
	weight   float64 // logarithm of the likelihood
	mean, sd float64 // of the change in points
}

// changeFitter holds what all changes at one autocorrelation have in common.
type changeFitter struct {
	*changeColumns
	phi       float64
	root      [][]float64 // Cholesky root of the products of the shared columns
	projected []float64   // the ratings in the space of the shared columns
	scale     float64     // the part of the likelihood that no change affects
	rest      float64     // square of what the shared columns leave of the ratings
	unchanged float64     // logarithm of the likelihood without a change
}

func (c *changeColumns) at(phi float64) *changeFitter {
	f := &changeFitter{changeColumns: c, phi: phi}
	product := func(a, b int) float64 { return c.products[a][b].whitened(phi) }
	f.root = choleskyRoot(c.shared, product)
	f.projected = project(f.root, func(a int) float64 { return product(a, c.ratings()) })
	f.scale = c.fresh*math.Log(1-phi*phi)/2 - logDiagonal(f.root)
	f.rest = remaining(product(c.ratings(), c.ratings()), f.projected)
	f.unchanged = f.scale - c.power()*math.Log(f.rest)
	return f
}

// change fits the step of the newest days, or the line for 0. Before the days are seen, its size (for
// the line: in a standard deviation of time) is around 0 with the standard deviation that
// single days have around the level.
func (f *changeFitter) change(days int) changeFit {
	product := func(a int) float64 { return f.stepProduct(a, days, f.phi) }
	own, points := stepSquare(days, f.phi), 1.0
	if days == 0 {
		product = func(a int) float64 { return f.products[a][f.line()].whitened(f.phi) }
		own = product(f.line())
		points = f.lineEnds()
	}
	column := project(f.root, product)
	prior := 1 - f.phi*f.phi // noise of a day given the one before, over that of a day
	own = remaining(own, column)
	size := (product(f.ratings()) - dot(column, f.projected)) / (own + prior)
	rest := max(1e-12*f.rest, f.rest-size*size*(own+prior))
	return changeFit{
		weight: f.scale - f.power()*math.Log(rest) - math.Log(1+own/prior)/2,
		mean:   points * size,
		sd:     points * math.Sqrt(rest/(2*f.power())/(own+prior)),
	}
}

// choleskyRoot is the lower root of a symmetric matrix of that size.
func choleskyRoot(size int, of func(a, b int) float64) [][]float64 {
	root := make([][]float64, size)
	for a := range root {
		root[a] = make([]float64, a+1)
		for b := range a {
			root[a][b] = (of(a, b) - dot(root[a][:b], root[b][:b])) / root[b][b]
		}
		root[a][a] = math.Sqrt(max(1e-9, of(a, a)-dot(root[a][:a], root[a][:a])))
	}
	return root
}

// project is a column in the space that a root spans, by its products with each.
func project(root [][]float64, product func(a int) float64) []float64 {
	out := make([]float64, len(root))
	for a, row := range root {
		out[a] = (product(a) - dot(row[:a], out[:a])) / row[a]
	}
	return out
}

// remaining is the square of what a projection leaves of a column; 0 where that is rounding.
func remaining(square float64, projected []float64) float64 {
	if left := square - dot(projected, projected); left > 1e-9*square {
		return left
	}
	return 0
}

func logDiagonal(root [][]float64) float64 {
	sum := 0.0
	for a, row := range root {
		sum += math.Log(row[a])
	}
	return sum
}

// autocorrelationSteps and maxAutocorrelation make the grid of autocorrelations: 0 to 0.95 in steps of 0.05.
const (
	autocorrelationSteps = 20
	maxAutocorrelation   = 0.95
)

// autocorrelations returns the grid.
func autocorrelations() []float64 {
	grid := make([]float64, autocorrelationSteps)
	for k := range grid {
		grid[k] = maxAutocorrelation * float64(k) / (autocorrelationSteps - 1)
	}
	return grid
}
