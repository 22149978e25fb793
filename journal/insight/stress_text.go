package insight

import (
	"math"
	"slices"

	"enactive/journal/wording"
)

// stressText says in a sentence or two what stress and performance show together.
func stressText(r StressResult) string {
	parts := stressVerdictText(r)
	if r.MayBePractice {
		parts = append(parts, wording.Say("it-may-reflect-practice-over-time"))
	}
	if r.Retrospective > 0 {
		parts = append(parts, wording.Count(r.Retrospective, "n-entries-were-rated-only-afterwards"))
	}
	return wording.Sentences(parts...)
}

func stressVerdictText(r StressResult) []string {
	switch r.Verdict {
	case StressNotEnough:
		return notEnoughText(r)
	case StressInvertedU:
		parts := []string{
			wording.Say("your-best-range-of-stress-is-range", wording.V{"Range": zoneText(r), "Peak": whole(r.PeakX.Or(0))}),
			wording.Say("performance-drops-on-both-sides-two"),
		}
		if r.ZoneTo {
			parts = append(parts, wording.Say("above-about-stress-pressure-begins", wording.V{"Stress": whole(r.Zone[1])}))
		}
		return parts
	case StressHint:
		return []string{
			wording.Say("possibly-you-have-a-best-range", wording.V{"Range": zoneText(r)}),
			sparserSide(r),
		}
	case StressDown:
		return []string{wording.Say("in-the-range-you-have-recorded-more-pressure")}
	case StressUp:
		return []string{wording.Say("in-the-range-you-have-recorded-more")}
	}
	return []string{wording.Say("no-clear-link-between-stress", wording.V{"Entries": r.N})}
}

func notEnoughText(r StressResult) []string {
	low, high := whole(math.Round(r.P10.Or(0))), whole(math.Round(r.P90.Or(0)))
	with := wording.V{"Needed": stressMinPairs, "Have": r.N, "Low": low, "High": high}
	var parts []string
	switch {
	case r.N == 0:
		return []string{wording.Say("this-needs-needed-entries-with-stress", with)}
	case r.N == 1:
		with["Stress"] = whole(r.P10.Or(0))
		return []string{wording.Say("this-needs-needed-entries-with-stress-and", with)}
	case low == high:
		parts = append(parts, wording.Say("this-needs-needed-entries-with-stress-and-performance", with))
	default:
		parts = append(parts, wording.Say("this-needs-needed-entries-with-stress-and-performance-spread", with))
	}
	if r.N >= stressMinFact {
		parts = append(parts, bestThirdText(r.Dots))
	}
	return parts
}

// bestThirdText tells a plain fact: where the best third of the entries lies.
func bestThirdText(dots []StressDot) string {
	best := slices.Clone(dots)
	slices.SortStableFunc(best, func(a, b StressDot) int {
		switch {
		case a.Performance > b.Performance:
			return -1
		case a.Performance < b.Performance:
			return 1
		}
		return 0
	})
	third := best[:max(1, len(best)/3)]
	for len(third) < len(best) && best[len(third)].Performance == third[len(third)-1].Performance {
		third = best[:len(third)+1] // equals share a place
	}
	if len(third) == len(best) {
		return wording.Say("all-of-them-went-about-equally-well")
	}
	low, high := third[0].Stress, third[0].Stress
	for _, d := range third {
		low, high = min(low, d.Stress), max(high, d.Stress)
	}
	with := wording.V{"Low": whole(low), "High": whole(high)}
	if math.Round(low) == math.Round(high) {
		return wording.Say("the-best-third-of-them-came-at-stress", with)
	}
	return wording.Say("the-best-third-of-them-came-at-stress-low", with)
}

// zoneText words a range of stress. An end on the edge of what is recorded is no limit.
func zoneText(r StressResult) string {
	with := wording.V{"Low": whole(r.Zone[0]), "High": whole(r.Zone[1])}
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

// sparserSide says on which side of the peak more entries would help: where they are rarer.
func sparserSide(r StressResult) string {
	calm := 0
	for _, d := range r.Dots {
		if d.Stress < r.PeakX.Or(0) {
			calm++
		}
	}
	if 2*calm < len(r.Dots) {
		return wording.Say("more-entries-from-calmer-moments-would")
	}
	return wording.Say("more-entries-from-moments-under-more")
}
