package journal

import (
	"errors"
	"testing"
)

func TestAChoiceBecomesWhatItSays(t *testing.T) {
	choices := []Choice{{Name: "rain"}, {Name: "5"}, {Name: "yes"}, {Name: "no"}}
	for _, c := range []struct {
		from, to Measure
		v, want  float64 // below 0: refused
	}{
		{Measure{Kind: ChoiceMeasure, Choices: choices}, Measure{Kind: NumberMeasure}, 2, 5},
		{Measure{Kind: ChoiceMeasure, Choices: choices}, Measure{Kind: NumberMeasure}, 1, -1},
		{Measure{Kind: ChoiceMeasure, Choices: choices}, Measure{Kind: YesNoMeasure}, 3, 1},
		{Measure{Kind: NumberMeasure}, Measure{Kind: ChoiceMeasure, Choices: choices}, 5, 2},
		{Measure{Kind: NumberMeasure}, Measure{Kind: ChoiceMeasure, Choices: choices}, 1, -1},
		{Measure{Kind: YesNoMeasure}, Measure{Kind: ChoiceMeasure, Choices: choices}, 0, 4},
		{Measure{Kind: YesNoMeasure}, Measure{Kind: NumberMeasure}, 1, 1},
	} {
		j, _, _ := newTestJournal(t)
		c.from.Name, c.from.OfDay = "M", true
		m, err := j.SaveMeasure(t.Context(), c.from, Rewrite{})
		if err != nil {
			t.Fatal(err)
		}
		day := Date{2026, 1, 2}
		if _, err := j.SaveDay(t.Context(), Day{Date: day, Values: []MeasureValue{{m.ID, c.v}}}); err != nil {
			t.Fatal(err)
		}
		m.Kind, m.Choices = c.to.Kind, c.to.Choices
		_, err = j.SaveMeasure(t.Context(), m, Rewrite{Keep: true})
		if c.want < 0 {
			if !errors.Is(err, ErrMeasureAsks) {
				t.Errorf("%v of %s as %s: %v", c.v, c.from.Kind, c.to.Kind, err)
			}
			continue
		}
		if d, _ := j.Day(day); err != nil || ValueOf(d.Values, m.ID).Or(-1) != c.want {
			t.Errorf("%v of %s as %s is %v (%v), want %v", c.v, c.from.Kind, c.to.Kind, d.Values, err, c.want)
		}
	}
}
