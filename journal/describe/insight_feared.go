package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Feared describes the stress that was expected beside the stress that came, and challenge beside threat:
// first what is counted, then what is claimed.
func Feared(r insight.FearedResult) string {
	var parts []string
	if r.N == 0 {
		parts = append(parts, wording.Say("this-needs-attempts-with-stress-expected", wording.V{"Needed": insight.FearedMin}))
	} else {
		parts = append(parts, wording.Count(r.N, "you-expected-a-stress-and-it-peaked-at",
			wording.V{"Expected": rounded(r.MeanExpected.Or(0)), "Came": rounded(r.MeanCame.Or(0))}))
		parts = append(parts, fearedVerdict(r))
		if r.Verdict != insight.FearedNotEnough {
			parts = append(parts, wording.Count(r.Worse, "it-was-worse-than-feared-in-n-of-all", wording.V{"All": r.N}))
		}
		parts = append(parts, fearedMost(r)...)
	}
	if r.LeftOut > 0 {
		parts = append(parts, wording.Count(r.LeftOut, "n-attempts-were-left-out-expected-afterwards"))
	}
	return wording.Sentences(append(parts, appraisalText(r.Appraisal)...)...)
}

// fearedPoints is the size of the difference as the two printed means show it, so that they add up, and the
// ends of its interval, in the direction of the difference.
func fearedPoints(r insight.FearedResult) (size int, with wording.V, apart bool) {
	points := rounded(r.MeanExpected.Or(0)) - rounded(r.MeanCame.Or(0))
	if len(r.Interval) != 2 {
		return max(points, -points), nil, false
	}
	low, high := r.Interval[0], r.Interval[1]
	if r.Difference.Or(0) < 0 {
		low, high = -high, -low
	}
	return max(points, -points), wording.V{"Low": wholeSigned(low), "High": wholeSigned(high)}, low >= 0.5
}

// fearedVerdict says how what was feared and what came differ.
func fearedVerdict(r insight.FearedResult) string {
	if r.Verdict == insight.FearedNotEnough {
		return wording.Say("from-needed-such-attempts-on-it-looks-for-a-difference", wording.V{"Needed": insight.FearedMin})
	}
	size, with, apart := fearedPoints(r)
	switch {
	case with == nil:
		return wording.Say("these-days-are-too-few-to-say-more-of-fear")
	case r.Verdict == insight.FearedCalmer:
		return wording.Count(size, "about-n-points-calmer-than-feared", with)
	case r.Verdict == insight.FearedWorse:
		return wording.Count(size, "about-n-points-worse-than-feared", with)
	case r.Verdict == insight.FearedMaybeCalmer:
		return wording.Count(size, "possibly-about-n-points-calmer-than-feared", with)
	case r.Verdict == insight.FearedMaybeWorse:
		return wording.Count(size, "possibly-about-n-points-worse-than-feared", with)
	case apart && r.Difference.Or(0) > 0:
		return wording.Count(size, "not-clear-yet-calmer-than-feared", with)
	case apart:
		return wording.Count(size, "not-clear-yet-worse-than-feared", with)
	}
	return wording.Say("no-clear-difference-feared-between", wording.V{
		"Worse": wholeSigned(math.Max(0, -r.Interval[0])), "Calmer": wholeSigned(math.Max(0, r.Interval[1]))})
}

// fearedMost counts how the attempts that were feared most ended, and how the others did: what is feared most
// comes less bad by chance alone, so that nothing more is said of them.
func fearedMost(r insight.FearedResult) []string {
	most, others := r.FearedMost, r.Others
	if most.N == 0 {
		return nil
	}
	parts := []string{wording.Count(most.N, "of-those-feared-most-ended-in-success",
		wording.V{"From": rounded(insight.FearedMost), "Ended": wording.Thousands(most.Successes + most.Partials)})}
	if others.N > 0 {
		parts = append(parts, wording.Count(others.N, "of-the-others-ended-of-all", wording.V{"Ended": wording.Thousands(others.Successes + others.Partials)}))
	}
	return parts
}

// appraisalText compares challenge with threat at like stress, if there are enough pairs.
func appraisalText(a *insight.AppraisalResult) []string {
	if a == nil {
		return nil
	}
	parts := []string{wording.Count(a.Pairs, "at-like-stress-in-pairs-challenge-and-threat",
		wording.V{"Challenge": rounded(a.MeanChallenge), "Threat": rounded(a.MeanThreat)})}
	size, with := rounded(math.Abs(a.Difference)), wording.V{}
	if len(a.Interval) == 2 {
		low, high := a.Interval[0], a.Interval[1]
		if a.Difference < 0 {
			low, high = -high, -low
		}
		with["Low"], with["High"] = wholeSigned(low), wholeSigned(high)
	}
	said := a.Finding()
	switch {
	case said == insight.Claim && a.Difference > 0:
		return append(parts, wording.Count(size, "beside-time-n-points-more-with-a-challenge", with))
	case said == insight.Claim:
		return append(parts, wording.Count(size, "beside-time-n-points-less-with-a-challenge", with))
	case said == insight.Possible && a.Difference > 0:
		return append(parts, wording.Count(size, "possibly-beside-time-n-points-more-with-a-challenge", with))
	case said == insight.Possible:
		return append(parts, wording.Count(size, "possibly-beside-time-n-points-less-with-a-challenge", with))
	}
	return append(parts, wording.Say("beside-time-that-is-no-clear-difference"))
}

// ExplainFeared explains feared and happened.
func ExplainFeared() Explanation {
	return Explanation{
		How: wording.Say("the-stress-that-you-expected-is-compared", wording.V{"Needed": insight.FearedMin, "Least": rounded(insight.FearedLeast),
			"Apart": rounded(insight.AppraisalApart), "Pairs": insight.AppraisalMin}),
		Limits: wording.Say("it-describes-and-is-no-therapy"),
		Source: wording.Say("craske-and-others-2014-harville-1977"),
	}
}
