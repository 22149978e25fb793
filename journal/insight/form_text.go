package insight

import (
	"math"

	"enactive/journal/wording"
)

// formText says what the newest outcomes show.
func formText(r FormResult, tries []*Sample) string {
	if r.N == 0 {
		return wording.Say("This needs entries with an outcome.")
	}
	var parts []string
	if f := r.Claimed(); f != nil {
		parts = append(parts, stretchText(*f), luckText(*f), mixText(tries, f.StartIndex), performanceText(tries, f.StartIndex))
	}
	parts = append(parts, runText(r))
	switch {
	case r.N < formMin:
		parts = append(parts, wording.Say("Whether it is a streak or a slump can be asked from {{.Needed}} outcomes on; you have {{.Have}}.", wording.V{"Needed": formMin, "Have": r.N}))
	case r.Slump == nil:
		parts = append(parts, wording.Say("As all outcomes are alike, there is no streak or slump to look for."))
	case r.Claimed() == nil:
		parts = append(parts, wording.Say("No streak or slump: your newest outcomes vary as luck would have them."))
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
		return wording.Say("A slump since {{.Day}}: {{.Points}} of {{.Tries}} where your earlier rate gives about {{.Expected}}.", with)
	case FormPossibleSlump:
		return wording.Say("Possibly a slump since {{.Day}}: {{.Points}} of {{.Tries}} where your earlier rate gives about {{.Expected}}.", with)
	case FormHotStreak:
		return wording.Say("A hot streak since {{.Day}}: {{.Points}} of {{.Tries}} where your earlier rate gives about {{.Expected}}.", with)
	}
	return wording.Say("Possibly a hot streak since {{.Day}}: {{.Points}} of {{.Tries}} where your earlier rate gives about {{.Expected}}.", with)
}

// luckText says how often luck shows a stretch like it.
func luckText(f FormScan) string {
	with := wording.V{"Share": luck(f.P)}
	if f.Label == FormSlump || f.Label == FormPossibleSlump {
		return wording.Say("A stretch this poor, starting at any point, turns up by luck {{.Share}} of the time.", with)
	}
	return wording.Say("A stretch this good, starting at any point, turns up by luck {{.Share}} of the time.", with)
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
		return wording.Say("less than {{.Percent}} [of the time]", wording.V{"Percent": wording.Percent(0.001, 1)})
	case p < 0.1:
		return wording.Say("about {{.Percent}} [of the time]", wording.V{"Percent": wording.Percent(p, 1)})
	}
	return wording.Say("about {{.Percent}} [of the time]", wording.V{"Percent": wording.Percent(p, 0)})
}

// runText tells the runs of successes as facts.
func runText(r FormResult) string {
	if r.LongestRun == 0 {
		return wording.Count(r.N, "No full success yet in {{.N}} try.", "No full success yet in {{.N}} tries.")
	}
	if len(r.LongestOrdinary) > 0 {
		return ordinaryText(r)
	}
	with := wording.V{"Longest": r.LongestRun, "Current": r.CurrentRun}
	switch {
	case r.CurrentRun == r.LongestRun:
		return wording.Say("Your longest run of successes is the one you are in: {{.Longest}}.", with)
	case r.CurrentRun > 1:
		return wording.Say("Your longest run of successes is {{.Longest}}, and you are in one of {{.Current}}.", with)
	}
	return wording.Say("Your longest run of successes is {{.Longest}}.", with)
}

// ordinaryText tells them with the longest runs that are ordinary.
func ordinaryText(r FormResult) string {
	with := wording.V{"Longest": r.LongestRun, "Current": r.CurrentRun, "Low": r.LongestOrdinary[0], "High": r.LongestOrdinary[1], "Tries": min(r.N, runsWindow)}
	switch {
	case r.CurrentRun == r.LongestRun:
		return wording.Say("Your longest run of successes is the one you are in: {{.Longest}}; at your rate of success, longest runs of {{.Low}}–{{.High}} are ordinary in {{.Tries}} tries.", with)
	case r.CurrentRun > 1:
		return wording.Say("Your longest run of successes is {{.Longest}}, and you are in one of {{.Current}}; at your rate of success, longest runs of {{.Low}}–{{.High}} are ordinary in {{.Tries}} tries.", with)
	}
	return wording.Say("Your longest run of successes is {{.Longest}}; at your rate of success, longest runs of {{.Low}}–{{.High}} are ordinary in {{.Tries}} tries.", with)
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
		return wording.Say("You also took on more stretch challenges in this time.")
	}
	return wording.Say("You also took on fewer stretch challenges in this time.")
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
	return wording.Say("Your performance was {{.Now}} on average in this time, and {{.Before}} before.", wording.V{"Now": whole(average64(inside)), "Before": whole(average64(before))})
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
		How: wording.Say("Of your newest 100 outcomes it takes each stretch of 4 to 30 that ends now, and asks how far its share of successes lies from what the same outcomes give in any order. It then counts, exactly, in how many of all orders some stretch would stand apart as much. " +
			"Below 1% it speaks of a streak or a slump, below 2.5% of a possible one. Where outcomes resemble those next to them, as tries of one day do, it takes more."),
		Limits: wording.Say("It says what was, not what will be: nobody is due for anything. A setback counts as a failure and a partial success as a half. Smaller shifts stay hidden for a long time; then it says nothing."),
		Source: wording.Say("Kulldorff, 1997 (the scan); Schilling, 1990 (runs)"),
	}
}
