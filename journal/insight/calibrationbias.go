package insight

import (
	"math"

	"enactive/journal/optional"
)

const (
	// CalibrationLeast is the least difference that is called a bias, in points.
	CalibrationLeast = 10
	calibrationLeast = CalibrationLeast / 100.0
	// recentFrom is from how many ratings on the newest 40 are looked at beside all.
	recentFrom = 50
	// recentShare is their part of what luck is allowed.
	recentShare = 0.3
	// moodMemory is how many of the newest ratings show how moods are, for the newest 40.
	moodMemory = 300
	// moodMost is up to how many ratings each counts by itself in how moods are.
	moodMost = 600
	// plainFrom is the number of ratings from which the full allowance holds. Fewer are allowed less,
	// by the square: few ratings cannot show what is a mood of their weeks.
	plainFrom = 40
	// claimFrom is the minimum number of ratings for a plain claim.
	claimFrom = 30
)

// calibrationAllowance was chosen by simulation (docs/science.md, section F).
func calibrationAllowance() allowance { return allowance{claim: 0.001, possible: 0.0045, keep: 0.003} }

// gapSeries is confidence less outcome, by rating in order of time, 0-1.
type gapSeries struct {
	days, gap []float64
	// upTo[i] is the sum of the first i gaps.
	upTo []float64
	// all are the fits of all ratings, at each of the last looks. Beyond moodMost ratings they are of
	// the means of so many in a row.
	all   moodFits
	inRow int
}

func newGapSeries(used []*Sample) *gapSeries {
	g := &gapSeries{upTo: make([]float64, 1, len(used)+1)}
	for i, s := range used {
		gap := s.Before.Or(0)/100 - float64(doubledScore(s.Outcome))/2
		g.days, g.gap, g.upTo = append(g.days, inDays(s)), append(g.gap, gap), append(g.upTo, g.upTo[i]+gap)
	}
	g.inRow = 1 + (len(g.gap)-1)/moodMost
	days, gap := meansInRow(g.days, g.inRow), meansInRow(g.gap, g.inRow)
	g.all = fitMood(days, [][]float64{ones(len(gap)), gap}, lookBack+1)
	return g
}

// meansInRow are the means of so many values in a row, the last of them of the newest; what is left over are
// the oldest.
func meansInRow(values []float64, inRow int) []float64 {
	if inRow == 1 {
		return values
	}
	var means []float64
	for begin := len(values) % inRow; begin < len(values); begin += inRow {
		means = append(means, average64(values[begin:begin+inRow]))
	}
	return means
}

// gapView is the bias of some of the ratings.
type gapView struct {
	n    int
	bias float64
	moodEstimate
	known bool
}

// whole is over all ratings without the newest l, recent over the newest 40 of those.
func (g *gapSeries) whole(l int) gapView {
	n := len(g.gap) - l
	v := gapView{n: n, bias: g.upTo[n] / float64(n)}
	v.moodEstimate, v.known = g.all.look(l/g.inRow, []int{0, 1}, v.bias)
	return v
}

func (g *gapSeries) recent(l int) gapView {
	end := len(g.gap) - l
	from, begin := max(0, end-moodMemory), max(0, end-CalibrationWindow)
	v := gapView{n: end - begin, bias: (g.upTo[end] - g.upTo[begin]) / float64(end-begin)}
	// The older ones have a mean of their own, and show with the newest how moods are.
	newest, older := make([]float64, end-from), make([]float64, end-from)
	for i := range newest {
		if from+i >= begin {
			newest[i] = 1
		} else {
			older[i] = 1
		}
	}
	columns, picked := [][]float64{newest, g.gap[from:end]}, []int{0, 1}
	if from < begin {
		columns, picked = append(columns, older), []int{0, 2, 1}
	}
	v.moodEstimate, v.known = fitMood(g.days[from:end], columns, 1).look(0, picked, v.bias)
	if v.known { // no more of them are independent than there are
		v.df, v.plain = min(v.df, float64(v.n-1)), min(v.plain, float64(v.n-1))
	}
	return v
}

// luck is how often luck alone shows such a bias in that direction, for a view with that share of
// what luck is allowed; 1 where the bias is too small for a sentence.
func (v gapView) luck(direction, share float64) float64 {
	if !v.known || v.n < CalibrationMin || direction*v.bias < calibrationLeast {
		return 1
	}
	few := math.Min(1, float64(v.n*v.n)/(plainFrom*plainFrom))
	return math.Min(1, v.p()/(share*few))
}

// calibrationLook is what one look finds in a direction.
type calibrationLook struct {
	luck     float64
	ofRecent bool
}

// look compares all ratings with the newest. A bias of all counts only while the newest ones have at
// least half of it: what was so once is no more told as if it still were.
func (g *gapSeries) look(l int, direction float64) calibrationLook {
	n := len(g.gap) - l
	if n < CalibrationMin {
		return calibrationLook{luck: 1}
	}
	whole := g.whole(l)
	if n <= recentFrom {
		return calibrationLook{luck: whole.luck(direction, 1)}
	}
	recent := g.recent(l)
	best := calibrationLook{luck: 1}
	if direction*recent.bias >= direction*whole.bias/2 {
		best.luck = whole.luck(direction, 1-recentShare)
	}
	if p := recent.luck(direction, recentShare); p < best.luck {
		best = calibrationLook{p, true}
	}
	return best
}

// judge gives the bias its interval, and a name if it is clear.
func (r *CalibrationResult) judge(used []*Sample, areas int) {
	if r.N < CalibrationMin {
		return
	}
	r.Verdict = CalibrationNoBias
	g := newGapSeries(used)
	whole := g.whole(0)
	if !whole.known {
		return
	}
	low, high := whole.interval()
	r.BiasSE, r.BiasCI = optional.Some(whole.sd), []float64{low, high}
	r.recent(used, g)
	r.NeededForTen = neededFor(calibrationLeast, whole)
	best, direction := g.look(0, 1), 1.0
	if under := g.look(0, -1); under.luck < best.luck {
		best, direction = under, -1
	}
	r.P, r.OfRecent = optional.Some(best.luck), best.ofRecent
	r.name(g.allowed(best.luck, direction, areas), direction)
}

// allowed is how much may be said at that probability. Few ratings allow no plain claim.
func (g *gapSeries) allowed(luck, direction float64, areas int) Finding {
	said := calibrationAllowance().shared(areas).allows(luck, func(k int) float64 {
		if len(g.gap)-k < claimFrom {
			return 1
		}
		return g.look(k, direction).luck
	})
	if said == Claim && len(g.gap) < claimFrom {
		return Possible
	}
	return said
}

// name turns a finding and its direction into the verdict.
func (r *CalibrationResult) name(said Finding, direction float64) {
	switch {
	case said == Claim && direction > 0:
		r.Verdict = CalibrationOver
	case said == Claim:
		r.Verdict = CalibrationUnder
	case said == Possible && direction > 0:
		r.Verdict = CalibrationMaybeOver
	case said == Possible:
		r.Verdict = CalibrationMaybeUnder
	default:
		r.OfRecent = false
	}
}

// recent fills in the newest ratings.
func (r *CalibrationResult) recent(used []*Sample, g *gapSeries) {
	if r.N <= recentFrom {
		return
	}
	v := g.recent(0)
	newest := &CalibrationRecent{N: v.n, Bias: v.bias}
	for _, s := range used[len(used)-v.n:] {
		newest.MeanConfidence += s.Before.Or(0) / 100 / float64(v.n)
		newest.MeanOutcome += float64(doubledScore(s.Outcome)) / 2 / float64(v.n)
	}
	if v.known {
		low, high := v.interval()
		newest.BiasCI = []float64{low, high}
	}
	r.Recent = newest
}

const (
	// clearIn is how many standard errors a bias is away from 0 where it is claimed half of the time.
	clearIn = 3.1
	// neededMost is up to how many ratings it is told how many it takes.
	neededMost = 2000
)

// neededFor is about how many ratings would show a bias of that size, in tens; 0 if there are as many
// already, or if it would take very many.
func neededFor(bias float64, v gapView) int {
	n := float64(v.n) * math.Pow(clearIn*v.sd/bias, 2)
	if n <= float64(v.n) || n > neededMost {
		return 0
	}
	return 10 * int(math.Ceil(n/10))
}
