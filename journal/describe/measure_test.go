package describe_test

import (
	"reflect"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

func TestValuesOfMeasuresInWords(t *testing.T) {
	choice := journal.Measure{Kind: journal.ChoiceMeasure, Choices: []journal.Choice{{Key: 3, Name: "rain"}, {Key: 5, Name: "sun"}}}
	for _, c := range []struct {
		m    journal.Measure
		v    float64
		want string
	}{
		{journal.Measure{Kind: journal.NumberMeasure, Unit: "kg", Decimals: 1}, 61.5, "61.5 kg"},
		{journal.Measure{Kind: journal.NumberMeasure}, 2.7, "2.7"},
		{journal.Measure{Kind: journal.NumberMeasure, Unit: "km"}, .4, "0.4 km"},
		{journal.Measure{Kind: journal.NumberMeasure}, 1234567, "1234567"},
		{journal.Measure{Kind: journal.NumberMeasure, Unit: "lb"}, 70.5 * 2.20462, "155.42571 lb"},
		{journal.Measure{Kind: journal.NumberMeasure}, 22. / 3, "7.33"},
		{journal.Measure{Kind: journal.NumberMeasure}, -20000. / 3, "−6666.7"},
		{journal.Measure{Kind: journal.NumberMeasure}, 4e-7, "0.0000004"},
		{journal.Measure{Kind: journal.NumberMeasure, Decimals: 1}, 70.456, "70.5"},
		{journal.Measure{Kind: journal.NumberMeasure, Decimals: 1}, .04, "0.04"},
		{journal.Measure{Kind: journal.NumberMeasure}, 0, "0"},
		{journal.Measure{Kind: journal.NumberMeasure, Unit: "%"}, 12.5, "12.5%"},
		{journal.Measure{Kind: journal.ScaleMeasure}, 5.5, "5.5"},
		{journal.Measure{Kind: journal.NumberMeasure, Unit: "%"}, 40, "40%"},
		{journal.Measure{Kind: journal.ScaleMeasure}, 0, "0"},
		{journal.Measure{Kind: journal.YesNoMeasure}, 0, "no"},
		{journal.Measure{Kind: journal.YesNoMeasure}, 1, "yes"},
		{journal.Measure{Kind: journal.DurationMeasure}, 80, "1 h 20"},
		{journal.Measure{Kind: journal.DurationMeasure}, 65, "1 h 05"},
		{journal.Measure{Kind: journal.DurationMeasure}, 120, "2 h"},
		{journal.Measure{Kind: journal.DurationMeasure}, 0, "0 min"},
		{journal.Measure{Kind: journal.DurationMeasure}, 4.5, "4 min 30 s"},
		{journal.Measure{Kind: journal.DurationMeasure}, 0.5, "30 s"},
		{journal.Measure{Kind: journal.DurationMeasure}, 62.5, "1 h 2 min 30 s"},
		{choice, 5, "sun"},
	} {
		if got := describe.MeasureValue(&c.m, c.v); got != c.want {
			t.Errorf("%s, %v: got %q, want %q", c.m.Kind, c.v, got, c.want)
		}
	}
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	wording.Speak(wording.Voice{Language: "xx", Decimal: ",", Say: func(_, english string, _ wording.V) string { return english }})
	if got := describe.MeasureValue(&journal.Measure{Kind: journal.NumberMeasure, Unit: "kg", Decimals: 1}, 61.5); got != "61,5 kg" {
		t.Errorf("with a decimal comma: %q", got)
	}
}

func TestMeasuresAreInTheirOrder(t *testing.T) {
	all := []journal.Measure{{ID: "b", Name: "Sleep", Kind: journal.DurationMeasure}, {ID: "c", Name: "Cups"}, {ID: "a", Name: "Nap", Kind: journal.YesNoMeasure}}
	values := []journal.MeasureValue{{Measure: "a", Value: 0}, {Measure: "b", Value: 440}, {Measure: "x", Value: 1}}
	if got := describe.Values(values, all); got != "Sleep 7 h 20 · Nap no" {
		t.Errorf("got %q", got)
	}
}

func TestPlansForObstaclesAndAnswersAreDescribed(t *testing.T) {
	e := &journal.Entry{
		Obstacles: []journal.Obstacle{
			{Text: "Silence", Overcome: true, Then: "I ask a question", Came: journal.Yes, Held: journal.Yes, Helped: journal.No},
			{Text: "Noise", Then: "I wait", Came: journal.No},
			{Text: "Heat", Came: journal.Yes, Held: journal.No},
		},
		Answers: []journal.Answer{{Question: "What did you eat?", When: journal.AskedBefore, Text: "Rice"}},
	}
	want := []describe.Part{
		{"What stood in the way", "Silence (overcome). If so: I ask a question · it came up · you did what you planned · it did not help\n" +
			"Noise. If so: I wait · it did not come up\nHeat · it came up · you did not do what you planned"},
		{"What did you eat?", "Rice"},
	}
	if got := describe.Parts(e); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
