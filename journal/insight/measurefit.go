package insight

import (
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"
)

// resultSeries is a result in order of time: of entries, or of days.
type resultSeries struct {
	y, yRanks []float64
	days      []time.Time
	at        []int      // the place of the entry of each, or of the first of the day, in the window
	ids       [][]string // the entries of each, the oldest first
	// bases are the fits of parts of it, prepared once.
	bases map[[2]int]*pairBase
}

// pairBase is a part of a series, ready to be fitted on measures.
type pairBase struct {
	columns [][]float64 // time, weekday and season
	time    int         // how many of them are of time
	y       []float64
	shapes  []moodShape // those that count without any measure, the likeliest first
	// quick has the likeliest of them, likely all of them, and every all that there are; each is made when
	// it is needed.
	quick, likely, every *besideMood
}

const (
	// seriesParts is into how many parts a series is cut: a measure is fitted on those from its first value to its last.
	seriesParts = 8
)

// part is which part of the series holds the values that exist.
func (p *measurePair) part() (first, end int) {
	n := len(p.x)
	first, end = n, 0
	for i, v := range p.x {
		if !math.IsNaN(v) {
			first, end = min(first, i), i+1
		}
	}
	step := max(1, n/seriesParts)
	return first / step * step, min(n, (end+step-1)/step*step)
}

// base is the part of the series from first to end.
func (s *resultSeries) base(first, end int) *pairBase {
	key := [2]int{first, end}
	if b, known := s.bases[key]; known {
		return b
	}
	b := &pairBase{y: deviations(s.y[first:end])}
	time := timeColumns(end - first)
	b.time = len(time)
	b.columns = append(time, calendarColumns(s.days[first:end])...)
	b.shapes = moodShapes()
	newest := make([][]float64, len(time))
	for j, c := range time {
		newest[j] = c[max(0, len(c)-shapesNewest):]
	}
	if m, ok := newBesideMood(newest, b.y[max(0, len(b.y)-shapesNewest):], nil, b.shapes).with(); ok {
		b.shapes = m.shapes(shapesCount)
	}
	s.bases[key] = b
	return b
}

// of makes the fits with some shapes, once.
func (b *pairBase) of(kept **besideMood, shapes []moodShape) besideMood {
	if *kept == nil {
		m := newBesideMood(b.columns, b.y, nil, shapes)
		*kept = &m
	}
	return **kept
}

// with fits the result on more columns, with more shapes of the mood the surer it looks that the first of them matters.
func (b *pairBase) with(sure func(besideEstimate) float64, more ...[]float64) (m besideFits, e besideEstimate, ok bool) {
	for _, step := range []struct {
		kept    **besideMood
		shapes  []moodShape
		hopeful float64
	}{{&b.quick, b.shapes[:1], measuresWorth}, {&b.likely, b.shapes, measuresHopeful}, {&b.every, moodShapes(), 0}} {
		if m, ok = b.of(step.kept, step.shapes).with(more...); !ok {
			return m, e, false
		}
		if e = m.coefficient(len(b.columns)); sure(e) >= step.hopeful {
			break
		}
	}
	return m, e, true
}

// fit fits the pair; it is false where that cannot be done.
func (p *measurePair) fit() bool {
	p.first, p.end = p.part()
	b := p.series.base(p.first, p.end)
	ranks, missing := p.ranks(p.end)
	p.setPlain(ranks)
	m, e, ok := b.with(p.corrected, append([][]float64{ranks}, missing...)...)
	if !ok && len(missing) > 0 { // the weekdays may tell already where there is none
		p.gapsKnown, missing = true, nil
		m, e, ok = b.with(p.corrected, ranks)
	}
	if !ok {
		return p.fitCalendar(b, ranks)
	}
	p.slope, p.P, p.shapes = e.mean, p.corrected(e), m.shapes(shapesCount)
	if math.Abs(e.mean) < 1e-9 { // nothing but rounding
		p.slope, p.P = 0, 1
	}
	p.setSides()
	p.setShift(b, missing)
	return true
}

// fitCalendar says of a measure that cannot be fitted beside the calendar whether that is because the calendar tells it, such
// as what is always done at the weekend and never else. Beside the weekdays nothing is left of it then.
func (p *measurePair) fitCalendar(b *pairBase, ranks []float64) bool {
	if _, ok := newBesideMood(b.columns[:b.time], b.y, nil, moodShapes()[:1]).with(ranks); !ok {
		return false
	}
	p.calendarTells, p.slope, p.P = true, 0, 1
	p.setSides()
	return true
}

// coefficient estimates the coefficient in that place.
func (m besideFits) coefficient(at int) besideEstimate {
	c := make([]float64, len(m.fits[0].b))
	c[at] = 1
	return m.combination(c)
}

// ranks are those of the measure in the part that is fitted, up to end, around 0 with a standard deviation of 1, and 0 where
// there is none; missing has a column that says where that is, or is empty where there are none or other columns tell it.
func (p *measurePair) ranks(end int) (ranks []float64, missing [][]float64) {
	x := p.x[p.first:end]
	ranks = make([]float64, len(x))
	n, mean := 0, 0.0
	for i, v := range x {
		if !math.IsNaN(v) {
			ranks[i] = p.column.ranks[p.series.at[p.first+i]]
			mean += ranks[i]
			n++
		}
	}
	mean /= float64(max(1, n))
	gaps, sum := make([]float64, len(x)), 0.0
	for i, v := range x {
		if math.IsNaN(v) {
			gaps[i] = 1
			continue
		}
		ranks[i] -= mean
		sum += ranks[i] * ranks[i]
	}
	if sum > 0 {
		by := math.Sqrt(float64(n) / sum)
		for i := range ranks {
			ranks[i] *= by
		}
	}
	if n < len(x) && !p.gapsKnown {
		missing = [][]float64{gaps}
	}
	return ranks, missing
}

// setPlain computes the plain rank correlation, and how skewed a sum of products of ranks and results is: where few have a
// measure and few results are bad, luck makes both meet more often than a normal distribution says (Pearson's type III
// with the skewness over all orders; Mielke & Berry 2007).
func (p *measurePair) setPlain(ranks []float64) {
	room := make([]float64, 3*p.Values)
	x, y, yRanks := room[:0:p.Values], room[p.Values:p.Values:2*p.Values], room[2*p.Values:2*p.Values]
	for i, v := range p.x[p.first:p.end] {
		if !math.IsNaN(v) {
			x, y, yRanks = append(x, ranks[i]), append(y, p.series.y[p.first+i]), append(yRanks, p.series.yRanks[p.first+i])
		}
	}
	p.skew = skewness(x) * skewness(y) / math.Sqrt(float64(len(x)))
	mean := average64(yRanks)
	for i := range yRanks {
		yRanks[i] -= mean
	}
	p.Rho, p.plain = 0, 1
	if size := norm(x) * norm(yRanks); size > 0 {
		p.Rho = min(max(dot(x, yRanks)/size, -1), 1)
		df := len(x) - 2
		p.plain = twoSided(p.Rho*math.Sqrt(float64(df)/max(1e-12, 1-p.Rho*p.Rho)), df)
	}
}

// skewness is the third standardised moment.
func skewness(values []float64) float64 {
	mean, second, third := average64(values), 0.0, 0.0
	for _, v := range values {
		d := v - mean
		second += d * d
		third += d * d * d
	}
	if second == 0 {
		return 0
	}
	n := float64(len(values))
	return third / n / math.Pow(second/n, 1.5)
}

// corrected is the p-value of an estimate, no smaller than the skewness allows.
func (p *measurePair) corrected(e besideEstimate) float64 {
	plain := e.p()
	skew := p.skew
	if e.mean < 0 {
		skew = -skew
	}
	if skew <= 1e-3 {
		return plain
	}
	z, shape := deviationsOf(plain/2), 4/(skew*skew)
	beyond := distuv.Gamma{Alpha: shape, Beta: 1}.Survival(shape + z*math.Sqrt(shape))
	return max(plain, min(1, 2*beyond))
}

// setSides computes the means of both sides.
func (p *measurePair) setSides() {
	for _, side := range []*PairSide{&p.Low, &p.High} {
		side.N, side.Mean = 0, 0
		for i, x := range p.x {
			if x >= side.From && x <= side.To {
				side.N++
				side.Mean += (p.series.y[i] - side.Mean) / float64(side.N)
			}
		}
	}
}

// setShift estimates by how much the result is higher on the upper side than on the lower.
func (p *measurePair) setShift(b *pairBase, missing [][]float64) {
	n := p.end - p.first
	upper, middle := make([]float64, n), make([]float64, n)
	between := false
	for i, v := range p.x[p.first:p.end] {
		switch {
		case math.IsNaN(v) || v <= p.Low.To:
		case v >= p.High.From:
			upper[i] = 1
		default:
			middle[i], between = 1, true
		}
	}
	more := append([][]float64{upper}, missing...)
	if between {
		more = append(more, middle)
	}
	if _, e, ok := b.with(func(besideEstimate) float64 { return p.P }, more...); ok {
		p.Shift, p.Interval = e.mean, e.interval()
	}
}

// earlier is the p-value that there was so many entries ago, 1 if the link pointed the other way.
func (p *measurePair) earlier(entries int) float64 {
	end := p.end
	for left := entries; end > p.first && left > 0; end-- {
		left -= len(p.series.ids[end-1])
	}
	n := end - p.first
	if n < 2*GroupMin {
		return 1
	}
	columns := append(timeColumns(n), calendarColumns(p.series.days[p.first:end])...)
	ranks, missing := p.ranks(end)
	m, ok := newBesideMood(columns, deviations(p.series.y[p.first:end]), nil, p.shapes).with(append([][]float64{ranks}, missing...)...)
	if !ok {
		return 1
	}
	if e := m.coefficient(len(columns)); e.mean*p.slope > 0 {
		return p.corrected(e)
	}
	return 1
}

// lostTo says of a plain link at that level whether it is gone beside time, or beside the weekdays too.
func (p *measurePair) lostTo(level float64) (time, week bool) {
	b := p.series.base(p.first, p.end)
	ranks, missing := p.ranks(p.end)
	more := append([][]float64{ranks}, missing...)
	gone := func(columns [][]float64) bool {
		m, ok := newBesideMood(columns, b.y, nil, moodShapes()[:1]).with(more...)
		return ok && p.corrected(m.coefficient(len(columns))) > level
	}
	if gone(b.columns[:b.time]) {
		return true, false
	}
	return false, p.calendarTells || gone(b.columns)
}
