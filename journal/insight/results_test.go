package insight

import (
	"math/rand/v2"
	"time"

	"enactive/journal/optional"
)

// sayings gives what the package says of results drawn at random, so that each sentence it
// knows comes up, also those that few journals bring about. Names are those that a person
// gave; name makes one.
func sayings(r *rand.Rand, name func() string) []string {
	return []string{
		trendText(anyTrend(r)), stressText(anyStress(r)), formText(anyForm(r)), nextStepText(anyNextStep(r, name)),
		calibrationText(anyCalibration(r)), beliefText(anyBelief(r)), sourcesText(anySources(r)),
		strategiesText(anyComparison(r, name)), peopleText(anyComparison(r, name)),
		masteryText(anyMastery(r)), obstaclesText(anyObstacles(r, name)), recoveryText(anyRecovery(r)),
		fatigueText(anyFatigue(r)), hoursText(anyHours(r)), calendarText(anyCalendar(r)),
	}
}

// some is a count, mostly a small one.
func some(r *rand.Rand) int { return []int{0, 1, 1, 2, 3, 7, 12, 40, 999}[r.IntN(9)] }

func flip(r *rand.Rand) bool { return r.IntN(2) == 0 }

// point is a number from -30 to 130 with its decimals, and often one near 1.
func point(r *rand.Rand) float64 {
	if r.IntN(4) == 0 {
		return float64(r.IntN(3)-1) + 0.8*(r.Float64()-0.5)
	}
	return 160*r.Float64() - 30
}

func maybe(r *rand.Rand, v float64) Number {
	if r.IntN(5) == 0 {
		return Number{}
	}
	return optional.Some(v)
}

// chance is a probability, often one near the ends.
func chance(r *rand.Rand) float64 {
	return []float64{r.Float64(), r.Float64(), 0.1 * r.Float64(), 0.0005, 0.001 + 0.003*r.Float64(), 0.995, 1}[r.IntN(7)]
}

func anyDay(r *rand.Rand) time.Time {
	return time.Date(2024+r.IntN(3), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
}

func interval(r *rand.Rand) []float64 {
	low := point(r)
	return []float64{low, low + 20*r.Float64()}
}

func anyTrend(r *rand.Rand) TrendResult {
	verdicts := []TrendVerdict{TrendRising, TrendFalling, TrendNoClearChange}
	t := TrendResult{N: some(r), RefDate: anyDay(r).Format(time.DateOnly), ChangeMean: maybe(r, point(r)-50), PUp: maybe(r, chance(r)),
		Verdict: verdicts[r.IntN(3)], LevelNow: maybe(r, point(r)), SDNow: maybe(r, 10*r.Float64()), FromAfter: flip(r)}
	if flip(r) {
		t.Retrospective = some(r)
	}
	if flip(r) {
		t.Longer = &LongerView{Since: anyDay(r).Format(time.DateOnly), Change: point(r) - 50, Gradual: flip(r), Verdict: verdicts[r.IntN(3)]}
	}
	return t
}

func anyStress(r *rand.Rand) StressResult {
	verdicts := []StressVerdict{StressNotEnough, StressInvertedU, StressHint, StressUp, StressDown, StressNoPattern}
	s := StressResult{N: some(r), Verdict: verdicts[r.IntN(len(verdicts))], PeakX: maybe(r, point(r)), Zone: interval(r), ZoneFrom: flip(r), ZoneTo: flip(r),
		MayBePractice: flip(r), Retrospective: some(r), P10: maybe(r, point(r)), P90: maybe(r, point(r))}
	if r.IntN(4) == 0 {
		s.Zone[1], s.P90 = s.Zone[0], s.P10
	}
	for range 1 + r.IntN(9) {
		s.Dots = append(s.Dots, StressDot{Stress: float64(5 * r.IntN(20)), Performance: float64(50 * r.IntN(3))})
	}
	return s
}

func anyForm(r *rand.Rand) (FormResult, []*Sample) {
	var tries []*Sample
	for range r.IntN(60) {
		tries = append(tries, &Sample{Kind: Kind(r.IntN(4)), Performance: maybe(r, 100*r.Float64())})
	}
	f := FormResult{N: len(tries), CurrentRun: r.IntN(3), LongestRun: r.IntN(4)}
	if f.N == 0 {
		return f, nil
	}
	if r.IntN(8) == 0 {
		f.N, tries = 1, tries[:1]
	}
	if flip(r) {
		f.LongestOrdinary = []int{2, 4 + r.IntN(3)}
	}
	if f.N >= formMin && r.IntN(4) > 0 {
		labels := []FormLabel{FormSlump, FormPossibleSlump, FormNone}
		f.Slump = anyScan(r, labels[r.IntN(3)], f.N)
		labels = []FormLabel{FormHotStreak, FormPossibleHot, FormNone}
		f.Hot = anyScan(r, labels[r.IntN(3)], f.N)
	}
	return f, tries
}

func anyScan(r *rand.Rand, label FormLabel, n int) *FormScan {
	return &FormScan{Label: label, Since: anyDay(r).Format(time.DateOnly), Points: float64(r.IntN(12)) / 2, K: 4 + r.IntN(26), Expected: 10 * r.Float64(), P: chance(r), StartIndex: r.IntN(n)}
}

func anyNextStep(r *rand.Rand, name func() string) NextStepResult {
	n := NextStepResult{Level: maybe(r, float64(1+r.IntN(10))), Chance: maybe(r, chance(r)), ChanceInterval: []float64{0.3 * r.Float64(), 0.6 + 0.4*r.Float64()},
		Inconsistent: flip(r), Smaller: r.IntN(4) == 0}
	for range r.IntN(3) {
		rung := RungState{Climbed: flip(r), Next: flip(r)}
		rung.Text, rung.Difficulty, rung.Rating = name(), maybe(r, float64(1+r.IntN(10))), maybe(r, 100*r.Float64())
		n.Rungs = append(n.Rungs, rung)
	}
	return n
}

func anyCalibration(r *rand.Rand) CalibrationResult {
	c := CalibrationResult{N: some(r), MeanConfidence: maybe(r, r.Float64()), MeanOutcome: maybe(r, r.Float64()), Bias: maybe(r, r.Float64()-0.5),
		Verdict: []CalibrationVerdict{CalibrationNotEnough, CalibrationOver, CalibrationUnder, CalibrationNoBias}[r.IntN(4)]}
	if c.Verdict != CalibrationNoBias || flip(r) {
		low := r.Float64() - 0.5
		c.likely = []float64{low, low + 0.2}
	}
	if flip(r) {
		c.LeftOut = some(r)
	}
	return c
}

func anyBelief(r *rand.Rand) BeliefChangeResult {
	b := BeliefChangeResult{NSuccess: some(r), NOther: some(r)}
	if min(b.NSuccess, b.NOther) >= groupMin {
		b.Shift, b.Interval, b.P = optional.Some(point(r)-50), interval(r), optional.Some(0.006*r.Float64())
	}
	return b
}

func anySources(r *rand.Rand) SourcesResult {
	var s SourcesResult
	for _, source := range []string{"mastery", "vicarious", "persuasion", "state"} {
		if flip(r) {
			continue
		}
		g := ChangeGroup{Name: source, N: 1 + some(r), Mean: point(r) - 50}
		if g.N >= groupMin {
			around := 20 * r.Float64()
			g.Low, g.High, g.P = optional.Some(g.Mean-around), optional.Some(g.Mean+around), optional.Some(r.Float64())
			g.Claim = flip(r)
		}
		s.Groups = append(s.Groups, g)
	}
	return s
}

func anyComparison(r *rand.Rand, name func() string) CompareResult {
	c := CompareResult{TooFew: r.IntN(2)}
	for range r.IntN(3) {
		named := name()
		for _, measure := range []string{"stress", "performance"} {
			c.Shown = append(c.Shown, Comparison{Name: named, Measure: measure, With: groupMin + some(r), Without: groupMin + some(r),
				Shift: point(r) - 50, Interval: interval(r), Claim: r.IntN(3) == 0})
		}
	}
	return c
}

func anyMastery(r *rand.Rand) (MasteryResult, map[Evidence]int, bool) {
	m, successes := MasteryResult{Counts: map[Evidence]int{}}, map[Evidence]int{}
	for _, e := range AllEvidence() {
		if flip(r) {
			continue
		}
		n := some(r)
		m.Counts[e] = n
		m.N += n
		switch e {
		case Partly, UnderLoad, UsefulSetback, PlainSetback:
		default:
			successes[e] = n
		}
	}
	return m, successes, flip(r)
}

func anyObstacles(r *rand.Rand, name func() string) (ObstaclesResult, []*ObstacleSeen) {
	var all []*ObstacleSeen
	times := 1 + some(r)
	for range r.IntN(6) {
		o := &ObstacleSeen{Name: name(), Times: times}
		o.Overcome = []int{0, min(1, times), times, r.IntN(times + 1)}[r.IntN(4)]
		if times >= obstaclesMin {
			low, high := wilson80(o.Overcome, times)
			o.Low, o.High = optional.Some(low), optional.Some(high)
		}
		all = append(all, o)
		if flip(r) {
			times = 1 + r.IntN(times)
		}
	}
	if len(all) == 0 {
		return ObstaclesResult{}, nil
	}
	return ObstaclesResult{Entries: 1 + r.IntN(30)}, all
}

func anyRecovery(r *rand.Rand) RecoveryResult {
	v := RecoveryResult{N: some(r)}
	v.Back = []int{0, v.N, r.IntN(v.N + 1)}[r.IntN(3)]
	if v.Back == v.N || v.Back > 0 && flip(r) {
		v.Tries, v.Days = optional.Some(float64(1+r.IntN(3))), optional.Some(float64(r.IntN(4)))
	}
	if flip(r) {
		v.LeftOut = some(r)
	}
	return v
}

func anyFatigue(r *rand.Rand) FatigueResult {
	f := FatigueResult{N: r.IntN(fatigueMin)}
	if r.IntN(4) == 0 {
		return f
	}
	last := anyDay(r)
	f.N += fatigueMin
	f.Since = last.AddDate(0, 0, -r.IntN(42)-1).Format(time.DateOnly)
	f.Days = []FatigueDay{{Day: last}}
	f.P, f.PTogether = optional.Some(1.0), optional.Some(1.0)
	if flip(r) {
		f.P, f.PTogether = optional.Some(0.0), optional.Some(0.0)
		f.StressChange, f.PerformanceChange = optional.Some(fatigueLeast+60*r.Float64()), optional.Some(-fatigueLeast-60*r.Float64())
	}
	return f
}

func anyHours(r *rand.Rand) HoursResult {
	var h HoursResult
	for range r.IntN(4) {
		c := HourCell{Weekday: time.Weekday(r.IntN(7)), Hour: 2 * r.IntN(12), Tries: 1 + some(r)}
		h.N += c.Tries
		h.Cells = append(h.Cells, c)
	}
	return h
}

func anyCalendar(r *rand.Rand) CalendarResult {
	c := CalendarResult{Days: r.IntN(4)}
	for range c.Days {
		c.Cells = append(c.Cells, CalendarDay{Day: anyDay(r)})
		c.Entries += 1 + some(r)
	}
	return c
}

// anySample is an experience with what evidence goes by.
func anySample(r *rand.Rand) Sample {
	s := Sample{Source: "mastery", Kind: Kind(r.IntN(4)), Outcome: outcomeAt(1 + r.IntN(4)), HasLesson: flip(r),
		Effort: maybe(r, 100*r.Float64()), Luck: maybe(r, float64(r.IntN(11))), Controllable: []string{"", "yes", "no", "unsure"}[r.IntN(4)]}
	for range r.IntN(3) {
		s.Obstacles = append(s.Obstacles, Obstacle{Name: "1"})
	}
	if r.IntN(8) == 0 {
		s.Evidence = AllEvidence()[r.IntN(len(AllEvidence()))]
	}
	return s
}
