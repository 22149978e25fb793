package charts

import (
	"fmt"
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

const (
	formTitle     = wording.Text("Streaks and slumps")
	formEmpty     = wording.Text("No outcomes yet")
	formEmptyMore = wording.Text("An entry with an outcome stands here, the newest at the right.")
	formRateWord  = wording.Text("line: rate of the newest 20")

	calibrationTitle       = wording.Text("How sure you were, and what came of it")
	calibrationEmpty       = wording.Text("No ratings given beforehand yet")
	calibrationEmptyMore   = wording.Text("Say how sure you are before you try something; with its outcome it becomes a dot here.")
	calibrationUpright     = wording.Text("Succeeded")
	calibrationAcross      = wording.Text("how sure you were beforehand, 0 to 100")
	calibrationAcrossShort = wording.Text("how sure you were")
	calibrationDiagonal    = wording.Text("dashed: as sure as successful")
	calibrationAbove       = wording.Text("more successful than sure")
	calibrationBelow       = wording.Text("surer than successful")

	nextStepTitle     = wording.Text("Your next step")
	nextStepEmpty     = wording.Text("No tries with a difficulty yet")
	nextStepEmptyMore = wording.Text("An entry with an outcome and a difficulty from 1 to 10 stands here.")
	nextStepWord      = wording.Text("next")
	nextStepAcross    = wording.Text("difficulty")

	beliefTitle      = wording.Text("How outcomes move your belief")
	beliefEmpty      = wording.Text("No belief rated before and after yet")
	beliefEmptyMore  = wording.Text("An entry in which you rated how sure you are, before and after, stands here.")
	sourcesTitle     = wording.Text("What feeds your belief")
	sourcesEmpty     = wording.Text("No source rated before and after yet")
	strategiesTitle  = wording.Text("What you did about nerves")
	peopleTitle      = wording.Text("With whom")
	compareEmpty     = wording.Text("Nothing to compare yet")
	compareEmptyMore = wording.Text("What you named in 5 entries stands here, against the entries without it.")

	rowsKeyEstimate = wording.Text("on average")
	rowsKeyShift    = wording.Text("difference")
	rowsKeyLikely   = wording.Text("bar: likely range, 8 times in 10")
	rowsKeySingles  = wording.Text("single entries")
	rowsKeyEqual    = wording.Text("entries, larger where several are equal")

	obstaclesTitle     = wording.Text("What stood in the way")
	obstaclesEmpty     = wording.Text("No obstacles named yet")
	obstaclesEmptyMore = wording.Text("Obstacles that you name in entries stand here, with how often you overcame them.")
	obstaclesOvercome  = wording.Text("overcome")
	obstaclesMet       = wording.Text("met, not overcome")

	recoveryTitle     = wording.Text("After setbacks")
	recoveryEmpty     = wording.Text("No setback that lowered your belief")
	recoveryEmptyMore = wording.Text("One that is rated before and after stands here, until your belief is back.")
	recoveryAxis      = wording.Text("days until your belief was back")
	recoveryBack      = wording.Text("back")
	recoveryOpen      = wording.Text("still open")
	recoveryMedian    = wording.Text("dashed line: typical")

	fatigueTitle     = wording.Text("Pressure against performance, lately")
	fatigueEmptyMore = wording.Text("Days with both become dots here.")
	fatigueLooked    = wording.Text("the six weeks that are looked at")

	calendarTitle     = wording.Text("Your year")
	calendarEmpty     = wording.Text("No entries yet")
	calendarEmptyMore = wording.Text("Each day with an entry becomes a square here.")

	hoursTitle     = wording.Text("When you try")
	hoursEmpty     = wording.Text("No tries yet")
	hoursEmptyMore = wording.Text("Each try counts at its weekday and hour.")

	masteryTitle     = wording.Text("What your experiences are evidence of")
	masteryEmpty     = wording.Text("No outcomes yet")
	masteryEmptyMore = wording.Text("Each experience with an outcome counts here, by month.")
)

func formWord(l insight.FormLabel) string {
	switch l {
	case insight.FormSlump:
		return wording.Say("slump")
	case insight.FormPossibleSlump:
		return wording.Say("possibly a slump")
	case insight.FormHotStreak:
		return wording.Say("hot streak")
	case insight.FormPossibleHot:
		return wording.Say("possibly a hot streak")
	}
	return ""
}

// calibrationPooled says what the pooled line is, in wordings from long to short.
func calibrationPooled() []string {
	return []string{
		wording.Say("line: how often such ratings succeeded, pooled with their neighbours"),
		wording.Say("line: such ratings and their neighbours, pooled"), wording.Say("line: pooled results"),
	}
}

func calibrationLabel(confidence, outcome float64, n int) string {
	return wording.Count(n, "{{.Sure}} sure: succeeded {{.Share}} of the time, {{.N}} entry", "{{.Sure}} sure: succeeded {{.Share}} of the time, {{.N}} entries",
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
	return []string{wording.Say("the newest {{.Shown}} of {{.All}} tries", v), wording.Say("newest {{.Shown}} of {{.All}}", v), wording.Say("{{.Shown}} of {{.All}}", v)}
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
	return []string{wording.Say("and {{.N}} more in the table", v), wording.Count(n, "{{.N}} more", "{{.N}} more"), "+" + wording.Thousands(n)}
}

// beliefAxis and compareAxis say what an axis counts, in wordings from long to short.
func beliefAxis() []string {
	return []string{wording.Say("belief moved by, in points: after minus before"), wording.Say("points: after minus before"), wording.Say("points")}
}

func compareAxis() []string {
	return []string{wording.Say("difference in points: with it, minus without"), wording.Say("points: with minus without"), wording.Say("points")}
}

func sourceName(source string) string {
	switch source {
	case "mastery":
		return wording.Say("Doing it")
	case "vicarious":
		return wording.Say("Seeing it done")
	case "persuasion":
		return wording.Say("Being told so")
	case "state":
		return wording.Say("Body and mood")
	}
	return source
}

func compareLabel(c insight.Comparison) string {
	return wording.Count(c.With, "{{.Name}}: {{.Measure}} {{.With}} with it, {{.Without}} without, {{.N}} entry", "{{.Name}}: {{.Measure}} {{.With}} with it, {{.Without}} without, {{.N}} entries",
		wording.V{"Name": c.Name, "Measure": measureWord(c.Measure), "With": tenth(c.MeanWith), "Without": tenth(c.MeanWithout)})
}

// compareNotes say what was measured in how many entries, from long to short.
func compareNotes(c insight.Comparison) []string {
	v := wording.V{"Measure": measureWord(c.Measure), "N": c.With, "All": c.With + c.Without}
	return []string{wording.Say("{{.Measure}}, {{.N}} of {{.All}}", v), wording.Say("{{.Measure}}, {{.N}}", v), measureWord(c.Measure)}
}

// singleLabel says what one change, or several equal ones, are.
func singleLabel(name string, change float64, n int) string {
	label := wording.Say("{{.What}}: {{.More}}", wording.V{"What": name, "More": signed(change)})
	if n > 1 {
		label = listed(label, keyEntries(n))
	}
	return label
}

func obstacleWord(times, overcome int) string {
	return wording.Say("{{.Shown}} of {{.All}}", wording.V{"Shown": overcome, "All": times})
}

func obstacleLong(times, overcome int) string {
	return wording.Say("overcome {{.Overcome}} of {{.Times}} times", wording.V{"Overcome": overcome, "Times": times})
}

// recoveryAcross says what the axis counts, and which setbacks are shown, in wordings from
// long to short.
func recoveryAcross(shown, all int) []string {
	days := wording.Say("days")
	if shown == all {
		return []string{recoveryAxis.String(), days}
	}
	v := wording.V{"Shown": shown, "All": all}
	return []string{wording.Say("days until your belief was back (the newest {{.Shown}} of {{.All}} setbacks)", v), wording.Say("days (the newest {{.Shown}} of {{.All}} setbacks)", v),
		wording.Say("days (newest {{.Shown}} of {{.All}})", v), days}
}

func recoveryLabel(r insight.RecoverySetback) string {
	v := wording.V{"Day": dayWords(r.Time), "Before": tenth(r.Before), "After": tenth(r.After)}
	if r.Back {
		return wording.Count(r.Days, "{{.Day}}: from {{.Before}} to {{.After}}, back after {{.N}} day", "{{.Day}}: from {{.Before}} to {{.After}}, back after {{.N}} days", v)
	}
	return wording.Count(r.Days, "{{.Day}}: from {{.Before}} to {{.After}}, open for {{.N}} day", "{{.Day}}: from {{.Before}} to {{.After}}, open for {{.N}} days", v)
}

func calendarLabel(d insight.CalendarDay) string {
	label := wording.Say("{{.What}}: {{.More}}", wording.V{"What": dayWords(d.Day), "More": keyEntries(d.Entries)})
	for _, m := range []struct {
		word string
		of   insight.Number
	}{{wording.Say("performance"), d.Performance}, {wording.Say("stress"), d.Stress}, {wording.Say("efficacy"), d.Efficacy}} {
		if v, ok := m.of.Get(); ok {
			label = listed(label, wording.Say("{{.Name}} {{.Value}}", wording.V{"Name": m.word, "Value": whole(v)}))
		}
	}
	return label
}

func hoursWord(hour int) string { return fmt.Sprintf("%d–%d", hour, hour+2) }

func hoursCount(h insight.HourCell) string {
	return listed(wording.Count(h.Tries, "{{.N}} try", "{{.N}} tries"), wording.Count(h.Successes, "{{.N}} success", "{{.N}} successes"))
}

// measureWord says what a comparison measures.
func measureWord(measure string) string {
	switch measure {
	case "performance":
		return wording.Say("performance")
	case "stress":
		return wording.Say("stress")
	case "belief":
		return wording.Say("belief")
	}
	return wording.Text(measure).String()
}
