package insight

import (
	"fmt"
	"math"
	"strings"

	"enactive/journal/wording"
)

// recoveryText says how often belief came back, and what is typical.
func recoveryText(r RecoveryResult) string {
	var parts []string
	switch {
	case r.N == 0:
		parts = append(parts, "This needs setbacks that you rated before and after; it then shows how long it took until your belief was back where it had been.")
	case r.N < recoveryMin:
		parts = append(parts, fewSetbacksText(r))
	default:
		parts = append(parts, typicalRecoveryText(r))
	}
	if r.LeftOut > 0 {
		parts = append(parts, fmt.Sprintf("%s left out, because the rating from before was given after the outcome.", wasWere(r.LeftOut, "setback", "setbacks")))
	}
	return strings.Join(parts, " ")
}

func fewSetbacksText(r RecoveryResult) string {
	need := fmt.Sprintf("It takes %d such setbacks to say what is typical.", recoveryMin)
	switch {
	case r.N == 1 && r.Back == 1:
		return "After the one setback that lowered your belief, it has come back. " + need
	case r.N == 1:
		return "The one setback that lowered your belief is still open. " + need
	}
	return fmt.Sprintf("%s. %s", broughtBackText(r), need)
}

// broughtBackText counts the setbacks after which belief came back, and those that are open.
func broughtBackText(r RecoveryResult) string {
	open := r.N - r.Back
	switch {
	case open == 0:
		return fmt.Sprintf("After all %s setbacks that lowered your belief, it came back", wording.Thousands(r.N))
	case r.Back == 0:
		return fmt.Sprintf("After %s setbacks your belief was lower; they are all still open", wording.Thousands(r.N))
	}
	return fmt.Sprintf("After %s of %s setbacks your belief came back; %s still open", wording.Thousands(r.Back), wording.Thousands(r.N), openText(open))
}

func openText(open int) string {
	if open == 1 {
		return "1 is"
	}
	return wording.Thousands(open) + " are"
}

func typicalRecoveryText(r RecoveryResult) string {
	tries, told := r.Tries.Get()
	days, daysTold := r.Days.Get()
	open := r.N - r.Back
	if !told || !daysTold {
		return broughtBackText(r) + ", too many to say what is typical."
	}
	within := "within " + wording.Count(int(math.Round(tries)), "{{.N}} try", "{{.N}} tries")
	if days == 0 {
		within += " on the same day"
	} else {
		within += " and " + wording.Count(int(math.Round(days)), "{{.N}} day", "{{.N}} days")
	}
	if open == 0 {
		return fmt.Sprintf("%s, typically %s.", broughtBackText(r), within)
	}
	return fmt.Sprintf("After %s of %s setbacks your belief came back, typically %s; %s still open.", wording.Thousands(r.Back), wording.Thousands(r.N), within, openText(open))
}

// ExplainRecovery explains how long belief took to come back.
func ExplainRecovery() Explanation {
	return Explanation{
		How: "A setback counts if you rated your belief before and after it, and it was lower after. From there on it looks for the first rating at least as high as the one before the setback, and counts the tries and days up to it; every entry with a rating is a try, a check-in too. " +
			fmt.Sprintf("Setbacks after which no rating was that high yet are open, and count for as long as they have been seen. From %d setbacks on it tells the length within which half of them came back.", recoveryMin),
		Limits: "Belief may have come back before you rated it again, and one good rating need not last. Setbacks close together often come back with the same rating. A setback whose rating from before was given after the outcome is left out; later ratings count even if given in hindsight. Over several areas together, a rating in one counts for all.",
		Source: "Kaplan and Meier, 1958 (a typical length while some are open)",
	}
}
