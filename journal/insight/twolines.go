package insight

import "math"

// significant is the level at which each check of a shape must pass.
const significant = 0.05

// twoLinesTest is Simonsohn's (2018) test: a line up to a break and a line from it on.
// A shape like an inverted U needs the first to rise and the second to fall. The break is
// chosen by his "Robin Hood" rule, with the LOESS fit in place of his GAM; p-values are
// from t instead of the normal distribution, which is safer with few entries.
// passed is false where the test cannot be computed; nil means no numbers at all.
func twoLinesTest(x, y []float64, l *loess, p10, p90 float64) (result *TwoLines, passed bool) {
	flat := flatPoints(x, l, p10, p90)
	if len(flat) == 0 {
		return nil, false
	}
	middle, ok := linesAt(x, y, quantile(flat, 0.5))
	if !ok {
		return nil, false
	}
	z1, z2 := math.Abs(middle.Z1), math.Abs(middle.Z2)
	share := z2 / (z1 + z2)
	if math.IsNaN(share) {
		return nil, false
	}
	t, ok := linesAt(x, y, quantile(flat, share))
	if !ok {
		return nil, false
	}
	if !sidesSuffice(x, t.Break) || t.determined {
		return &t.TwoLines, false
	}
	return &t.TwoLines, t.B1 > 0 && t.B2 < 0 && t.P1 < significant && t.P2 < significant
}

// flatPoints are the x, ascending, whose fit is within a standard error of the highest
// among the points strictly between the quantiles.
func flatPoints(x []float64, l *loess, p10, p90 float64) []float64 {
	type fitted struct{ fit, se float64 }
	cache := map[float64]fitted{}
	var inside []float64
	best := math.Inf(-1)
	for _, v := range ascending(x) {
		if v <= p10 || v >= p90 {
			continue
		}
		if _, ok := cache[v]; !ok {
			fit, se := l.at(v)
			cache[v] = fitted{fit, se}
			best = max(best, fit)
		}
		inside = append(inside, v)
	}
	var flat []float64
	for _, v := range inside {
		if f := cache[v]; f.fit+f.se > best {
			flat = append(flat, v)
		}
	}
	return flat
}

type lines struct {
	TwoLines
	// determined is true if some point alone fixes its own fit.
	determined bool
}

func linesAt(x, y []float64, at float64) (lines, bool) {
	first, ok1 := fitLines(x, y, func(v float64) bool { return v <= at }, at)
	second, ok2 := fitLines(x, y, func(v float64) bool { return v < at }, at)
	if !ok1 || !ok2 {
		return lines{}, false
	}
	h1, h2 := first.leverage(), second.leverage()
	se1, se2 := first.robustSE(1, h1), second.robustSE(2, h2)
	t := lines{TwoLines: TwoLines{Break: at, B1: first.b[1], B2: second.b[2], Z1: first.b[1] / se1, Z2: second.b[2] / se2}}
	if !finite(t.Z1) || !finite(t.Z2) {
		return lines{}, false
	}
	t.P1, t.P2 = twoSided(t.Z1, first.df), twoSided(t.Z2, second.df)
	for i := range h1 {
		t.determined = t.determined || h1[i] > 1-1e-8 || h2[i] > 1-1e-8
	}
	return t, true
}

// fitLines fits two lines with a jump between them; low says on which side x is.
func fitLines(x, y []float64, low func(float64) bool, at float64) (regression, bool) {
	n := len(x)
	columns := [][]float64{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
	for i, v := range x {
		columns[0][i] = 1
		if low(v) {
			columns[1][i] = v - at
		} else {
			columns[2][i], columns[3][i] = v-at, 1
		}
	}
	return regress(columns, y)
}

// sidesSuffice is our own guard: each side needs four points at two different x.
func sidesSuffice(x []float64, at float64) bool {
	enough := func(on func(float64) bool) bool {
		var side []float64
		for _, v := range x {
			if on(v) {
				side = append(side, v)
			}
		}
		return len(side) >= 4 && distinct(ascending(side)) >= 2
	}
	return enough(func(v float64) bool { return v <= at }) && enough(func(v float64) bool { return v > at }) &&
		enough(func(v float64) bool { return v < at }) && enough(func(v float64) bool { return v >= at })
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// uTest is Lind and Mehlum's (2010) test of a quadratic: rising at one end and falling at
// the other. The ends are P10 and P90 rather than the extremes, where a rise that merely
// levels off would pass far too often.
func uTest(x, y []float64, low, high float64) (result *UTest, passed bool) {
	u, mean, sd := scaled(x)
	columns := powers(u, 2)
	f, ok := regress(columns, y)
	if !ok {
		return nil, false
	}
	slope := func(at float64) float64 {
		c := make([]float64, len(columns))
		c[1], c[2] = 1, 2*(at-mean)/sd
		value, se := f.combination(c)
		return value / se
	}
	t := UTest{TLower: slope(low), TUpper: slope(high)}
	if !finite(t.TLower) || !finite(t.TUpper) {
		return nil, false
	}
	t.P = max(above(t.TLower, f.df), above(-t.TUpper, f.df))
	return &t, t.TLower > 0 && t.TUpper < 0 && t.P < significant
}
