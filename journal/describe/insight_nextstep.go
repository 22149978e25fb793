package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// NextStep suggests a step.
func NextStep(r insight.NextStepResult) string {
	level, ok := r.Level.Get()
	if !ok {
		return wording.Say("this-needs-attempts-with-an-outcome")
	}
	parts := []string{stepText(r, level)}
	if r.Inconsistent {
		parts = append(parts, wording.Say("in-your-entries-harder-attempts-went-no"))
	}
	for _, rung := range r.Rungs {
		if rung.Next {
			parts = append(parts, wording.Say("on-your-ladder-rung", wording.V{"Rung": rung.Text}))
		}
	}
	return wording.Sentences(parts...)
}

// NextStepLead names the step without its explanation; empty if there is none.
func NextStepLead(r insight.NextStepResult) string {
	level, ok := r.Level.Get()
	if !ok {
		return ""
	}
	return stepText(r, level)
}

// stepText names the step and its basis.
func stepText(r insight.NextStepResult, level float64) string {
	switch {
	case r.Smaller:
		return wording.Say("early-setbacks-say-little-a-smaller", wording.V{"Level": rounded(level)})
	case r.Chance.IsSet():
		return chanceText(r, level)
	}
	return wording.Say("next-level-level-by-the-rule-of-two", wording.V{"Level": rounded(level)})
}

// chanceText suggests a level with its chance, as so many in ten.
func chanceText(r insight.NextStepResult, level float64) string {
	n := int(math.Round(10 * r.Chance.Or(0)))
	with := wording.V{"Level": rounded(level), "InTen": n, "Low": rounded(100 * r.ChanceInterval[0]), "High": rounded(100 * r.ChanceInterval[1])}
	switch {
	case n >= 10:
		return wording.Say("next-level-level-a-chance-of-better", with)
	case n < 1:
		return wording.Say("next-level-level-a-chance-of-less-than", with)
	case n == 8:
		return wording.Say("next-level-level-about-an-8-in-10", with)
	}
	return wording.Say("next-level-level-about-a-inten-in-10", with)
}

// NextStepLadder describes each rung in a line, such as "A stage: difficulty 9, 45 sure, climbed".
func NextStepLadder(r insight.NextStepResult) []string {
	var lines []string
	for _, rung := range r.Rungs {
		var facts []string
		if v, ok := rung.Difficulty.Get(); ok {
			facts = append(facts, wording.Say("difficulty-difficulty-rung", wording.V{"Difficulty": rounded(v)}))
		}
		if v, ok := rung.Rating.Get(); ok {
			facts = append(facts, wording.Say("rating-100-sure-rung", wording.V{"Rating": rounded(v)}))
		}
		if rung.Climbed {
			facts = append(facts, wording.Say("climbed-rung"))
		}
		if rung.Next {
			facts = append(facts, wording.Say("next-rung"))
		}
		line := rung.Text
		if len(facts) > 0 {
			line = wording.Say("rung-facts", wording.V{"Rung": rung.Text, "Facts": wording.List(facts...)})
		}
		lines = append(lines, line)
	}
	return lines
}

// ExplainNextStep explains the next step.
func ExplainNextStep() Explanation {
	return Explanation{
		How:    wording.Say("two-successes-in-a-row-at-a-level-take"),
		Limits: wording.Say("that-7-in-10-is-best-for-belief-is-not"),
		Source: wording.Say("levitt-1971-two-up-one-down-gelman-et"),
	}
}
