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
	// earlyAttempts and earlyLow say what an early major failure is: among the first attempts, on a
	// stretch, with a performance below.
	earlyAttempts = 6
	earlyLow      = 30.0
)

// NextStep finds a difficulty to try next that is likely to succeed and not certain to
// (docs/science.md, section G): by a staircase of two up and one down, and, from enough
// attempts on, by the chance of success over difficulty. It is never more than one level up.
func NextStep(d Data) NextStepResult {
	var r NextStepResult
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
			level = at
		}
		if told {
			r.Tries = append(r.Tries, StepTry{ID: s.ID, Time: s.Time, Difficulty: difficulty, Outcome: s.Outcome, Level: level})
		}
		switch {
		case s.Outcome == Success && at >= level:
			if at > level {
				level, inRow = at, 0
			}
			if inRow++; inRow == 2 {
				level, inRow = min(level+1, stepHighest), 0
			}
		case s.Outcome == Partial && at == level:
			inRow = 0
		case s.Outcome.Rank() < Partial.Rank() && at <= level:
			level, inRow = max(at-1, stepLowest), 0
		}
	}
	if level > 0 {
		r.Staircase = optional.Some(level)
	}
}

// suggest chooses the level: the staircase's, or the hardest that the curve of chances
// still gives the target, up to one above the staircase.
func (r *NextStepResult) suggest() {
	stair := r.Staircase.Or(stepLowest)
	r.Level = optional.Some(stair)
	var difficulty []float64
	var success []bool
	wins := 0
	for _, t := range r.Tries {
		if t.Outcome == Partial {
			continue
		}
		difficulty, success = append(difficulty, t.Difficulty), append(success, t.Outcome == Success)
		if t.Outcome == Success {
			wins++
		}
	}
	losses := len(success) - wins
	if len(success) < chanceMin || wins < chanceEach || losses < chanceEach || distinct(ascending(difficulty)) < chanceLevels {
		return
	}
	f, ok := fitLogistic(difficulty, success)
	if !ok {
		return
	}
	if f.b >= 0 {
		r.Inconsistent = true
		return
	}
	level := stepLowest
	for l := stepLowest; l <= min(stair+1, stepHighest); l++ {
		if f.at(l).Chance >= stepTarget {
			level = l
		}
	}
	for l := stepLowest; l <= stepHighest; l += 0.25 {
		r.Curve = append(r.Curve, f.at(l))
	}
	at := f.at(level)
	r.Level = optional.Some(level)
	r.Chance, r.ChanceInterval = optional.Some(at.Chance), []float64{at.Low, at.High}
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

// rungStates says which rungs are climbed, and which one fits the level best: the hardest
// that is not harder.
func rungStates(ladder []Rung, attempts []*Sample, level Number) []RungState {
	hardest := 0.0
	for _, s := range attempts {
		if at := s.Difficulty.Or(0); s.Outcome == Success && at <= stepHighest { // a NaN is not
			hardest = max(hardest, at)
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
			state.Climbed = at <= hardest
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

// NextStepResult is a step to take next that is likely to succeed and not certain to.
type NextStepResult struct {
	// N counts attempts with an outcome and a difficulty.
	N int `json:"n"`
	// Level is the difficulty to try next, 1-10; absent where no try has a difficulty.
	Level Number `json:"level,omitzero"`
	// Staircase is the level by the rule of two up and one down alone.
	Staircase Number `json:"staircase,omitzero"`
	// Chance of a full success at Level, 0-1, with its 80% interval; from 20 attempts on.
	Chance         Number    `json:"chance,omitzero"`
	ChanceInterval []float64 `json:"chance_interval,omitempty"`
	// Inconsistent is true if harder attempts went better, so that no chance is reported.
	Inconsistent bool `json:"inconsistent,omitempty"`
	// Smaller is true where an early failure asks for a smaller rung first.
	Smaller bool `json:"smaller,omitempty"`

	// Curve is the chance of success over difficulty 1-10, or empty.
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
	// Climbed is true where a try at least this hard was a success.
	Climbed bool `json:"climbed,omitempty"`
	// Next is true for the rung that fits the next step best.
	Next bool `json:"next,omitempty"`
}
