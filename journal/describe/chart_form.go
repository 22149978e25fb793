package describe

import (
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of streaks and slumps.
const (
	FormTitle     = wording.Text("streaks-and-slumps")
	FormEmpty     = wording.Text("no-outcomes-yet")
	FormEmptyMore = wording.Text("entries-with-an-outcome-appear-here")
)

// FormRate returns labels of the running rate, longest first.
func FormRate() []string {
	return []string{wording.Say("success-rate-of-the-newest-20"), wording.Say("newest-20")}
}

// FormLevels returns labels of the rates before and since the stretch that differs, longest first.
func FormLevels() []string {
	return []string{wording.Say("your-rate-before-and-since"), wording.Say("before-and-since")}
}

// FormName names what a stretch is said to be, or nothing.
func FormName(l insight.FormLabel) string { return formName(l) }

// FormHeader returns the column heads of its table.
func FormHeader() []string {
	return []string{wording.Say("day"), wording.Say("outcome"), wording.Say("kind"), wording.Say("rate-of-the-newest-20-guide"), wording.Say("streak-or-slump")}
}

// FormKind names the kind of an entry, or nothing.
func FormKind(k insight.Kind) string {
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

// FormMark returns the label of an outcome.
func FormMark(d insight.FormDot) string {
	label := detailed(ShortDay(d.Time), OutcomeInline(d.Outcome))
	if d.Kind != insight.NoKind {
		label = listed(label, FormKind(d.Kind))
	}
	return label
}

// FormRun names a stretch of attempts since a day, longest first. It counts successes, and partial
// ones beside them: 1 success and 4 partial ones are not 3 successes.
func FormRun(l insight.FormLabel, t insight.Tally, since time.Time) []string {
	name, count := formName(l), wording.Say("shown-of-all", wording.V{"Shown": t.Successes, "All": t.N})
	if t.Partials > 0 {
		count = tallyText(t)
	}
	v := wording.V{"What": name, "Since": DayMonth(since), "More": count}
	return []string{wording.Say("what-since-since-more", v), wording.Say("what-more", v), name, count}
}

func formName(l insight.FormLabel) string {
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
