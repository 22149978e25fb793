package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Form describes what the newest outcomes show.
func Form(r insight.FormResult) string {
	if r.N == 0 {
		return wording.Say("this-needs-entries-with-an-outcome")
	}
	var parts []string
	if f := r.Claimed(); f != nil {
		parts = append(parts, stretchText(*f), luckText(*f), mixText(r.Mix), performanceText(r))
	}
	parts = append(parts, runText(r))
	switch {
	case r.N < insight.FormMin:
		parts = append(parts, wording.Say("streaks-and-slumps-can-be-tested-from", wording.V{"Needed": insight.FormMin, "Have": r.N}))
	case r.Slump == nil:
		parts = append(parts, wording.Say("all-outcomes-are-the-same-so-there"))
	case r.Claimed() == nil:
		parts = append(parts, wording.Say("no-streak-or-slump-your-newest-outcomes"))
	}
	return wording.Sentences(parts...)
}

// FormLead is only the sentence that names the streak or slump; empty if there is none.
func FormLead(r insight.FormResult) string {
	if f := r.Claimed(); f != nil {
		return stretchText(*f)
	}
	return ""
}

// FormRuns is only the sentence on the runs of successes; empty without an outcome.
func FormRuns(r insight.FormResult) string {
	if r.N == 0 {
		return ""
	}
	return runText(r)
}

// stretchText names the stretch.
func stretchText(f insight.FormScan) string {
	with := wording.V{"Day": dateWords(f.Since), "Points": Halves(f.Points), "Tries": f.K, "Expected": rounded(f.Expected)}
	switch f.Label {
	case insight.FormSlump:
		return wording.Say("a-slump-since-day-points-of-tries-where", with)
	case insight.FormPossibleSlump:
		return wording.Say("possibly-a-slump-since-day-points", with)
	case insight.FormHotStreak:
		return wording.Say("a-hot-streak-since-day-points-of-tries", with)
	}
	return wording.Say("possibly-a-hot-streak-since-day-points", with)
}

// luckText states how often luck shows a stretch like it.
func luckText(f insight.FormScan) string {
	with := wording.V{"Share": luck(f.P)}
	if f.Label == insight.FormSlump || f.Label == insight.FormPossibleSlump {
		return wording.Say("a-stretch-this-poor-starting-at-any", with)
	}
	return wording.Say("a-stretch-this-good-starting-at-any", with)
}

// luck words how often chance alone would show as much.
func luck(p float64) string {
	switch {
	case p < 0.001:
		return wording.Say("less-than-percent-of-the-time", wording.V{"Percent": wording.Percent(0.001, 1)})
	case p < 0.1:
		return wording.Say("about-percent-of-the-time", wording.V{"Percent": wording.Percent(p, 1)})
	}
	return wording.Say("about-percent-of-the-time", wording.V{"Percent": wording.Percent(p, 0)})
}

// runText states the runs of successes as facts.
func runText(r insight.FormResult) string {
	if r.LongestRun == 0 {
		return wording.Count(r.N, "no-full-success-yet-in-n-attempts")
	}
	if len(r.LongestOrdinary) > 0 {
		return ordinaryText(r)
	}
	with := wording.V{"Longest": r.LongestRun, "Current": r.CurrentRun}
	switch {
	case r.CurrentRun == r.LongestRun:
		return wording.Say("your-current-run-of-successes-is-your", with)
	case r.CurrentRun > 1:
		return wording.Say("your-longest-run-of-successes-is", with)
	}
	return wording.Say("your-longest-run-of-successes", with)
}

// ordinaryText states them with the longest runs that are ordinary.
func ordinaryText(r insight.FormResult) string {
	with := wording.V{"Longest": r.LongestRun, "Current": r.CurrentRun, "Low": r.LongestOrdinary[0], "High": r.LongestOrdinary[1], "Tries": min(r.N, insight.RunsWindow)}
	switch {
	case r.CurrentRun == r.LongestRun:
		return wording.Say("your-current-run-of-successes-is-your-longest", with)
	case r.CurrentRun > 1:
		return wording.Say("your-longest-run-of-successes-is-longest-and", with)
	}
	return wording.Say("your-longest-run-of-successes-is-longest", with)
}

// mixText warns if the stretch has another share of stretch challenges than before.
func mixText(m insight.MixChange) string {
	switch m {
	case insight.MoreStretch:
		return wording.Say("you-also-took-on-more-stretch")
	case insight.FewerStretch:
		return wording.Say("you-also-took-on-fewer-stretch")
	}
	return ""
}

// performanceText adds the means of performance as a fact.
func performanceText(r insight.FormResult) string {
	now, ok1 := r.PerformanceNow.Get()
	before, ok2 := r.PerformanceBefore.Get()
	if !ok1 || !ok2 {
		return ""
	}
	return wording.Say("your-performance-was-now-on-average", wording.V{"Now": rounded(now), "Before": rounded(before)})
}

// ExplainForm explains form.
func ExplainForm() Explanation {
	return Explanation{
		How:    wording.Say("of-your-newest-100-outcomes-it-takes"),
		Limits: wording.Say("it-says-what-was-not-what-will-be"),
		Source: wording.Say("kulldorff-1997-the-scan-schilling-1990"),
	}
}
