package journal

import (
	"cmp"
	"math"
	"slices"

	"enactive/journal/fault"
	"enactive/journal/optional"
)

// MeasureValue is the value of a measure on an entry or a day.
type MeasureValue struct {
	Measure MeasureID
	// Value is as MeasureKind says.
	Value float64
}

// ValueOf returns the value of a measure among values.
func ValueOf(values []MeasureValue, id MeasureID) OptNumber {
	for _, v := range values {
		if v.Measure == id {
			return optional.Some(v.Value)
		}
	}
	return OptNumber{}
}

// WithValue returns values with v as that of a measure, or without it if v is not set. It does not
// change values.
func WithValue(values []MeasureValue, id MeasureID, v OptNumber) []MeasureValue {
	others := slices.DeleteFunc(slices.Clone(values), func(o MeasureValue) bool { return o.Measure == id })
	if x, ok := v.Get(); ok {
		others = append(others, MeasureValue{id, x})
		sortValues(others)
	}
	return nilIfEmpty(others)
}

func sortValues(values []MeasureValue) {
	byMeasure := func(a, b MeasureValue) int { return cmp.Compare(a.Measure, b.Measure) }
	if !slices.IsSortedFunc(values, byMeasure) {
		slices.SortFunc(values, byMeasure)
	}
}

// checkValues returns values sorted by measure, each checked against its measure; which finds that.
// A value that old has as well is accepted although it is outside the range, which may have
// changed since.
func checkValues(values, old []MeasureValue, which func(MeasureID) (*Measure, bool)) ([]MeasureValue, error) {
	return checkEach(values, old, which, (*Measure).CheckValue)
}

// checkStoredValues is checkValues for those that a journal has stored before, which may be outside
// the range.
func checkStoredValues(values []MeasureValue, which func(MeasureID) (*Measure, bool)) ([]MeasureValue, error) {
	return checkEach(values, nil, which, (*Measure).checkKind)
}

func checkEach(values, old []MeasureValue, which func(MeasureID) (*Measure, bool), check func(*Measure, float64) error) ([]MeasureValue, error) {
	if len(values) == 0 {
		return nil, nil
	}
	values = slices.Clone(values)
	sortValues(values)
	for i, v := range values {
		m, ok := which(v.Measure)
		if !ok {
			return nil, &FieldError{Field: "measures", Value: string(v.Measure), Want: fault.Text("a-measure-of-this-journal")}
		}
		if i > 0 && values[i-1].Measure == v.Measure {
			return nil, &FieldError{Field: m.Name, Value: m.Format(v.Value), Want: fault.Text("only-one-value")}
		}
		if v.Value == 0 {
			values[i].Value = 0 // minus zero is zero
		}
		if slices.Contains(old, v) {
			continue
		}
		if err := check(m, v.Value); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// becomes is what a value of old becomes as one of m. Between choices and other kinds it is what it
// says, as the choice "5" the number 5: the key of a choice means nothing as a number.
func (m *Measure) becomes(old *Measure, v, factor float64) (float64, error) {
	if m.Kind != old.Kind && (m.Kind == ChoiceMeasure || old.Kind == ChoiceMeasure) {
		named, ok := m.parse(old.Format(v))
		if !ok {
			return 0, m.wrong(old.Format(v), m.want(), OtherFault)
		}
		return named, nil
	}
	if m.Kind == ChoiceMeasure || m.Kind == YesNoMeasure {
		return v, nil // which no factor changes
	}
	if v *= factor; m.Kind == DurationMeasure {
		v = math.Round(v*60) / 60
	}
	return v, nil
}
