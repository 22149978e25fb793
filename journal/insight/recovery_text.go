package insight

import (
	"enactive/journal/wording"
)

// recoveryText says how often belief came back, and what is typical.
func recoveryText(r RecoveryResult) string {
	var parts []string
	switch {
	case r.N == 0:
		parts = append(parts, wording.Say("This needs setbacks that you rated before and after; it then shows how long it took until your belief was back where it had been."))
	case r.N < recoveryMin:
		parts = append(parts, fewSetbacksText(r), wording.Say("It takes {{.Needed}} such setbacks to say what is typical.", wording.V{"Needed": recoveryMin}))
	case r.Tries.IsSet() && r.Days.IsSet():
		parts = append(parts, typicalRecoveryText(r))
	default:
		parts = append(parts, openRecoveryText(r))
	}
	if r.LeftOut > 0 {
		parts = append(parts, wording.Count(r.LeftOut, "{{.N}} setback was left out, because the rating from before was given after the outcome.",
			"{{.N}} setbacks were left out, because the rating from before was given after the outcome."))
	}
	return wording.Sentences(parts...)
}

// fewSetbacksText counts the setbacks after which belief came back, and those that are open.
func fewSetbacksText(r RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back}
	switch {
	case r.N == 1 && r.Back == 1:
		return wording.Say("After the one setback that lowered your belief, it has come back.")
	case r.N == 1:
		return wording.Say("The one setback that lowered your belief is still open.")
	case r.Back == r.N:
		return wording.Say("After all {{.All}} setbacks that lowered your belief, it came back.", with)
	case r.Back == 0:
		return wording.Say("After {{.All}} setbacks your belief was lower; they are all still open.", with)
	}
	return wording.Count(r.N-r.Back, "After {{.Back}} of {{.All}} setbacks your belief came back; {{.N}} is still open.",
		"After {{.Back}} of {{.All}} setbacks your belief came back; {{.N}} are still open.", with)
}

// openRecoveryText says so where more are open than a typical length can be told from.
func openRecoveryText(r RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back}
	if r.Back == 0 {
		return wording.Say("After {{.All}} setbacks your belief was lower; they are all still open, too many to say what is typical.", with)
	}
	return wording.Count(r.N-r.Back, "After {{.Back}} of {{.All}} setbacks your belief came back; {{.N}} is still open, too many to say what is typical.",
		"After {{.Back}} of {{.All}} setbacks your belief came back; {{.N}} are still open, too many to say what is typical.", with)
}

func typicalRecoveryText(r RecoveryResult) string {
	with := wording.V{"All": r.N, "Back": r.Back, "Within": withinText(whole(r.Tries.Or(0)), whole(r.Days.Or(0)))}
	if r.Back == r.N {
		return wording.Say("After all {{.All}} setbacks that lowered your belief, it came back, typically {{.Within}}.", with)
	}
	return wording.Count(r.N-r.Back, "After {{.Back}} of {{.All}} setbacks your belief came back, typically {{.Within}}; {{.N}} is still open.",
		"After {{.Back}} of {{.All}} setbacks your belief came back, typically {{.Within}}; {{.N}} are still open.", with)
}

// withinText says within how many tries and days.
func withinText(tries, days int) string {
	if days == 0 {
		return wording.Count(tries, "within {{.N}} try on the same day", "within {{.N}} tries on the same day")
	}
	return wording.Say("within {{.Tries}} and {{.Days}}", wording.V{
		"Tries": wording.Count(tries, "{{.N}} try [within … and …]", "{{.N}} tries [within … and …]"),
		"Days":  wording.Count(days, "{{.N}} day [within … and …]", "{{.N}} days [within … and …]"),
	})
}

// ExplainRecovery explains how long belief took to come back.
func ExplainRecovery() Explanation {
	return Explanation{
		How: wording.Say("A setback counts if you rated your belief before and after it, and it was lower after. From there on it looks for the first rating at least as high as the one before the setback, and counts the tries and days up to it; every entry with a rating is a try, a check-in too. "+
			"Setbacks after which no rating was that high yet are open, and count for as long as they have been seen. From {{.Needed}} setbacks on it tells the length within which half of them came back.", wording.V{"Needed": recoveryMin}),
		Limits: wording.Say("Belief may have come back before you rated it again, and one good rating need not last. Setbacks close together often come back with the same rating. A setback whose rating from before was given after the outcome is left out; later ratings count even if given in hindsight. Over several areas together, a rating in one counts for all."),
		Source: wording.Say("Kaplan and Meier, 1958 (a typical length while some are open)"),
	}
}
