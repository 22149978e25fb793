package entryform

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enactive/journal"
)

// ownOptions are options with measures and a question before and after.
func ownOptions() Options {
	o := options()
	o.Areas[0].Questions = []journal.Question{{Text: "What would be good?", When: journal.AskedBefore}, {Text: "What was yours?", When: journal.AskedAfterSetback}}
	o.Measures = []journal.Measure{
		{ID: "m1", Name: "Laps: all", Kind: journal.NumberMeasure, Areas: []journal.AreaID{"A"}},
		{ID: "m2", Name: "Time", Kind: journal.DurationMeasure, Areas: []journal.AreaID{"A"}},
		{ID: "m3", Name: "Keys", Kind: journal.NumberMeasure, Areas: []journal.AreaID{"B"}},
	}
	all := append(o.Measures[:3:3], journal.Measure{ID: "m4", Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true})
	o.MeasureNamed = func(name string) (journal.Measure, bool) {
		for _, m := range all {
			if strings.EqualFold(m.Name, name) {
				return m, true
			}
		}
		return journal.Measure{}, false
	}
	return o
}

func TestTheFormHasWhatIsOnesOwn(t *testing.T) {
	e := base()
	e.Outcome = journal.Setback
	e.Measures = []journal.MeasureValue{{Measure: "m2", Value: 125}, {Measure: "m9", Value: 4}}
	e.Answers = []journal.Answer{{Question: "What would be good?", When: journal.AskedBefore, Text: "Sun.\n\nNo wind."}}
	e.Obstacles = []journal.Obstacle{{Text: "silence", Then: "I ask\na question", Came: journal.Yes, Helped: journal.No}, {Text: "a\nthen: b"}}
	form := Write(&e, ownOptions())
	for _, want := range []string{
		"\nmeasures:\n  - Laps: all =\n  - Time = 2:05\n",
		"\nanswers:\n  - What would be good?\n    Sun.\n\n    No wind.\n  - What was yours?\n",
		"\nobstacles:\n  - [ ] silence\n    then: I ask a question\n    came: yes\n    helped: no\n  - [ ] a\n    then: b\n    then:\n",
	} {
		if !strings.Contains(form, want) {
			t.Errorf("the form lacks %q:\n%s", want, form)
		}
	}
	got, _, err := Read(form, e, ownOptions())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]any{e.Measures, e.Answers, e.Obstacles}, []any{got.Measures, got.Answers, got.Obstacles}); d != "" {
		t.Errorf("(-written +read):\n%s", d)
	}
}

func TestWhatIsOnesOwnIsReadAsTyped(t *testing.T) {
	e := base()
	e.Measures = []journal.MeasureValue{{Measure: "m1", Value: 3}, {Measure: "m9", Value: 4}}
	got, _, err := Read("measures:\n- laps: ALL =\n- Time=1 h 20\nanswers:\n- What would be good?\n  Sun\n- What was yours?\nobstacles:\n- rain\n  then: I wait\n  came: no", e, ownOptions())
	if err != nil {
		t.Fatal(err)
	}
	want := []any{
		[]journal.MeasureValue{{Measure: "m2", Value: 80}, {Measure: "m9", Value: 4}}, // the form did not show the last
		[]journal.Answer{{Question: "What would be good?", When: journal.AskedBefore, Text: "Sun"}},
		[]journal.Obstacle{{Text: "rain", Then: "I wait", Came: journal.No}},
	}
	if d := cmp.Diff(want, []any{got.Measures, got.Answers, got.Obstacles}); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for text, want := range map[string]string{
		"measures: Laps: all":      "line 1: \"Laps: all\" is no value of a measure",
		"\nmeasures:\n- Chess = 1": "line 2: there is no measure \"Chess\"",
		"measures: Sleep = 7":      "line 1: \"Sleep\" is measured once a day",
		"measures: Time = soon":    "line 1: ",
		"answers:\n- Why?\n  x":    "line 1: \"Why?\" is no question of the area",
		"area: Piano: # scales\nanswers:\n- What was yours?\n  x": "line 2: \"What was yours?\" is no question",
	} {
		if _, _, err := Read(text, base(), ownOptions()); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
