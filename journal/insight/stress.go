package insight

import (
	"math"
	"slices"
	"time"

	"enactive/journal/optional"
)

const (
	// StressMinPairs, StressMinValues and StressMinSpread are what any claim needs: pairs of
	// stress and performance, distinct values of stress, and points between P10 and P90.
	StressMinPairs  = 12
	StressMinValues = 5
	StressMinSpread = 20.0
	// StressMinFact is the minimum number of pairs before a plain fact is reported.
	StressMinFact = 5
	// risesLeast is by how many standard deviations performance has to rise and fall on the
	// two sides of a best range (besideTime.rises).
	risesLeast = 1.6
	// practiceSure is the level at which stress and performance go together over all entries, so
	// that it is worth saying that they do not beside time.
	practiceSure = 0.001
)

// riseAllowance is that of a rise or fall with stress, and archAllowance that of a best range. They are
// chosen by looking after each of 100 entries (docs/science.md, section D).
func riseAllowance() allowance { return allowance{claim: 0.0004, possible: 0.0013, keep: 0.008} }

func archAllowance() allowance { return allowance{claim: 0.0006, possible: 0.002, keep: 0.02} }

// Stress compares performance with stress (docs/science.md, section D). What it claims has to hold
// beside a smooth of time and a mood that lasts: two things that both change over a year go together
// without a link. Only experiences with both values count.
func Stress(d Data) StressResult {
	dots, days := stressDots(d.Samples)
	x, y := make([]float64, len(dots)), make([]float64, len(dots))
	r := StressResult{Verdict: StressNotEnough, N: len(dots), Dots: dots}
	for i, d := range dots {
		x[i], y[i] = d.Stress, d.Performance
		if d.Retrospective {
			r.Retrospective++
		}
	}
	if r.N == 0 {
		return r
	}
	sorted := ascending(x)
	p10, p90 := quantile(sorted, 0.1), quantile(sorted, 0.9)
	r.P10, r.P90 = optional.Some(p10), optional.Some(p90)
	r.Values = distinct(sorted)
	r.Thirds = thirdsOf(dots)
	if stressSuffices(sorted) {
		r.judge(x, y, days, p10, p90, max(1, d.Areas))
	}
	return r
}

// stressSuffices reports whether there are enough pairs of stress and performance to claim
// anything, and whether their stress differs enough.
func stressSuffices(sorted []float64) bool {
	return len(sorted) >= StressMinPairs && distinct(sorted) >= StressMinValues && quantile(sorted, 0.9)-quantile(sorted, 0.1) >= StressMinSpread
}

// judge fills in the verdict.
func (r *StressResult) judge(x, y []float64, days []time.Time, p10, p90 float64, areas int) {
	r.Verdict = StressNoPattern
	if slices.Min(y) == slices.Max(y) {
		return
	}
	s := shapeOf(x, y, p10, p90)
	r.TwoLines, r.UTest, r.Kendall = s.twoLines, s.uTest, s.kendall
	b, ok := lookBesideTime(x, y, days, moodShapes())
	if !ok {
		return
	}
	r.Slope, r.SlopeCI, r.P, r.ArchP = optional.Some(b.slope.mean), b.slope.interval(), optional.Some(b.slope.p()), optional.Some(b.arch)
	r.Likeness = optional.Some(b.likeness)
	earlier := earlierLooks(x, y, days, b.shapes)
	arch := archAllowance().shared(areas).allows(b.archP(), func(k int) float64 { return earlier(k).archP() })
	rise := riseAllowance().shared(areas).allows(b.slope.p(), func(k int) float64 {
		e := earlier(k).slope
		if e.mean*b.slope.mean <= 0 {
			return 1
		}
		return e.p()
	})
	switch {
	case arch == Claim:
		r.Verdict = StressInvertedU
	case rise == Claim || rise == Possible && arch != Possible:
		r.Verdict, r.Possible = StressUp, rise == Possible
		if b.slope.mean < 0 {
			r.Verdict = StressDown
		}
	case arch == Possible:
		r.Verdict = StressHint
	default:
		r.MayBePractice = s.kendall != nil && s.kendall.P <= practiceSure
		r.More = moreEntries(len(x), b.slope.sd*(p90-p10), areas)
	}
	if r.Verdict == StressInvertedU || r.Verdict == StressHint {
		r.Curve = s.curve
		r.setZone(s.loess)
	}
}

// moreEntries is how many more entries would claim a difference of moreDifference points 8 times in 10, to two digits:
// the error of a difference, sd in points, shrinks with the root of their number. There is none if
// it would take more than moreMost times as many.
func moreEntries(n int, sd float64, areas int) Number {
	const moreDifference, moreMost, eightInTen = 10.0, 5.0, 0.84
	needed := deviationsOf(riseAllowance().shared(areas).claim/2) + eightInTen
	more := float64(n) * (math.Pow(needed*sd/moreDifference, 2) - 1)
	switch {
	case more > moreMost*float64(n):
		return Number{}
	case more <= 0:
		return optional.Some(0.0)
	}
	step := math.Pow(10, max(1, math.Floor(math.Log10(more))-1))
	return optional.Some(math.Ceil(more/step) * step)
}

// earlierLooks returns what was found so many entries ago; each is computed once.
func earlierLooks(x, y []float64, days []time.Time, shapes []moodShape) func(entries int) besideTime {
	looks := map[int]besideTime{}
	return func(entries int) besideTime {
		if b, known := looks[entries]; known {
			return b
		}
		b := besideTime{slope: noEstimate(), arch: 1}
		if n := len(x) - entries; n >= StressMinPairs && stressSuffices(ascending(x[:n])) {
			if found, ok := lookBesideTime(x[:n], y[:n], days[:n], shapes); ok {
				b = found
			}
		}
		looks[entries] = b
		return b
	}
}

// archP is how seldom luck alone makes a best range, which has two sides.
func (b besideTime) archP() float64 {
	if b.rises < risesLeast {
		return 1
	}
	return b.arch
}

// shape is what the published checks find about y over x, without regard to time or mood. Their numbers
// are in the JSON, and their oracles in the tests; what is said rests on besideTime.
type shape struct {
	loess            *loess
	peak             Number
	zone             []float64
	zoneFrom, zoneTo bool
	curve            []CurvePoint
	twoLines         *TwoLines
	linesPassed      bool
	uTest            *UTest
	uPassed          bool
	kendall          *Kendall
}

func shapeOf(x, y []float64, p10, p90 float64) shape {
	l := newLoess(x, y)
	s := shape{loess: l, kendall: kendall(x, y)}
	s.curve = curveOf(l, p10, p90)
	s.setZone()
	s.twoLines, s.linesPassed = twoLinesTest(x, y, l, p10, p90)
	s.uTest, s.uPassed = uTest(x, y, p10, p90)
	return s
}

// curveOf is the fit at every whole x from P10 to P90.
func curveOf(l *loess, p10, p90 float64) []CurvePoint {
	var curve []CurvePoint
	for x := math.Ceil(p10); x <= math.Floor(p90); x++ {
		fit, se := l.at(x)
		curve = append(curve, CurvePoint{x, fit, se})
	}
	return curve
}

// setZone finds the peak and Simonsohn's "flat region" around it: all whose fit is within
// a standard error of the highest.
func (s *shape) setZone() {
	if len(s.curve) == 0 {
		return
	}
	best := s.curve[0]
	for _, p := range s.curve {
		if p.Fit > best.Fit {
			best = p
		}
	}
	s.peak = optional.Some(best.X)
	low, high := best.X, best.X
	for _, p := range s.curve {
		if p.Fit+p.SE >= best.Fit {
			low, high = min(low, p.X), max(high, p.X)
		}
	}
	s.zone = []float64{low, high}
	s.zoneFrom, s.zoneTo = low > s.curve[0].X, high < s.curve[len(s.curve)-1].X
}

func stressDots(samples []Sample) (dots []StressDot, days []time.Time) {
	chosen := inOrder(samples, func(s *Sample) bool {
		_, ok1 := rating(s.Stress)
		_, ok2 := rating(s.Performance)
		return ok1 && ok2 && s.isExperience()
	})
	dots = make([]StressDot, len(chosen))
	for i, s := range chosen {
		days = append(days, dayOf(s.Time))
		dots[i] = StressDot{ID: s.ID, Stress: s.Stress.Or(0), Performance: s.Performance.Or(0),
			Retrospective: s.Retrospective, Outcome: s.Outcome, Order: i}
	}
	return dots, days
}

// Finding is how much stress and performance say together.
func (r StressResult) Finding() Finding {
	switch {
	case r.N == 0:
		return NotEnough
	case r.Verdict == StressNotEnough:
		return Facts
	case r.Verdict == StressNoPattern:
		return Nothing
	case r.Verdict == StressHint || r.Possible:
		return Possible
	}
	return Claim
}

// setZone finds the best range among ratings that exist: those of which the fit is within a standard
// error of the highest, Simonsohn's "flat region".
func (r *StressResult) setZone(l *loess) {
	type fitted struct{ x, fit, se float64 }
	var seen []fitted
	best := fitted{fit: math.Inf(-1)}
	low, high := r.P10.Or(0), r.P90.Or(100)
	apart := (high - low) / zoneValues
	for _, x := range l.x {
		if x < low || x > high || len(seen) > 0 && x-seen[len(seen)-1].x < apart {
			continue
		}
		fit, se := l.at(x)
		seen = append(seen, fitted{x, fit, se})
		if fit > best.fit {
			best = seen[len(seen)-1]
		}
	}
	if len(seen) == 0 {
		return
	}
	from, to := best.x, best.x
	for _, f := range seen {
		if f.fit+f.se >= best.fit {
			from, to = min(from, f.x), max(to, f.x)
		}
	}
	r.PeakX, r.Zone = optional.Some(best.x), []float64{from, to}
	r.ZoneFrom, r.ZoneTo = from > seen[0].x, to < seen[len(seen)-1].x
	r.Sides = partsOf(r.Dots, func(d StressDot) int {
		switch {
		case d.Stress < from:
			return 0
		case d.Stress <= to:
			return 1
		}
		return 2
	})
}

// zoneValues is at how many ratings, apart from each other, the best range is looked for at most.
const zoneValues = 200

// StressPart is a part of the entries, by their stress.
type StressPart struct {
	// Low and High are the lowest and the highest stress in it, N counts its entries and Mean is
	// the mean of their performance.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
}

// partsOf divides the entries into three parts; one may be empty.
func partsOf(dots []StressDot, part func(StressDot) int) []StressPart {
	parts := make([]StressPart, 3)
	for _, d := range dots {
		p := &parts[part(d)]
		if p.N == 0 {
			p.Low, p.High = d.Stress, d.Stress
		}
		p.N++
		p.Low, p.High = min(p.Low, d.Stress), max(p.High, d.Stress)
		p.Mean += (d.Performance - p.Mean) / float64(p.N)
	}
	return parts
}

// thirdsOf divides the entries into a calm, a middle and a pressed third, as nearly as ratings that are equal
// allow; there are none where that leaves a part empty.
func thirdsOf(dots []StressDot) []StressPart {
	x := make([]float64, len(dots))
	for i, d := range dots {
		x[i] = d.Stress
	}
	slices.Sort(x)
	calm, pressed := nearestEnd(x, len(x)/3), nearestEnd(x, len(x)-len(x)/3)
	if calm == 0 || pressed <= calm || pressed == len(x) {
		return nil
	}
	return partsOf(dots, func(d StressDot) int {
		switch {
		case d.Stress < x[calm]:
			return 0
		case d.Stress < x[pressed]:
			return 1
		}
		return 2
	})
}

// nearestEnd is the place nearest to the given one at which a new value begins, or an end of sorted.
func nearestEnd(sorted []float64, at int) int {
	for distance := range len(sorted) + 1 {
		for _, k := range []int{at - distance, at + distance} {
			if k == 0 || k == len(sorted) || k > 0 && k < len(sorted) && sorted[k-1] < sorted[k] {
				return k
			}
		}
	}
	return 0
}

// BestThird is the range of stress of the third of the entries that went best. It is false if
// all went equally well.
func (r StressResult) BestThird() (low, high float64, ok bool) {
	best := slices.Clone(r.Dots)
	slices.SortStableFunc(best, func(a, b StressDot) int {
		switch {
		case a.Performance > b.Performance:
			return -1
		case a.Performance < b.Performance:
			return 1
		}
		return 0
	})
	third := best[:max(1, len(best)/3)]
	for len(third) < len(best) && best[len(third)].Performance == third[len(third)-1].Performance {
		third = best[:len(third)+1] // equals share a place
	}
	if len(third) == len(best) {
		return 0, 0, false
	}
	low, high = third[0].Stress, third[0].Stress
	for _, d := range third {
		low, high = min(low, d.Stress), max(high, d.Stress)
	}
	return low, high, true
}

// FewerCalm reports whether fewer entries are below the peak than at or above it.
func (r StressResult) FewerCalm() bool {
	calm := 0
	for _, d := range r.Dots {
		if d.Stress < r.PeakX.Or(0) {
			calm++
		}
	}
	return 2*calm < len(r.Dots)
}
