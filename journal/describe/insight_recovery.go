package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Recovery describes how often belief came back, and what is typical.
func Recovery(r insight.RecoveryResult) string {
	var parts []string
	switch {
	case r.N == 0:
		parts = append(parts, wording.Say("this-needs-setbacks-that-you-rated"))
	case r.N < insight.RecoveryMin:
		parts = append(parts, fewSetbacksText(r), wording.Say("it-takes-needed-such-setbacks-to-say", wording.V{"Needed": insight.RecoveryMin}))
	case r.Tries.IsSet() && r.Days.IsSet():
		parts = append(parts, typicalRecoveryText(r))
	default:
		parts = append(parts, openRecoveryText(r))
	}
	if r.LeftOut > 0 {
		parts = append(parts, wording.Count(r.LeftOut, "n-setbacks-were-left-out-because"))
	}
	return wording.Sentences(parts...)
}

// fewSetbacksText counts the setbacks after which belief came back, and those that are open.
func fewSetbacksText(r insight.RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back}
	switch {
	case r.N == 1 && r.Back == 1:
		return wording.Say("after-the-one-setback-that-lowered-your")
	case r.N == 1:
		return wording.Say("the-one-setback-that-lowered-your")
	case r.Back == r.N:
		return wording.Say("after-all-all-setbacks-that-lowered", with)
	case r.Back == 0:
		return wording.Say("after-all-setbacks-your-belief-was", with)
	}
	return wording.Count(r.N-r.Back, "after-back-of-all-setbacks-your-belief", with)
}

// openRecoveryText says that too many are open to know a typical length.
func openRecoveryText(r insight.RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back}
	if r.Back == 0 {
		return wording.Say("after-all-setbacks-your-belief-was-lower", with)
	}
	return wording.Count(r.N-r.Back, "after-back-of-all-setbacks-your-belief-came-back", with)
}

func typicalRecoveryText(r insight.RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back, "Within": withinText(rounded(r.Tries.Or(0)), rounded(r.Days.Or(0)))}
	if r.Back == r.N {
		return wording.Say("after-all-all-setbacks-that-lowered-your", with)
	}
	return wording.Count(r.N-r.Back, "after-back-of-all-setbacks-your-belief-came", with)
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
		How:    wording.Say("a-setback-counts-if-you-rated-your", wording.V{"Needed": insight.RecoveryMin}),
		Limits: wording.Say("belief-may-have-come-back-before"),
		Source: wording.Say("kaplan-and-meier-1958-a-typical-length"),
	}
}
