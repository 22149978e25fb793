package journal

import (
	"slices"
	"strconv"
	"strings"

	"enactive/journal/fault"
)

// CheckFits returns a *FieldError for the first property of m that its kind does not have, such as
// the smallest value of a scale, which is always 0. CheckMeasure clears them, since a form keeps
// what was typed for another kind; where each was asked for, nothing may be ignored.
func CheckFits(m Measure) error {
	number, scale, choice := m.Kind == NumberMeasure, m.Kind == ScaleMeasure, m.Kind == ChoiceMeasure
	span := number || m.Kind == DurationMeasure
	if unit := oneLine(m.Unit); m.Kind == DurationMeasure && unit != "" && unit != HoursUnit && unit != MinutesUnit {
		return &FieldError{Field: "unit", Value: unit, Want: oneOfWords([]string{HoursUnit, MinutesUnit})}
	}
	end := func(v OptNumber) string {
		if x, ok := v.Get(); ok {
			return FormatNumber(x)
		}
		return ""
	}
	decimals, ordered := "", ""
	if m.Decimals != 0 {
		decimals = strconv.Itoa(m.Decimals)
	}
	if m.Ordered {
		ordered = "true"
	}
	names := make([]string, len(m.Choices))
	for i, c := range m.Choices {
		names[i] = c.Name
	}
	for _, p := range []struct {
		field, value string
		fits         bool
		want         fault.Message
	}{
		{"choices", strings.Join(names, ", "), choice, fault.Text("empty-only-a-choice-has-it")},
		{"ordered", ordered, choice, fault.Text("empty-only-a-choice-has-it")},
		{"low", end(m.Low), span, fault.Text("empty-only-a-number-or-a-duration-has-it")},
		{"high", end(m.High), span, fault.Text("empty-only-a-number-or-a-duration-has-it")},
		{"unit", oneLine(m.Unit), span, fault.Text("empty-only-a-number-or-a-duration-has-it")},
		{"decimals", decimals, number, fault.Text("empty-only-a-number-has-it")},
		{"low_word", oneLine(m.LowWord), scale, fault.Text("empty-only-a-scale-has-it")},
		{"high_word", oneLine(m.HighWord), scale, fault.Text("empty-only-a-scale-has-it")},
	} {
		if p.value != "" && !p.fits && slices.Contains(MeasureKinds(), m.Kind) {
			return &FieldError{Field: p.field, Value: p.value, Want: p.want}
		}
	}
	return nil
}
