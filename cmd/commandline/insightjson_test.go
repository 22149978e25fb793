package commandline

import (
	"bytes"
	"encoding/json"
	"testing"

	"enactive/charts"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// TestTheSentenceHasItsPlaceInTheJSON says what scripts rely on: each key of a result where it
// always was, and its sentence among them.
func TestTheSentenceHasItsPlaceInTheJSON(t *testing.T) {
	one := optional.Some(1.0)
	for name, c := range map[string]struct {
		result any
		want   string
	}{
		"a trend": {insight.TrendResult{N: 1, SDNow: one, FromAfter: true, Retrospective: 2, Change: &insight.TrendChange{Since: "2026-01-02"}},
			`{"n":1,"verdict":"","sd_now":1,"text":"A <b>.","change":{"since":"2026-01-02","days_before":0,"days_since":0,"change":0,"low":0,"high":0,"odds":0},"from_after":true,"retrospective":2}`},
		"stress": {insight.StressResult{N: 1, PeakX: one, Retrospective: 2, MayBePractice: true, P10: one, P90: one},
			`{"verdict":"","n":1,"peak_x":1,"text":"A <b>.","retrospective":2,"may_be_practice":true,"p10":1,"p90":1}`},
		"stress with nothing before the quantiles": {insight.StressResult{P10: one}, `{"verdict":"","n":0,"text":"A <b>.","p10":1}`},
		"a next step":               {insight.NextStepResult{N: 1, Smaller: true, Rungs: []insight.RungState{{Text: "Low"}}}, `{"n":1,"smaller":true,"text":"A <b>.","rungs":[{"text":"Low"}]}`},
		"a next step without rungs": {insight.NextStepResult{N: 1}, `{"n":1,"text":"A <b>."}`},
		"recovery":                  {insight.RecoveryResult{N: 1, Days: one, LeftOut: 2}, `{"n":1,"back":0,"median_days":1,"text":"A <b>.","left_out":2}`},
		"mastery": {insight.MasteryResult{N: 2, Overridden: 1, Counts: map[insight.Evidence]int{insight.UsefulSetback: 1, insight.Assisted: 1, insight.PlainSetback: 1}},
			`{"assisted":1,"n":2,"overridden":1,"setback":1,"text":"A <b>.","useful_setback":1}`},
		"hours": {insight.HoursResult{N: 1}, `{"n":1,"text":"A <b>."}`},
	} {
		var object orderedObject
		object.addFigure("it", charts.Figure{Result: c.result, Text: "A <b>."})
		if object.err != nil {
			t.Fatal(object.err)
		}
		got, err := json.Marshal(&object)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(json.RawMessage(`{"it":` + c.want + `}`)) // with < as encoding/json writes it
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: got %s\nwant %s", name, got, want)
		}
	}
}

func TestAResultThatIsNoNumberFailsInJSON(t *testing.T) {
	var object orderedObject
	object.addFigure("hours", charts.Figure{Result: func() {}})
	if object.err == nil {
		t.Error("what JSON cannot hold is written without an error")
	}
}
