package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Stress describes in a sentence or two what stress and performance show together.
func Stress(r insight.StressResult) string {
	parts := stressVerdictText(r)
	if r.MayBePractice {
		parts = append(parts, wording.Say("it-may-reflect-practice-over-time"))
	}
	if r.Retrospective > 0 {
		parts = append(parts, wording.Count(r.Retrospective, "n-entries-were-rated-only-afterwards"))
	}
	return wording.Sentences(parts...)
}

func stressVerdictText(r insight.StressResult) []string {
	switch r.Verdict {
	case insight.StressNotEnough:
		return notEnoughText(r)
	case insight.StressInvertedU:
		parts := []string{
			wording.Say("your-best-range-of-stress-is-range", wording.V{"Range": zoneText(r), "Peak": rounded(r.PeakX.Or(0))}),
			wording.Say("performance-drops-on-both-sides-two"),
		}
		if r.ZoneTo {
			parts = append(parts, wording.Say("above-about-stress-pressure-begins", wording.V{"Stress": rounded(r.Zone[1])}))
		}
		return parts
	case insight.StressHint:
		return []string{
			wording.Say("possibly-you-have-a-best-range", wording.V{"Range": zoneText(r)}),
			sparserSide(r),
		}
	case insight.StressDown:
		return []string{wording.Say("in-the-range-you-have-recorded-more-pressure")}
	case insight.StressUp:
		return []string{wording.Say("in-the-range-you-have-recorded-more")}
	}
	return []string{wording.Say("no-clear-link-between-stress", wording.V{"Entries": r.N})}
}

func notEnoughText(r insight.StressResult) []string {
	low, high := rounded(math.Round(r.P10.Or(0))), rounded(math.Round(r.P90.Or(0)))
	with := wording.V{"Needed": insight.StressMinPairs, "Have": r.N, "Low": low, "High": high}
	var parts []string
	switch {
	case r.N == 0:
		return []string{wording.Say("this-needs-needed-entries-with-stress", with)}
	case r.N == 1:
		with["Stress"] = rounded(r.P10.Or(0))
		return []string{wording.Say("this-needs-needed-entries-with-stress-and", with)}
	case low == high:
		parts = append(parts, wording.Say("this-needs-needed-entries-with-stress-and-performance", with))
	default:
		parts = append(parts, wording.Say("this-needs-needed-entries-with-stress-and-performance-spread", with))
	}
	if r.N >= insight.StressMinFact {
		parts = append(parts, bestThirdText(r))
	}
	return parts
}

// bestThirdText states at which stress the best third of the entries came.
func bestThirdText(r insight.StressResult) string {
	low, high, ok := r.BestThird()
	if !ok {
		return wording.Say("all-of-them-went-about-equally-well")
	}
	with := wording.V{"Low": rounded(low), "High": rounded(high)}
	if math.Round(low) == math.Round(high) {
		return wording.Say("the-best-third-of-them-came-at-stress", with)
	}
	return wording.Say("the-best-third-of-them-came-at-stress-low", with)
}

// zoneText describes a range of stress. An end on the edge of the recorded range is not a limit.
func zoneText(r insight.StressResult) string {
	with := wording.V{"Low": rounded(r.Zone[0]), "High": rounded(r.Zone[1])}
	switch {
	case r.ZoneFrom && r.ZoneTo && r.Zone[0] == r.Zone[1]:
		return wording.Say("about-low-range-of-stress", with)
	case r.ZoneFrom && r.ZoneTo:
		return wording.Say("about-low-high-range-of-stress", with)
	case r.ZoneFrom:
		return wording.Say("from-about-low-upwards-range-of-stress", with)
	case r.ZoneTo:
		return wording.Say("up-to-about-high-range-of-stress", with)
	}
	return wording.Say("anywhere-from-low-to-high-range-of-stress", with)
}

// sparserSide names the side of the peak with fewer entries, where more would help.
func sparserSide(r insight.StressResult) string {
	if r.FewerCalm() {
		return wording.Say("more-entries-from-calmer-moments-would")
	}
	return wording.Say("more-entries-from-moments-under-more")
}

// ExplainStress explains stress and performance.
func ExplainStress() Explanation {
	return Explanation{
		How:    wording.Say("each-dot-is-one-attempt-two-independent"),
		Limits: wording.Say("that-two-things-go-together-does-not-mean"),
		Source: wording.Say("simonsohn-2018-two-lines-lind"),
	}
}
