package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of recovery after setbacks.
const (
	RecoveryTitle     = wording.Text("after-setbacks")
	RecoveryEmpty     = wording.Text("no-setback-that-lowered-your-belief")
	RecoveryEmptyMore = wording.Text("a-setback-rated-before-and-after")
	RecoveryBack      = wording.Text("back-inline")
	RecoveryOpen      = wording.Text("open-not-back")
	RecoveryMedian    = wording.Text("typically-back-by-then")
)

// RecoveryHeader returns the column heads of its table.
func RecoveryHeader() []string {
	return []string{wording.Say("setback"), wording.Say("before"), wording.Say("after"), wording.Say("back"), wording.Say("attempts"), wording.Say("days")}
}

// RecoveryIsBack returns whether belief recovered.
func RecoveryIsBack(back bool) string {
	if back {
		return wording.Say("yes")
	}
	return wording.Say("not-yet")
}

// RecoveryAxis returns labels for the axis and the setbacks shown, longest first.
func RecoveryAxis(shown, all int) []string {
	days := wording.Say("days-inline")
	if shown == all {
		return []string{wording.Say("days-until-your-belief-came-back"), days}
	}
	v := wording.V{"Shown": shown, "All": all}
	return []string{wording.Say("days-until-your-belief-came-back-the", v), wording.Say("days-the-newest-shown-of-all-setbacks", v),
		wording.Say("days-newest-shown-of-all", v), days}
}

// RecoveryMark returns the label of a setback.
func RecoveryMark(r insight.RecoverySetback) string {
	v := wording.V{"Day": ShortDay(r.Time), "Before": Tenth(r.Before), "After": Tenth(r.After)}
	if r.Back {
		return wording.Count(r.Days, "day-from-before-to-after-back-after-n", v)
	}
	return wording.Count(r.Days, "day-from-before-to-after-open-for-n", v)
}

// RecoveryBackMark returns the label of the entry at which belief had recovered.
func RecoveryBackMark(r insight.RecoverySetback) string {
	return wording.Count(r.Days, "back-to-before-after-n-days", wording.V{"Before": Tenth(r.Before)})
}
