package insight

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// stressText says in a sentence or two what stress and performance show together.
func stressText(r StressResult) string {
	var parts []string
	switch r.Verdict {
	case StressNotEnough:
		parts = notEnoughText(r)
	case StressInvertedU:
		parts = []string{fmt.Sprintf("Your best range of stress is %s, with the peak near %.0f. Performance drops on both sides (two independent checks agree).",
			zoneText(r), r.PeakX.Or(0))}
		if r.ZoneTo {
			parts = append(parts, fmt.Sprintf("Above about %.0f, pressure begins to cost you.", r.Zone[1]))
		}
	case StressHint:
		parts = []string{fmt.Sprintf("Possibly you have a best range of stress, %s; one of two checks agrees. More entries %s would settle it.",
			zoneText(r), sparserSide(r))}
	case StressDown:
		parts = []string{"In the range you have recorded, more pressure goes with lower performance. Nothing suggests that more would help."}
	case StressUp:
		parts = []string{"In the range you have recorded, more pressure goes with higher performance. No upper limit is seen yet."}
	default:
		parts = []string{fmt.Sprintf("No clear link between stress and performance in your %d entries.", r.N)}
	}
	if r.MayBePractice {
		parts = append(parts, "It may reflect practice over time.")
	}
	if r.Retrospective > 0 {
		parts = append(parts, fmt.Sprintf("%s rated only afterwards.", wasWere(r.Retrospective, "entry", "entries")))
	}
	return strings.Join(parts, " ")
}

func notEnoughText(r StressResult) []string {
	need := fmt.Sprintf("This needs %d entries with stress and performance, spread over calm and pressure;", stressMinPairs)
	switch {
	case r.N == 0:
		return []string{need + " you have none yet."}
	case r.N == 1:
		return []string{fmt.Sprintf("%s you have 1, at stress %.0f.", need, r.P10.Or(0))}
	}
	low, high := math.Round(r.P10.Or(0)), math.Round(r.P90.Or(0))
	where := fmt.Sprintf("mostly between %.0f and %.0f", low, high)
	if low == high {
		where = fmt.Sprintf("mostly at %.0f", low)
	}
	parts := []string{fmt.Sprintf("%s you have %d, %s.", need, r.N, where)}
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
		return "All of them went about equally well."
	}
	low, high := third[0].Stress, third[0].Stress
	for _, d := range third {
		low, high = min(low, d.Stress), max(high, d.Stress)
	}
	if math.Round(low) == math.Round(high) {
		return fmt.Sprintf("Your best third came at stress %.0f.", low)
	}
	return fmt.Sprintf("Your best third came at stress %.0f–%.0f.", low, high)
}

func zoneText(r StressResult) string {
	low, high := r.Zone[0], r.Zone[1]
	switch {
	case r.ZoneFrom && r.ZoneTo && low == high:
		return fmt.Sprintf("about %.0f", low)
	case r.ZoneFrom && r.ZoneTo:
		return fmt.Sprintf("about %.0f–%.0f", low, high)
	case r.ZoneFrom:
		return fmt.Sprintf("from about %.0f on", low)
	case r.ZoneTo:
		return fmt.Sprintf("up to about %.0f", high)
	}
	return fmt.Sprintf("anywhere from %.0f to %.0f", low, high)
}

// sparserSide says on which side of the peak entries are rarer.
func sparserSide(r StressResult) string {
	calm := 0
	for _, d := range r.Dots {
		if d.Stress < r.PeakX.Or(0) {
			calm++
		}
	}
	if 2*calm < len(r.Dots) {
		return "from calmer moments"
	}
	return "from moments under more pressure"
}
