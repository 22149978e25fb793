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
		parts = append(parts, wording.Say("step-difficulty-made-no-clear-difference"))
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
	with := wording.V{"Level": rounded(level)}
	switch {
	case r.Ended != "":
		with["Month"] = monthWords(r.Ended)
		return wording.Say("step-you-stopped-writing-in-month", with)
	case r.Smaller:
		return wording.Say("early-setbacks-say-little-a-smaller", with)
	case r.Worse:
		return wording.Say("step-next-newest-went-worse", with)
	case r.Chance.IsSet():
		return chanceText(r, level)
	}
	return reasonText(r.Reason, with)
}

// reasonText names the rule that led to a level.
func reasonText(reason insight.StepReason, with wording.V) string {
	switch reason {
	case insight.StepUp:
		return wording.Say("step-next-two-up", with)
	case insight.StepDown:
		return wording.Say("step-next-one-down", with)
	case insight.StepHarder:
		return wording.Say("step-next-harder-success", with)
	case insight.StepStart:
		return wording.Say("step-next-start", with)
	}
	return wording.Say("step-next-near-newest", with)
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

// NextStepLadder describes each rung in a line, such as "A stage: difficulty 9, 45/100 sure, done once at this difficulty or above". That it
// was done and how sure of it one is are two facts.
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
		if rung.Done > 0 {
			facts = append(facts, wording.Count(rung.Done, "step-done-n-times-rung"))
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
		How:    wording.Say("step-how-two-successes-in-a-row"),
		Limits: wording.Say("that-7-in-10-is-best-for-belief-is-not"),
		Source: wording.Say("levitt-1971-two-up-one-down-gelman-et"),
	}
}
