package insight

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"enactive/journal/optional"
)

// calendarOf writes the days of a calendar by a measure as text.
func calendarOf(r MeasureCalendarResult) (days []string) {
	for _, c := range r.Cells {
		days = append(days, fmt.Sprint(c.Day.Format(time.DateOnly), " ", c.Value, " ", c.IDs))
	}
	return days
}

// measured gives a sample values by the places of their measures; one below 0 is none.
func measured(values ...float64) func(*Sample) {
	return func(s *Sample) {
		for _, v := range values {
			n := Number{}
			if v >= 0 {
				n = optional.Some(v)
			}
			s.Measures = append(s.Measures, n)
		}
	}
}

func TestACalendarByAMeasureUsesTheValuesOfTheDay(t *testing.T) {
	choices := []MeasureChoice{{Key: 7, Name: "low"}, {Key: 3, Name: "high"}}
	d := Data{
		Measures: []Measure{{Name: "Laps", Kind: NumberMeasure}, {Name: "Mood", Kind: ChoiceMeasure, Choices: choices}, {Name: "Sleep", Kind: DurationMeasure, OfDay: true}, {Name: "Warm", Kind: YesNoMeasure}},
		Samples: []Sample{
			dated("a", "2024-03-01 23:30 -05", measured(4, 7)), // the second day in UTC
			dated("b", "2024-03-01 08:00 +00", measured(2, 3, -1, 1)),
			dated("c", "2024-03-02 08:00 +00", measured(-1)),
			dated("d", "2024-03-04 08:00 +00", measured(0)), // empty is never 0, but 0 is a value
			dated("plan", "2024-03-05 08:00 +00", func(s *Sample) { s.Planned = true; measured(9)(s) }),
		},
	}
	for i, day := range []int{2, 3} {
		d.Days = append(d.Days, MeasuredDay{Day: time.Date(2024, 3, day, 0, 0, 0, 0, time.UTC), Measures: []Number{2: optional.Some(400 + float64(i))}})
	}
	for at, want := range [][]string{
		{"2024-03-01 3 [a b]", "2024-03-04 0 [d]"},
		{"2024-03-01 7 [a b]"},
		{"2024-03-02 400 [c]", "2024-03-03 401 []"},
		{"2024-03-01 1 [b]"},
	} {
		for range 2 {
			slices.Reverse(d.Samples)
			r := MeasureCalendar(d, at)
			if got := calendarOf(r); !slices.Equal(got, want) || r.Days != len(want) {
				t.Errorf("%s: got %q, want %q", r.Measure.Name, got, want)
			}
			if r.Several != (at < 2) || r.Finding() != Facts {
				t.Errorf("%s: several is %v, %s", r.Measure.Name, r.Several, r.Finding())
			}
		}
	}
	if r := MeasureCalendar(Data{Measures: d.Measures}, 0); r.Days != 0 || r.Finding() != NotEnough {
		t.Errorf("without entries: %+v", r)
	}
}

func TestTheEndsOfChoicesAreByTheirPlaces(t *testing.T) {
	m := Measure{Kind: ChoiceMeasure, Choices: []MeasureChoice{{Key: 7}, {Key: 3}, {Key: 5}}}
	r := MeasureCalendarResult{Measure: m, Days: 3, Cells: []MeasureCell{{Value: 3}, {Value: 7}, {Value: 3}}}
	low, high := r.Ends()
	if low.Or(0) != 7 || high.Or(0) != 3 || r.Different() != 2 {
		t.Errorf("from %v to %v, %d different", low, high, r.Different())
	}
	if low, _ := (MeasureCalendarResult{}).Ends(); low.IsSet() {
		t.Errorf("without days: %v", low)
	}
}
