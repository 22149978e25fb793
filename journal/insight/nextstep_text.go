package insight

import (
	"math"

	"enactive/journal/wording"
)

// nextStepText suggests a step.
func nextStepText(r NextStepResult) string {
	level, ok := r.Level.Get()
	if !ok {
		return wording.Say("This needs tries with an outcome and a difficulty from 1 to 10. From the first one on it suggests the next step.")
	}
	parts := []string{stepText(r, level)}
	if r.Inconsistent {
		parts = append(parts, wording.Say("In your entries harder tries went no worse than easier ones, so no chance is told."))
	}
	for _, rung := range r.Rungs {
		if rung.Next {
			parts = append(parts, wording.Say("On your ladder: “{{.Rung}}”.", wording.V{"Rung": rung.Text}))
		}
	}
	return wording.Sentences(parts...)
}

// Lead is what names the step, without what explains it; nothing where there is none.
func (r NextStepResult) Lead() string {
	level, ok := r.Level.Get()
	if !ok {
		return ""
	}
	return stepText(r, level)
}

// stepText names the step and what it rests on.
func stepText(r NextStepResult, level float64) string {
	switch {
	case r.Smaller:
		return wording.Say("Early setbacks say little. A smaller next step would be level {{.Level}}.", wording.V{"Level": whole(level)})
	case r.Chance.IsSet():
		return chanceText(r, level)
	}
	return wording.Say("Next: level {{.Level}}, by the rule of two successes up and one failure down.", wording.V{"Level": whole(level)})
}

// chanceText suggests a level with its chance, as so many in ten.
func chanceText(r NextStepResult, level float64) string {
	n := int(math.Round(10 * r.Chance.Or(0)))
	with := wording.V{"Level": whole(level), "InTen": n, "Low": whole(100 * r.ChanceInterval[0]), "High": whole(100 * r.ChanceInterval[1])}
	switch {
	case n >= 10:
		return wording.Say("Next: level {{.Level}} (about a better than 9-in-10 chance; likely {{.Low}}–{{.High}}%).", with)
	case n < 1:
		return wording.Say("Next: level {{.Level}} (about a less than 1-in-10 chance; likely {{.Low}}–{{.High}}%).", with)
	case n == 8:
		return wording.Say("Next: level {{.Level}} (about an 8-in-10 chance; likely {{.Low}}–{{.High}}%).", with)
	}
	return wording.Say("Next: level {{.Level}} (about a {{.InTen}}-in-10 chance; likely {{.Low}}–{{.High}}%).", with)
}

// Ladder tells each rung in a line, such as "A stage: difficulty 9, 45 sure, climbed".
func (r NextStepResult) Ladder() []string {
	var lines []string
	for _, rung := range r.Rungs {
		var facts []string
		if v, ok := rung.Difficulty.Get(); ok {
			facts = append(facts, wording.Say("difficulty {{.Difficulty}} [rung]", wording.V{"Difficulty": whole(v)}))
		}
		if v, ok := rung.Rating.Get(); ok {
			facts = append(facts, wording.Say("{{.Rating}} sure [rung]", wording.V{"Rating": whole(v)}))
		}
		if rung.Climbed {
			facts = append(facts, wording.Say("climbed [rung]"))
		}
		if rung.Next {
			facts = append(facts, wording.Say("next [rung]"))
		}
		line := rung.Text
		if len(facts) > 0 {
			line = wording.Say("{{.Rung}}: {{.Facts}}", wording.V{"Rung": rung.Text, "Facts": wording.List(facts...)})
		}
		lines = append(lines, line)
	}
	return lines
}

// ExplainNextStep explains the next step.
func ExplainNextStep() Explanation {
	return Explanation{
		How: wording.Say("Two successes in a row at a level take the next step one level up, a failure one down, and a partial success stays; that settles where about 7 in 10 tries succeed. " +
			"From 20 tries of at least three difficulties on, it also fits the chance of success over difficulty, and suggests the hardest level with at least 7 in 10, but never more than one level above the first rule."),
		Limits: wording.Say("That 7 in 10 is best for belief is not established; it means more likely than not, and not certain. Difficulty is what you said it was."),
		Source: wording.Say("Levitt, 1971 (two up, one down); Gelman et al., 2008 (the curve)"),
	}
}
