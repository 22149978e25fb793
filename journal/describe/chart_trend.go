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

// TrendHeader returns the column heads of its table.
func TrendHeader() []string {
	return []string{wording.Say("day"), wording.Say("ratings"), wording.Say("mean"), wording.Say("level"), wording.Say("likely-from"), wording.Say("likely-to")}
}

// TrendEitherWay names the middle of the scale in two lines, to keep the margins small.
func TrendEitherWay() []string {
	return []string{wording.Say("could-go-either-way-inline"), wording.Say("either-way-could-go")}
}

// TrendTooEarly returns a two-line label for too few ratings for a level.
func TrendTooEarly() [2]string {
	return [2]string{wording.Say("too-early-to-say"), wording.Say("to-say-too-early")}
}

// TrendLevel returns the label of the level.
func TrendLevel(level float64) string {
	return wording.Say("around-level", wording.V{"Level": Whole(level)})
}

// TrendLikely returns the label of the likely range of the level.
func TrendLikely(low, high float64) string {
	return wording.Say("likely-range", wording.V{"Range": Range(low, high)})
}

// TrendBand returns the name of the band.
func TrendBand() string { return wording.Say("trend-band-of-the-line") }

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
