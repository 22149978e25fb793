package insight

import (
	"math"
	"slices"
)

// loessSpan is the part of the points that a local fit sees.
const loessSpan = 0.75

// maxLoessValues bounds the work, which grows with the square of the distinct values;
// more are rounded to a tenth of a point.
const maxLoessValues = 1001

// loess is a local quadratic regression with tricube weights and no robustness steps
// (Cleveland & Devlin 1988), the same as R's loess(surface="direct", statistics="exact").
// Points of equal x are held together, so that its cost does not grow with the entries.
type loess struct {
	x      []float64 // distinct, ascending
	count  []float64
	sum    []float64 // of y at that x
	n      int
	sigma  float64
	window int
}

func newLoess(x, y []float64) *loess {
	l := &loess{n: len(x), window: int(math.Floor(loessSpan*float64(len(x)) + 1e-5))}
	round := func(v float64) float64 { return v }
	if distinct(ascending(x)) > maxLoessValues {
		round = func(v float64) float64 { return math.Round(v*10) / 10 }
	}
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	place := make([]int, len(x))
	for _, i := range order {
		v := round(x[i])
		if k := len(l.x); k == 0 || l.x[k-1] != v {
			l.x, l.count, l.sum = append(l.x, v), append(l.count, 0), append(l.sum, 0)
		}
		k := len(l.x) - 1
		l.count[k]++
		l.sum[k] += y[i]
		place[i] = k
	}
	l.setSigma(y, place)
	return l
}

// setSigma estimates the residual standard deviation from the trace of (I-L)'(I-L).
func (l *loess) setSigma(y []float64, place []int) {
	delta := float64(l.n)
	fits := make([]float64, len(l.x))
	for g, x := range l.x {
		op := l.operator(x)
		size := 0.0
		for h, v := range op {
			fits[g] += v * l.sum[h]
			size += l.count[h] * v * v
		}
		delta += l.count[g] * (size - 2*op[g])
	}
	rss := 0.0
	for i, v := range y {
		e := v - fits[place[i]]
		rss += e * e
	}
	if delta > 1e-9 {
		l.sigma = math.Sqrt(rss / delta)
	}
}

// at returns the fit at x and its standard error.
func (l *loess) at(x float64) (fit, se float64) {
	size := 0.0
	for h, v := range l.operator(x) {
		fit += v * l.sum[h]
		size += l.count[h] * v * v
	}
	return fit, l.sigma * math.Sqrt(size)
}

// operator returns what one point at each distinct x adds to the fit at x0, per unit of y.
func (l *loess) operator(x0 float64) []float64 {
	h := l.bandwidth(x0)
	weights := make([]float64, len(l.x))
	points, values := 0.0, 0
	for g, x := range l.x {
		if weights[g] = tricube(x-x0, h); weights[g] > 0 {
			points += l.count[g]
			values++
		}
	}
	degree := 2
	if points < 4 || values < 3 || h == 0 {
		degree = 1
	}
	if values < 2 || h == 0 {
		degree = 0
	}
	for ; degree > 0; degree-- {
		if op, ok := l.solveLocal(x0, h, degree, weights); ok {
			return op
		}
	}
	total := 0.0
	for g, w := range weights {
		total += w * l.count[g]
	}
	for g := range weights {
		weights[g] /= total
	}
	return weights
}

// solveLocal fits a polynomial around x0 and returns its value there as weights on y.
func (l *loess) solveLocal(x0, h float64, degree int, weights []float64) ([]float64, bool) {
	var rows []int
	for g, w := range weights {
		if w > 0 {
			rows = append(rows, g)
		}
	}
	columns := make([][]float64, degree+1)
	for d := range columns {
		columns[d] = make([]float64, len(rows)+degree+1) // rows of zeros: a saturated fit is still a fit
		for i, g := range rows {
			columns[d][i] = math.Sqrt(weights[g]*l.count[g]) * math.Pow((l.x[g]-x0)/h, float64(d))
		}
	}
	f, ok := regress(columns, make([]float64, len(rows)+degree+1))
	if !ok {
		return nil, false
	}
	first := make([]float64, degree+1)
	first[0] = 1
	c := f.solve(f.solveTransposed(first))
	op := make([]float64, len(l.x))
	for _, g := range rows {
		u := (l.x[g] - x0) / h
		p := c[0] + c[1]*u
		if degree == 2 {
			p += c[2] * u * u
		}
		op[g] = weights[g] * p
	}
	return op, true
}

// bandwidth is the distance of the window's last point from x0, counted point by point.
func (l *loess) bandwidth(x0 float64) float64 {
	right, _ := slices.BinarySearch(l.x, x0)
	left := right - 1
	seen, h := 0.0, 0.0
	for seen < float64(l.window) && (left >= 0 || right < len(l.x)) {
		if right >= len(l.x) || left >= 0 && x0-l.x[left] <= l.x[right]-x0 {
			h = x0 - l.x[left]
			seen += l.count[left]
			left--
			continue
		}
		h = l.x[right] - x0
		seen += l.count[right]
		right++
	}
	return h
}

func tricube(distance, h float64) float64 {
	if distance == 0 {
		return 1
	}
	u := math.Abs(distance) / h
	if !(u < 1) {
		return 0
	}
	v := 1 - u*u*u
	return v * v * v
}
