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
		parts = append(parts, wording.Say("It may reflect practice over time."))
	}
	if r.Retrospective > 0 {
		parts = append(parts, wording.Count(r.Retrospective, "{{.N}} entry was rated only afterwards.", "{{.N}} entries were rated only afterwards."))
	}
	return wording.Sentences(parts...)
}

func stressVerdictText(r StressResult) []string {
	switch r.Verdict {
	case StressNotEnough:
		return notEnoughText(r)
	case StressInvertedU:
		parts := []string{
			wording.Say("Your best range of stress is {{.Range}}, with the peak near {{.Peak}}.", wording.V{"Range": zoneText(r), "Peak": whole(r.PeakX.Or(0))}),
			wording.Say("Performance drops on both sides (two independent checks agree)."),
		}
		if r.ZoneTo {
			parts = append(parts, wording.Say("Above about {{.Stress}}, pressure begins to cost you.", wording.V{"Stress": whole(r.Zone[1])}))
		}
		return parts
	case StressHint:
		return []string{
			wording.Say("Possibly you have a best range of stress, {{.Range}}; one of two checks agrees.", wording.V{"Range": zoneText(r)}),
			sparserSide(r),
		}
	case StressDown:
		return []string{wording.Say("In the range you have recorded, more pressure goes with lower performance. Nothing suggests that more would help.")}
	case StressUp:
		return []string{wording.Say("In the range you have recorded, more pressure goes with higher performance. No upper limit is seen yet.")}
	}
	return []string{wording.Say("No clear link between stress and performance in your {{.Entries}} entries.", wording.V{"Entries": r.N})}
}

func notEnoughText(r StressResult) []string {
	low, high := whole(math.Round(r.P10.Or(0))), whole(math.Round(r.P90.Or(0)))
	with := wording.V{"Needed": stressMinPairs, "Have": r.N, "Low": low, "High": high}
	var parts []string
	switch {
	case r.N == 0:
		return []string{wording.Say("This needs {{.Needed}} entries with stress and performance, spread over calm and pressure; you have none yet.", with)}
	case r.N == 1:
		with["Stress"] = whole(r.P10.Or(0))
		return []string{wording.Say("This needs {{.Needed}} entries with stress and performance, spread over calm and pressure; you have 1, at stress {{.Stress}}.", with)}
	case low == high:
		parts = append(parts, wording.Say("This needs {{.Needed}} entries with stress and performance, spread over calm and pressure; you have {{.Have}}, mostly at {{.Low}}.", with))
	default:
		parts = append(parts, wording.Say("This needs {{.Needed}} entries with stress and performance, spread over calm and pressure; you have {{.Have}}, mostly between {{.Low}} and {{.High}}.", with))
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
		return wording.Say("All of them went about equally well.")
	}
	low, high := third[0].Stress, third[0].Stress
	for _, d := range third {
		low, high = min(low, d.Stress), max(high, d.Stress)
	}
	with := wording.V{"Low": whole(low), "High": whole(high)}
	if math.Round(low) == math.Round(high) {
		return wording.Say("Your best third came at stress {{.Low}}.", with)
	}
	return wording.Say("Your best third came at stress {{.Low}}–{{.High}}.", with)
}

// zoneText words a range of stress. An end on the edge of what is recorded is no limit.
func zoneText(r StressResult) string {
	with := wording.V{"Low": whole(r.Zone[0]), "High": whole(r.Zone[1])}
	switch {
	case r.ZoneFrom && r.ZoneTo && r.Zone[0] == r.Zone[1]:
		return wording.Say("about {{.Low}} [range of stress]", with)
	case r.ZoneFrom && r.ZoneTo:
		return wording.Say("about {{.Low}}–{{.High}} [range of stress]", with)
	case r.ZoneFrom:
		return wording.Say("from about {{.Low}} on [range of stress]", with)
	case r.ZoneTo:
		return wording.Say("up to about {{.High}} [range of stress]", with)
	}
	return wording.Say("anywhere from {{.Low}} to {{.High}} [range of stress]", with)
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
		return wording.Say("More entries from calmer moments would settle it.")
	}
	return wording.Say("More entries from moments under more pressure would settle it.")
}
