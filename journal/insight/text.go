package insight

import (
	"math"
	"time"

	"enactive/journal/wording"
)

// band80 is how many standard deviations either side hold 80% of a normal distribution.
const band80 = 1.2816

// trendText says in a sentence what the trend shows.
func trendText(r TrendResult) string {
	if r.N == 0 {
		return wording.Say("no-ratings-yet-sentence")
	}
	parts := []string{changeText(r)}
	if r.N >= trendMinDays {
		parts = append(parts, levelText(r))
	}
	if l := r.Longer; l != nil && l.Verdict != r.Verdict {
		parts = append(parts, longerText(*l))
	}
	if r.FromAfter {
		parts = append(parts, wording.Say("this-uses-the-ratings-you-gave"))
	}
	if r.Retrospective > 0 {
		parts = append(parts, wording.Count(r.Retrospective, "n-ratings-were-given-after-the-event"))
	}
	return wording.Sentences(parts...)
}

// changeText says how the level moved of late.
func changeText(r TrendResult) string {
	change := math.Round(r.ChangeMean.Or(0))
	n, with := whole(math.Abs(change)), wording.V{"Change": wording.Signed(change, 0), "Day": dateWords(r.RefDate)}
	switch {
	case r.N < trendMinDays:
		return wording.Count(r.N, "too-early-to-say-you-have-rated-your", wording.V{"Needed": trendMinDays})
	case r.Verdict == TrendRising:
		with["Sure"] = sureness(r.PUp.Or(0.5))
		return wording.Count(n, "rising-about-change-points-since-day", with)
	case r.Verdict == TrendFalling:
		with["Sure"] = sureness(1 - r.PUp.Or(0.5))
		return wording.Count(n, "falling-about-change-points-since-day", with)
	}
	return wording.Say("no-clear-change-since-day", with)
}

// longerText says that the level stands apart from what it was.
func longerText(l LongerView) string {
	n, with := whole(math.Abs(l.Change)), wording.V{"Day": dateWords(l.Since)}
	switch {
	case l.Gradual && l.Change < 0:
		return wording.Count(n, "looking-further-back-it-has-fallen", with)
	case l.Gradual:
		return wording.Count(n, "looking-further-back-it-has-risen", with)
	case l.Change < 0:
		return wording.Count(n, "looking-further-back-since-around-day", with)
	}
	return wording.Count(n, "looking-further-back-since-around-day-it", with)
}

func levelText(r TrendResult) string {
	m, sd := r.LevelNow.Or(0), r.SDNow.Or(0)
	return wording.Say("you-are-now-around-level-likely-low",
		wording.V{"Level": onScale(m), "Low": onScale(m - band80*sd), "High": onScale(m + band80*sd)})
}

// onScale keeps a number that is told to a person on the scale on which it was rated.
func onScale(v float64) int { return int(min(max(math.Round(v), 0), 100)) }

// whole is a number as it is told without decimals.
func whole(v float64) int { return int(math.RoundToEven(v)) }

// sureness words a probability; certainty is never claimed.
func sureness(p float64) string {
	switch {
	case p > 0.99:
		return wording.Say("more-than-percent-how-sure", wording.V{"Percent": wording.Percent(0.99, 0)})
	case p < 0.01:
		return wording.Say("less-than-percent-how-sure", wording.V{"Percent": wording.Percent(0.01, 0)})
	}
	return wording.Percent(p, 0)
}

// dateWords words a day such as 2026-03-03 as "3 March 2026".
func dateWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return wording.Day(t)
}
