package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of confidence over time.
const (
	TrendTitle     = wording.Text("how-sure-you-are-that-you-can")
	TrendEmpty     = wording.Text("no-ratings-yet")
	TrendEmptyMore = wording.Text("say-how-sure-you-are-before-you-try")

	TrendCertain = wording.Text("certain")
	TrendCannot  = wording.Text("cannot")

	TrendRatedBefore      = wording.Text("rated-before")
	TrendRatedInHindsight = wording.Text("rated-in-hindsight")
	TrendRatedAfter       = wording.Text("rated-after")
	TrendGuide            = wording.Text("trend-guide-only")
	TrendOnlyAfter        = wording.Text("based-on-ratings-given-afterwards-too")
)

// TrendLine returns labels of the level line, longest first.
func TrendLine() []string {
	return []string{wording.Say("level-behind-your-ratings"), wording.Say("level-inline")}
}

// TrendStep returns labels of the levels before and since a change, longest first.
func TrendStep() []string {
	return []string{wording.Say("your-level-before-and-since"), wording.Say("before-and-since")}
}

// TrendStraight returns labels of a change along a line, longest first.
func TrendStraight() []string {
	return []string{wording.Say("straight-line-through-all-days"), wording.Say("straight-line-inline")}
}

// TrendHeader returns the column heads of its table. The level is a guide: what is claimed is a change.
func TrendHeader() []string {
	return []string{wording.Say("day"), wording.Say("ratings"), wording.Say("mean"), LineName(insight.Nothing, wording.Say("level"))[0], wording.Say("line-itself-from"), wording.Say("line-itself-to")}
}

// TrendEitherWay names the middle of the scale in two lines, to keep the margins small.
func TrendEitherWay() []string {
	return []string{wording.Say("could-go-either-way-inline"), wording.Say("either-way-could-go")}
}

// TrendLevel returns the label of the level.
func TrendLevel(level float64) string {
	return wording.Say("around-level", wording.V{"Level": Whole(level)})
}

// TrendNext returns the label of the likely mean of the next seven rated days.
func TrendNext(low, high float64) string {
	return wording.Say("trend-next-seven-likely", wording.V{"Range": Range(low, high)})
}

// TrendSomeInHindsight is in the key if there are too many dots to draw some of them hollow.
func TrendSomeInHindsight(n, all int) string {
	return wording.Say("n-of-all-rated-in-hindsight", wording.V{"N": n, "All": all})
}

// TrendMark returns the label of a rating.
func TrendMark(d insight.TrendDot) string {
	v := wording.V{"Day": ShortDay(d.Time), "Value": Tenth(d.Value)}
	switch {
	case d.Retrospective:
		return wording.Say("day-value-rated-in-hindsight", v)
	case d.After:
		return wording.Say("day-value-rated-after", v)
	}
	return wording.Say("day-value", v)
}
