package insight

import (
	"math"
	"time"

	"enactive/journal/wording"
)

// fatigueText says whether pressure rose while performance fell.
func fatigueText(r FatigueResult) string {
	switch r.Finding() {
	case NotEnough:
		if r.N == 0 {
			return wording.Say("This needs {{.Needed}} days with both stress and performance within six weeks; you have none there yet.", wording.V{"Needed": fatigueMin})
		}
		return wording.Say("This needs {{.Needed}} days with both stress and performance within six weeks; you have {{.Have}} so far.", wording.V{"Needed": fatigueMin, "Have": r.N})
	case Claim:
		return wording.Sentences(
			wording.Say("Over {{.Stretch}} pressure rose by about {{.Rise}} points while performance fell by about {{.Fall}}.",
				wording.V{"Stretch": r.stretch(), "Rise": onScale(r.StressChange.Or(0)), "Fall": onScale(-r.PerformanceChange.Or(0))}),
			wording.Say("A lighter week may be worth a try."))
	}
	return wording.Say("No clear sign that pressure rises while performance falls, in the {{.Days}} days with both over {{.Stretch}}.", wording.V{"Days": r.N, "Stretch": r.stretch()})
}

// stretch words how long the days that are looked at lie apart.
func (r FatigueResult) stretch() string {
	since, err := time.Parse(time.DateOnly, r.Since)
	days := 1
	if err == nil && len(r.Days) > 0 {
		days += daysBetween(since, r.Days[len(r.Days)-1].Day)
	}
	if days < 14 {
		return wording.Count(days, "the last {{.N}} day [over …]", "the last {{.N}} days [over …]")
	}
	weeks := []wording.Text{
		wording.Text("the last two weeks [over …]"), wording.Text("the last three weeks [over …]"), wording.Text("the last four weeks [over …]"),
		wording.Text("the last five weeks [over …]"), wording.Text("the last six weeks [over …]"),
	}
	return weeks[min(int(math.Round(float64(days)/7))-2, len(weeks)-1)].String()
}

// ExplainFatigue explains pressure that rises while performance falls.
func ExplainFatigue() Explanation {
	return Explanation{
		How: wording.Say("It looks at the last six weeks up to your newest entry. Each day counts once, with the mean of its entries, and only days with both stress and performance count; it takes {{.Needed}}. "+
			"Through each of the two, and through their difference, it lays a straight line and asks how surely that rises or falls, given that a day resembles the one before. "+
			"It speaks up only if stress rose and performance fell, both by {{.Least}} points or more, and ordinary ups and downs would show that less than once in 200 times.", wording.V{"Needed": fatigueMin, "Least": whole(fatigueLeast)}),
		Limits: wording.Say("It does not know why: harder tasks, less sleep or a change of heart look the same from here, and a mood that lasts for weeks can look like a change. It is no test of your health. Days on which you wrote nothing are not seen, and those may be the hard ones."),
		Source: wording.Say("Harville, 1977 (fitting a line when days resemble each other); the rule of both at once is this journal's own"),
	}
}
