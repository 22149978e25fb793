package describe

import (
	"math"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Trend describes what the trend shows: first the facts, then what is claimed, then where belief is.
func Trend(r insight.TrendResult) string {
	if r.N == 0 {
		return wording.Say("no-ratings-yet-sentence")
	}
	var parts []string
	if r.Early() {
		parts = append(parts, wording.Count(r.N, "too-early-to-say-you-have-rated-your", wording.V{"Needed": insight.TrendMinDays}))
	} else {
		parts = append(parts, meansText(r.Means)...)
		parts = append(parts, changeText(r))
		if r.Logging != nil {
			parts = append(parts, Logging(*r.Logging))
		}
		if r.LeftOut {
			parts = append(parts, wording.Say("trend-left-out-days"))
		}
		parts = append(parts, levelText(r))
	}
	if r.FromAfter {
		parts = append(parts, wording.Say("this-uses-the-ratings-you-gave"))
	}
	if r.Retrospective > 0 {
		parts = append(parts, wording.Count(r.Retrospective, "n-ratings-were-given-after-the-event"))
	}
	return wording.Sentences(parts...)
}

// TrendLead is only the change that is claimed, with where belief is now; else how the newest days compare
// with the others.
func TrendLead(r insight.TrendResult) string {
	switch {
	case r.Early():
		return Trend(r)
	case r.Finding() == insight.Claim:
		return wording.Sentences(changeText(r), levelText(r))
	}
	return wording.Sentences(append(meansText(r.Means), changeText(r))...)
}

// Logging describes how often entries were written lately and before.
func Logging(l insight.Logging) string {
	return wording.Say("logging-changed", wording.V{"Day": dateWords(l.Since), "Lately": l.Lately, "SpanLately": l.SpanLately,
		"Before": l.Before, "SpanBefore": l.SpanBefore})
}

// meansText compares the newest days with others.
func meansText(m *insight.TrendMeans) []string {
	if m == nil {
		return nil
	}
	with := wording.V{"Days": m.Days, "Lately": onScale(m.Lately), "Earlier": onScale(m.Earlier)}
	said := []string{wording.Say("trend-last-days-and-before", with)}
	if first, ok := m.First.Get(); ok {
		with["First"] = onScale(first)
		said = []string{wording.Say("trend-last-days-before-and-first", with)}
	}
	if mean, ok := m.YearBefore.Get(); ok {
		said = append(said, wording.Say("trend-same-weeks-a-year-before", wording.V{"Mean": onScale(mean)}))
	}
	return said
}

// changeText describes the one change that is claimed or possible. It has no verb, and so no tense: a diary may have ended.
func changeText(r insight.TrendResult) string {
	if r.N < insight.TrendMinChange {
		return wording.Say("trend-change-needs-days", wording.V{"Needed": insight.TrendMinChange, "N": r.N})
	}
	c := r.Change
	if c == nil {
		return wording.Say("trend-no-clear-change", wording.V{"N": r.N})
	}
	low, high := c.Low, c.High
	if c.Change < 0 {
		low, high = -high, -low
	}
	with := wording.V{"Day": dateWords(c.Since), "Change": rounded(math.Abs(c.Change)), "Range": Range(max(0, low), max(0, high)),
		"Since": c.DaysSince, "Before": c.DaysBefore}
	if c.Gradual {
		return lineText(r, with)
	}
	switch claimed := r.Finding() == insight.Claim; {
	case claimed && c.Change > 0:
		return wording.Say("trend-step-higher", with)
	case claimed:
		return wording.Say("trend-step-lower", with)
	case c.Change > 0:
		return wording.Say("trend-maybe-step-higher", with)
	}
	return wording.Say("trend-maybe-step-lower", with)
}

// lineText describes a change along a line.
func lineText(r insight.TrendResult, with wording.V) string {
	switch claimed := r.Finding() == insight.Claim; {
	case claimed && r.Change.Change > 0:
		return wording.Say("trend-line-higher", with)
	case claimed:
		return wording.Say("trend-line-lower", with)
	case r.Change.Change > 0:
		return wording.Say("trend-maybe-line-higher", with)
	}
	return wording.Say("trend-maybe-line-lower", with)
}

// levelText describes where belief is, or was when the diary ended.
func levelText(r insight.TrendResult) string {
	level := onScale(r.LevelNow.Or(0))
	if r.Ended != "" {
		return wording.Say("trend-when-you-stopped", wording.V{"Day": dateWords(r.Ended), "Level": level})
	}
	low, high := onScale(r.NextLow.Or(0)), onScale(r.NextHigh.Or(0))
	return wording.Say("trend-now-and-next", wording.V{"Level": level, "Range": Range(float64(low), float64(high))})
}

// TrendNow returns where belief is now, as a number, and the words about the likely mean of the next days; those
// are empty if the diary ended.
func TrendNow(r insight.TrendResult) (level, next string) {
	low, hasLow := r.NextLow.Get()
	high, hasHigh := r.NextHigh.Get()
	if hasLow && hasHigh && r.Ended == "" {
		next = TrendNext(float64(onScale(low)), float64(onScale(high)))
	}
	return Whole(float64(onScale(r.LevelNow.Or(0)))), next
}

// onScale rounds a number to an integer of the rating scale.
func onScale(v float64) int { return int(min(max(math.Round(v), 0), 100)) }

// rounded is a number as sentences show it: without decimals.
func rounded(v float64) int { return int(math.RoundToEven(v)) }

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
		How:    wording.Say("trend-how-change"),
		Limits: wording.Say("trend-limits-hindsight"),
		Source: wording.Say("trend-source-bayes"),
	}
}
