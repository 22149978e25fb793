package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Stress describes what stress and performance show together: first the means, then what is claimed.
func Stress(r insight.StressResult) string {
	var parts []string
	if r.Verdict != insight.StressNotEnough && len(r.Thirds) == 3 {
		parts = append(parts, thirdsText(r))
	}
	parts = append(parts, stressVerdictText(r)...)
	if r.Retrospective > 0 {
		parts = append(parts, wording.Count(r.Retrospective, "n-entries-were-rated-only-afterwards"))
	}
	return wording.Sentences(parts...)
}

// thirdsText states how it went in the calm, the middle and the pressed third of the entries.
func thirdsText(r insight.StressResult) string {
	calm, middle, pressed := r.Thirds[0], r.Thirds[1], r.Thirds[2]
	return wording.Say("your-performance-in-the-thirds", wording.V{"All": r.N,
		"Calm": rounded(calm.Mean), "CalmRange": partRange(calm), "CalmN": calm.N,
		"Middle": rounded(middle.Mean), "MiddleRange": partRange(middle), "MiddleN": middle.N,
		"Pressed": rounded(pressed.Mean), "PressedRange": partRange(pressed), "PressedN": pressed.N})
}

// partRange is the stress of some of the entries.
func partRange(p insight.StressPart) string {
	if math.Round(p.Low) == math.Round(p.High) {
		return Whole(p.Low)
	}
	return Range(p.Low, p.High)
}

func stressVerdictText(r insight.StressResult) []string {
	switch r.Verdict {
	case insight.StressNotEnough:
		return notEnoughText(r)
	case insight.StressInvertedU, insight.StressHint:
		return bestRangeText(r)
	case insight.StressDown, insight.StressUp:
		return []string{slopeText(r)}
	}
	return noLinkText(r)
}

// bestRangeText names the best range by ratings that exist, with the means in it and beside it.
func bestRangeText(r insight.StressResult) []string {
	if len(r.Sides) != 3 {
		return noLinkText(r)
	}
	below, inside, above := r.Sides[0], r.Sides[1], r.Sides[2]
	outside := (float64(below.N)*below.Mean + float64(above.N)*above.Mean) / float64(max(1, below.N+above.N))
	with := wording.V{"Range": partRange(inside), "Inside": rounded(inside.Mean), "InsideN": inside.N, "All": r.N, "Outside": rounded(outside),
		"Below": rounded(below.Mean), "BelowN": below.N, "Above": rounded(above.Mean), "AboveN": above.N}
	switch {
	case r.Verdict == insight.StressHint:
		return []string{wording.Say("possibly-you-do-best-at-a-stress-of", with), sparserSide(r)}
	case below.N == 0 || above.N == 0:
		return []string{wording.Say("you-did-best-at-a-stress-of-against-elsewhere", with)}
	}
	return []string{wording.Say("you-did-best-at-a-stress-of-against-both", with)}
}

// slopePoints is the stress over which a rise or fall is told.
const slopePoints = 10

// slopeText states by how much performance goes up or down with stress.
func slopeText(r insight.StressResult) string {
	direction := 1.0
	if r.Verdict == insight.StressDown {
		direction = -1
	}
	with := wording.V{"Points": Tenth(direction * slopePoints * r.Slope.Or(0)), "All": r.N, "Low": Tenth(0), "High": Tenth(0)}
	if len(r.SlopeCI) == 2 {
		low, high := direction*slopePoints*r.SlopeCI[0], direction*slopePoints*r.SlopeCI[1]
		with["Low"], with["High"] = Tenth(min(low, high)), Tenth(max(low, high))
	}
	switch {
	case r.Verdict == insight.StressDown && r.Possible:
		return wording.Say("possibly-more-stress-goes-with-lower-performance", with)
	case r.Verdict == insight.StressDown:
		return wording.Say("more-stress-went-with-lower-performance", with)
	case r.Possible:
		return wording.Say("possibly-more-stress-goes-with-higher-performance", with)
	}
	return wording.Say("more-stress-went-with-higher-performance", with)
}

// noLinkText states that nothing is clear, and what would make it so.
func noLinkText(r insight.StressResult) []string {
	parts := []string{wording.Say("no-clear-link-between-stress", wording.V{"Entries": r.N})}
	if r.MayBePractice {
		parts = append(parts, wording.Say("they-go-together-but-both-changed-over-time"))
	}
	with := wording.V{"Low": rounded(r.P10.Or(0)), "High": rounded(r.P90.Or(0))}
	more, known := r.More.Get()
	switch {
	case !known || r.MayBePractice:
	case more <= 0:
		parts = append(parts, wording.Say("a-difference-of-10-points-would-have-shown", with))
	default:
		with["N"] = rounded(more)
		parts = append(parts, wording.Say("about-n-more-entries-like-these", with))
	}
	return parts
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
	case r.N >= insight.StressMinPairs && r.Values < insight.StressMinValues:
		with["Values"], with["Needed"] = r.Values, insight.StressMinValues
		parts = append(parts, wording.Say("different-ratings-of-stress-in-your-entries", with))
	case r.N >= insight.StressMinPairs:
		with["Needed"] = rounded(insight.StressMinSpread)
		parts = append(parts, wording.Say("8-in-10-of-your-entries-have-a-stress", with))
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
		How:    wording.Say("each-dot-is-one-attempt-beside-time"),
		Limits: wording.Say("that-two-things-go-together-does-not-mean"),
		Source: wording.Say("harville-1977-lind-and-mehlum-2010"),
	}
}
