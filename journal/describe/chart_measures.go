package describe

import (
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the chart of what goes with what.
const (
	MeasuresTitle     = wording.Text("what-goes-with-what")
	MeasuresEmpty     = wording.Text("nothing-to-compare-yet")
	MeasuresEmptyMore = wording.Text("a-measure-in-20-entries-becomes-dots")
)

// MeasuresHeader returns the column heads of its table.
func MeasuresHeader() []string {
	return []string{
		wording.Say("measure"), wording.Say("result"), wording.Say("entries"), wording.Say("rank-correlation"), wording.Say("mean-low"), wording.Say("mean-high"),
		wording.Say("difference"), wording.Say("likely-from"), wording.Say("likely-to"), wording.Say("claim"),
	}
}

// MeasuresPair names a pair, such as in a list to choose from.
func MeasuresPair(p *insight.MeasurePair) string {
	return wording.Say("name-against-result", wording.V{"Name": MeasuresAxis(p), "Result": ResultName(p.Result)})
}

// MeasuresAxis names the measure of a pair, and that it is of the day before.
func MeasuresAxis(p *insight.MeasurePair) string {
	if p.NextDay {
		return wording.Say("name-of-the-day-before", wording.V{"Name": MeasuredName(p)})
	}
	return MeasuredName(p)
}

// MeasuresRow is the row of a pair.
func MeasuresRow(p *insight.MeasurePair) []string {
	row := []string{MeasuresAxis(p), ResultName(p.Result), Thousands(p.N), wording.Minus(p.Rho, 2), Tenth(p.Low.Mean), Tenth(p.High.Mean), "", "", "", RowsClaim(p.Finding())}
	if len(p.Interval) == 2 {
		row[6], row[7], row[8] = Signed(p.Shift), Signed(p.Interval[0]), Signed(p.Interval[1])
	}
	return row
}

// MeasuresMark returns the label of the values of a day.
func MeasuresMark(p *insight.MeasurePair, day time.Time, x, y float64) string {
	return wording.Say("day-name-x-result-y", wording.V{"Day": ShortDay(day), "Name": MeasuresAxis(p), "X": MeasuresValue(p, x), "Result": ResultName(p.Result), "Y": Tenth(y)})
}

// MeasuresValue words a value of the measure of a pair; of a choice, whether it was chosen.
func MeasuresValue(p *insight.MeasurePair, x float64) string {
	if p.Option != "" {
		return SeenValue(insight.Measure{Kind: insight.YesNoMeasure}, x)
	}
	return SeenValue(p.Of, x)
}

// MeasuresMeans returns names of the means of both sides of a pair, longest first.
func MeasuresMeans(p *insight.MeasurePair) []string {
	if p.Sides() {
		return []string{wording.Say("means-without-and-with-it"), wording.Say("means-inline")}
	}
	return []string{wording.Say("means-of-the-lower-and-the-upper-third"), wording.Say("means-inline")}
}

// MeasuresLine returns names of the line of a link, longest first.
func MeasuresLine() []string { return []string{wording.Say("difference-beside-time")} }
