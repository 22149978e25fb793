package describe_test

import (
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

func TestTheSentenceOfACalendarByAMeasure(t *testing.T) {
	sleep := insight.Measure{Name: "Sleep", Kind: insight.DurationMeasure}
	sky := insight.Measure{Name: "Sky", Kind: insight.ChoiceMeasure, Choices: []insight.MeasureChoice{{Key: 4, Name: "sun"}, {Key: 9, Name: "rain"}}}
	for _, c := range []struct {
		m       insight.Measure
		several bool
		values  []float64
		want    string
	}{
		{sleep, false, nil, "This needs values of “Sleep”: each day that has one shows it by its colour."},
		{sleep, false, []float64{440}, "“Sleep” has a value on one day, 1 March 2026."},
		{sleep, false, []float64{440, 440}, "“Sleep” has values on 2 days, from 1 March 2026 to 2 March 2026."},
		{sleep, true, []float64{440, 380, 400}, "“Sleep” has values on 3 days, from 1 March 2026 to 3 March 2026. They go from 6 h 20 to 7 h 20; the stronger the colour, the higher the value. A day with several shows their mean."},
		{sleep, false, []float64{1, 2, 3, 4, 5, 6}, "“Sleep” has values on 6 days, from 1 March 2026 to 6 March 2026. They go from 1 min to 6 min; the stronger the colour, the higher the value. Each colour stands for about as many days."},
		{sky, true, []float64{9, 4, 9}, "“Sky” has values on 3 days, from 1 March 2026 to 3 March 2026. Its values: rain on 2 days, sun on one day. A day with several shows the last one."},
	} {
		r := insight.MeasureCalendarResult{Measure: c.m, Days: len(c.values), Several: c.several}
		for i, v := range c.values {
			r.Cells = append(r.Cells, insight.MeasureCell{Day: time.Date(2026, 3, 1+i, 0, 0, 0, 0, time.UTC), Value: v, IDs: []string{"a", "b"}[:i%3]})
		}
		if got := describe.MeasureCalendar(r); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	if got, want := describe.MeasureCalendarMark(sleep, insight.MeasureCell{Day: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Value: 440, IDs: []string{"a"}}), "1 Mar 2026: Sleep 7 h 20, 1 entry"; got != want {
		t.Errorf("the mark is %q, want %q", got, want)
	}
}
