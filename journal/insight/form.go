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
	// formLooked is the exact probability up to which it is asked what likeness makes of it.
	formLooked = 0.025
	// formLately is how many of the newest attempts are set against those before them.
	formLately = 10
	// formMinOrdinary is the minimum number of attempts before the ordinary longest run is given.
	formMinOrdinary = 20
	// formRateWindow is the number of attempts that the running rate covers.
	formRateWindow = 20
	formRateMin    = 8
)

// formAllowance is set for someone who looks after every entry: 100 entries hold a false streak or slump
// 0.01 times where outcomes are independent, and 0.02-0.03 times where they are alike; with "possibly" it
// is 3 to 5 times as many. The science notes had 0.01 and 0.05, each for one look in one direction.
func formAllowance(areas int) allowance {
	return allowance{claim: 0.0005, possible: 0.0015, keep: 0.002}.shared(areas)
}

// Form looks at how outcomes follow each other (docs/science.md, section C): the runs of
// successes, and whether the newest stretch differs from what was before by more than luck
// shows, given how alike outcomes are. A setback counts as a failure.
func Form(d Data) FormResult {
	attempts := withOutcome(d.Samples)
	r := FormResult{N: len(attempts), Dots: make([]FormDot, len(attempts))}
	h := history{make([]int, len(attempts)), make([]int, len(attempts))}
	for i, s := range attempts {
		r.Dots[i] = FormDot{ID: s.ID, Time: s.Time, Outcome: s.Outcome, Kind: s.Kind}
		h.points[i] = doubledScore(s.Outcome)
		h.days[i] = int(dayOf(s.Time).Unix() / (24 * 60 * 60))
	}
	r.Ended = d.endedOn()
	r.count(h.points)
	if s, ok := newScan(h.newest(formWindow).points); ok {
		r.judge(s, h, formAllowance(d.Areas))
	}
	if f := r.Named(); f != nil {
		r.setBeside(attempts, f.StartIndex)
	}
	return r
}

// count sets what is counted, and nothing is inferred from.
func (r *FormResult) count(points []int) {
	r.CurrentRun, r.LongestRun = runs(points)
	r.Rate = runningRate(points)
	if r.N >= formMinOrdinary {
		r.LongestOrdinary = ordinaryLongest(points)
	}
	newest := points[max(0, len(points)-formWindow):]
	r.NUsed = len(newest)
	from := max(0, len(newest)-formLately)
	r.Lately, r.Earlier = tallyOf(newest[from:]), tallyOf(newest[:from])
}

// tallyOf counts doubled scores.
func tallyOf(points []int) Tally {
	t := Tally{N: len(points)}
	for _, p := range points {
		switch p {
		case 2:
			t.Successes++
		case 1:
			t.Partials++
		}
	}
	return t
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

// judge runs the scan both ways. h is all outcomes.
func (r *FormResult) judge(s *scan, h history, a allowance) {
	sides := [2]FormScan{}
	for i, direction := range [...]float64{-1, 1} {
		f := s.extreme(direction)
		f.Tally = tallyOf(s.points[f.StartIndex:])
		f.StartIndex += r.N - len(s.points)
		f.Since = dayOf(r.Dots[f.StartIndex].Time).Format(time.DateOnly)
		s.label(&f, direction, h, a)
		sides[i] = f
	}
	r.Slump, r.Hot = &sides[0], &sides[1]
}

// label says what the scan of one direction may say. What luck explains already needs
// no second question.
func (s *scan) label(f *FormScan, direction float64, h history, a allowance) {
	f.Label = FormNone
	if f.Stat <= 0 || f.P > formLooked {
		return
	}
	p := s.alikeTail(*f, direction, h)
	f.PRandomWalk = optional.Some(p)
	sure, maybe := FormHotStreak, FormPossibleHot
	if direction < 0 {
		sure, maybe = FormSlump, FormPossibleSlump
	}
	switch a.allows(p, func(entries int) float64 { return h.before(entries).formP(direction, a.claim) }) {
	case Claim:
		f.Label = sure
	case Possible:
		f.Label = maybe
	}
}

// formP is the probability that luck shows as much as the stretch that ends these outcomes, or one
// above enough if it is.
func (h history) formP(direction, enough float64) float64 {
	s, ok := newScan(h.newest(formWindow).points)
	if !ok {
		return 1
	}
	f := s.extreme(direction)
	if f.Stat <= 0 || f.P > enough {
		return 1
	}
	return s.alikeTail(f, direction, h)
}

// Named is the scan whose label says something, plainly or as a possibility, or nil.
func (r FormResult) Named() *FormScan {
	var named *FormScan
	for _, side := range []*FormScan{r.Slump, r.Hot} {
		if side != nil && side.Label != FormNone && (named == nil || side.Label.Finding() == Claim) {
			named = side
		}
	}
	return named
}

// Claimed is the scan whose label is a plain streak or slump, or nil.
func (r FormResult) Claimed() *FormScan {
	if f := r.Named(); f != nil && f.Label.Finding() == Claim {
		return f
	}
	return nil
}

// Unusual is the scan that stands out and has no label, because luck shows as much too often
// for someone who looks after every entry; or nil.
func (r FormResult) Unusual() *FormScan {
	if r.Named() != nil {
		return nil
	}
	for _, side := range []*FormScan{r.Slump, r.Hot} {
		if side != nil && side.PRandomWalk.IsSet() {
			return side
		}
	}
	return nil
}

// Finding is how much form says.
func (r FormResult) Finding() Finding {
	switch f := r.Named(); {
	case f != nil:
		return f.Label.Finding()
	case r.N == 0:
		return NotEnough
	case r.N < FormMin:
		return Facts
	}
	return Nothing
}

// Finding is how much a label says.
func (l FormLabel) Finding() Finding {
	switch l {
	case FormSlump, FormHotStreak:
		return Claim
	case FormPossibleSlump, FormPossibleHot:
		return Possible
	}
	return Nothing
}

// Tally counts attempts by how they ended; those that are neither success nor partial failed.
type Tally struct {
	N         int `json:"n"`
	Successes int `json:"successes"`
	Partials  int `json:"partials"`
}

// Rate is the rate of success, 0-1, with a partial as a half.
func (t Tally) Rate() float64 {
	return (float64(t.Successes) + float64(t.Partials)/2) / float64(max(1, t.N))
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
	// Lately are the newest ten attempts, and Earlier those of the newest 100 before them.
	Lately  Tally `json:"lately"`
	Earlier Tally `json:"earlier"`
	// Ended is the day of the newest entry, as 2006-01-02, if the diary stopped there.
	Ended string `json:"ended,omitempty"`
	// CurrentRun and LongestRun count successes in a row.
	CurrentRun int `json:"current_run"`
	LongestRun int `json:"longest_run"`
	// LongestOrdinary is the range of the longest run 8 times in 10 at this rate of success; empty below 20 attempts.
	LongestOrdinary []int `json:"longest_ordinary,omitempty"`

	// Mix is how the share of stretch challenges changed with the stretch that is named.
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
	// PRandomWalk is how often luck shows as much where outcomes resemble each other as those
	// before the stretch do. Label rests on it alone. It is computed if P is at most 0.025.
	PRandomWalk Number `json:"p_wandering,omitzero"`
	// Tally counts the attempts of the stretch.
	Tally Tally     `json:"tally"`
	Label FormLabel `json:"label"`
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
