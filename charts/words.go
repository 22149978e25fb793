package charts

import (
	"math"
	"strconv"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Everything that charts say in words is in this file, except for the sentences of the
// results, which insight writes.

const (
	trendTitle  = wording.Text("how-sure-you-are-that-you-can")
	stressTitle = wording.Text("stress-and-performance")

	wordCertain = wording.Text("certain")
	wordCannot  = wording.Text("cannot")

	wordCalm         = wording.Text("calm")
	wordOverwhelmed  = wording.Text("overwhelmed")
	wordStress       = wording.Text("stress-at-its-peak")
	wordStressShort  = wording.Text("stress-inline")
	wordPerformance  = wording.Text("performance-against-your-own-standard")
	wordPerformShort = wording.Text("performance")

	noRatings     = wording.Text("no-ratings-yet")
	noRatingsMore = wording.Text("say-how-sure-you-are-before-you-try")
	noPairs       = wording.Text("no-stress-and-performance-ratings-yet")
	noPairsMore   = wording.Text("an-entry-that-has-both-becomes-a-dot")

	keyBefore        = wording.Text("rated-before")
	keyRetrospective = wording.Text("rated-in-hindsight")
	keyAfter         = wording.Text("rated-after")
	keyPairHindsight = wording.Text("in-hindsight")
	keyOneEntry      = wording.Text("1-entry")
	keyMixed         = wording.Text("mixed-most-frequent")
	keyOnlyAfter     = wording.Text("based-on-ratings-given-afterwards-too")
)

// wordEitherWay and wordsTooEarly stand in two lines, to keep the margins small.
func wordEitherWay() []string {
	return []string{wording.Say("could-go-either-way-inline"), wording.Say("either-way-could-go")}
}
func wordsTooEarly() [2]string {
	return [2]string{wording.Say("too-early-to-say"), wording.Say("to-say-too-early")}
}

func titleOf(title, area string) string {
	if area == "" {
		return title
	}
	if wording.Language() == "en" {
		title = lowerFirst(title) // other languages have capitals for other reasons
	}
	return wording.Say("area-title", wording.V{"Area": area, "Title": title})
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
		wording.Say("needs-12-entries-spread-over-calm", wording.V{"N": n}),
		wording.Say("needs-12-entries-you-have-n", wording.V{"N": n}),
	}
}

func aroundWords(level float64) string {
	return wording.Say("around-level", wording.V{"Level": whole(level)})
}

func likelyWords(low, high float64) string {
	return wording.Say("likely-range", wording.V{"Range": rangeWords(low, high)})
}

func rangeWords(low, high float64) string { return whole(low) + "–" + whole(high) }

func counted(word string, n int) string {
	return wording.Say("what-n", wording.V{"What": word, "N": n})
}

// someHindsight stands where dots are too many to draw some of them hollow.
func someHindsight(n, all int) string {
	return wording.Say("n-of-all-rated-in-hindsight", wording.V{"N": n, "All": all})
}

func keyEntries(n int) string { return wording.Count(n, "n-entries") }

// zoneWords names the best range, in wordings from long to short; an end that is no
// limit of the entries is left open.
func zoneWords(low, high float64, from, to, sure bool) []string {
	span := rangeWords(low, high)
	switch {
	case whole(low) == whole(high):
		span = wording.Say("about-value", wording.V{"Value": whole(low)})
	case from && !to:
		span = wording.Say("from-value", wording.V{"Value": whole(low)})
	case to && !from:
		span = wording.Say("up-to-value", wording.V{"Value": whole(high)})
	}
	v := wording.V{"Range": span}
	if sure {
		return []string{wording.Say("your-best-range-range", v), wording.Say("best-range", v), span}
	}
	return []string{wording.Say("possibly-your-best-range-range", v), wording.Say("possibly-best-range", v), wording.Say("possibly-range", v)}
}

func outcomeWord(o insight.Outcome) string {
	switch o {
	case insight.Success:
		return wording.Say("success")
	case insight.Partial:
		return wording.Say("partial")
	case insight.Setback:
		return wording.Say("setback-inline")
	case insight.Failure:
		return wording.Say("failure")
	}
	return wording.Say("no-outcome")
}

func ratingLabel(d insight.TrendDot) string {
	v := wording.V{"Day": dayWords(d.Time), "Value": tenth(d.Value)}
	switch {
	case d.Retrospective:
		return wording.Say("day-value-rated-in-hindsight", v)
	case d.After:
		return wording.Say("day-value-rated-after", v)
	}
	return wording.Say("day-value", v)
}

func pairLabel(stress, performance float64, o insight.Outcome, retrospective bool, n int) string {
	label := wording.Say("stress-stress-performance-performance", wording.V{"Stress": tenth(stress), "Performance": tenth(performance)})
	if o != insight.NoOutcome {
		label = listed(label, outcomeWord(o))
	}
	if retrospective {
		label = listed(label, keyPairHindsight.String())
	}
	if n > 1 {
		label = wording.Say("what-more", wording.V{"What": label, "More": keyEntries(n)})
	}
	return label
}

// listed adds one more thing to a list.
func listed(list, more string) string {
	return wording.Say("list-more", wording.V{"List": list, "More": more})
}

func groupLabel(n int, stress, performance float64) string {
	return wording.Count(n, "n-entries-near-stress-stress",
		wording.V{"Stress": whole(stress), "Performance": whole(performance)})
}

func trendHeader() []string {
	return []string{wording.Say("day"), wording.Say("ratings"), wording.Say("mean"), wording.Say("level"), wording.Say("likely-from"), wording.Say("likely-to")}
}

func stressHeader() []string {
	return []string{wording.Say("stress"), wording.Say("performance"), wording.Say("outcome"), wording.Say("stress-rated")}
}

const (
	ratedThen      = wording.Text("at-the-time")
	ratedHindsight = wording.Text("in-hindsight")
)

// whole writes a number of a 0-100 scale without decimals; -0 is 0.
func whole(v float64) string { return strconv.FormatFloat(math.Round(v)+0, 'f', 0, 64) }

// tenth writes a number with one decimal where it has one.
func tenth(v float64) string {
	return wording.Number(math.Round(v*10)/10+0, 1)
}

func dayWords(t time.Time) string { return wording.ShortDay(t) }

func dayMonthWords(t time.Time) string { return wording.DayMonth(t) }

func yearWords(t time.Time) string { return strconv.Itoa(t.Year()) }
