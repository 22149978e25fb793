// Package insight owns the statistics: pure functions from plain numbers to
// results that carry a verdict and the values behind it. Package describe makes of each
// a sentence that claims no more than the verdict. It does no input or output, asks no
// clock and draws no random numbers, so that the same journal always gives the same
// result. The methods, gates and error rates are in docs/science.md.
package insight

import (
	"time"

	"enactive/journal/optional"
)

// Number is a statistic or rating that may not exist; absent is never 0.
type Number = optional.Value[float64]

// Outcome is how an attempt ended. The zero value is "not recorded". A setback is a minor failure.
type Outcome string

// The outcomes, worst first.
const (
	NoOutcome Outcome = ""
	Failure   Outcome = "failure"
	Setback   Outcome = "setback"
	Partial   Outcome = "partial"
	Success   Outcome = "success"
)

// Outcomes lists the possible outcomes, best first.
func Outcomes() []Outcome { return []Outcome{Success, Partial, Setback, Failure} }

// Rank is the rank of an outcome: 0 for none, 1 for the worst, 4 for the best.
func (o Outcome) Rank() int {
	switch o {
	case Failure:
		return 1
	case Setback:
		return 2
	case Partial:
		return 3
	case Success:
		return 4
	}
	return 0
}

// Kind is the kind of a mastery experience. The zero value is "not recorded".
type Kind int

// The kinds of a mastery experience.
const (
	NoKind Kind = iota
	Practice
	Stretch
	Event
)

// Sample is one entry as the statistics see it: numbers and plain facts only.
type Sample struct {
	// ID names the entry, so that a dot can open it and ties order by it.
	ID string
	// Time is when it happened (or is planned), in the offset in which it was written.
	Time time.Time
	// CheckIn is true for an efficacy rating without an experience; it is in Before.
	CheckIn bool
	// Planned is true for a plan that has not happened; only Before counts then.
	Planned bool
	// Trying is true for a try of an experiment that runs. What goes with what leaves it out: it would
	// tell the result early.
	Trying bool
	// Source is one of "mastery", "vicarious", "persuasion", "state", or "".
	Source  string
	Kind    Kind
	Outcome Outcome
	// Before is the efficacy before, 0-100; BeforeAt is when it was given.
	Before   Number
	BeforeAt time.Time
	// Retrospective is true if Before was given after the outcome was known.
	Retrospective bool
	// ExpectedInTime is true if StressExpected was given before the event.
	ExpectedInTime bool
	// Appraisal is how the stress felt, as far as it is compared.
	Appraisal Appraisal
	// After, Stress, StressExpected, Performance and Effort are 0-100.
	After, Stress, StressExpected, Performance, Effort Number
	// Difficulty is 1-10, Luck (luck or help) 0-10.
	Difficulty, Luck Number
	// Controllable is "yes", "no", "unsure" or "".
	Controllable string
	HasLesson    bool
	// Evidence is the label that was chosen by hand, or "".
	Evidence Evidence
	// Obstacles are those that came up.
	Obstacles []Obstacle
	// IfThens counts the if-then plans for expected obstacles.
	IfThens    IfThens
	Strategies []string
	People     []string
	// Measures are the values of the entry by the place of their measure in Data.Measures. It may be
	// shorter than that; what is missing was not measured.
	Measures []Number
}

// Obstacle is something that stood in the way, and whether it was overcome.
type Obstacle struct {
	Name     string
	Overcome bool
}
