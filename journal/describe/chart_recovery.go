package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of what came after setbacks.
const (
	RecoveryTitle     = wording.Text("after-setbacks")
	RecoveryEmpty     = wording.Text("no-setback-that-lowered-your-belief")
	RecoveryEmptyMore = wording.Text("a-setback-rated-before-and-after")
	RecoveryBack      = wording.Text("back-inline")
	RecoveryOpen      = wording.Text("still-open")
	RecoveryMedian    = wording.Text("dashed-line-typical")
)

// RecoveryHeader heads the columns of its table.
func RecoveryHeader() []string {
	return []string{wording.Say("setback"), wording.Say("before"), wording.Say("after"), wording.Say("back"), wording.Say("attempts"), wording.Say("days")}
}

// RecoveryIsBack says whether belief came back.
func RecoveryIsBack(back bool) string {
	if back {
		return wording.Say("yes")
	}
	return wording.Say("not-yet")
}

// RecoveryAxis says what the axis counts, and which setbacks are shown, from long to short.
func RecoveryAxis(shown, all int) []string {
	days := wording.Say("days-inline")
	if shown == all {
		return []string{wording.Say("days-until-your-belief-came-back"), days}
	}
	v := wording.V{"Shown": shown, "All": all}
	return []string{wording.Say("days-until-your-belief-came-back-the", v), wording.Say("days-the-newest-shown-of-all-setbacks", v),
		wording.Say("days-newest-shown-of-all", v), days}
}

// RecoveryMark is the label of a setback.
func RecoveryMark(r insight.RecoverySetback) string {
	v := wording.V{"Day": ShortDay(r.Time), "Before": Tenth(r.Before), "After": Tenth(r.After)}
	if r.Back {
		return wording.Count(r.Days, "day-from-before-to-after-back-after-n", v)
	}
	return wording.Count(r.Days, "day-from-before-to-after-open-for-n", v)
}

// RecoveryBackMark is the label of the entry with which belief was back.
func RecoveryBackMark(r insight.RecoverySetback) string {
	return wording.Count(r.Days, "back-to-before-after-n-days", wording.V{"Before": Tenth(r.Before)})
}
