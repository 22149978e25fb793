package insight

import (
	"math"
	"slices"

	"enactive/journal/optional"
)

const (
	// StressMinPairs, stressMinValues and stressMinSpread are what any claim needs: pairs of
	// stress and performance, distinct values of stress, and points between P10 and P90.
	StressMinPairs  = 12
	stressMinValues = 5
	stressMinSpread = 20.0
	// StressMinFact is the minimum number of pairs before a plain fact is reported.
	StressMinFact = 5
	// practiceMinPairs is the minimum number of pairs before practice is tested as a confounder.
	practiceMinPairs = 30
	// monotoneSure is the level at which a mere rise or fall is claimed: of the many things
	// that are looked at, only one in a hundred may be there by luck.
	monotoneSure = 0.01
)

// Stress compares performance with stress (docs/science.md, section D). A best range is
// claimed only if two independent checks find performance falling on both sides of it;
// one alone is a hint. Only experiences with both values count.
func Stress(d Data) StressResult {
	dots := stressDots(d.Samples)
	x, y := make([]float64, len(dots)), make([]float64, len(dots))
	r := StressResult{Verdict: StressNotEnough, N: len(dots), Dots: dots}
	for i, d := range dots {
		x[i], y[i] = d.Stress, d.Performance
		if d.Retrospective {
			r.Retrospective++
		}
	}
	if r.N > 0 {
		sorted := ascending(x)
		p10, p90 := quantile(sorted, 0.1), quantile(sorted, 0.9)
		r.P10, r.P90 = optional.Some(p10), optional.Some(p90)
		if r.N >= StressMinPairs && distinct(sorted) >= stressMinValues && p90-p10 >= stressMinSpread {
			judgeStress(&r, x, y, p10, p90)
		}
	}
	return r
}

// judgeStress runs the checks and fills in the verdict.
func judgeStress(r *StressResult, x, y []float64, p10, p90 float64) {
	r.Verdict = StressNoPattern
	if slices.Min(y) == slices.Max(y) {
		return
	}
	s := shapeOf(x, y, p10, p90)
	g := gate{len(x), stressDependence(x, y), monotoneSure}
	r.TwoLines, r.UTest, r.Kendall = s.twoLines, s.uTest, s.kendall
	r.PeakX, r.Zone, r.ZoneFrom, r.ZoneTo = s.peak, s.zone, s.zoneFrom, s.zoneTo
	r.Verdict = s.verdict(g)
	r.Dependence = optional.Some(g.dependence)
	if r.Verdict == StressInvertedU || r.Verdict == StressHint {
		r.Curve = s.curve
	}
	if len(x) < practiceMinPairs || s.uTest == nil {
		return
	}
	order := make([]float64, len(x))
	for i := range order {
		order[i] = float64(i)
	}
	s.uTest, s.uPassed = uTest(x, y, p10, p90, order)
	r.MayBePractice = s.verdict(g) != r.Verdict
}

// shape is everything that the checks found about y over x.
type shape struct {
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
	s := shape{kendall: kendall(x, y)}
	s.curve = curveOf(l, p10, p90)
	s.setZone()
	s.twoLines, s.linesPassed = twoLinesTest(x, y, l, p10, p90)
	s.uTest, s.uPassed = uTest(x, y, p10, p90, nil)
	return s
}

// gate is what a verdict needs.
type gate struct {
	n int
	// dependence is by how much the entries resemble those next to them.
	dependence float64
	// monotone is the level of the test of a rise or fall.
	monotone float64
}

// stressDependence is by how much neighbours resemble each other in both stress and what
// a bow over it leaves of performance.
func stressDependence(x, y []float64) float64 {
	u, _, _ := scaled(x)
	f, ok := regress(powers(u, 2), y)
	if !ok {
		return 1
	}
	return jointDependence(autocorrelation(u, 1), autocorrelation(f.resid, len(f.b)))
}

func (s shape) verdict(g gate) StressVerdict {
	lines := s.linesPassed && shrunk(s.twoLines.Z1, g.n, 4, g.dependence) < significant && shrunk(s.twoLines.Z2, g.n, 4, g.dependence) < significant
	bow := s.uPassed && shrunk(min(s.uTest.TLower, -s.uTest.TUpper), g.n, 3, g.dependence) < 2*significant
	switch {
	case lines && bow:
		return StressInvertedU
	case lines || bow:
		return StressHint
	case s.kendall == nil || math.Erfc(s.kendall.z/math.Sqrt(2*g.dependence)) >= g.monotone:
		return StressNoPattern
	case s.kendall.TauB > 0:
		return StressUp
	}
	return StressDown
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

func stressDots(samples []Sample) []StressDot {
	chosen := inOrder(samples, func(s *Sample) bool {
		_, ok1 := rating(s.Stress)
		_, ok2 := rating(s.Performance)
		return ok1 && ok2 && s.isExperience()
	})
	dots := make([]StressDot, len(chosen))
	for i, s := range chosen {
		dots[i] = StressDot{ID: s.ID, Stress: s.Stress.Or(0), Performance: s.Performance.Or(0),
			Retrospective: s.Retrospective, Outcome: s.Outcome, Order: i}
	}
	return dots
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
	}
	return Claim
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
