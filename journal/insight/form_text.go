package insight

import (
	"math"

	"enactive/journal/wording"
)

// formText says what the newest outcomes show.
func formText(r FormResult, tries []*Sample) string {
	if r.N == 0 {
		return wording.Say("this-needs-entries-with-an-outcome")
	}
	var parts []string
	if f := r.Claimed(); f != nil {
		parts = append(parts, stretchText(*f), luckText(*f), mixText(tries, f.StartIndex), performanceText(tries, f.StartIndex))
	}
	parts = append(parts, runText(r))
	switch {
	case r.N < formMin:
		parts = append(parts, wording.Say("streaks-and-slumps-can-be-tested-from", wording.V{"Needed": formMin, "Have": r.N}))
	case r.Slump == nil:
		parts = append(parts, wording.Say("all-outcomes-are-the-same-so-there"))
	case r.Claimed() == nil:
		parts = append(parts, wording.Say("no-streak-or-slump-your-newest-outcomes"))
	}
	return wording.Sentences(parts...)
}

// Lead is the sentence that names the streak or slump, alone; nothing where there is none.
func (r FormResult) Lead() string {
	if f := r.Claimed(); f != nil {
		return stretchText(*f)
	}
	return ""
}

// Runs is the sentence on the runs of successes, alone; nothing without an outcome.
func (r FormResult) Runs() string {
	if r.N == 0 {
		return ""
	}
	return runText(r)
}

// stretchText names the stretch.
func stretchText(f FormScan) string {
	with := wording.V{"Day": dateWords(f.Since), "Points": halves(f.Points), "Tries": f.K, "Expected": whole(f.Expected)}
	switch f.Label {
	case FormSlump:
		return wording.Say("a-slump-since-day-points-of-tries-where", with)
	case FormPossibleSlump:
		return wording.Say("possibly-a-slump-since-day-points", with)
	case FormHotStreak:
		return wording.Say("a-hot-streak-since-day-points-of-tries", with)
	}
	return wording.Say("possibly-a-hot-streak-since-day-points", with)
}

// luckText says how often luck shows a stretch like it.
func luckText(f FormScan) string {
	with := wording.V{"Share": luck(f.P)}
	if f.Label == FormSlump || f.Label == FormPossibleSlump {
		return wording.Say("a-stretch-this-poor-starting-at-any", with)
	}
	return wording.Say("a-stretch-this-good-starting-at-any", with)
}

// halves writes points with their half.
func halves(points float64) string {
	full, half := math.Modf(points)
	switch {
	case half == 0:
		return wording.Number(full, 0)
	case full == 0:
		return "½"
	}
	return wording.Number(full, 0) + "½"
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

// runText tells the runs of successes as facts.
func runText(r FormResult) string {
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

// ordinaryText tells them with the longest runs that are ordinary.
func ordinaryText(r FormResult) string {
	with := wording.V{"Longest": r.LongestRun, "Current": r.CurrentRun, "Low": r.LongestOrdinary[0], "High": r.LongestOrdinary[1], "Tries": min(r.N, runsWindow)}
	switch {
	case r.CurrentRun == r.LongestRun:
		return wording.Say("your-current-run-of-successes-is-your-longest", with)
	case r.CurrentRun > 1:
		return wording.Say("your-longest-run-of-successes-is-longest-and", with)
	}
	return wording.Say("your-longest-run-of-successes-is-longest", with)
}

const (
	// mixPoints and mixSure are when a change of the mix is told: by 25 points, and Fisher's p.
	mixPoints = 0.25
	mixSure   = 0.10
)

// mixText warns where the stretch holds another share of stretch challenges than before.
func mixText(tries []*Sample, start int) string {
	start = max(start, 0)
	inside, before := stretches(tries[start:]), stretches(tries[max(0, len(tries)-formWindow):start])
	if inside.n == 0 || before.n == 0 {
		return ""
	}
	gap := float64(inside.stretch)/float64(inside.n) - float64(before.stretch)/float64(before.n)
	if math.Abs(gap) < mixPoints || fisher(inside.stretch, inside.n, before.stretch, before.n) >= mixSure {
		return ""
	}
	if gap > 0 {
		return wording.Say("you-also-took-on-more-stretch")
	}
	return wording.Say("you-also-took-on-fewer-stretch")
}

type mix struct{ stretch, n int }

func stretches(tries []*Sample) mix {
	var m mix
	for _, s := range tries {
		if s.Kind == NoKind {
			continue
		}
		m.n++
		if s.Kind == Stretch {
			m.stretch++
		}
	}
	return m
}

// fisher is the two-sided p-value of Fisher's exact test for a of m against b of n: the
// probability of all tables that are no likelier than this one.
func fisher(a, m, b, n int) float64 {
	all := a + b
	table := func(k int) float64 {
		return math.Exp(logChoose(m, k) + logChoose(n, all-k) - logChoose(m+n, all))
	}
	own, p := table(a), 0.0
	for k := max(0, all-n); k <= min(m, all); k++ {
		if t := table(k); t <= own*(1+1e-7) {
			p += t
		}
	}
	return min(p, 1)
}

// performanceText adds the means of performance as a fact.
func performanceText(tries []*Sample, start int) string {
	inside, before := performances(tries[start:]), performances(tries[max(0, len(tries)-formWindow):start])
	if len(inside) < 3 || len(before) < 3 {
		return ""
	}
	return wording.Say("your-performance-was-now-on-average", wording.V{"Now": whole(average64(inside)), "Before": whole(average64(before))})
}

func performances(tries []*Sample) []float64 {
	var list []float64
	for _, s := range tries {
		if v, ok := s.Performance.Get(); ok && usable(v) {
			list = append(list, v)
		}
	}
	return list
}

// ExplainForm explains form.
func ExplainForm() Explanation {
	return Explanation{
		How:    wording.Say("of-your-newest-100-outcomes-it-takes"),
		Limits: wording.Say("it-says-what-was-not-what-will-be"),
		Source: wording.Say("kulldorff-1997-the-scan-schilling-1990"),
	}
}
