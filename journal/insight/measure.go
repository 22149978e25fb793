package insight

import "time"

// MeasureKind is what kind of values a measure of one's own has.
type MeasureKind string

// The kinds of measures.
const (
	// NumberMeasure is any number, in the unit of the measure.
	NumberMeasure MeasureKind = "number"
	// ScaleMeasure is 0-100, with words at both ends.
	ScaleMeasure MeasureKind = "scale"
	// ChoiceMeasure is one of the choices of the measure, by its key.
	ChoiceMeasure MeasureKind = "choice"
	// YesNoMeasure is 1 for yes and 0 for no.
	YesNoMeasure MeasureKind = "yes_no"
	// DurationMeasure is in minutes.
	DurationMeasure MeasureKind = "duration"
)

// Measure is something that a person measures in entries of an area, or once a day.
type Measure struct {
	ID, Name string
	Kind     MeasureKind
	// Ordered is true for choices of which each is more than the one before it.
	Ordered bool
	// Choices are those of a choice, in their order.
	Choices []MeasureChoice
	// Unit is of a number, such as "km"; it may be empty. Decimals are the most that are shown; 0 means all.
	Unit     string
	Decimals int
	// OfDay is true for what is measured once a day, and false for what is measured in an entry.
	OfDay bool
	// Better is 1 where more is better, -1 where less is better, and 0 where it is neither.
	Better int
}

// MeasureChoice is a choice that a measure has. Its key is the value of an entry that chose it.
type MeasureChoice struct {
	Key  int
	Name string
}

// MeasuredDay are the values of the measures of one day.
type MeasuredDay struct {
	// Day is midnight UTC of the calendar day.
	Day time.Time
	// Measures are the values by the place of their measure in Data.Measures. It may be shorter than
	// that; what is missing was not measured.
	Measures []Number
}
