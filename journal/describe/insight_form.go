package describe

import (
	"math"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Form describes what the newest outcomes show: first what is counted, then what is claimed of it.
func Form(r insight.FormResult) string {
	if r.N == 0 {
		return wording.Say("this-needs-entries-with-an-outcome")
	}
	parts := []string{latelyText(r), runText(r)}
	switch named, unusual := r.Named(), r.Unusual(); {
	case named != nil:
		parts = append(parts, stretchText(r, *named), luckText(*named), mixText(r.Mix), performanceText(r))
	case r.N < insight.FormMin:
		parts = append(parts, wording.Say("streaks-and-slumps-can-be-tested-from", wording.V{"Needed": insight.FormMin, "Have": r.N}))
	case r.Slump == nil:
		parts = append(parts, wording.Say("all-outcomes-are-the-same-so-there"))
	case unusual != nil:
		parts = append(parts, stretchText(r, *unusual), luckText(*unusual))
	default:
		parts = append(parts, wording.Say("form-no-stretch-up-to-the-last"))
	}
	return wording.Sentences(parts...)
}

// FormLead is only the sentence that names the streak or slump; empty if there is none.
func FormLead(r insight.FormResult) string {
	if f := r.Named(); f != nil {
		return stretchText(r, *f)
	}
	return ""
}

// FormRuns is only the sentence on the runs of successes; empty without an outcome, and where there is no run yet.
func FormRuns(r insight.FormResult) string {
	if r.N == 0 {
		return ""
	}
	return runText(r)
}

// latelyText counts the newest attempts and those before them.
func latelyText(r insight.FormResult) string {
	with := wording.V{"Last": tallyText(r.Lately), "Before": tallyText(r.Earlier)}
	switch {
	case r.Earlier.N == 0:
		return wording.Say("form-in-all-last", with)
	case r.Ended != "":
		return wording.Say("form-at-the-end-last-before-that", with)
	}
	return wording.Say("form-lately-last-before-that", with)
}

// tallyText counts attempts, such as "1 success and 4 partial successes in 14 attempts".
func tallyText(t insight.Tally) string {
	successes := wording.Count(t.Successes, "form-n-successes")
	if t.Partials == 0 {
		return wording.Count(t.N, "form-successes-in-n-attempts", wording.V{"Successes": successes})
	}
	partials := wording.Count(t.Partials, "form-n-partial-successes")
	return wording.Count(t.N, "form-successes-and-partials-in-n-attempts", wording.V{"Successes": successes, "Partials": partials})
}

// stretchText names the stretch, in the past if the diary has ended.
func stretchText(r insight.FormResult, f insight.FormScan) string {
	with := wording.V{"Day": dateWords(f.Since), "Stretch": stretchTally(f), "Rate": Percent(f.RateBefore), "Expected": expectedText(f.Expected)}
	if r.Ended != "" {
		with["Month"] = monthWords(r.Ended)
		return stretchThen(f.Label, with)
	}
	switch f.Label {
	case insight.FormSlump:
		return wording.Say("form-a-slump-since-day", with)
	case insight.FormPossibleSlump:
		return wording.Say("form-possibly-a-slump-since-day", with)
	case insight.FormHotStreak:
		return wording.Say("form-a-hot-streak-since-day", with)
	case insight.FormPossibleHot:
		return wording.Say("form-possibly-a-hot-streak-since-day", with)
	}
	return wording.Say("form-since-day-stands-out", with)
}

// stretchThen names the stretch in which the diary ended.
func stretchThen(label insight.FormLabel, with wording.V) string {
	switch label {
	case insight.FormSlump:
		return wording.Say("form-when-you-stopped-a-slump", with)
	case insight.FormPossibleSlump:
		return wording.Say("form-when-you-stopped-possibly-a-slump", with)
	case insight.FormHotStreak:
		return wording.Say("form-when-you-stopped-a-hot-streak", with)
	case insight.FormPossibleHot:
		return wording.Say("form-when-you-stopped-possibly-a-hot-streak", with)
	}
	return wording.Say("form-until-you-stopped-stands-out", with)
}

// stretchTally counts the attempts of a stretch. Partial successes count a half in its rate.
func stretchTally(f insight.FormScan) string {
	if f.Tally.Partials == 0 {
		return tallyText(f.Tally)
	}
	return wording.Say("form-tally-counted-as-points", wording.V{"Tally": tallyText(f.Tally), "Points": Halves(f.Points)})
}

// expectedText is a number of successes: whole from one on.
func expectedText(v float64) string {
	if v < 0.95 {
		return Tenth(v)
	}
	return Whole(v)
}

func monthWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return wording.MonthYear(t)
}

// luckText states how often luck shows a stretch like it: for someone steady, and for someone whose outcomes
// are as alike as these. The label rests on the second.
func luckText(f insight.FormScan) string {
	steady, alike := oneIn(f.P), oneIn(f.PRandomWalk.Or(f.P))
	with := wording.V{"Steady": wording.Thousands(steady), "Alike": wording.Thousands(alike)}
	switch {
	case alike >= mostLooks:
		return wording.Say("form-luck-less-than-one-look-in", wording.V{"Alike": wording.Thousands(mostLooks)})
	case steady == alike:
		return wording.Say("form-luck-one-look-in-either-way", with)
	case steady >= mostLooks:
		with["Steady"] = wording.Thousands(mostLooks)
		return wording.Say("form-luck-less-than-one-look-and-alike", with)
	}
	return wording.Say("form-luck-one-look-and-alike", with)
}

// mostLooks is the most looks that are named.
const mostLooks = 10_000

// oneIn is in how many looks luck shows once what has the probability p, in round numbers.
func oneIn(p float64) int {
	looks := 1 / max(p, 1e-9)
	for unit := 1.0; ; unit *= 10 {
		for _, step := range [...]float64{1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9} {
			if n := step * unit; n == math.Trunc(n) && looks < n*1.15 || n > mostLooks {
				return int(n)
			}
		}
	}
}

// runText states the runs of successes as facts.
func runText(r insight.FormResult) string {
	if r.LongestRun == 0 {
		return wording.Count(r.N, "no-full-success-yet-in-n-attempts")
	}
	if r.LongestRun == 1 && len(r.LongestOrdinary) == 0 { // one success is no run
		return ""
	}
	if r.Ended != "" {
		return wording.Say("form-your-longest-run-of-successes-was", wording.V{"Longest": r.LongestRun})
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
		How:    wording.Say("form-how-of-your-newest-100-outcomes"),
		Limits: wording.Say("it-says-what-was-not-what-will-be"),
		Source: wording.Say("kulldorff-1997-the-scan-schilling-1990"),
	}
}
