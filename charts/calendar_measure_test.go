package charts

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// measured makes a calendar of n days with a value, with gaps, by a measure made by hand.
func measured(m insight.Measure, n int, value func(i int) float64) insight.MeasureCalendarResult {
	r, d := insight.MeasureCalendarResult{Measure: m, Days: n}, dice(5)
	day := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	for i := range n {
		r.Cells = append(r.Cells, insight.MeasureCell{Day: day, Value: value(i), IDs: []string{fmt.Sprint("e", i)}})
		day = day.AddDate(0, 0, 1+d.IntN(2))
	}
	return r
}

// measureCalendars are the calendars by measures of which a picture is kept.
func measureCalendars() map[string]insight.MeasureCalendarResult {
	d := dice(9)
	sleep := insight.Measure{Name: "Sleep", Kind: insight.DurationMeasure, OfDay: true}
	mood := insight.Measure{Name: "Morning", Kind: insight.ChoiceMeasure, Ordered: true, Choices: []insight.MeasureChoice{{Key: 4, Name: "slow"}, {Key: 2, Name: "usual"}, {Key: 9, Name: "bright"}}}
	places := insight.Measure{Name: "Where", Kind: insight.ChoiceMeasure}
	for i, name := range []string{"at home", "at the office", "in a café", "in the library", "on a train", "in a hotel", "outdoors", "at a friend's place"} {
		places.Choices = append(places.Choices, insight.MeasureChoice{Key: i + 1, Name: name})
	}
	return map[string]insight.MeasureCalendarResult{
		"sleep":   measured(sleep, 180, func(int) float64 { return math.Round(430 + 55*d.NormFloat64()) }),
		"cups":    measured(insight.Measure{Name: "Cups of coffee", Kind: insight.NumberMeasure}, 120, func(int) float64 { return float64(d.IntN(4)) }),
		"morning": measured(mood, 150, func(int) float64 { return []float64{4, 2, 9}[d.IntN(3)] }),
		"where":   measured(places, 150, func(int) float64 { return float64(1 + d.IntN(8)) }),
		"coffee":  measured(insight.Measure{Name: "Nap", Kind: insight.YesNoMeasure}, 90, func(int) float64 { return float64(d.IntN(2)) }),
		"none":    measured(sleep, 0, nil),
		"one":     measured(sleep, 1, func(int) float64 { return 440 }),
	}
}

func TestGoldenPicturesOfTheCalendarByAMeasure(t *testing.T) {
	for name, r := range measureCalendars() {
		for _, look := range []look{{"light_wide", Light(), lightWide}, {"dark_narrow", Dark(), darkNarrow}} {
			checkGolden(t, fmt.Sprintf("calendar_by_%s_%s.png", name, look.name), NewMeasureCalendar(r, describe.MeasureCalendar(r), "Pitches"), look)
		}
	}
}

func TestColoursFollowTheRanksOfValues(t *testing.T) {
	word := func(v float64) string { return fmt.Sprint(v) }
	steps := func(s dayScale, values ...float64) (got []int) {
		for _, v := range values {
			got = append(got, s.step(v))
		}
		return got
	}
	of := func(values ...float64) (r insight.MeasureCalendarResult) {
		r.Days = len(values)
		for _, v := range values {
			r.Cells = append(r.Cells, insight.MeasureCell{Value: v})
		}
		return r
	}
	many := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 1000} // the outlier takes no colour from the others
	if got := steps(rankScale("x", of(many...), word), many...); !slices.Equal(got, []int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4}) {
		t.Errorf("ten values: %v", got)
	}
	if got := steps(rankScale("x", of(-7, 0, 0, 0, 30), word), -7, 0, 30); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("three values: %v", got)
	}
	if s := rankScale("x", of(4, 4), word); s.low != "" || s.high != "4" || len(s.shades) != 1 {
		t.Errorf("a single value: %+v", s)
	}
	for _, r := range measureCalendars() {
		c := NewMeasureCalendar(r, "", "").(picture).figureSpec.(*calendar)
		for _, cell := range r.Cells {
			if step := c.scale.step(cell.Value); step < 0 || step >= len(c.scale.shades) {
				t.Errorf("%s: the step of %v is %d of %d", r.Measure.Name, cell.Value, step, len(c.scale.shades))
			}
		}
	}
}

func TestTheTableOfACalendarByAMeasureHasItsDays(t *testing.T) {
	for name, r := range measureCalendars() {
		c := NewMeasureCalendar(r, describe.MeasureCalendar(r), "")
		header, rows := c.Table()
		if len(rows) != r.Days || len(header) != 3 || header[1] != r.Measure.Name {
			t.Errorf("%s: %d rows under %q, want %d", name, len(rows), header, r.Days)
		}
		marks := c.Marks(lightWide, Light())
		if len(marks) != r.Days {
			t.Errorf("%s: %d marks, want %d", name, len(marks), r.Days)
		}
		for i, m := range marks {
			if want := describe.MeasureCalendarMark(r.Measure, r.Cells[i]); m.Label != want || m.IDs[0] != r.Cells[i].IDs[0] {
				t.Fatalf("%s: the mark is %q of %v, want %q", name, m.Label, m.IDs, want)
			}
		}
	}
}
