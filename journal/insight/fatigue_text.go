package insight

import (
	"fmt"
	"math"
	"time"
)

// fatigueText says whether pressure rose while performance fell.
func fatigueText(r FatigueResult) string {
	switch r.Finding() {
	case NotEnough:
		need := fmt.Sprintf("This needs %d days with both stress and performance within six weeks;", fatigueMin)
		if r.N == 0 {
			return need + " you have none there yet."
		}
		return fmt.Sprintf("%s you have %d so far.", need, r.N)
	case Claim:
		return fmt.Sprintf("Over the last %s pressure rose by about %.0f points while performance fell by about %.0f. A lighter week may be worth a try.",
			r.stretch(), onScale(r.StressChange.Or(0)), onScale(-r.PerformanceChange.Or(0)))
	}
	return fmt.Sprintf("No clear sign that pressure rises while performance falls, in the %d days with both over the last %s.", r.N, r.stretch())
}

// stretch words how long the days that are looked at lie apart.
func (r FatigueResult) stretch() string {
	since, err := time.Parse(time.DateOnly, r.Since)
	if err != nil || len(r.Days) == 0 {
		return "weeks"
	}
	days := 1 + daysBetween(since, r.Days[len(r.Days)-1].Day)
	words := []string{"two", "three", "four", "five", "six"}
	weeks := int(math.Round(float64(days) / 7))
	if days < 14 {
		return fmt.Sprintf("%d days", days)
	}
	return words[min(weeks-2, len(words)-1)] + " weeks"
}

// ExplainFatigue explains pressure that rises while performance falls.
func ExplainFatigue() Explanation {
	return Explanation{
		How: fmt.Sprintf("It looks at the last six weeks up to your newest entry. Each day counts once, with the mean of its entries, and only days with both stress and performance count; it takes %d. ", fatigueMin) +
			"Through each of the two, and through their difference, it lays a straight line and asks how surely that rises or falls, given that a day resembles the one before. " +
			fmt.Sprintf("It speaks up only if stress rose and performance fell, both by %.0f points or more, and ordinary ups and downs would show that less than once in 200 times.", fatigueLeast),
		Limits: "It does not know why: harder tasks, less sleep or a change of heart look the same from here, and a mood that lasts for weeks can look like a change. It is no test of your health. Days on which you wrote nothing are not seen, and those may be the hard ones.",
		Source: "Harville, 1977 (fitting a line when days resemble each other); the rule of both at once is this journal's own",
	}
}
