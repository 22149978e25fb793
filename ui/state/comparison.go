package state

import (
	"cmp"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
	"enactive/journal/wording"
)

// Comparable is something that a filter compares with a value: a measure, or a number that every
// entry can have.
type Comparable struct {
	// Of is as in journal.Test.
	Of string
	// Measure has the name and the values that can be compared with; of a measure that is not its
	// range, because one may ask for what lies outside it.
	Measure journal.Measure
}

// Comparables lists what entries can be compared by, measures first.
func Comparables(j *journal.Journal) []Comparable {
	var all []Comparable
	for _, m := range j.Measures() {
		m.Low, m.High = journal.OptNumber{}, journal.OptNumber{}
		all = append(all, Comparable{string(m.ID), m})
	}
	for _, f := range journal.Fields() {
		if f.Kind == journal.NumberField {
			all = append(all, Comparable{f.Name, journal.Measure{Name: cmp.Or(f.Label, f.Question, wording.Text(f.Name)).String(), Kind: journal.NumberMeasure,
				Decimals: 1, Low: optional.Some(f.Low), High: optional.Some(f.High)}})
		}
	}
	return all
}

// Signs are those that c can be compared with: values without an order are equal or they differ.
func (c *Comparable) Signs() []journal.Sign {
	if !c.Measure.IsRanked() || c.Measure.Kind == journal.YesNoMeasure {
		return []journal.Sign{journal.Equal, journal.Differs}
	}
	return []journal.Sign{journal.Less, journal.AtMost, journal.Equal, journal.Differs, journal.AtLeast, journal.Greater}
}

// SignWords writes a sign as it is printed.
func SignWords(s journal.Sign) string {
	switch s {
	case journal.AtMost:
		return "≤"
	case journal.AtLeast:
		return "≥"
	case journal.Differs:
		return "≠"
	}
	return string(s)
}

// TestWords writes a comparison, such as "Sleep < 6 h"; its measure may be gone.
func TestWords(j *journal.Journal, t journal.Test) string {
	for _, c := range Comparables(j) {
		if c.Of == t.Of {
			return c.Measure.Name + " " + SignWords(t.Sign) + " " + describe.MeasureValue(&c.Measure, t.Value)
		}
	}
	return wording.Say("a-measure-that-is-gone")
}
