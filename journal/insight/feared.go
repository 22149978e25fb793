package insight

import (
	"math"
	"time"

	"enactive/journal/optional"
)

const (
	// FearedMin is the minimum number of tries before the difference is looked at.
	FearedMin = 8
	// FearedLeast is the least difference that is called one, in points.
	FearedLeast = 5.0
	// FearedMost is the expected stress from which on a try counts as one that was feared most.
	FearedMost = 70.0
	// fearedWindow is how many of the newest tries are looked at.
	fearedWindow = 400
	// fearedFull is the number of days from which the full allowance holds. Fewer are allowed less, by the
	// square, because they cannot show what is a mood of their weeks.
	fearedFull = 25
	// fearedAlike is the standard error, in points, up to which differences are all the same: how much
	// of them is luck cannot be told then.
	fearedAlike = 1e-3
	// fearedClaim is the minimum number of days for a plain claim.
	fearedClaim = 8
)

// fearedAllowance was chosen by looking after each of 100 entries (docs/science.md, section K).
func fearedAllowance() allowance { return allowance{claim: 0.001, possible: 0.004, keep: 0.003} }

// Feared compares the stress that was expected with the stress that came (docs/science.md, section K): the
// expectation of exposure work (Craske et al. 2014), as a description. Only tries count whose expectation
// was given in time; in hindsight it knows how it went. The unit is the calendar day. Beside it stands how
// performance differed between a challenge and a threat.
func Feared(d Data) FearedResult {
	r := FearedResult{Verdict: FearedNotEnough}
	tries := r.tries(d.Samples)
	r.N = len(tries)
	if r.N > 0 {
		r.count(tries)
		r.judge(newFearedSeries(tries), d.Areas)
	}
	r.Appraisal = appraise(d)
	return r
}

// tries are the newest experiences with an expectation in time and the stress that came, in order.
// Those whose expectation was given afterwards are counted.
func (r *FearedResult) tries(samples []Sample) []*Sample {
	tries := inOrder(samples, func(s *Sample) bool {
		_, expected := rating(s.StressExpected)
		_, came := rating(s.Stress)
		if !s.isExperience() || !expected || !came {
			return false
		}
		if !s.ExpectedInTime {
			r.LeftOut++
		}
		return s.ExpectedInTime
	})
	return tries[max(0, len(tries)-fearedWindow):]
}

// count sets what is counted, and nothing is inferred from.
func (r *FearedResult) count(tries []*Sample) {
	r.Dots = make([]FearedDot, len(tries))
	for i, s := range tries {
		expected, came := s.StressExpected.Or(0), s.Stress.Or(0)
		r.Dots[i] = FearedDot{ID: s.ID, Time: s.Time, Expected: expected, Came: came, Outcome: s.Outcome}
		switch {
		case came > expected:
			r.Worse++
		case came == expected:
			r.AsFeared++
		}
		switch {
		case s.Outcome == NoOutcome:
		case expected >= FearedMost:
			r.FearedMost.add(s.Outcome)
		default:
			r.Others.add(s.Outcome)
		}
	}
}

// add counts an attempt.
func (t *Tally) add(o Outcome) {
	t.N++
	switch o {
	case Success:
		t.Successes++
	case Partial:
		t.Partials++
	}
}

// fearedSeries are the means of the days with tries, in order.
type fearedSeries struct {
	expected, came []float64
	// upTo[i] is the sum of the differences of the first i days, and tries[i] how many tries they have.
	upTo  []float64
	tries []int
	fits  moodFits
}

func newFearedSeries(tries []*Sample) *fearedSeries {
	samples := make([]Sample, len(tries))
	for i, s := range tries {
		samples[i] = *s
	}
	days := byDay(samples, func(*Sample) bool { return true })
	f := &fearedSeries{upTo: make([]float64, 1, len(days)+1), tries: make([]int, 1, len(days)+1)}
	at, gap := make([]float64, len(days)), make([]float64, len(days))
	for i, day := range days {
		expected := day.meanOfRatings(func(s *Sample) Number { return s.StressExpected }).Or(0)
		came := day.meanOfRatings(stressOf).Or(0)
		f.expected, f.came = append(f.expected, expected), append(f.came, came)
		at[i], gap[i] = float64(daysBetween(days[0].day, day.day)), expected-came
		f.upTo, f.tries = append(f.upTo, f.upTo[i]+gap[i]), append(f.tries, f.tries[i]+len(day.samples))
	}
	f.fits = fitMood(at, [][]float64{ones(len(days)), gap}, lookBack+1)
	return f
}

// fearedView is the mean difference of the days without the newest l.
type fearedView struct {
	days, tries int
	mean        float64
	moodEstimate
	known bool
}

func (f *fearedSeries) look(l int) fearedView {
	n := len(f.expected) - l
	if n < 1 {
		return fearedView{}
	}
	v := fearedView{days: n, tries: f.tries[n], mean: f.upTo[n] / float64(n)}
	if n > 1 {
		v.moodEstimate, v.known = f.fits.look(l, []int{0, 1}, v.mean)
		v.known = v.known && v.sd > fearedAlike
	}
	return v
}

// luck is how often luck alone shows such a difference in that direction; 1 where it is too small for a
// sentence, or rests on too little.
func (v fearedView) luck(direction float64) float64 {
	if !v.known || v.tries < FearedMin || direction*v.mean < FearedLeast {
		return 1
	}
	low, high := v.interval()
	if low <= 0 && high >= 0 {
		return 1
	}
	few := math.Min(1, float64(v.days*v.days)/(fearedFull*fearedFull))
	return math.Min(1, v.p()/few)
}

// judge gives the difference its interval, and a name if it is clear.
func (r *FearedResult) judge(f *fearedSeries, areas int) {
	v := f.look(0)
	r.Days = v.days
	r.MeanExpected, r.MeanCame = optional.Some(average64(f.expected)), optional.Some(average64(f.came))
	r.Difference = optional.Some(v.mean)
	if r.N < FearedMin {
		return
	}
	r.Verdict = FearedNoDifference
	if !v.known {
		return
	}
	low, high := v.interval()
	r.Interval = []float64{low, high}
	direction := 1.0
	if v.mean < 0 {
		direction = -1
	}
	p := v.luck(direction)
	r.P = optional.Some(p)
	said := fearedAllowance().shared(areas).allows(p, func(k int) float64 {
		e := f.look(k)
		if e.days < fearedClaim {
			return 1
		}
		return e.luck(direction)
	})
	if said == Claim && v.days < fearedClaim {
		said = Possible
	}
	r.name(said, direction)
}

// name turns a finding and its direction into the verdict.
func (r *FearedResult) name(said Finding, direction float64) {
	switch {
	case said == Claim && direction > 0:
		r.Verdict = FearedCalmer
	case said == Claim:
		r.Verdict = FearedWorse
	case said == Possible && direction > 0:
		r.Verdict = FearedMaybeCalmer
	case said == Possible:
		r.Verdict = FearedMaybeWorse
	}
}

// Finding is how much the whole insight says: the most of what it says of fear and of appraisal.
func (r FearedResult) Finding() Finding {
	fear, appraisal := r.OfFear(), r.OfAppraisal()
	for _, f := range []Finding{Claim, Possible, Nothing, Facts} {
		if fear == f || appraisal == f {
			return f
		}
	}
	return NotEnough
}

// OfAppraisal is how much it says of challenge and threat.
func (r FearedResult) OfAppraisal() Finding {
	if r.Appraisal == nil {
		return NotEnough
	}
	return r.Appraisal.Finding()
}

// OfFear is how much it says of what was feared and what came.
func (r FearedResult) OfFear() Finding {
	switch r.Verdict {
	case FearedCalmer, FearedWorse:
		return Claim
	case FearedMaybeCalmer, FearedMaybeWorse:
		return Possible
	case FearedNoDifference:
		return Nothing
	}
	if r.N > 0 {
		return Facts
	}
	return NotEnough
}

// FearedVerdict is what may be said of the stress that was expected and the stress that came.
type FearedVerdict string

// The verdicts of feared and happened (docs/science.md, section K).
const (
	FearedNotEnough    FearedVerdict = "not_enough_data"
	FearedCalmer       FearedVerdict = "calmer_than_feared"
	FearedWorse        FearedVerdict = "worse_than_feared"
	FearedMaybeCalmer  FearedVerdict = "possibly_calmer_than_feared"
	FearedMaybeWorse   FearedVerdict = "possibly_worse_than_feared"
	FearedNoDifference FearedVerdict = "no_clear_difference"
)

// FearedResult is the stress that was expected beside the stress that came, at its peak.
type FearedResult struct {
	// N counts tries with both, of which the expectation was given in time: the newest 400. Days
	// counts their calendar days.
	N    int `json:"n"`
	Days int `json:"days,omitempty"`
	// LeftOut counts tries whose expectation was given only afterwards.
	LeftOut int           `json:"left_out,omitempty"`
	Verdict FearedVerdict `json:"verdict"`
	// MeanExpected and MeanCame are means of days, 0-100. Difference is expected less came, so that
	// calmer than feared is positive, with its 80% interval from 8 tries on.
	MeanExpected Number    `json:"mean_expected,omitzero"`
	MeanCame     Number    `json:"mean_came,omitzero"`
	Difference   Number    `json:"calmer_positive,omitzero"`
	Interval     []float64 `json:"calmer_ci80,omitempty"`
	// P is the number on which the verdict rests: how often luck alone shows as much, once it is allowed
	// for how few days there are; 1 where the difference is too small to be told.
	P Number `json:"p,omitzero"`
	// Worse counts tries that were worse than feared, and AsFeared those that came as feared.
	Worse    int `json:"worse_than_feared"`
	AsFeared int `json:"as_feared"`
	// FearedMost counts how those tries ended of which the expected stress was 70 or more, and Others how
	// the others did; tries without an outcome are in neither.
	FearedMost Tally `json:"feared_most"`
	Others     Tally `json:"others"`
	// Appraisal compares challenge with threat; nil if there are too few pairs.
	Appraisal *AppraisalResult `json:"appraisal,omitempty"`

	// Dots are the tries in order of time.
	Dots []FearedDot `json:"-"`
}

// FearedDot is one try; ID opens its entry. Expected and Came are 0-100.
type FearedDot struct {
	ID             string
	Time           time.Time
	Expected, Came float64
	Outcome        Outcome
}
