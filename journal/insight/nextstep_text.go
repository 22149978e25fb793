package insight

import (
	"fmt"
	"math"
	"strings"
)

// nextStepText suggests a step.
func nextStepText(r NextStepResult) string {
	level, ok := r.Level.Get()
	if !ok {
		return "This needs tries with an outcome and a difficulty from 1 to 10. From the first one on it suggests the next step."
	}
	var parts []string
	switch {
	case r.Smaller:
		parts = append(parts, fmt.Sprintf("Early setbacks say little. A smaller next step would be level %.0f.", level))
	case r.Chance.IsSet():
		parts = append(parts, fmt.Sprintf("Next: level %.0f (about %s; likely %.0f–%.0f%%).", level, inTen(r.Chance.Or(0)), 100*r.ChanceInterval[0], 100*r.ChanceInterval[1]))
	default:
		parts = append(parts, fmt.Sprintf("Next: level %.0f, by the rule of two successes up and one failure down.", level))
	}
	if r.Inconsistent {
		parts = append(parts, "In your entries harder tries went no worse than easier ones, so no chance is told.")
	}
	for _, rung := range r.Rungs {
		if rung.Next {
			parts = append(parts, fmt.Sprintf("On your ladder: “%s”.", rung.Text))
		}
	}
	return strings.Join(parts, " ")
}

// Ladder tells each rung in a line, such as "A stage: difficulty 9, 45 sure, climbed".
func (r NextStepResult) Ladder() []string {
	var lines []string
	for _, rung := range r.Rungs {
		var facts []string
		if v, ok := rung.Difficulty.Get(); ok {
			facts = append(facts, fmt.Sprintf("difficulty %.0f", v))
		}
		if v, ok := rung.Rating.Get(); ok {
			facts = append(facts, fmt.Sprintf("%.0f sure", v))
		}
		if rung.Climbed {
			facts = append(facts, "climbed")
		}
		if rung.Next {
			facts = append(facts, "next")
		}
		line := rung.Text
		if len(facts) > 0 {
			line += ": " + strings.Join(facts, ", ")
		}
		lines = append(lines, line)
	}
	return lines
}

// inTen words a chance.
func inTen(p float64) string {
	n := int(math.Round(10 * p))
	switch {
	case n >= 10:
		return "a better than 9-in-10 chance"
	case n < 1:
		return "a less than 1-in-10 chance"
	case n == 8:
		return "an 8-in-10 chance"
	}
	return fmt.Sprintf("a %d-in-10 chance", n)
}

// ExplainNextStep explains the next step.
func ExplainNextStep() Explanation {
	return Explanation{
		How: "Two successes in a row at a level take the next step one level up, a failure one down, and a partial success stays; that settles where about 7 in 10 tries succeed. " +
			"From 20 tries of at least three difficulties on, it also fits the chance of success over difficulty, and suggests the hardest level with at least 7 in 10, but never more than one level above the first rule.",
		Limits: "That 7 in 10 is best for belief is not established; it means more likely than not, and not certain. Difficulty is what you said it was.",
		Source: "Levitt, 1971 (two up, one down); Gelman et al., 2008 (the curve)",
	}
}
