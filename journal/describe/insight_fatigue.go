package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Fatigue describes whether pressure rose while performance fell.
func Fatigue(r insight.FatigueResult) string {
	switch r.Finding() {
	case insight.NotEnough:
		if r.N == 0 {
			return wording.Say("this-needs-needed-days-with-both-stress", wording.V{"Needed": insight.FatigueMin})
		}
		return wording.Say("this-needs-needed-days-with-both-stress-and", wording.V{"Needed": insight.FatigueMin, "Have": r.N})
	case insight.Claim:
		return wording.Sentences(
			wording.Say("over-stretch-pressure-rose-by-about",
				wording.V{"Stretch": stretchOfDays(r.Span()), "Rise": onScale(r.StressChange.Or(0)), "Fall": onScale(-r.PerformanceChange.Or(0))}),
			wording.Say("a-lighter-week-may-be-worth-a-try"))
	}
	return wording.Say("no-clear-sign-that-pressure-rises-while", wording.V{"Days": r.N, "Stretch": stretchOfDays(r.Span())})
}

// stretchOfDays names the time over so many days.
func stretchOfDays(days int) string {
	if days < 14 {
		return wording.Count(days, "the-last-n-days-over")
	}
	weeks := []wording.Text{
		wording.Text("the-last-two-weeks-over"), wording.Text("the-last-three-weeks-over"), wording.Text("the-last-four-weeks-over"),
		wording.Text("the-last-five-weeks-over"), wording.Text("the-last-six-weeks-over"),
	}
	return weeks[min(int(math.Round(float64(days)/7))-2, len(weeks)-1)].String()
}

// ExplainFatigue explains pressure that rises while performance falls.
func ExplainFatigue() Explanation {
	return Explanation{
		How:    wording.Say("it-looks-at-the-last-six-weeks-up", wording.V{"Needed": insight.FatigueMin, "Least": rounded(insight.FatigueLeast)}),
		Limits: wording.Say("it-does-not-know-why-harder-tasks-less"),
		Source: wording.Say("harville-1977-fitting-a-line-when-days"),
	}
}
