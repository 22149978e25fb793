package charts

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"enactive/journal/insight"
)

// Everything that charts say in words is in this file, except for the sentences of the
// results, which insight writes.

const (
	trendTitle  = "How sure you are that you can"
	stressTitle = "Stress and performance"

	wordCertain = "certain"
	wordCannot  = "cannot"

	wordCalm         = "calm"
	wordOverwhelmed  = "overwhelmed"
	wordStress       = "stress at its peak"
	wordStressShort  = "stress"
	wordPerformance  = "Performance, against your own standard"
	wordPerformShort = "Performance"

	noRatings     = "No ratings yet"
	noRatingsMore = "Say how sure you are before you try something, and the first dot stands here."
	noPairs       = "No stress and performance yet"
	noPairsMore   = "An entry that has both becomes a dot here."

	keyBefore        = "rated before"
	keyRetrospective = "rated in hindsight"
	keyAfter         = "rated after it"
	keyPairHindsight = "in hindsight"
	keyOneEntry      = "1 entry"
	keyMixed         = "mixed: most frequent"
	keyOnlyAfter     = "made from ratings given after it: too few were given before"
)

// wordEitherWay and wordsTooEarly stand in two lines, to keep the margins small.
func wordEitherWay() []string  { return []string{"could go", "either way"} }
func wordsTooEarly() [2]string { return [2]string{"too early", "to say"} }

func titleOf(title, area string) string {
	if area == "" {
		return title
	}
	return area + ": " + lowerFirst(title)
}

func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return string(s[0]+'a'-'A') + s[1:]
}

// needsMore says what is missing for a curve, in wordings from long to short.
func needsMore(n int) []string {
	return []string{
		fmt.Sprintf("Needs 12 entries spread over calm and pressure; you have %d.", n),
		fmt.Sprintf("Needs 12 entries; you have %d.", n),
	}
}

func aroundWords(level float64) string { return "around " + whole(level) }

func likelyWords(low, high float64) string { return "likely " + rangeWords(low, high) }

func rangeWords(low, high float64) string { return whole(low) + "–" + whole(high) }

func counted(word string, n int) string { return fmt.Sprintf("%s (%d)", word, n) }

// someHindsight stands where dots are too many to draw some of them hollow.
func someHindsight(n, all int) string { return fmt.Sprintf("%d of %d rated in hindsight", n, all) }

func keyEntries(n int) string { return fmt.Sprintf("%d entries", n) }

// zoneWords names the best range, in wordings from long to short; an end that is no
// limit of the entries is left open.
func zoneWords(low, high float64, from, to, sure bool) []string {
	span := rangeWords(low, high)
	switch {
	case whole(low) == whole(high):
		span = "about " + whole(low)
	case from && !to:
		span = "from " + whole(low)
	case to && !from:
		span = "up to " + whole(high)
	}
	if sure {
		return []string{"your best range: " + span, "best: " + span, span}
	}
	return []string{"possibly your best range: " + span, "possibly best: " + span, "possibly " + span}
}

func outcomeWord(o insight.Outcome) string {
	switch o {
	case insight.Success:
		return "success"
	case insight.Partial:
		return "partial"
	case insight.Setback:
		return "setback"
	case insight.Failure:
		return "failure"
	}
	return "no outcome"
}

func ratingLabel(d insight.TrendDot) string {
	label := dayWords(d.Time) + ": " + tenth(d.Value)
	switch {
	case d.Retrospective:
		return label + ", " + keyRetrospective
	case d.After:
		return label + ", " + keyAfter
	}
	return label
}

func pairLabel(stress, performance float64, o insight.Outcome, retrospective bool, n int) string {
	label := fmt.Sprintf("stress %s, performance %s", tenth(stress), tenth(performance))
	if o != insight.NoOutcome {
		label += ", " + outcomeWord(o)
	}
	if retrospective {
		label += ", " + keyPairHindsight
	}
	if n > 1 {
		label += ": " + keyEntries(n)
	}
	return label
}

func groupLabel(n int, stress, performance float64) string {
	return fmt.Sprintf("%s near stress %s, performance %s", keyEntries(n), whole(stress), whole(performance))
}

func trendHeader() []string {
	return []string{"Day", "Ratings", "Mean", "Level", "Likely from", "Likely to"}
}

func stressHeader() []string {
	return []string{"Stress", "Performance", "Outcome", "Stress rated"}
}

const (
	ratedThen      = "at the time"
	ratedHindsight = "in hindsight"
)

// whole writes a number of a 0-100 scale without decimals; -0 is 0.
func whole(v float64) string { return strconv.FormatFloat(math.Round(v)+0, 'f', 0, 64) }

// tenth writes a number with one decimal where it has one.
func tenth(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10+0, 'f', -1, 64)
}

func dayWords(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), monthWord(t.Month()), t.Year())
}

func monthWord(m time.Month) string {
	return [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[m-1]
}

func dayMonthWords(t time.Time) string { return fmt.Sprintf("%d %s", t.Day(), monthWord(t.Month())) }

func yearWords(t time.Time) string { return strconv.Itoa(t.Year()) }
