package insight

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// band80 is how many standard deviations either side hold 80% of a normal distribution.
const band80 = 1.2816

// trendText says in a sentence what the trend shows.
func trendText(r TrendResult) string {
	var parts []string
	switch {
	case r.N == 0:
		return "No ratings yet."
	case r.N < trendMinDays:
		parts = append(parts, fmt.Sprintf("Too early to say: you have rated your belief on %s, and it takes %d.",
			count(r.N, "day", "days"), trendMinDays))
	case r.Verdict == TrendRising || r.Verdict == TrendFalling:
		parts = append(parts, changeText(r), levelText(r))
	default:
		parts = append(parts, fmt.Sprintf("No clear change since %s.", longDate(r.RefDate)), levelText(r))
	}
	if l := r.Longer; l != nil && l.Verdict != r.Verdict {
		parts = append(parts, longerText(*l))
	}
	if r.FromAfter {
		parts = append(parts, "This uses the ratings you gave afterwards, because there are too few from before.")
	}
	if r.Retrospective > 0 {
		parts = append(parts, fmt.Sprintf("%s given after the event.", wasWere(r.Retrospective, "rating", "ratings")))
	}
	return strings.Join(parts, " ")
}

// longerText says that the level stands apart from what it was.
func longerText(l LongerView) string {
	way, moved := "higher", "risen"
	if l.Change < 0 {
		way, moved = "lower", "fallen"
	}
	if l.Gradual {
		return fmt.Sprintf("Looking further back, it has %s by some %.0f points since %s.", moved, math.Abs(l.Change), longDate(l.Since))
	}
	return fmt.Sprintf("Looking further back, since about %s it stands some %.0f points %s than before.", longDate(l.Since), math.Abs(l.Change), way)
}

func changeText(r TrendResult) string {
	up, change := r.PUp.Or(0.5), r.ChangeMean.Or(0)
	word, sure := "Rising", up
	if r.Verdict == TrendFalling {
		word, sure = "Falling", 1-up
	}
	return fmt.Sprintf("%s: about %s since %s (%s sure).", word, points(change), longDate(r.RefDate), percent(sure))
}

func levelText(r TrendResult) string {
	m, sd := r.LevelNow.Or(0), r.SDNow.Or(0)
	low, high := m-band80*sd, m+band80*sd
	return fmt.Sprintf("You are now around %.0f (likely %.0f–%.0f).", onScale(m), onScale(low), onScale(high))
}

// onScale keeps a number that is told to a person on the scale on which it was rated.
func onScale(v float64) float64 { return min(max(math.Round(v), 0), 100) }

func points(v float64) string {
	n := math.Round(v)
	if math.Abs(n) == 1 {
		return fmt.Sprintf("%+.0f point", n)
	}
	return fmt.Sprintf("%+.0f points", n)
}

// percent words a probability; certainty is never claimed.
func percent(p float64) string {
	switch {
	case p > 0.99:
		return "more than 99%"
	case p < 0.01:
		return "less than 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*p)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func wasWere(n int, one, many string) string {
	if n == 1 {
		return "1 " + one + " was"
	}
	return fmt.Sprintf("%d %s were", n, many)
}

// longDate words a day such as 2026-03-03 as "3 March 2026".
func longDate(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}

// thousands writes a count with commas.
