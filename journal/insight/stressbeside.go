package insight

import (
	"math"
	"time"
)

// besideTime is what stress and performance show together beside what both do over time.
type besideTime struct {
	// slope is by how many points performance changes for each point of stress.
	slope besideEstimate
	// rises is by how many standard deviations a curve, and a line with a bend, rise on the calm
	// side and fall on the pressed one: the mean of the two looks, each with its weaker side.
	rises float64
	// arch is how seldom luck makes the curve as hollow downwards as it is.
	arch float64
	// likeness is how much an entry resembles the one before, 0-1, beside all this.
	likeness float64
	// shapes are those of the mood that count.
	shapes []moodShape
}

const (
	// bendFirst, bendLast and bendStep are the shares of the entries below the bends that are tried.
	bendFirst, bendLast, bendStep = 0.15, 0.86, 0.05
	// shapesCount is the least weight of a shape with which an earlier look is judged again.
	shapesCount = 1e-3
	// shapeEntries is how many entries tell the shape of the mood well enough for all.
	shapeEntries = 4000
)

// lookBesideTime fits pairs in order of time, each of a day. Where both follow the weekdays it looks beside those as well. It is
// false if they cannot be fitted.
func lookBesideTime(x, y []float64, days []time.Time, shapes []moodShape) (b besideTime, ok bool) {
	if n := len(x); n > shapeEntries && len(shapes) > 1 {
		newest, ok := lookBesideTime(x[n-shapeEntries:], y[n-shapeEntries:], days[n-shapeEntries:], shapes)
		if !ok {
			return b, false
		}
		return lookBesideTime(x, y, days, newest.shapes[:1])
	}
	u, mean, sd := scaled(x)
	square := powers(u, 2)[2]
	beside := timeColumns(len(x))
	if followsWeek(x, days) && followsWeek(y, days) {
		beside = append(beside, weekColumns(days)...)
	}
	fits := newBesideMood(beside, deviations(y), nil, shapes)
	line, ok1 := fits.with(u)
	curve, ok2 := fits.with(u, square)
	if !ok1 || !ok2 {
		return b, false
	}
	p := len(beside)
	c := make([]float64, p+2)
	c[p] = 1 / sd
	b.slope = line.combination(c[:p+1])
	at := func(v float64) besideEstimate {
		c[p], c[p+1] = 1, 2*(v-mean)/sd
		return curve.combination(c)
	}
	sorted := ascending(x)
	calm, pressed := at(quantile(sorted, 0.1)).notAbove, at(quantile(sorted, 0.9)).notBelow
	c[p], c[p+1] = 0, 1
	b.arch = curve.combination(c).notBelow
	b.likeness = curve.likeness()
	b.shapes = curve.shapes(shapesCount)
	bend := fits.only(curve, curve.heaviest()).bend(u)
	if curved := min(deviationsOf(calm), deviationsOf(pressed)); min(curved, bend) > 0 {
		b.rises = (curved + bend) / 2
	}
	return b, true
}

// shapes are those with at least that weight, the likeliest first.
func (m besideFits) shapes(weight float64) []moodShape {
	var list []moodShape
	for _, f := range m.fits {
		if f.weight == m.heaviest() {
			list = append([]moodShape{f.shape}, list...)
		} else if f.weight >= weight {
			list = append(list, f.shape)
		}
	}
	return list
}

// bend tries lines with one bend in u, each weighed by how well it fits, and returns by how many standard
// deviations they rise before it and fall after it: the smaller of the two.
func (b besideMood) bend(u []float64) float64 {
	type bent struct{ weight, calm, pressed float64 }
	var tried []bent
	best := math.Inf(-1)
	sorted, last := ascending(u), math.NaN()
	below, beyond := make([]float64, len(u)), make([]float64, len(u))
	for share := bendFirst; share < bendLast; share += bendStep {
		at := quantile(sorted, share)
		if at == last {
			continue
		}
		last = at
		for i, v := range u {
			below[i], beyond[i] = min(v-at, 0), max(v-at, 0)
		}
		m, ok := b.with(below, beyond)
		if !ok {
			continue
		}
		f := m.fits[0]
		p := len(f.b)
		w := -float64(m.df) / 2 * math.Log(f.sigma2)
		best = max(best, w)
		tried = append(tried, bent{w, f.notAbove(p-2, m.df), 1 - f.notAbove(p-1, m.df)})
	}
	sum, calm, pressed := 0.0, 0.0, 0.0
	for _, b := range tried {
		w := math.Exp(b.weight - best)
		sum, calm, pressed = sum+w, calm+w*b.calm, pressed+w*b.pressed
	}
	if sum == 0 {
		return 0
	}
	return min(deviationsOf(calm/sum), deviationsOf(pressed/sum))
}

// notAbove is how likely luck alone makes a coefficient as large as it is.
func (f besideFit) notAbove(coefficient, df int) float64 {
	return above(f.b[coefficient]/math.Sqrt(f.sigma2*f.spread[coefficient][coefficient]), df)
}

// deviationsOf is how many standard deviations from the middle leave so much of a normal distribution beyond.
func deviationsOf(beyond float64) float64 {
	return math.Sqrt2 * math.Erfinv(1-2*min(max(beyond, 1e-15), 1-1e-15))
}
