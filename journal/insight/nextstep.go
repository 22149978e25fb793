package insight

import (
	"math"
	"time"

	"enactive/journal/optional"
)

const (
	// stepTarget is the chance of success to aim for: more likely than not, and not certain.
	stepTarget = 0.70
	// stepLowest and stepHighest are the ends of the scale of difficulty.
	stepLowest, stepHighest = 1.0, 10.0
	// chanceMin, chanceEach and chanceLevels are what the curve of chances needs: attempts,
	// successes and failures each, and different difficulties.
	chanceMin    = 20
	chanceEach   = 5
	chanceLevels = 3
	// stepUsual is how many of the newest attempts say what is usual, and stepNear how far below the
	// staircase the chances may lead.
	stepUsual = 10
	stepNear  = 2
	// earlyAttempts and earlyLow say what an early major failure is: among the first attempts, on a
	// stretch, with a performance below.
	earlyAttempts = 6
	earlyLow      = 30.0
	// climbedSure is how sure of a rung, 0-100, one has to be for it to count as climbed: a rung that was
	// done once and is believed in less than half is not behind one.
	climbedSure = 50.0
)

// NextStep finds a difficulty to try next that is likely to succeed and not certain to
// (docs/science.md, section G): by a staircase of two up and one down, and, from enough
// attempts on, by the chance of success over difficulty, given the form of late. It is never more
// than one level up.
func NextStep(d Data) NextStepResult {
	var r NextStepResult
	r.Ended = d.endedOn()
	attempts := withOutcome(d.Samples)
	r.climb(attempts)
	r.N = len(r.Tries)
	if r.N > 0 {
		r.suggest()
	}
	if earlyFailure(attempts) && r.N > 0 {
		r.stepDown(attempts)
	}
	r.Rungs = rungStates(d.Ladder, attempts, r.Level)
	return r
}

// climb replays the staircase. It starts at the difficulty of the first try that has one.
// A success at something harder than the level takes the level there, and one at something
// easier proves nothing new; a failure at something easier takes it down from there, and
// one at something harder proves nothing.
func (r *NextStepResult) climb(attempts []*Sample) {
	level, inRow := 0.0, 0
	for _, s := range attempts {
		at := level
		difficulty, told := s.Difficulty.Get()
		told = told && difficulty >= stepLowest && difficulty <= stepHighest
		if told {
			at = math.Round(difficulty)
		}
		if level == 0 {
			if !told {
				continue
			}
			level, r.Reason = at, StepStart
		}
		if told {
			r.Tries = append(r.Tries, StepTry{ID: s.ID, Time: s.Time, Difficulty: difficulty, Outcome: s.Outcome, Level: level})
		}
		switch {
		case s.Outcome == Success && at >= level:
			if at > level {
				level, inRow, r.Reason = at, 0, StepHarder
			}
			if inRow++; inRow == 2 {
				level, inRow, r.Reason = min(level+1, stepHighest), 0, StepUp
			}
		case s.Outcome == Partial && at == level:
			inRow = 0
		case s.Outcome.Rank() < Partial.Rank() && at <= level:
			level, inRow, r.Reason = max(at-1, stepLowest), 0, StepDown
		}
	}
	if level > 0 {
		r.Staircase = optional.Some(level)
	}
}

// suggest chooses the level: the staircase's, or the hardest that the chances of late still give the
// target. Either stays near what was tried of late.
func (r *NextStepResult) suggest() {
	base := r.near(r.Staircase.Or(stepLowest))
	r.Level = optional.Some(base)
	c, ok := r.chances()
	if !ok {
		return
	}
	if !c.matters() {
		r.Inconsistent = true
		r.Level, r.Reason = optional.Some(r.besideUsual(base)), StepNear
		return
	}
	lowest, highest := max(base-stepNear, stepLowest), min(base+1, stepHighest)
	level := lowest
	for l := lowest; l <= highest; l++ {
		if c.at(l).Chance >= stepTarget {
			level = l
		}
	}
	r.Level, r.Reason = optional.Some(level), StepChance
	if r.Worse = c.worse(); r.Worse {
		return
	}
	for l := stepLowest; l <= stepHighest; l += 0.25 {
		r.Curve = append(r.Curve, c.at(l))
	}
	at := c.at(level)
	r.Chance, r.ChanceInterval = optional.Some(at.Chance), []float64{at.Low, at.High}
}

// chances fits the chance of success over difficulty, if there are enough attempts of each kind.
func (r *NextStepResult) chances() (chances, bool) {
	var difficulty, scores []float64
	wins := 0
	for _, t := range r.Tries {
		difficulty, scores = append(difficulty, t.Difficulty), append(scores, float64(doubledScore(t.Outcome))/2)
		if t.Outcome == Success {
			wins++
		}
	}
	if len(scores) < chanceMin || wins < chanceEach || len(scores)-wins < chanceEach || distinct(ascending(difficulty)) < chanceLevels {
		return chances{}, false
	}
	return fitChances(difficulty, scores)
}

// usual is the median difficulty of the newest attempts.
func (r *NextStepResult) usual() float64 {
	var newest []float64
	for _, t := range r.Tries[max(0, len(r.Tries)-stepUsual):] {
		newest = append(newest, t.Difficulty)
	}
	return quantile(ascending(newest), 0.5)
}

// near is the level of the staircase where the newest attempts follow it. Attempts that jump about
// show little by it: one success at 10 would ask for 10. Then it stays near what is usual.
func (r *NextStepResult) near(stair float64) float64 {
	newest := r.Tries[max(0, len(r.Tries)-stepUsual):]
	off := 0.0
	for _, t := range newest {
		off += math.Abs(t.Difficulty - t.Level)
	}
	if off <= float64(len(newest)) {
		return stair
	}
	near := r.besideUsual(stair)
	if near != stair {
		r.Reason = StepNear
	}
	return near
}

// besideUsual is the level within one of what is usual that is nearest to a level.
func (r *NextStepResult) besideUsual(level float64) float64 {
	usual := math.Round(r.usual())
	return min(max(level, usual-1, stepLowest), usual+1, stepHighest)
}

// earlyFailure reports whether a major failure is among the first attempts of an area.
func earlyFailure(attempts []*Sample) bool {
	if len(attempts) >= earlyAttempts {
		return false
	}
	for _, s := range attempts {
		performance, told := s.Performance.Get()
		if s.Outcome.Rank() < Partial.Rank() && s.Kind == Stretch && told && performance < earlyLow {
			return true
		}
	}
	return false
}

// stepDown makes the step smaller than what failed.
func (r *NextStepResult) stepDown(attempts []*Sample) {
	for _, t := range r.Tries {
		if t.Outcome.Rank() < Partial.Rank() {
			level := min(r.Level.Or(stepHighest), max(math.Round(t.Difficulty)-1, stepLowest))
			r.Level, r.Smaller = optional.Some(level), true
		}
	}
}

// rungStates says how often each rung or something harder was done, and which one fits the level
// best: the hardest that is not harder.
func rungStates(ladder []Rung, attempts []*Sample, level Number) []RungState {
	var done []float64
	for _, s := range attempts {
		if at := s.Difficulty.Or(0); s.Outcome == Success && at <= stepHighest { // a NaN is not
			done = append(done, at)
		}
	}
	var rungs []RungState
	next, nextAt := -1, 0.0
	for i, rung := range ladder {
		state := RungState{Text: rung.Text}
		if v, told := rating(rung.Rating); told {
			state.Rating = optional.Some(v)
		}
		if at, told := rung.Difficulty.Get(); told && at >= stepLowest && at <= stepHighest {
			state.Difficulty = rung.Difficulty
			for _, d := range done {
				if d >= at {
					state.Done++
				}
			}
			state.Climbed = state.Done > 0 && state.Rating.Or(climbedSure) >= climbedSure
			if l, ok := level.Get(); ok && at <= l && at >= nextAt {
				next, nextAt = i, at
			}
		}
		rungs = append(rungs, state)
	}
	if next >= 0 {
		rungs[next].Next = true
	}
	return rungs
}

// Finding is how much the next step says: it suggests, and infers nothing about you.
func (r NextStepResult) Finding() Finding {
	if r.Level.IsSet() {
		return Facts
	}
	return NotEnough
}

// StepReason is the rule by which a level was found.
type StepReason string

// The rules. StepStart is the level of the first attempt, which nothing has moved yet.
const (
	StepStart  StepReason = "start"
	StepUp     StepReason = "two_up"
	StepDown   StepReason = "one_down"
	StepHarder StepReason = "harder_success"
	StepNear   StepReason = "near_newest"
	StepChance StepReason = "chance"
)

// NextStepResult is a step to take next that is likely to succeed and not certain to.
type NextStepResult struct {
	// N counts attempts with an outcome and a difficulty.
	N int `json:"n"`
	// Level is the difficulty to try next, 1-10; absent where no try has a difficulty.
	Level Number `json:"level,omitzero"`
	// Staircase is the level by the rule of two up and one down alone.
	Staircase Number `json:"staircase,omitzero"`
	// Reason is the rule that led to Level.
	Reason StepReason `json:"reason,omitempty"`
	// Chance of success at Level, 0-1, given the form of late, with its 80% interval; a partial
	// success is a half. From 20 attempts on.
	Chance         Number    `json:"chance,omitzero"`
	ChanceInterval []float64 `json:"chance_interval,omitempty"`
	// Inconsistent is true if harder attempts did not clearly go worse, so that no chance is reported.
	Inconsistent bool `json:"inconsistent,omitempty"`
	// Worse is true if the newest attempts clearly went worse than those before: what they were like
	// promises nothing, so that no chance is reported.
	Worse bool `json:"worse_lately,omitempty"`
	// Ended is the day of the newest entry, as 2006-01-02, if the diary stopped there.
	Ended string `json:"ended,omitempty"`
	// Smaller is true where an early failure asks for a smaller rung first.
	Smaller bool `json:"smaller,omitempty"`

	// Curve is the chance of success over difficulty 1-10, given the form of late, or empty.
	Curve []ChancePoint `json:"-"`
	// Tries are in order of time.
	Tries []StepTry `json:"-"`
	// Rungs are those of the ladder.
	Rungs []RungState `json:"rungs,omitempty"`
}

// ChancePoint is a chance of success at a difficulty with its 80% interval, all 0-1.
type ChancePoint struct{ Difficulty, Chance, Low, High float64 }

// StepTry is one try that the next step is found from.
type StepTry struct {
	ID         string
	Time       time.Time
	Difficulty float64
	Outcome    Outcome
	// Level is where the staircase stood when it was made.
	Level float64
}

// RungState is the present state of a rung of the ladder.
type RungState struct {
	Text       string `json:"text"`
	Difficulty Number `json:"difficulty,omitzero"`
	// Rating is how sure one was of it last, 0-100.
	Rating Number `json:"rating,omitzero"`
	// Done counts the successes at something at least this hard.
	Done int `json:"done,omitempty"`
	// Climbed is true where there is such a success, and the rating does not say otherwise.
	Climbed bool `json:"climbed,omitempty"`
	// Next is true for the rung that fits the next step best.
	Next bool `json:"next,omitempty"`
}
