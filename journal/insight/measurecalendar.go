package insight

import (
	"cmp"
	"slices"
	"time"

	"enactive/journal/optional"
)

// MeasureCalendar says what each calendar day has of a measure of one's own, the one at that place
// in d.Measures: the value of the day, or of its entries, in each entry's own offset. Of several
// entries it is the mean, and the last value where a mean would be none: of choices, and of yes
// and no. Plans that have not happened are left out.
func MeasureCalendar(d Data, at int) MeasureCalendarResult {
	r := MeasureCalendarResult{Measure: d.Measures[at]}
	entries := byDay(d.Samples, func(s *Sample) bool { return !s.Planned })
	if r.Measure.OfDay {
		r.ofDays(d.Days, at, entries)
	} else {
		r.ofEntries(at, entries)
	}
	r.Days = len(r.Cells)
	return r
}

func (r *MeasureCalendarResult) ofDays(days []MeasuredDay, at int, entries []dayEntries) {
	for _, day := range days {
		v, ok := valueAt(day.Measures, at).Get()
		if !ok {
			continue
		}
		cell := MeasureCell{Day: day.Day, Value: v}
		i, found := slices.BinarySearchFunc(entries, day.Day, func(d dayEntries, t time.Time) int { return d.day.Compare(t) })
		if found {
			cell.IDs = entries[i].ids()
		}
		r.Cells = append(r.Cells, cell)
	}
	slices.SortFunc(r.Cells, func(a, b MeasureCell) int { return a.Day.Compare(b.Day) })
}

func (r *MeasureCalendarResult) ofEntries(at int, entries []dayEntries) {
	for _, day := range entries {
		cell := MeasureCell{Day: day.day}
		sum, n := 0.0, 0
		for _, s := range day.samples { // the newest first
			v, ok := valueAt(s.Measures, at).Get()
			if !ok {
				continue
			}
			if n++; n == 1 || r.Measure.hasMean() {
				sum += v
			}
			cell.IDs = append(cell.IDs, s.ID)
		}
		if n == 0 {
			continue
		}
		cell.Value = sum
		if r.Measure.hasMean() {
			cell.Value = sum / float64(n)
		}
		r.Several = r.Several || n > 1
		r.Cells = append(r.Cells, cell)
	}
}

// hasMean reports whether the mean of values is one as well.
func (m *Measure) hasMean() bool { return m.Kind != ChoiceMeasure && m.Kind != YesNoMeasure }

// valueAt is the value of the measure at that place.
func valueAt(values []Number, at int) Number {
	if at >= len(values) {
		return Number{}
	}
	return values[at]
}

// Finding is how much it says: it shows values, and infers nothing.
func (r MeasureCalendarResult) Finding() Finding {
	if r.Days == 0 {
		return NotEnough
	}
	return Facts
}

// Ends are the lowest and the highest value of a day; for a choice those whose places are.
func (r MeasureCalendarResult) Ends() (low, high Number) {
	if r.Days == 0 {
		return Number{}, Number{}
	}
	byPlace := func(a, b MeasureCell) int { return cmp.Compare(r.Measure.Place(a.Value), r.Measure.Place(b.Value)) }
	return optional.Some(slices.MinFunc(r.Cells, byPlace).Value), optional.Some(slices.MaxFunc(r.Cells, byPlace).Value)
}

// Different counts the values that differ.
func (r MeasureCalendarResult) Different() int {
	seen := map[float64]bool{}
	for _, c := range r.Cells {
		seen[c.Value] = true
	}
	return len(seen)
}

// Steps returns where at most so many steps of values begin, ascending, as Place has them: one for each
// value where there are few, and otherwise such that each step has about as many days, so that one large
// value does not make all others look alike.
func (r MeasureCalendarResult) Steps(most int) []float64 {
	places := make([]float64, len(r.Cells))
	for i, c := range r.Cells {
		places[i] = r.Measure.Place(c.Value)
	}
	slices.Sort(places)
	begin := slices.Compact(slices.Clone(places))
	if len(begin) <= most {
		return begin
	}
	begin = begin[:1]
	for k := 1; k < most; k++ {
		if at := places[k*len(places)/most]; at > begin[len(begin)-1] {
			begin = append(begin, at)
		}
	}
	return begin
}

// StepOf returns the place among Steps of the step that has a value of a day.
func (r MeasureCalendarResult) StepOf(steps []float64, v float64) int {
	at, exact := slices.BinarySearch(steps, r.Measure.Place(v))
	if !exact {
		at--
	}
	return max(0, at)
}

// Place is the place of a value among the choices of the measure, from 0, and -1 if it is none of
// them; any other value is its own place.
func (m *Measure) Place(v float64) float64 {
	if m.Kind != ChoiceMeasure {
		return v
	}
	return float64(slices.IndexFunc(m.Choices, func(c MeasureChoice) bool { return float64(c.Key) == v }))
}

// MeasureCalendarResult is what each day has of a measure.
type MeasureCalendarResult struct {
	Measure Measure
	// Days counts the days that have a value.
	Days int
	// Several is true where some day has more than one value.
	Several bool
	// Cells are the days that have a value, in order.
	Cells []MeasureCell
}

// MeasureCell is one day with a value.
type MeasureCell struct {
	Day   time.Time // midnight UTC
	Value float64
	// IDs are the entries that have the value, or for a measure of days those of the day.
	IDs []string
}
