package describe

import (
	"math"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Fatigue describes stress and performance in both halves of the last six weeks, and whether pressure
// rose while performance fell.
func Fatigue(r insight.FatigueResult) string {
	if r.Finding() == insight.NotEnough {
		if r.N == 0 {
			return wording.Say("this-needs-needed-days-with-both-stress", wording.V{"Needed": insight.FatigueMin})
		}
		return wording.Say("this-needs-needed-days-with-both-stress-and", wording.V{"Needed": insight.FatigueMin, "Have": r.N})
	}
	parts := halvesText(r)
	_, ended := r.Ended.Get()
	switch r.Finding() {
	case insight.Claim:
		parts = append(parts, wording.Say("pressure-rose-by-about-while-performance-fell", changesOf(r)))
		if !ended {
			parts = append(parts, wording.Say("a-lighter-week-may-be-worth-a-try"))
		}
	case insight.Possible:
		parts = append(parts, wording.Say("possibly-pressure-rose-while-performance-fell", changesOf(r)))
	default:
		parts = append(parts, wording.Say("no-clear-sign-that-pressure-rose-while-performance-fell"))
	}
	return wording.Sentences(parts...)
}

// halvesText states the means of both halves of the days.
func halvesText(r insight.FatigueResult) []string {
	if len(r.Halves) != 2 {
		return nil
	}
	stretch := stretchOfDays(r.Span())
	if last, ended := r.Ended.Get(); ended {
		stretch = stretchUpTo(r.Span(), last)
	}
	first, second := r.Halves[0], r.Halves[1]
	return []string{wording.Say("over-stretch-on-days-with-both-the-halves", wording.V{"Stretch": stretch, "Days": r.N,
		"Stress1": rounded(first.Stress), "Performance1": rounded(first.Performance), "Stress2": rounded(second.Stress), "Performance2": rounded(second.Performance)})}
}

// changesOf are both changes with their intervals, each as a number of points.
func changesOf(r insight.FatigueResult) wording.V {
	v := wording.V{"Rise": onScale(r.StressChange.Or(0)), "Fall": onScale(-r.PerformanceChange.Or(0)), "RiseLow": 0, "RiseHigh": 100, "FallLow": 0, "FallHigh": 100}
	if len(r.StressCI) == 2 {
		v["RiseLow"], v["RiseHigh"] = onScale(r.StressCI[0]), onScale(r.StressCI[1])
	}
	if len(r.PerformanceCI) == 2 {
		v["FallLow"], v["FallHigh"] = onScale(-r.PerformanceCI[1]), onScale(-r.PerformanceCI[0])
	}
	return v
}

// stretchUpTo names the time of so many days up to the last of a diary that has ended.
func stretchUpTo(days int, last time.Time) string {
	if days < 14 {
		return wording.Count(days, "the-n-days-up-to-day-over", wording.V{"Day": wording.Day(last)})
	}
	return wording.Count(int(math.Round(float64(days)/7)), "the-n-weeks-up-to-day-over", wording.V{"Day": wording.Day(last)})
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
		How:    wording.Say("it-looks-at-the-six-weeks-beside-mood", wording.V{"Needed": insight.FatigueMin, "Least": rounded(insight.FatigueLeast)}),
		Limits: wording.Say("it-does-not-know-why-harder-tasks-less"),
		Source: wording.Say("harville-1977-fitting-a-line-when-days"),
	}
}
