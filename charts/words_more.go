package charts

import (
	"fmt"
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

const (
	formTitle     = "Streaks and slumps"
	formEmpty     = "No outcomes yet"
	formEmptyMore = "An entry with an outcome stands here, the newest at the right."
	formRateWord  = "line: rate of the newest 20"

	calibrationTitle       = "How sure you were, and what came of it"
	calibrationEmpty       = "No ratings given beforehand yet"
	calibrationEmptyMore   = "Say how sure you are before you try something; with its outcome it becomes a dot here."
	calibrationUpright     = "Succeeded"
	calibrationAcross      = "how sure you were beforehand, 0 to 100"
	calibrationAcrossShort = "how sure you were"
	calibrationDiagonal    = "dashed: as sure as successful"
	calibrationAbove       = "more successful than sure"
	calibrationBelow       = "surer than successful"

	nextStepTitle     = "Your next step"
	nextStepEmpty     = "No tries with a difficulty yet"
	nextStepEmptyMore = "An entry with an outcome and a difficulty from 1 to 10 stands here."
	nextStepWord      = "next"
	nextStepAcross    = "difficulty"

	beliefTitle      = "How outcomes move your belief"
	beliefEmpty      = "No belief rated before and after yet"
	beliefEmptyMore  = "An entry in which you rated how sure you are, before and after, stands here."
	sourcesTitle     = "What feeds your belief"
	sourcesEmpty     = "No source rated before and after yet"
	strategiesTitle  = "What you did about nerves"
	peopleTitle      = "With whom"
	compareEmpty     = "Nothing to compare yet"
	compareEmptyMore = "What you named in 5 entries stands here, against the entries without it."

	rowsKeyEstimate = "on average"
	rowsKeyShift    = "difference"
	rowsKeyLikely   = "bar: likely range, 8 times in 10"
	rowsKeySingles  = "single entries"
	rowsKeyEqual    = "entries, larger where several are equal"

	obstaclesTitle     = "What stood in the way"
	obstaclesEmpty     = "No obstacles named yet"
	obstaclesEmptyMore = "Obstacles that you name in entries stand here, with how often you overcame them."
	obstaclesOvercome  = "overcome"
	obstaclesMet       = "met, not overcome"

	recoveryTitle     = "After setbacks"
	recoveryEmpty     = "No setback that lowered your belief"
	recoveryEmptyMore = "One that is rated before and after stands here, until your belief is back."
	recoveryAxis      = "days until your belief was back"
	recoveryBack      = "back"
	recoveryOpen      = "still open"
	recoveryMedian    = "dashed line: typical"

	fatigueTitle     = "Pressure against performance, lately"
	fatigueEmptyMore = "Days with both become dots here."
	fatigueLooked    = "the six weeks that are looked at"

	calendarTitle     = "Your year"
	calendarEmpty     = "No entries yet"
	calendarEmptyMore = "Each day with an entry becomes a square here."

	hoursTitle     = "When you try"
	hoursEmpty     = "No tries yet"
	hoursEmptyMore = "Each try counts at its weekday and hour."

	masteryTitle     = "What your experiences are evidence of"
	masteryEmpty     = "No outcomes yet"
	masteryEmptyMore = "Each experience with an outcome counts here, by month."
)

func formWord(l insight.FormLabel) string {
	switch l {
	case insight.FormSlump:
		return "slump"
	case insight.FormPossibleSlump:
		return "possibly a slump"
	case insight.FormHotStreak:
		return "hot streak"
	case insight.FormPossibleHot:
		return "possibly a hot streak"
	}
	return ""
}

// calibrationPooled says what the pooled line is, in wordings from long to short.
func calibrationPooled() []string {
	return []string{
		"line: how often such ratings succeeded, pooled with their neighbours",
		"line: such ratings and their neighbours, pooled", "line: pooled results",
	}
}

func calibrationLabel(confidence, outcome float64, n int) string {
	return fmt.Sprintf("%s sure: succeeded %s of the time, %s", tenth(confidence), percentWord(outcome), wording.Count(n, "{{.N}} entry", "{{.N}} entries"))
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
	count := fmt.Sprintf("%s of %s", wording.Thousands(shown), wording.Thousands(all))
	return []string{"the newest " + count + " tries", "newest " + count, count}
}

func kindWord(k insight.Kind) string {
	switch k {
	case insight.Practice:
		return "practice"
	case insight.Stretch:
		return "stretch"
	case insight.Event:
		return "event"
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
	return []string{fmt.Sprintf("and %s more in the table", wording.Thousands(n)), wording.Thousands(n) + " more", "+" + wording.Thousands(n)}
}

// beliefAxis and compareAxis say what an axis counts, in wordings from long to short.
func beliefAxis() []string {
	return []string{"belief moved by, in points: after minus before", "points: after minus before", "points"}
}

func compareAxis() []string {
	return []string{"difference in points: with it, minus without", "points: with minus without", "points"}
}

func sourceName(source string) string {
	switch source {
	case "mastery":
		return "Doing it"
	case "vicarious":
		return "Seeing it done"
	case "persuasion":
		return "Being told so"
	case "state":
		return "Body and mood"
	}
	return source
}

func compareLabel(c insight.Comparison) string {
	return fmt.Sprintf("%s: %s %s with it, %s without, %s", c.Name, c.Measure, tenth(c.MeanWith), tenth(c.MeanWithout), wording.Count(c.With, "{{.N}} entry", "{{.N}} entries"))
}

// compareNotes say what was measured in how many entries, from long to short.
func compareNotes(c insight.Comparison) []string {
	return []string{
		fmt.Sprintf("%s, %s of %s", c.Measure, wording.Thousands(c.With), wording.Thousands(c.With+c.Without)),
		fmt.Sprintf("%s, %s", c.Measure, wording.Thousands(c.With)),
		c.Measure,
	}
}

// singleLabel says what one change, or several equal ones, are.
func singleLabel(name string, change float64, n int) string {
	label := name + ": " + signed(change)
	if n > 1 {
		label += ", " + wording.Count(n, "{{.N}} entry", "{{.N}} entries")
	}
	return label
}

func obstacleWord(times, overcome int) string {
	return wording.Thousands(overcome) + " of " + wording.Thousands(times)
}

func obstacleLong(times, overcome int) string {
	return fmt.Sprintf("overcome %s of %s times", wording.Thousands(overcome), wording.Thousands(times))
}

// recoveryAcross says what the axis counts, and which setbacks are shown, in wordings from
// long to short.
func recoveryAcross(shown, all int) []string {
	if shown == all {
		return []string{recoveryAxis, "days"}
	}
	count := fmt.Sprintf(" (the newest %s of %s setbacks)", wording.Thousands(shown), wording.Thousands(all))
	return []string{recoveryAxis + count, "days" + count, fmt.Sprintf("days (newest %s of %s)", wording.Thousands(shown), wording.Thousands(all)), "days"}
}

func recoveryLabel(r insight.RecoverySetback) string {
	label := fmt.Sprintf("%s: from %s to %s, ", dayWords(r.Time), tenth(r.Before), tenth(r.After))
	if r.Back {
		return label + fmt.Sprintf("back after %s", wording.Count(r.Days, "{{.N}} day", "{{.N}} days"))
	}
	return label + fmt.Sprintf("open for %s", wording.Count(r.Days, "{{.N}} day", "{{.N}} days"))
}

func calendarLabel(d insight.CalendarDay) string {
	label := dayWords(d.Day) + ": " + wording.Count(d.Entries, "{{.N}} entry", "{{.N}} entries")
	for _, m := range []struct {
		word string
		of   insight.Number
	}{{"performance", d.Performance}, {"stress", d.Stress}, {"efficacy", d.Efficacy}} {
		if v, ok := m.of.Get(); ok {
			label += ", " + m.word + " " + whole(v)
		}
	}
	return label
}

func hoursWord(hour int) string { return fmt.Sprintf("%d–%d", hour, hour+2) }

func hoursCount(h insight.HourCell) string {
	return wording.Count(h.Tries, "{{.N}} try", "{{.N}} tries") + ", " + wording.Count(h.Successes, "{{.N}} success", "{{.N}} successes")
}
