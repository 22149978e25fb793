package insight

import (
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"
)

// resultSeries is a result in order of time: of entries, or of days.
type resultSeries struct {
	y      []float64
	days   []time.Time
	places [][]int // the entries of each value, in the window
	// bases are the fits of parts of it, prepared once.
	bases map[[2]int]*pairBase
}

// pairBase is a part of a series, ready to be fitted on measures.
type pairBase struct {
	columns [][]float64 // time, weekday and season
	time    int         // how many of them are of time
	y       []float64
	likely  besideMood
	all     *besideMood // made when it is needed
}

const (
	// seriesParts is into how many parts a series is cut: a measure is fitted on those from its first value to its last.
	seriesParts = 8
	// weekendFrom and weekdaysFrom are how many values it takes to fit the weekend, and each weekday.
	weekendFrom, weekdaysFrom = 14, 28
	// seasonFrom is how many days it takes to fit a wave of one year.
	seasonFrom = 300
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
	shapes := moodShapes()
	some := newBesideMood(time, b.y, nil, shapes)
	if m, ok := some.with(); ok {
		shapes = m.shapes(shapesCount)
	}
	b.likely = newBesideMood(b.columns, b.y, nil, shapes)
	s.bases[key] = b
	return b
}

// every is the same with every shape of the mood.
func (b *pairBase) every() besideMood {
	if b.all == nil {
		all := newBesideMood(b.columns, b.y, nil, moodShapes())
		b.all = &all
	}
	return *b.all
}

// calendarColumns are the weekdays, where there are enough days of each, and a wave of one year where there is one.
func calendarColumns(days []time.Time) [][]float64 {
	n := len(days)
	on := func(which func(time.Weekday) bool) ([]float64, int) {
		c, count := make([]float64, n), 0
		for i, d := range days {
			if which(d.Weekday()) {
				c[i] = 1
				count++
			}
		}
		return c, count
	}
	var columns [][]float64
	add := func(which func(time.Weekday) bool) {
		if c, count := on(which); min(count, n-count) >= 3 {
			columns = append(columns, deviations(c))
		}
	}
	switch {
	case n >= weekdaysFrom:
		for day := time.Monday; day <= time.Saturday; day++ {
			add(func(d time.Weekday) bool { return d == day })
		}
	case n >= weekendFrom:
		add(func(d time.Weekday) bool { return d == time.Saturday || d == time.Sunday })
	}
	if n > 0 && daysBetween(days[0], days[n-1]) >= seasonFrom {
		sine, cosine := make([]float64, n), make([]float64, n)
		for i, d := range days {
			sine[i], cosine[i] = math.Sincos(2 * math.Pi * float64(daysBetween(days[0], d)) / 365.25)
		}
		columns = append(columns, deviations(sine), deviations(cosine))
	}
	return columns
}

// fit fits the pair; it is false where that cannot be done.
func (p *measurePair) fit() bool {
	p.first, p.end = p.part()
	b := p.series.base(p.first, p.end)
	ranks, missing := p.ranks()
	p.setPlain(ranks)
	more := append([][]float64{ranks}, missing...)
	m, ok := b.likely.with(more...)
	if !ok {
		return false
	}
	e := m.coefficient(len(b.columns))
	if p.corrected(e) < measuresHopeful {
		if m, ok = b.every().with(more...); !ok {
			return false
		}
		e = m.coefficient(len(b.columns))
	}
	p.slope, p.P, p.shapes = e.mean, p.corrected(e), m.shapes(shapesCount)
	if math.Abs(e.mean) < 1e-9 {
		p.P = 1
	}
	p.setSides()
	if shift, ok := p.between(b, missing); ok {
		p.Shift, p.Interval = shift.mean, shift.interval()
	}
	return true
}

// coefficient estimates the coefficient in that place.
func (m besideFits) coefficient(at int) besideEstimate {
	c := make([]float64, len(m.fits[0].b))
	c[at] = 1
	return m.combination(c)
}

// ranks are those of the measure in the part that is fitted, around 0 with a standard deviation of 1, and 0 where there is
// none; missing has a column that says where that is, or is empty.
func (p *measurePair) ranks() (ranks []float64, missing [][]float64) {
	x := p.x[p.first:p.end]
	ranks = make([]float64, len(x))
	order := make([]int, 0, len(x))
	for i, v := range x {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	n, sum := len(order), 0.0
	for i := 0; i < n; {
		k := i
		for k < n && x[order[k]] == x[order[i]] {
			k++
		}
		for _, at := range order[i:k] {
			ranks[at] = float64(i+k-n) / 2
			sum += ranks[at] * ranks[at]
		}
		i = k
	}
	if n == len(x) {
		missing = nil
	} else {
		gaps := make([]float64, len(x))
		for i, v := range x {
			if math.IsNaN(v) {
				gaps[i] = 1
			}
		}
		missing = [][]float64{gaps}
	}
	if sum > 0 {
		by := math.Sqrt(float64(n) / sum)
		for i := range ranks {
			ranks[i] *= by
		}
	}
	return ranks, missing
}

// setPlain computes the plain rank correlation, and how skewed a sum of products of ranks and results is: where few have a
// measure and few results are bad, luck makes both meet more often than a normal distribution says (Pearson's type III
// with the skewness over all orders; Mielke & Berry 2007).
func (p *measurePair) setPlain(ranks []float64) {
	var x, y []float64
	for i, v := range p.x[p.first:p.end] {
		if !math.IsNaN(v) {
			x, y = append(x, ranks[i]), append(y, p.series.y[p.first+i])
		}
	}
	n := float64(len(x))
	p.skew = skewness(x) * skewness(y) / math.Sqrt(n)
	yRanks := deviations(midRanks(y))
	p.Rho, p.plain = 0, 1
	if ny := norm(yRanks); ny > 0 && norm(x) > 0 {
		p.Rho = dot(x, yRanks) / (norm(x) * ny)
		df := len(x) - 2
		p.plain = twoSided(p.Rho*math.Sqrt(float64(df)/max(1e-12, 1-p.Rho*p.Rho)), df)
	}
}

// skewness is the third standardised moment.
func skewness(values []float64) float64 {
	d := deviations(values)
	second, third := 0.0, 0.0
	for _, v := range d {
		second += v * v
		third += v * v * v
	}
	if second == 0 {
		return 0
	}
	return third / float64(len(d)) / math.Pow(second/float64(len(d)), 1.5)
}

// midRanks are the ranks of values, those of equal ones their mean.
func midRanks(values []float64) []float64 {
	p := measurePair{x: values, end: len(values)}
	ranks, _ := p.ranks()
	return ranks
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
		for _, d := range p.Dots {
			if d.X >= side.From && d.X <= side.To {
				side.N++
				side.Mean += (d.Y - side.Mean) / float64(side.N)
			}
		}
	}
}

// between estimates by how much the result is higher on the upper side than on the lower.
func (p *measurePair) between(b *pairBase, missing [][]float64) (besideEstimate, bool) {
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
	m, ok := b.likely.with(more...)
	if !ok {
		return besideEstimate{}, false
	}
	return m.coefficient(len(b.columns)), true
}

// earlier is the p-value that there was so many entries ago, 1 if the link pointed the other way.
func (p *measurePair) earlier(entries int) float64 {
	end := p.end
	for left := entries; end > p.first && left > 0; end-- {
		left -= len(p.series.places[end-1])
	}
	n := end - p.first
	if n < 2*GroupMin {
		return 1
	}
	columns := append(timeColumns(n), calendarColumns(p.series.days[p.first:end])...)
	part := measurePair{x: p.x, first: p.first, end: end, skew: p.skew}
	ranks, missing := part.ranks()
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
	ranks, missing := p.ranks()
	more := append([][]float64{ranks}, missing...)
	gone := func(columns [][]float64) bool {
		m, ok := newBesideMood(columns, b.y, nil, moodShapes()[:1]).with(more...)
		return ok && p.corrected(m.coefficient(len(columns))) > level
	}
	if gone(b.columns[:b.time]) {
		return true, false
	}
	return false, gone(b.columns)
}
