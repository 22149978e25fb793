package state

import (
	"slices"
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/wording"
)

// IsOpen reports whether the fold of a field is among those that open names.
func IsOpen(open []string, field string) bool {
	return slices.ContainsFunc(open, func(name string) bool { return foldOf(name) == foldOf(field) })
}

// SetOpen returns open with the fold of a field opened or not. Names of other folds stay as they are.
func SetOpen(open []string, field string, on bool) []string {
	switch {
	case on == IsOpen(open, field):
		return slices.Clone(open)
	case on:
		return append(slices.Clone(open), field)
	}
	kept := slices.DeleteFunc(slices.Clone(open), func(name string) bool { return foldOf(name) == foldOf(field) })
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// Counted is something with a number, of which a goal can be and which can decide an experiment: a
// measure, or a number that every entry can have.
type Counted struct {
	// Of is the id of a measure, or the name of a field.
	Of   string
	Name string
	// Example is what a value looks like, such as a unit.
	Example string

	measure *journal.Measure
}

// AimsOf lists what a goal of an area can be about: its own measures with a number, those of the day,
// and the ratings of an entry. What now is the aim is among them, even if it no longer is of the area.
func AimsOf(j *journal.Journal, area journal.AreaID, now string) []Counted {
	var all []Counted
	for _, f := range journal.Fields() {
		if f.Kind == journal.NumberField && (slices.Contains(journal.Deciding(), f.Name) || f.Name == now) {
			all = append(all, Counted{Of: f.Name, Name: fieldName(f), Example: wording.Say("from-to-inline", wording.V{"From": f.Low, "To": f.High})})
		}
	}
	for _, m := range j.Measures() {
		if m.Kind == journal.NumberMeasure || m.Kind == journal.ScaleMeasure || m.Kind == journal.DurationMeasure || string(m.ID) == now {
			if m.OfDay || m.IsOf(area) || string(m.ID) == now {
				all = append(all, countedMeasure(m))
			}
		}
	}
	if now != "" && !slices.ContainsFunc(all, func(c Counted) bool { return c.Of == now }) {
		all = append(all, Counted{Of: now, Name: now})
	}
	return all
}

// DecidersOf lists what can decide an experiment in an area.
func DecidersOf(j *journal.Journal, area journal.AreaID) []Counted {
	var all []Counted
	for _, f := range journal.Fields() {
		if slices.Contains(journal.Deciding(), f.Name) {
			all = append(all, Counted{Of: f.Name, Name: fieldName(f)})
		}
	}
	for _, m := range j.Measures() {
		if m.IsOf(area) && m.IsRanked() {
			all = append(all, countedMeasure(m))
		}
	}
	return all
}

func countedMeasure(m journal.Measure) Counted {
	c := Counted{Of: string(m.ID), Name: m.Name, Example: m.Unit, measure: &m}
	if m.Kind == journal.DurationMeasure {
		c.Example = "1:20"
	}
	return c
}

// fieldName is what people call a number of an entry.
func fieldName(f *journal.Field) string {
	if f.Label != "" {
		return f.Label.String()
	}
	return f.Name
}

// Typed writes a value as it can be typed.
func (c *Counted) Typed(v float64) string {
	if c.measure != nil {
		return c.measure.Format(v)
	}
	return journal.FormatNumber(v)
}

// Parse reads a typed value; an error is a *journal.FieldError that says what would be right.
func (c *Counted) Parse(text string) (float64, error) {
	if c.measure != nil {
		return c.measure.Parse(text)
	}
	text = strings.TrimSpace(text)
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	for _, f := range journal.Fields() {
		if f.Name == c.Of && (err != nil || !(v >= f.Low && v <= f.High)) {
			return 0, &journal.FieldError{Field: f.Name, Value: text, Want: fault.Text("a-number-from-low-to-high",
				fault.V{"Low": journal.FormatNumber(f.Low), "High": journal.FormatNumber(f.High)})}
		}
	}
	if err != nil {
		return 0, &journal.FieldError{Field: "aim", Value: text, Want: fault.Text("a-number-such-as-6-5")}
	}
	return v, nil
}

// UsualPairs is the number of pairs that is offered first.
const UsualPairs = 10
