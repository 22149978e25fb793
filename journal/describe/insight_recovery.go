package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Recovery describes how often belief came back, what is typical, and how that compares with
// entries that were no setbacks.
func Recovery(r insight.RecoveryResult) string {
	if r.N == 0 && r.NotLower > 0 && r.Unrated+r.LeftOut == 0 {
		return wording.Count(r.NotLower, "after-none-of-your-n-setbacks-was-belief-lower")
	}
	parts := []string{countedText(r)}
	switch {
	case r.N == 0:
		parts = append(parts, wording.Say("this-needs-setbacks-that-you-rated"))
	case r.N < insight.RecoveryMin:
		parts = append(parts, cameBackText(r), wording.Say("it-takes-needed-such-setbacks-to-say", wording.V{"Needed": insight.RecoveryMin}))
	case r.Tries.IsSet() && r.Days.IsSet():
		parts = append(parts, typicalRecoveryText(r), comparedText(r))
	default:
		parts = append(parts, cameBackText(r), wording.Say("it-came-back-too-seldom-to-say-what"))
	}
	return wording.Sentences(parts...)
}

// countedText says how many of all setbacks are counted, and why the others are not. It is empty if
// all are.
func countedText(r insight.RecoveryResult) string {
	var rest []string
	if r.Unrated > 0 {
		rest = append(rest, wording.Count(r.Unrated, "n-without-a-rating-before-or-after"))
	}
	if r.NotLower > 0 {
		rest = append(rest, wording.Count(r.NotLower, "n-that-did-not-lower-it"))
	}
	if r.LeftOut > 0 {
		rest = append(rest, wording.Count(r.LeftOut, "n-whose-rating-before-was-given-after"))
	}
	if len(rest) == 0 {
		return ""
	}
	with := wording.V{"All": wording.Count(r.N+r.Unrated+r.NotLower+r.LeftOut, "n-setbacks-of"), "Rest": wording.List(rest...)}
	if r.N == 0 {
		return wording.Say("of-all-setbacks-none-is-counted", with)
	}
	return wording.Count(r.N, "of-all-setbacks-n-lowered-your-belief", with)
}

// cameBackText counts the setbacks after which belief came back.
func cameBackText(r insight.RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back}
	switch {
	case r.N == 1 && r.Back == 1:
		return wording.Say("after-the-one-setback-it-came-back")
	case r.N == 1:
		return wording.Say("after-the-one-setback-it-had-not-come")
	case r.Back == r.N:
		return wording.Say("after-all-all-setbacks-that-lowered", with)
	case r.Back == 0:
		return wording.Say("after-all-setbacks-lower-by-your-last", with)
	}
	return wording.Count(r.N-r.Back, "after-back-of-all-came-back-after-n-not", with)
}

func typicalRecoveryText(r insight.RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back, "Within": withinText(rounded(r.Tries.Or(0)), rounded(r.Days.Or(0)))}
	if r.Back == r.N {
		return wording.Say("after-all-all-setbacks-that-lowered-your", with)
	}
	return wording.Count(r.N-r.Back, "after-back-of-all-typically-after-n-not", with)
}

// comparedText says how soon a rating as high comes after other entries, if that is known.
func comparedText(r insight.RecoveryResult) string {
	tries, ok := r.OthersTries.Get()
	if !ok {
		return ""
	}
	return wording.Count(rounded(tries), "after-other-entries-a-rating-as-high-came", wording.V{"Entries": Entries(r.Others)})
}

// withinText states within how many attempts and days.
func withinText(tries, days int) string {
	if days == 0 {
		return wording.Count(tries, "within-n-attempts-on-the-same-day")
	}
	return wording.Say("within-tries-and-days", wording.V{
		"Tries": wording.Count(tries, "n-attempts-within-and"),
		"Days":  wording.Count(days, "n-days-within-and"),
	})
}

// ExplainRecovery explains how long belief took to come back.
func ExplainRecovery() Explanation {
	return Explanation{
		How:    wording.Say("a-setback-counts-if-rated-your-belief-others", wording.V{"Needed": insight.RecoveryMin}),
		Limits: wording.Say("belief-may-have-come-back-before"),
		Source: wording.Say("kaplan-and-meier-1958-a-typical-length"),
	}
}
