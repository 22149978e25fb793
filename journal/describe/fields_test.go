package describe_test

import (
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
)

// TestEachFieldIsDescribed sets each field of an experience alone and looks for it in the
// description.
func TestEachFieldIsDescribed(t *testing.T) {
	at := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	for _, f := range journal.Fields() {
		if f.Phase == journal.Automatic || f.Kind == journal.MomentField || f.Name == "title" || f.Name == "area" || f.Name == "type" || f.Name == "mastery" {
			continue // pages show these apart
		}
		e := journal.Entry{Type: journal.Experience, Time: at, Created: at}
		want := "Zebra"
		switch f.Kind {
		case journal.NumberField:
			f.SetNumber(&e, optional.Some(7.0))
			want = "7"
		case journal.ListField:
			*f.List(&e) = []string{want}
		case journal.ObstaclesField:
			e.Obstacles = []journal.Obstacle{{Text: want}}
		case journal.PeopleField:
			e.People = []journal.Person{{Name: want}}
		case journal.AnswersField:
			e.Answers = []journal.Answer{{Question: "Which?", When: journal.AskedBefore, Text: want}}
		case journal.MeasuresField:
			e.Measures = []journal.MeasureValue{{Measure: "m", Value: 7}}
			want = "Sleep 7"
		case journal.WordField:
			f.SetText(&e, f.Words()[len(f.Words())-1])
			want = ""
		default:
			f.SetText(&e, want)
		}
		said := describe.Kicker(&e) + describe.Numbers(&e) + describe.Values(e.Measures, []journal.Measure{{ID: "m", Name: "Sleep"}})
		for _, p := range describe.Parts(&e) {
			said += p.Text
		}
		if said == "" || !strings.Contains(said, want) {
			t.Errorf("%s is not described: %q", f.Name, said)
		}
	}
}
