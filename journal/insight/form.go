package insight

import (
	"time"

	"enactive/journal/optional"
)

const (
	// formWindow is how many of the newest outcomes the scan looks at.
	formWindow = 100
	// FormMin is the minimum number of outcomes before runs are tested.
	FormMin = 12
	// formShortest and formLongest bound the stretch, in attempts; it is at most half of them.
	formShortest = 4
	formLongest  = 30
	// formSure and formPossible are the levels of the two labels. The science notes put the
	// second at 0.05; both directions are looked at, so that each gets half of it.
	formSure     = 0.01
	formPossible = 0.025
	// formMinOrdinary is the minimum number of attempts before the ordinary longest run is given.
	formMinOrdinary = 20
	// formRateWindow is the number of attempts that the running rate covers.
	formRateWindow = 20
	formRateMin    = 8
)

// Form looks at how outcomes follow each other (docs/science.md, section C): the runs of
// successes, and whether the newest stretch differs from what was before by more than the
// order of the same outcomes shows by luck. A setback counts as a failure.
func Form(d Data) FormResult {
	attempts := withOutcome(d.Samples)
	r := FormResult{N: len(attempts), Dots: make([]FormDot, len(attempts))}
	points := make([]int, len(attempts))
	for i, s := range attempts {
		r.Dots[i] = FormDot{ID: s.ID, Time: s.Time, Outcome: s.Outcome, Kind: s.Kind}
		points[i] = doubledScore(s.Outcome)
	}
	r.CurrentRun, r.LongestRun = runs(points)
	r.Rate = runningRate(points)
	if r.N >= formMinOrdinary {
		r.LongestOrdinary = ordinaryLongest(points)
	}
	newest := points[max(0, len(points)-formWindow):]
	r.NUsed = len(newest)
	if s, ok := newScan(newest); ok {
		r.judge(s, len(points)-len(newest))
	}
	if f := r.Claimed(); f != nil {
		r.setBeside(attempts, f.StartIndex)
	}
	return r
}

// withOutcome are the experiences with an outcome, in order.
func withOutcome(samples []Sample) []*Sample {
	return inOrder(samples, func(s *Sample) bool { return s.Outcome != NoOutcome && s.isExperience() })
}

// doubledScore is twice the score of an outcome: a success 2, a partial 1.
func doubledScore(o Outcome) int {
	switch o {
	case Success:
		return 2
	case Partial:
		return 1
	}
	return 0
}

// runs are the successes in a row at the end, and the most in a row anywhere.
func runs(points []int) (current, longest int) {
	for _, p := range points {
		if p < 2 {
			current = 0
			continue
		}
		current++
		longest = max(longest, current)
	}
	return current, longest
}

// runningRate is the rate of success over the newest attempts at each.
func runningRate(points []int) []RatePoint {
	var rate []RatePoint
	sum := 0
	for i, p := range points {
		sum += p
		if i >= formRateWindow {
			sum -= points[i-formRateWindow]
		}
		if n := min(i+1, formRateWindow); n >= formRateMin {
			rate = append(rate, RatePoint{i, float64(sum) / float64(2*n)})
		}
	}
	return rate
}

// judge runs the scan both ways. skipped is how many outcomes are older than the window.
func (r *FormResult) judge(s *scan, skipped int) {
	slump, hot := s.extreme(-1), s.extreme(1)
	for _, side := range []*FormScan{&slump, &hot} {
		side.StartIndex += skipped
		side.Since = dayOf(r.Dots[side.StartIndex].Time).Format(time.DateOnly)
	}
	s.label(&slump, -1, FormSlump, FormPossibleSlump)
	s.label(&hot, 1, FormHotStreak, FormPossibleHot)
	r.Slump, r.Hot = &slump, &hot
}

// label says what the scan of one direction may claim. What luck explains already needs
// no second question.
func (s *scan) label(f *FormScan, direction float64, sure, maybe FormLabel) {
	f.Label = FormNone
	if f.Stat <= 0 || f.P > formPossible {
		return
	}
	p := s.randomWalkTail(*f, direction)
	f.PRandomWalk = optional.Some(p)
	switch {
	case p <= formSure:
		f.Label = sure
	case p <= formPossible:
		f.Label = maybe
	}
}

// Claimed is the scan whose label says something, or nil.
func (r FormResult) Claimed() *FormScan {
	for _, side := range []*FormScan{r.Slump, r.Hot} {
		if side != nil && side.Label != FormNone {
			return side
		}
	}
	return nil
}

// Finding is how much form says.
func (r FormResult) Finding() Finding {
	switch {
	case r.Claimed() != nil:
		return Claim
	case r.N == 0:
		return NotEnough
	case r.N < FormMin:
		return Facts
	}
	return Nothing
}

// FormLabel is what the scan of outcomes is allowed to say about one direction.
type FormLabel string

// The labels of form (docs/science.md, section C).
const (
	FormNone          FormLabel = "none"
	FormPossibleSlump FormLabel = "possible_slump"
	FormSlump         FormLabel = "slump"
	FormPossibleHot   FormLabel = "possible_hot"
	FormHotStreak     FormLabel = "hot_streak"
)

// FormResult is how outcomes follow each other: plain facts about runs, and the scan for a
// stretch that goes on now and differs from what was before.
type FormResult struct {
	// N counts all entries with an outcome, NUsed those that the scan looks at: the newest 100.
	N     int `json:"n"`
	NUsed int `json:"n_used"`
	// Slump and Hot are absent if the scan cannot run.
	Slump *FormScan `json:"slump,omitempty"`
	Hot   *FormScan `json:"hot,omitempty"`
	// CurrentRun and LongestRun count successes in a row.
	CurrentRun int `json:"current_run"`
	LongestRun int `json:"longest_run"`
	// LongestOrdinary is the range of the longest run 8 times in 10 at this rate of success; empty below 20 attempts.
	LongestOrdinary []int `json:"longest_ordinary,omitempty"`

	// Mix is how the share of stretch challenges changed with the stretch that is claimed.
	Mix MixChange `json:"-"`
	// PerformanceNow and PerformanceBefore are its mean performance and that before it; both or none.
	PerformanceNow    Number `json:"-"`
	PerformanceBefore Number `json:"-"`
	// Dots are the outcomes in order of time.
	Dots []FormDot `json:"-"`
	// Rate is the running rate of success over the newest attempts at each, 0-1; empty below 8 attempts.
	Rate []RatePoint `json:"-"`
}

// FormScan is the scan in one direction.
type FormScan struct {
	Stat float64 `json:"stat"`
	// K is the length of the stretch in attempts; it goes on until now.
	K int `json:"k"`
	// StartIndex is the place of the stretch's first try among all with an outcome, from 0.
	StartIndex int `json:"start_index_in_series"`
	// Points count 1 for a success and 1/2 for a partial.
	Points      float64 `json:"points_in_stretch"`
	RateStretch float64 `json:"rate_in_stretch"`
	RateBefore  float64 `json:"rate_before"`
	Expected    float64 `json:"expected_points"`
	// P is exact: how often some stretch at least this extreme ends a series of the same
	// outcomes in any order.
	P float64 `json:"p_exact"`
	// PRandomWalk is how likely outcomes that only wander show as much; it is computed
	// if P alone would allow a label.
	PRandomWalk Number    `json:"p_wandering,omitzero"`
	Label       FormLabel `json:"label"`
	// Since is the day of the stretch's first try, as 2006-01-02.
	Since string `json:"since,omitempty"`
}

// FormDot is one try with an outcome; ID opens its entry.
type FormDot struct {
	ID      string
	Time    time.Time
	Outcome Outcome
	Kind    Kind
}

// RatePoint is the rate of success, 0-1, over the attempts up to the one at Index in Dots.
type RatePoint struct {
	Index int
	Rate  float64
}
