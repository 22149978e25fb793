package charts

import (
	"fmt"
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

const (
	formTitle     = wording.Text("streaks-and-slumps")
	formEmpty     = wording.Text("no-outcomes-yet")
	formEmptyMore = wording.Text("entries-with-an-outcome-appear-here")
	formRateWord  = wording.Text("line-success-rate-of-the-newest-20")

	calibrationTitle       = wording.Text("how-sure-you-were-and-what-came-of-it")
	calibrationEmpty       = wording.Text("no-ratings-given-beforehand-yet")
	calibrationEmptyMore   = wording.Text("say-how-sure-you-are-before-you-try-something")
	calibrationUpright     = wording.Text("succeeded")
	calibrationAcross      = wording.Text("how-sure-you-were-beforehand-0-to-100")
	calibrationAcrossShort = wording.Text("how-sure-you-were-inline")
	calibrationDiagonal    = wording.Text("dashed-confidence-matches-results")
	calibrationAbove       = wording.Text("underconfident")
	calibrationBelow       = wording.Text("overconfident")

	nextStepTitle     = wording.Text("your-next-step")
	nextStepEmpty     = wording.Text("no-attempts-with-a-difficulty-yet")
	nextStepEmptyMore = wording.Text("entries-with-an-outcome")
	nextStepWord      = wording.Text("next")
	nextStepAcross    = wording.Text("difficulty-inline")

	beliefTitle      = wording.Text("how-outcomes-move-your-belief")
	beliefEmpty      = wording.Text("no-entries-rated-before-and-after-yet")
	beliefEmptyMore  = wording.Text("entries-in-which-you-rated-how-sure")
	sourcesTitle     = wording.Text("what-feeds-your-belief")
	sourcesEmpty     = wording.Text("no-source-rated-before-and-after-yet")
	strategiesTitle  = wording.Text("what-you-did-about-nerves")
	peopleTitle      = wording.Text("with-whom")
	compareEmpty     = wording.Text("nothing-to-compare-yet")
	compareEmptyMore = wording.Text("anything-named-in-at-least-5-entries")

	rowsKeyEstimate = wording.Text("on-average")
	rowsKeyShift    = wording.Text("difference-inline")
	rowsKeyLikely   = wording.Text("bar-likely-range-8-times-in-10")
	rowsKeySingles  = wording.Text("single-entries")
	rowsKeyEqual    = wording.Text("entries-larger-where-several-are-equal")

	obstaclesTitle     = wording.Text("what-stood-in-the-way")
	obstaclesEmpty     = wording.Text("no-obstacles-named-yet")
	obstaclesEmptyMore = wording.Text("obstacles-that-you-name-in-entries")
	obstaclesOvercome  = wording.Text("overcome-inline")
	obstaclesMet       = wording.Text("met-not-overcome")

	recoveryTitle     = wording.Text("after-setbacks")
	recoveryEmpty     = wording.Text("no-setback-that-lowered-your-belief")
	recoveryEmptyMore = wording.Text("a-setback-rated-before-and-after")
	recoveryAxis      = wording.Text("days-until-your-belief-came-back")
	recoveryBack      = wording.Text("back-inline")
	recoveryOpen      = wording.Text("still-open")
	recoveryMedian    = wording.Text("dashed-line-typical")

	fatigueTitle     = wording.Text("recent-pressure-and-performance")
	fatigueEmptyMore = wording.Text("days-with-both-become-dots-here")
	fatigueLooked    = wording.Text("the-six-weeks-considered")

	calendarTitle     = wording.Text("your-year")
	calendarEmpty     = wording.Text("no-entries-yet")
	calendarEmptyMore = wording.Text("each-day-with-an-entry-becomes-a-square")

	hoursTitle     = wording.Text("when-you-try")
	hoursEmpty     = wording.Text("no-attempts-yet")
	hoursEmptyMore = wording.Text("your-attempts-appear-here-by-weekday")

	masteryTitle     = wording.Text("what-your-experiences-are-evidence-of")
	masteryEmpty     = wording.Text("no-outcomes-yet")
	masteryEmptyMore = wording.Text("each-experience-with-an-outcome")
)

func formWord(l insight.FormLabel) string {
	switch l {
	case insight.FormSlump:
		return wording.Say("slump")
	case insight.FormPossibleSlump:
		return wording.Say("possibly-a-slump")
	case insight.FormHotStreak:
		return wording.Say("hot-streak")
	case insight.FormPossibleHot:
		return wording.Say("possibly-a-hot-streak")
	}
	return ""
}

// calibrationPooled says what the pooled line is, in wordings from long to short.
func calibrationPooled() []string {
	return []string{
		wording.Say("line-how-often-such-ratings-succeeded"),
		wording.Say("line-such-ratings-and-their-neighbours"), wording.Say("line-pooled-results"),
	}
}

func calibrationLabel(confidence, outcome float64, n int) string {
	return wording.Count(n, "sure-sure-succeeded-share-of-the-time-n",
		wording.V{"Sure": tenth(confidence), "Share": percentWord(outcome)})
}

// halvesWord writes points with their half.
func halvesWord(points float64) string {
	n, half := math.Modf(points)
	switch {
	case half == 0:
		return whole(n)
	case n == 0:
		return "½"
	}
	return whole(n) + "½"
}

// newestWords says that only the newest are drawn, in wordings from long to short.
func newestWords(shown, all int) []string {
	v := wording.V{"Shown": shown, "All": all}
	return []string{wording.Say("the-newest-shown-of-all-attempts", v), wording.Say("newest-shown-of-all", v), wording.Say("shown-of-all", v)}
}

func kindWord(k insight.Kind) string {
	switch k {
	case insight.Practice:
		return wording.Say("practice")
	case insight.Stretch:
		return wording.Say("stretch")
	case insight.Event:
		return wording.Say("event")
	}
	return ""
}

// signed writes points with their sign.
func signed(v float64) string {
	if math.Round(v*10) == 0 {
		return "0"
	}
	if v > 0 {
		return "+" + tenth(v)
	}
	return "–" + tenth(-v)
}

func signedNumber(n insight.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return signed(v)
}

// moreRows says how many rows are not drawn, in wordings from long to short.
func moreRows(n int) []string {
	v := wording.V{"N": n}
	return []string{wording.Say("and-n-more-in-the-table", v), wording.Count(n, "n-more"), "+" + wording.Thousands(n)}
}

// beliefAxis and compareAxis say what an axis counts, in wordings from long to short.
func beliefAxis() []string {
	return []string{wording.Say("change-in-belief-in-points-after-minus"), wording.Say("points-after-minus-before"), wording.Say("points")}
}

func compareAxis() []string {
	return []string{wording.Say("difference-in-points-with-it-minus"), wording.Say("points-with-minus-without"), wording.Say("points")}
}

func sourceName(source string) string {
	switch source {
	case "mastery":
		return wording.Say("doing-it")
	case "vicarious":
		return wording.Say("seeing-it-done")
	case "persuasion":
		return wording.Say("being-told-you-can")
	case "state":
		return wording.Say("body-and-mood")
	}
	return source
}

func compareLabel(c insight.Comparison) string {
	return wording.Count(c.With, "name-measure-with-with-it-without",
		wording.V{"Name": c.Name, "Measure": measureWord(c.Measure), "With": tenth(c.MeanWith), "Without": tenth(c.MeanWithout)})
}

// compareNotes say what was measured in how many entries, from long to short.
func compareNotes(c insight.Comparison) []string {
	v := wording.V{"Measure": measureWord(c.Measure), "N": c.With, "All": c.With + c.Without}
	return []string{wording.Say("measure-n-of-all", v), wording.Say("measure-n", v), measureWord(c.Measure)}
}

// singleLabel says what one change, or several equal ones, are.
func singleLabel(name string, change float64, n int) string {
	label := wording.Say("what-more", wording.V{"What": name, "More": signed(change)})
	if n > 1 {
		label = listed(label, keyEntries(n))
	}
	return label
}

func obstacleWord(times, overcome int) string {
	return wording.Say("shown-of-all", wording.V{"Shown": overcome, "All": times})
}

func obstacleLong(times, overcome int) string {
	return wording.Say("overcome-overcome-of-times-times", wording.V{"Overcome": overcome, "Times": times})
}

// recoveryAcross says what the axis counts, and which setbacks are shown, in wordings from
// long to short.
func recoveryAcross(shown, all int) []string {
	days := wording.Say("days-inline")
	if shown == all {
		return []string{recoveryAxis.String(), days}
	}
	v := wording.V{"Shown": shown, "All": all}
	return []string{wording.Say("days-until-your-belief-came-back-the", v), wording.Say("days-the-newest-shown-of-all-setbacks", v),
		wording.Say("days-newest-shown-of-all", v), days}
}

func recoveryLabel(r insight.RecoverySetback) string {
	v := wording.V{"Day": dayWords(r.Time), "Before": tenth(r.Before), "After": tenth(r.After)}
	if r.Back {
		return wording.Count(r.Days, "day-from-before-to-after-back-after-n", v)
	}
	return wording.Count(r.Days, "day-from-before-to-after-open-for-n", v)
}

func calendarLabel(d insight.CalendarDay) string {
	label := wording.Say("what-more", wording.V{"What": dayWords(d.Day), "More": keyEntries(d.Entries)})
	for _, m := range []struct {
		word string
		of   insight.Number
	}{{wording.Say("performance-inline"), d.Performance}, {wording.Say("stress-inline"), d.Stress}, {wording.Say("efficacy"), d.Efficacy}} {
		if v, ok := m.of.Get(); ok {
			label = listed(label, wording.Say("name-value", wording.V{"Name": m.word, "Value": whole(v)}))
		}
	}
	return label
}

func hoursWord(hour int) string { return fmt.Sprintf("%d–%d", hour, hour+2) }

func hoursCount(h insight.HourCell) string {
	return listed(wording.Count(h.Tries, "n-attempts"), wording.Count(h.Successes, "n-successes"))
}

// measureWord says what a comparison measures.
func measureWord(measure string) string {
	switch measure {
	case "performance":
		return wording.Say("performance-inline")
	case "stress":
		return wording.Say("stress-inline")
	case "belief":
		return wording.Say("belief")
	}
	return wording.Text(measure).String()
}
