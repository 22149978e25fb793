package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the charts of strategies and of people.
const (
	StrategiesTitle  = wording.Text("what-you-did-about-nerves")
	PeopleTitle      = wording.Text("with-whom")
	CompareEmpty     = wording.Text("nothing-to-compare-yet")
	CompareEmptyMore = wording.Text("anything-named-in-at-least-5-entries")
)

// CompareHeader returns the column heads of their tables.
func CompareHeader() []string {
	return []string{
		wording.Say("name"), wording.Say("measure"), wording.Say("with"), wording.Say("without"), wording.Say("mean-with"),
		wording.Say("mean-without"), wording.Say("difference"), wording.Say("likely-from"), wording.Say("likely-to"), wording.Say("claim"),
	}
}

// CompareAxis returns labels of the axis, longest first.
func CompareAxis() []string {
	return []string{wording.Say("difference-in-points-with-it-minus"), wording.Say("points-with-minus-without"), wording.Say("points")}
}

// CompareMark returns the label of a comparison.
func CompareMark(c insight.Comparison) string {
	return wording.Count(c.With, "name-measure-with-with-it-without",
		wording.V{"Name": c.Name, "Measure": measureName(c.Measure), "With": Tenth(c.MeanWith), "Without": Tenth(c.MeanWithout)})
}

// CompareNotes returns labels for the measure and the number of entries, longest first.
func CompareNotes(c insight.Comparison) []string {
	v := wording.V{"Measure": measureName(c.Measure), "N": c.With, "All": c.With + c.Without}
	return []string{wording.Say("measure-n-of-all", v), wording.Say("measure-n", v), measureName(c.Measure)}
}

func measureName(measure string) string {
	switch measure {
	case "performance":
		return wording.Say("performance-inline")
	case "stress":
		return wording.Say("stress-inline")
	case "belief":
		return wording.Say("belief")
	}
	return wording.Text(measure).String()
}
