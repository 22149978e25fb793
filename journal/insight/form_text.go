package insight

import (
	"fmt"
	"math"
	"strings"
	"time"

	"enactive/journal/wording"
)

// formText says what the newest outcomes show.
func formText(r FormResult, tries []*Sample) string {
	if r.N == 0 {
		return "This needs entries with an outcome."
	}
	var parts []string
	if f := r.Claimed(); f != nil {
		parts = append(parts, stretchText(*f), mixText(tries, f.StartIndex), performanceText(tries, f.StartIndex))
	}
	parts = append(parts, runText(r))
	switch {
	case r.N < formMin:
		parts = append(parts, fmt.Sprintf("Whether it is a streak or a slump can be asked from %d outcomes on; you have %d.", formMin, r.N))
	case r.Slump == nil:
		parts = append(parts, "As all outcomes are alike, there is no streak or slump to look for.")
	case r.Claimed() == nil:
		parts = append(parts, "No streak or slump: your newest outcomes vary as luck would have them.")
	}
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " ")
}

// stretchText names the stretch and how often luck shows one like it.
func stretchText(f FormScan) string {
	name, such := "", ""
	switch f.Label {
	case FormSlump:
		name, such = "A slump", "poor"
	case FormPossibleSlump:
		name, such = "Possibly a slump", "poor"
	case FormHotStreak:
		name, such = "A hot streak", "good"
	default:
		name, such = "Possibly a hot streak", "good"
	}
	since, err := time.Parse(time.DateOnly, f.Since)
	if err != nil {
		since = time.Time{}
	}
	return fmt.Sprintf("%s since %s: %s of %d where your earlier rate gives about %.0f. A stretch this %s, starting at any point, turns up by luck %s of the time.",
		name, since.Format("2 January 2006"), halves(f.Points), f.K, f.Expected, such, luck(f.P))
}

// halves writes points with their half.
func halves(points float64) string {
	whole, half := math.Modf(points)
	switch {
	case half == 0:
		return fmt.Sprintf("%.0f", whole)
	case whole == 0:
		return "½"
	}
	return fmt.Sprintf("%.0f½", whole)
}

// luck words how often chance alone would show as much.
func luck(p float64) string {
	switch {
	case p < 0.001:
		return "less than 0.1%"
	case p < 0.1:
		return fmt.Sprintf("about %.1f%%", 100*p)
	}
	return fmt.Sprintf("about %.0f%%", 100*p)
}

// runText tells the runs of successes as facts.
func runText(r FormResult) string {
	if r.LongestRun == 0 {
		return fmt.Sprintf("No full success yet in %s.", count(r.N, "try", "tries"))
	}
	text := fmt.Sprintf("Your longest run of successes is %d", r.LongestRun)
	if r.CurrentRun > 0 && r.CurrentRun == r.LongestRun {
		text = fmt.Sprintf("Your longest run of successes is the one you are in: %d", r.CurrentRun)
	} else if r.CurrentRun > 1 {
		text += fmt.Sprintf(", and you are in one of %d", r.CurrentRun)
	}
	if len(r.LongestOrdinary) == 0 {
		return text + "."
	}
	return fmt.Sprintf("%s; at your rate of success, longest runs of %d–%d are ordinary in %s tries.", text, r.LongestOrdinary[0], r.LongestOrdinary[1], wording.Thousands(min(r.N, runsWindow)))
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
		return "You also took on more stretch challenges in this time."
	}
	return "You also took on fewer stretch challenges in this time."
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
	return fmt.Sprintf("Your performance was %.0f on average in this time, and %.0f before.", average64(inside), average64(before))
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
		How: "Of your newest 100 outcomes it takes each stretch of 4 to 30 that ends now, and asks how far its share of successes lies from what the same outcomes give in any order. It then counts, exactly, in how many of all orders some stretch would stand apart as much. " +
			"Below 1% it speaks of a streak or a slump, below 2.5% of a possible one. Where outcomes resemble those next to them, as tries of one day do, it takes more.",
		Limits: "It says what was, not what will be: nobody is due for anything. A setback counts as a failure and a partial success as a half. Smaller shifts stay hidden for a long time; then it says nothing.",
		Source: "Kulldorff, 1997 (the scan); Schilling, 1990 (runs)",
	}
}
