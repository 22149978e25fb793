package describe

import (
	"math"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Trend describes in a sentence what the trend shows.
func Trend(r insight.TrendResult) string {
	if r.N == 0 {
		return wording.Say("no-ratings-yet-sentence")
	}
	parts := []string{changeText(r)}
	if r.N >= insight.TrendMinDays {
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

// changeText describes how the level moved recently.
func changeText(r insight.TrendResult) string {
	change := math.Round(r.ChangeMean.Or(0))
	n, with := rounded(math.Abs(change)), wording.V{"Change": wording.Signed(change, 0), "Day": dateWords(r.RefDate)}
	switch {
	case r.N < insight.TrendMinDays:
		return wording.Count(r.N, "too-early-to-say-you-have-rated-your", wording.V{"Needed": insight.TrendMinDays})
	case r.Verdict == insight.TrendRising:
		with["Sure"] = sureness(r.PUp.Or(0.5))
		return wording.Count(n, "rising-about-change-points-since-day", with)
	case r.Verdict == insight.TrendFalling:
		with["Sure"] = sureness(1 - r.PUp.Or(0.5))
		return wording.Count(n, "falling-about-change-points-since-day", with)
	}
	return wording.Say("no-clear-change-since-day", with)
}

// longerText states that the level differs from its earlier, long-term level.
func longerText(l insight.LongerView) string {
	n, with := rounded(math.Abs(l.Change)), wording.V{"Day": dateWords(l.Since)}
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

func levelText(r insight.TrendResult) string {
	low, high := r.LikelyLevel()
	return wording.Say("you-are-now-around-level-likely-low",
		wording.V{"Level": onScale(r.LevelNow.Or(0)), "Low": onScale(low), "High": onScale(high)})
}

// onScale rounds a number to an integer of the rating scale.
func onScale(v float64) int { return int(min(max(math.Round(v), 0), 100)) }

// rounded is a number as sentences show it: without decimals.
func rounded(v float64) int { return int(math.RoundToEven(v)) }

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

// dateWords formats a day such as 2026-03-03 as "3 March 2026".
func dateWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return wording.Day(t)
}

// ExplainTrend explains the efficacy trend.
func ExplainTrend() Explanation {
	return Explanation{
		How:    wording.Say("all-ratings-of-one-day-count-as-their"),
		Limits: wording.Say("the-band-is-about-your-level-not-about"),
		Source: wording.Say("durbin-and-koopman-time-series-analysis"),
	}
}
