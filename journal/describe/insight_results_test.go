package describe_test

import (
	"math/rand/v2"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// sayings are the sentences of results drawn at random, so that each sentence it
// knows comes up, also those that few journals bring about. Names are those that a person
// gave; name makes one.
func sayings(r *rand.Rand, name func() string) []string {
	return []string{
		describe.Trend(anyTrend(r)), describe.Stress(anyStress(r)), describe.Feared(anyFeared(r)), describe.Form(anyForm(r)), describe.NextStep(anyNextStep(r, name)),
		describe.Calibration(anyCalibration(r)), describe.BeliefChange(anyBelief(r)), describe.Sources(anySources(r)),
		describe.Strategies(anyComparison(r, name)), describe.People(anyComparison(r, name)),
		describe.MeasurePairs(anyMeasures(r, name)), describe.Mastery(anyMastery(r)), describe.Obstacles(anyObstacles(r, name)), describe.Recovery(anyRecovery(r)),
		describe.Fatigue(anyFatigue(r)), describe.Hours(anyHours(r)), describe.Calendar(anyCalendar(r)),
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

func maybe(r *rand.Rand, v float64) insight.Number {
	if r.IntN(5) == 0 {
		return insight.Number{}
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

func anyTrend(r *rand.Rand) insight.TrendResult {
	verdicts := []insight.TrendVerdict{insight.TrendRising, insight.TrendFalling, insight.TrendMaybeRising, insight.TrendMaybeFalling}
	t := insight.TrendResult{N: some(r), Verdict: insight.TrendNoClearChange, LevelNow: maybe(r, point(r)), SDNow: maybe(r, 10*r.Float64()),
		NextLow: maybe(r, point(r)), NextHigh: maybe(r, point(r)), LeftOut: flip(r), FromAfter: flip(r), Dots: make([]insight.TrendDot, 1)}
	day := func() string { return anyDay(r).Format(time.DateOnly) }
	if flip(r) {
		t.Retrospective = some(r)
	}
	if flip(r) {
		t.Ended = day()
	}
	if flip(r) {
		t.Logging = &insight.Logging{Since: day(), Lately: some(r), SpanLately: 30, Before: some(r), SpanBefore: 2000}
	}
	if flip(r) {
		t.Means = &insight.TrendMeans{Days: 5 + r.IntN(6), Lately: point(r), Earlier: point(r), First: maybe(r, point(r)), YearBefore: maybe(r, point(r))}
	}
	if flip(r) {
		change := float64(2*r.IntN(2)-1) * (5 + 60*r.Float64())
		t.Verdict = verdicts[r.IntN(4)]
		t.Change = &insight.TrendChange{Since: day(), DaysBefore: 5 + some(r), DaysSince: 5 + some(r), Change: change,
			Low: change - 20*r.Float64(), High: change + 20*r.Float64(), Gradual: flip(r)}
	}
	return t
}

func anyStress(r *rand.Rand) insight.StressResult {
	verdicts := []insight.StressVerdict{insight.StressNotEnough, insight.StressInvertedU, insight.StressHint, insight.StressUp, insight.StressDown, insight.StressNoPattern}
	s := insight.StressResult{N: some(r), Verdict: verdicts[r.IntN(len(verdicts))], PeakX: maybe(r, point(r)), Zone: interval(r), ZoneFrom: flip(r), ZoneTo: flip(r),
		MayBePractice: flip(r), Retrospective: some(r), P10: maybe(r, point(r)), P90: maybe(r, point(r))}
	if r.IntN(4) == 0 {
		s.Zone[1], s.P90 = s.Zone[0], s.P10
	}
	for range 1 + r.IntN(9) {
		s.Dots = append(s.Dots, insight.StressDot{Stress: float64(5 * r.IntN(20)), Performance: float64(50 * r.IntN(3))})
	}
	return s
}

func anyForm(r *rand.Rand) insight.FormResult {
	f := insight.FormResult{N: r.IntN(60), CurrentRun: r.IntN(3), LongestRun: r.IntN(4)}
	if f.N == 0 {
		return f
	}
	if r.IntN(8) == 0 {
		f.N = 1
	}
	f.Lately = anyTally(r)
	if flip(r) {
		f.LongestOrdinary = []int{2, 4 + r.IntN(3)}
		f.Earlier = anyTally(r)
	}
	if r.IntN(4) == 0 {
		f.Ended = anyDay(r).Format(time.DateOnly)
	}
	if f.N >= insight.FormMin && r.IntN(4) > 0 {
		labels := []insight.FormLabel{insight.FormSlump, insight.FormPossibleSlump, insight.FormNone}
		f.Slump = anyScan(r, labels[r.IntN(3)], f.N)
		labels = []insight.FormLabel{insight.FormHotStreak, insight.FormPossibleHot, insight.FormNone}
		f.Hot = anyScan(r, labels[r.IntN(3)], f.N)
		f.Mix = []insight.MixChange{"", insight.MoreStretch, insight.FewerStretch}[r.IntN(3)]
		if flip(r) {
			f.PerformanceNow, f.PerformanceBefore = optional.Some(100*r.Float64()), optional.Some(100*r.Float64())
		}
	}
	return f
}

func anyScan(r *rand.Rand, label insight.FormLabel, n int) *insight.FormScan {
	return &insight.FormScan{Label: label, Since: anyDay(r).Format(time.DateOnly), Points: float64(r.IntN(12)) / 2, K: 4 + r.IntN(26), Expected: 10 * r.Float64(), P: chance(r), PRandomWalk: maybe(r, chance(r)),
		RateBefore: r.Float64(), Tally: anyTally(r), StartIndex: r.IntN(n)}
}

func anyTally(r *rand.Rand) insight.Tally {
	t := insight.Tally{Successes: r.IntN(12), Partials: r.IntN(3)}
	t.N = t.Successes + t.Partials + 1 + r.IntN(5)
	return t
}

func anyNextStep(r *rand.Rand, name func() string) insight.NextStepResult {
	n := insight.NextStepResult{Level: maybe(r, float64(1+r.IntN(10))), Chance: maybe(r, chance(r)), ChanceInterval: []float64{0.3 * r.Float64(), 0.6 + 0.4*r.Float64()},
		Reason:       []insight.StepReason{insight.StepStart, insight.StepUp, insight.StepDown, insight.StepHarder, insight.StepNear}[r.IntN(5)],
		Inconsistent: flip(r), Smaller: r.IntN(4) == 0, Worse: r.IntN(4) == 0}
	if r.IntN(4) == 0 {
		n.Ended = anyDay(r).Format(time.DateOnly)
	}
	for range r.IntN(3) {
		rung := insight.RungState{Done: r.IntN(3), Next: flip(r)}
		rung.Text, rung.Difficulty, rung.Rating = name(), maybe(r, float64(1+r.IntN(10))), maybe(r, 100*r.Float64())
		n.Rungs = append(n.Rungs, rung)
	}
	return n
}

func anyCalibration(r *rand.Rand) insight.CalibrationResult {
	verdicts := []insight.CalibrationVerdict{insight.CalibrationNotEnough, insight.CalibrationOver, insight.CalibrationUnder,
		insight.CalibrationMaybeOver, insight.CalibrationMaybeUnder, insight.CalibrationNoBias}
	near := func() []float64 { low := r.Float64() - 0.5; return []float64{low, low + 0.2} }
	c := insight.CalibrationResult{N: some(r), MeanConfidence: maybe(r, r.Float64()), MeanOutcome: maybe(r, r.Float64()), Bias: maybe(r, r.Float64()-0.5),
		Verdict: verdicts[r.IntN(len(verdicts))], OfRecent: flip(r)}
	if flip(r) {
		c.Recent = &insight.CalibrationRecent{N: 40, MeanConfidence: r.Float64(), MeanOutcome: r.Float64(), Bias: r.Float64() - 0.5, BiasCI: near()}
	}
	if flip(r) {
		c.NeededForTen = 10 * some(r)
	}
	if c.Verdict != insight.CalibrationNoBias || flip(r) {
		c.BiasCI = near()
	}
	if flip(r) {
		c.LeftOut = some(r)
	}
	return c
}

func anyFeared(r *rand.Rand) insight.FearedResult {
	verdicts := []insight.FearedVerdict{insight.FearedNotEnough, insight.FearedCalmer, insight.FearedWorse, insight.FearedMaybeCalmer, insight.FearedMaybeWorse,
		insight.FearedNoDifference, insight.FearedNoDifference, insight.FearedNoDifference}
	f := insight.FearedResult{N: some(r), LeftOut: some(r), Worse: some(r), Verdict: verdicts[r.IntN(len(verdicts))],
		MeanExpected: optional.Some(100 * r.Float64()), MeanCame: optional.Some(100 * r.Float64()),
		FearedMost: insight.Tally{N: some(r), Successes: 1}, Others: insight.Tally{N: some(r), Partials: 1}}
	f.Difference = optional.Some(f.MeanExpected.Or(0) - f.MeanCame.Or(0))
	if f.Verdict != insight.FearedNotEnough && r.IntN(6) > 0 {
		apart := []float64{3, 60}[r.IntN(2)]
		f.Interval = []float64{f.Difference.Or(0) - apart, f.Difference.Or(0) + apart}
	}
	f.Appraisal = anyAppraisal(r)
	return f
}

// anyAppraisal is that of journals in which challenges go better or worse, or about as well.
func anyAppraisal(r *rand.Rand) *insight.AppraisalResult {
	better := []float64{-30, -16, 0, 16, 30}[r.IntN(5)]
	d := insight.Data{Areas: 1}
	for i := range []int{6, 30, 80, 120}[r.IntN(4)] {
		s := insight.Sample{Time: anyDay(r), Stress: optional.Some(float64(50 + r.IntN(10))), Performance: optional.Some(50 + 15*(r.Float64()-0.5)), Appraisal: insight.Threat}
		if i%2 == 0 {
			s.Appraisal, s.Performance = insight.Challenge, optional.Some(50+better/2+15*(r.Float64()-0.5))
		}
		d.Samples = append(d.Samples, s)
	}
	return insight.Feared(d).Appraisal
}

func anyBelief(r *rand.Rand) insight.BeliefChangeResult {
	b := insight.BeliefChangeResult{NSuccess: some(r), NOther: some(r), SuccessBefore: maybe(r, point(r)), SuccessAfter: maybe(r, point(r)),
		OtherBefore: maybe(r, point(r)), OtherAfter: maybe(r, point(r)), Said: insight.Facts}
	if min(b.NSuccess, b.NOther) >= insight.GroupMin {
		b.Shift, b.Interval, b.NCompared, b.Unsure = optional.Some(point(r)-50), interval(r), b.NSuccess+b.NOther, flip(r)
		b.Said = []insight.Finding{insight.Nothing, insight.Possible, insight.Claim}[r.IntN(3)]
	}
	return b
}

func anySources(r *rand.Rand) insight.SourcesResult {
	s := insight.SourcesResult{Said: []insight.Finding{insight.NotEnough, insight.Facts, insight.Nothing, insight.Possible, insight.Claim}[r.IntN(5)]}
	for _, source := range []string{"mastery", "vicarious", "persuasion", "state"} {
		if flip(r) {
			continue
		}
		g := insight.ChangeGroup{Name: source, N: 1 + some(r), Mean: point(r) - 50, MeanBefore: maybe(r, point(r)), MeanAfter: maybe(r, point(r))}
		if g.N >= insight.GroupMin {
			around, given := 20*r.Float64(), point(r)-50
			g.Given, g.GivenLow, g.GivenHigh, g.P = optional.Some(given), optional.Some(given-around), optional.Some(given+around), optional.Some(r.Float64())
			g.NCompared, g.Claim, g.Possible = g.N, flip(r), flip(r)
		}
		s.Groups = append(s.Groups, g)
	}
	return s
}

func anyComparison(r *rand.Rand, name func() string) insight.CompareResult {
	c := insight.CompareResult{TooFew: r.IntN(2)}
	for range r.IntN(3) {
		named := name()
		for _, measure := range []string{"stress", "performance"} {
			c.Shown = append(c.Shown, insight.Comparison{Name: named, Measure: measure, With: insight.GroupMin + some(r), Without: insight.GroupMin + some(r),
				Shift: point(r) - 50, Interval: interval(r), Claim: r.IntN(3) == 0})
		}
	}
	return c
}

func anyMeasures(r *rand.Rand, name func() string) insight.MeasuresResult {
	m := insight.MeasuresResult{N: some(r), Looked: 1 + some(r)}
	results := []string{insight.ResultPerformance, insight.ResultOutcome, insight.ResultBefore, insight.ResultStress}
	for range r.IntN(4) {
		p := insight.MeasurePair{Result: results[r.IntN(4)], N: insight.MeasuresMin + some(r), Shift: point(r) - 50, Interval: interval(r), Claim: flip(r), Possible: flip(r), NextDay: flip(r), ByDay: flip(r),
			Low: insight.PairSide{To: point(r)}, High: insight.PairSide{From: point(r)}}
		p.BothChanged, p.SameWeek = flip(r), flip(r)
		p.Measure = []string{insight.MeasureStress, insight.MeasureDifficulty, insight.MeasureEffort, insight.MeasureDaysSince}[r.IntN(4)]
		if flip(r) {
			p.Measure, p.Name = "1", name()
			kinds := []insight.MeasureKind{insight.NumberMeasure, insight.ScaleMeasure, insight.YesNoMeasure, insight.DurationMeasure, insight.ChoiceMeasure}
			p.Of = insight.Measure{ID: "1", Name: p.Name, Kind: kinds[r.IntN(5)], Unit: []string{"", "№ 1"}[r.IntN(2)]}
			if p.Of.Kind == insight.ChoiceMeasure {
				p.Option = name()
			}
		}
		m.Shown = append(m.Shown, p)
	}
	return m
}

func anyMastery(r *rand.Rand) insight.MasteryResult {
	m := insight.MasteryResult{Counts: map[insight.Evidence]int{}, Successes: map[insight.Evidence]int{},
		Outcomes: map[insight.Outcome]int{insight.Partial: some(r), insight.Setback: some(r)}}
	for _, e := range insight.AllEvidence() {
		if flip(r) {
			continue
		}
		n := some(r)
		m.Counts[e] = n
		m.N += n
		switch e {
		case insight.Partly, insight.UnderLoad, insight.UsefulSetback, insight.PlainSetback:
		default:
			m.Successes[e] = n
			m.Outcomes[insight.Success] += n
		}
	}
	m.EarlyFailure = flip(r)
	return m
}

func anyObstacles(r *rand.Rand, name func() string) insight.ObstaclesResult {
	var all insight.ObstaclesResult
	times := 1 + some(r)
	for range r.IntN(6) {
		o := insight.ObstacleSeen{Name: name(), Times: times}
		o.Overcome = []int{0, min(1, times), times, r.IntN(times + 1)}[r.IntN(4)]
		if times >= insight.ObstaclesMin {
			o.Low, o.High = optional.Some(0.4*r.Float64()), optional.Some(0.5+0.5*r.Float64())
		}
		all.Shown = append(all.Shown, o)
		all.Named, all.Times, all.Overcome = all.Named+1, all.Times+o.Times, all.Overcome+o.Overcome
		if o.Times == all.Shown[0].Times {
			all.MostOften++
		}
		if flip(r) {
			times = 1 + r.IntN(times)
		}
	}
	if all.Named > 0 {
		all.Entries = 1 + r.IntN(30)
	}
	return all
}

func anyRecovery(r *rand.Rand) insight.RecoveryResult {
	v := insight.RecoveryResult{N: some(r)}
	v.Back = []int{0, v.N, r.IntN(v.N + 1)}[r.IntN(3)]
	if v.Back == v.N || v.Back > 0 && flip(r) {
		v.Tries, v.Days = optional.Some(float64(1+r.IntN(3))), optional.Some(float64(r.IntN(4)))
		if flip(r) {
			v.OthersTries, v.Others = optional.Some(float64(1+r.IntN(4))), 5+some(r)
		}
	}
	if flip(r) {
		v.LeftOut, v.Unrated, v.NotLower = some(r), some(r), some(r)
	}
	v.All = v.N + v.LeftOut + v.Unrated + v.NotLower
	return v
}

func anyFatigue(r *rand.Rand) insight.FatigueResult {
	f := insight.FatigueResult{N: r.IntN(insight.FatigueMin)}
	if r.IntN(4) == 0 {
		return f
	}
	last := anyDay(r)
	f.N += insight.FatigueMin
	f.Since = last.AddDate(0, 0, -r.IntN(42)-1).Format(time.DateOnly)
	f.Days = []insight.FatigueDay{{Day: last}}
	f.P, f.PTogether = optional.Some(1.0), optional.Some(1.0)
	if flip(r) {
		f.P, f.PTogether = optional.Some(0.0), optional.Some(0.0)
		f.StressChange, f.PerformanceChange = optional.Some(insight.FatigueLeast+60*r.Float64()), optional.Some(-insight.FatigueLeast-60*r.Float64())
	}
	return f
}

func anyHours(r *rand.Rand) insight.HoursResult {
	var h insight.HoursResult
	for range r.IntN(4) {
		c := insight.HourCell{Weekday: time.Weekday(r.IntN(7)), Hour: 2 * r.IntN(12), Tries: 1 + some(r)}
		h.N += c.Tries
		h.Cells = append(h.Cells, c)
	}
	return h
}

func anyCalendar(r *rand.Rand) insight.CalendarResult {
	c := insight.CalendarResult{Days: r.IntN(4)}
	for range c.Days {
		c.Cells = append(c.Cells, insight.CalendarDay{Day: anyDay(r)})
		c.Entries += 1 + some(r)
	}
	return c
}

// anySample is an experience with what evidence goes by.
func anySample(r *rand.Rand) insight.Sample {
	s := insight.Sample{Source: "mastery", Kind: insight.Kind(r.IntN(4)), Outcome: insight.Outcomes()[r.IntN(4)], HasLesson: flip(r),
		Effort: maybe(r, 100*r.Float64()), Luck: maybe(r, float64(r.IntN(11))), Controllable: []string{"", "yes", "no", "unsure"}[r.IntN(4)]}
	for range r.IntN(3) {
		s.Obstacles = append(s.Obstacles, insight.Obstacle{Name: "1"})
	}
	if r.IntN(8) == 0 {
		s.Evidence = insight.AllEvidence()[r.IntN(len(insight.AllEvidence()))]
	}
	return s
}
