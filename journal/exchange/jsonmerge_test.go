package exchange_test

import (
	"errors"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

const measuredJSON = `{"format":"enactive","version":1,"exported":"2026-11-23T18:05:00+01:00",
"areas":[{"id":"01JD00000000000000000000A1","name":"Running","created":"2026-01-01T10:00:00Z","modified":"2026-01-01T10:00:00Z"}],
"people":[],
"measures":[
{"id":"01JD00000000000000000000M1","name":"Weather","kind":"choice","areas":["Running"],"choices":[{"key":1,"name":"rain"},{"key":2,"name":"sun"}],"created":"2026-01-01T10:00:00Z","modified":"2026-01-01T10:00:00Z"},
{"id":"01JD00000000000000000000M2","name":"Sleep","kind":"duration","of_day":true,"unit":"h","created":"2026-01-01T10:00:00Z","modified":"2026-01-01T10:00:00Z"}],
"days":[
{"day":"2026-11-13","measures":{"Sleep":"7:20"},"created":"2026-11-13T10:00:00Z","modified":"2026-11-13T10:00:00Z"},
{"day":"2026-11-14","measures":{"Sleep":"6:05"},"created":"2026-11-14T10:00:00Z","modified":"2026-11-14T10:00:00Z"}],
"entries":[
{"id":"01JD00000000000000000000E1","type":"experience","time":"2026-11-13T10:00:00Z","area":"Running","title":"5 km","measures":{"Weather":"sun"},"created":"2026-11-13T10:00:00Z","modified":"2026-11-13T10:00:00Z"}
]}
`

// TestMeasuresOfAnotherMachineMeetTheirOwn imports measures that the journal has by name, with other
// keys and days of its own.
func TestMeasuresOfAnotherMachineMeetTheirOwn(t *testing.T) {
	j := newJournal(t)
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Running"})
	if err != nil {
		t.Fatal(err)
	}
	weather := saveMeasure(t, j, journal.Measure{Name: "weather", Kind: journal.ChoiceMeasure, Areas: []journal.AreaID{a.ID}, Choices: []journal.Choice{{Name: "Sun"}, {Name: "Rain"}}})
	sleep := saveMeasure(t, j, journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true})
	day := journal.Date{Year: 2026, Month: 11, Day: 13}
	if _, err := j.SaveDay(t.Context(), journal.Day{Date: day, Values: []journal.MeasureValue{{Measure: sleep.ID, Value: 400}}}); err != nil {
		t.Fatal(err)
	}
	imp := importJSON(t, j, measuredJSON)
	if len(imp.NewMeasures) != 0 || imp.Days != 1 || imp.DaysThere != 1 || len(imp.Conflicts) != 1 || imp.Conflicts[0].Here != "6:40" || imp.Conflicts[0].There != "7:20" {
		t.Errorf("got %+v", imp)
	}
	e, _ := j.Entry("01JD00000000000000000000E1")
	if v, ok := journal.ValueOf(e.Measures, weather.ID).Get(); !ok || weather.Format(v) != "Sun" {
		t.Errorf("the weather is %v", e.Measures)
	}
	if got := values(t, j, "2026-11-13") + "; " + values(t, j, "2026-11-14"); got != "Sleep=6:40; Sleep=6:05" {
		t.Errorf("the days have %q", got)
	}
}

// TestJSONWithWrongMeasures is refused, and nothing changes.
func TestJSONWithWrongMeasures(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"another kind here", `"kind":"duration","of_day":true,"unit":"h"`, `"kind":"number","of_day":true`, "measures.kind"},
		{"a kind that does not exist", `"kind":"duration"`, `"kind":"color"`, "measures.kind"},
		{"no kind", `"kind":"duration",`, ``, "measures.kind"},
		{"a name with a sign", `"name":"Sleep"`, `"name":"a<b"`, "measures.name"},
		{"the same name twice", `"name":"Sleep"`, `"name":"WEATHER"`, "measures.name"},
		{"a value of no measure", `"measures":{"Weather":"sun"}`, `"measures":{"Moon":1}`, "Moon"},
		{"an unknown choice", `"Weather":"sun"`, `"Weather":"hail"`, "hail"},
		{"a number for a choice", `"Weather":"sun"`, `"Weather":1`, "Weather"},
		{"a list for a value", `"Weather":"sun"`, `"Weather":["sun"]`, "Weather"},
		{"a value twice", `"Weather":"sun"`, `"Weather":"sun","weather":"rain"`, "weather"},
		{"a day twice", `"day":"2026-11-14"`, `"day":"2026-11-13"`, "days.day"},
		{"a day that is none", `"day":"2026-11-14"`, `"day":"2026-11-31"`, "days.day"},
		{"a day to come", `"day":"2026-11-14"`, `"day":"2027-11-14"`, "days.day"},
		{"a measure of entries on a day that was not stored", `"measures":{"Sleep":"6:05"},"created":"2026-11-14T10:00:00Z","modified":"2026-11-14T10:00:00Z"`, `"measures":{"Weather":"sun"}`, "Weather"},
		{"no duration", `"Sleep":"6:05"`, `"Sleep":"long"`, "Sleep"},
		{"too large a number", `"Sleep":"6:05"`, `"Sleep":1e400`, "Sleep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			saveMeasure(t, j, journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true})
			before := exportJSON(t, j, journal.Query{})
			broken := strings.Replace(measuredJSON, c.old, c.new, 1)
			_, err := exchange.ReadJSON(t.Context(), strings.NewReader(broken), j, "other.json")
			if broken == measuredJSON || !errors.Is(err, exchange.ErrRejected) {
				t.Fatalf("got %v", err)
			}
			if said := describe.Error(err); !strings.Contains(said, c.want) || !strings.Contains(said, "line") {
				t.Errorf("%q does not say %q with its line", said, c.want)
			}
			if after := exportJSON(t, j, journal.Query{}); after != before {
				t.Error("the journal has changed")
			}
		})
	}
}

// TestAnExportOfAnAreaHoldsNoDays checks that who gets an area gets neither days nor other measures.
func TestAnExportOfAnAreaHoldsNoDays(t *testing.T) {
	j := newJournal(t)
	importJSON(t, j, measuredJSON)
	area, _ := j.AreaNamed("Running")
	for _, q := range []journal.Query{{Area: area.ID}, {Text: "km"}} {
		file := exportJSON(t, j, q)
		if strings.Contains(file, "Sleep") || strings.Contains(file, `"days"`) || !strings.Contains(file, `"Weather":"sun"`) {
			t.Errorf("the export of %+v is %s", q, file)
		}
	}
}

// TestUndoTakesBackMeasuresAndDays imports everything that is new and undoes it.
func TestUndoTakesBackMeasuresAndDays(t *testing.T) {
	j := newJournal(t)
	before := exportJSON(t, j, journal.Query{})
	importJSON(t, j, measuredJSON)
	if n := len(j.Measures()) + len(j.Days(journal.Date{}, journal.Date{})); n != 4 {
		t.Fatalf("there are %d measures and days, want 4", n)
	}
	undo(t, j)
	if after := exportJSON(t, j, journal.Query{}); after != before {
		t.Errorf("it leaves\n%s", after)
	}
}
