package state_test

import (
	"reflect"
	"strings"
	"testing"

	"enactive/ui/state"
)

// sleepTable is a table that leaves everything open that can be.
func sleepTable() *state.Sheet {
	return &state.Sheet{Columns: []state.Column{
		{Name: "day", Orders: []state.ColumnReading{{Key: "dmy"}, {Key: "mdy"}}},
		{Name: "hour"},
		{Name: "mood", Words: []state.WordCount{{Word: "good", Count: 3}, {Word: "bad", Count: 1}}},
		{Name: "result", Words: []state.WordCount{{Word: "Success", Count: 2}, {Word: "0-1", Count: 1}}},
		{Name: "km", Decimals: []state.ColumnReading{{Key: "comma"}, {Key: "point"}}},
		{Name: "slept", IsDurations: true, Durations: []state.ColumnReading{{Key: "m:s"}, {Key: "h:m"}}},
		{Name: "who", Lists: []state.List{{Separator: "|", Cells: 2, Items: 4}}},
		{Name: "stress", Ours: "stress", IsNumbers: true, Low: 10, High: 90},
		{Name: "note", Ours: "note"},
	}, When: [][]string{{"day", "hour"}, {"day"}}}
}

// kinds are the questions about a column, or about none.
func kinds(f *state.ImportForm, column int) []state.QuestionKind {
	var all []state.QuestionKind
	for _, q := range f.Open() {
		if q.Column == column {
			all = append(all, q.Kind)
		}
	}
	return all
}

func TestATableIsAskedAboutWhatItLeavesOpen(t *testing.T) {
	f := state.NewImportForm(sleepTable(), "")
	if got := kinds(f, -1); !reflect.DeepEqual(got, []state.QuestionKind{state.AskWhen, state.AskArea}) {
		t.Errorf("at first %v is open", got)
	}
	if a := f.Columns[7]; a.Ours != "stress" || a.Low != "0" || a.High != "100" {
		t.Errorf("a column of our name and on our scale is %+v", a)
	}
	f.SetWhen([]string{"day", "hour"})
	f.Area = "Life"
	if got := kinds(f, 0); !reflect.DeepEqual(got, []state.QuestionKind{state.AskOrder}) {
		t.Errorf("of the day %v is open", got)
	}
	for column, want := range map[int][]state.QuestionKind{2: {state.AskWords}, 4: {state.AskDecimal, state.AskScale}, 5: {state.AskDurations, state.AskScale}} {
		f.Choose(column, []string{2: "performance", 4: "effort", 5: "efficacy_before"}[column])
		if got := kinds(f, column); !reflect.DeepEqual(got, want) {
			t.Errorf("of column %d %v is open, want %v", column, got, want)
		}
	}
	f.Choose(3, "outcome")
	if got := f.Columns[3].Words; !reflect.DeepEqual(got, map[string]string{"Success": "success"}) {
		t.Errorf("our own words are %v", got)
	}
	f.Choose(6, "note")
	if got := kinds(f, 8); !reflect.DeepEqual(got, []state.QuestionKind{state.AskTwice}) {
		t.Errorf("with two notes %v is open", got)
	}
}

func TestAnswersBecomeAPlanAndComeBack(t *testing.T) {
	f := state.NewImportForm(sleepTable(), "")
	f.SetWhen([]string{"day", "hour"})
	f.Area, f.Dates, f.Decimal, f.Zone = "Life", "dmy", "comma", "Europe/Berlin"
	f.Choose(2, "performance")
	f.SetWord(2, "good", "80")
	f.SetWord(2, "bad", "")
	f.Choose(4, "effort")
	f.Columns[4].Low, f.Columns[4].High = "0", "42,5"
	f.Choose(6, "people")
	f.Columns[6].Split = "|"
	f.Choose(8, "")
	if open := f.Open(); len(open) > 0 {
		t.Fatalf("%+v is open", open)
	}
	want := state.ImportPlan{
		Map: []state.ColumnMap{{From: "mood", To: "performance"}, {From: "km", To: "effort", Scaled: true, Low: 0, High: 42.5},
			{From: "who", To: "people"}, {From: "stress", To: "stress", Scaled: true, Low: 0, High: 100}},
		Join: []state.ColumnJoin{{From: []string{"day", "hour"}, To: "time"}}, Set: []state.ColumnSet{{To: "area", Value: "Life"}},
		Leave: []string{"note"}, Dates: "dmy", Decimal: "comma", Zone: "Europe/Berlin",
		Words: []state.ColumnWords{{From: "mood", Ours: map[string]string{"good": "80", "bad": ""}}}, Split: []state.ColumnSplit{{From: "who", Separator: "|"}},
	}
	plan := f.Plan()
	if !reflect.DeepEqual(plan, want) {
		t.Fatalf("the plan is\n%+v\nwant\n%+v", plan, want)
	}
	other := state.NewImportForm(sleepTable(), "")
	other.Take(plan)
	if open := other.Open(); len(open) > 0 {
		t.Errorf("with the plan %+v is open", open)
	}
	if got := other.Plan(); !reflect.DeepEqual(got, want) {
		t.Errorf("it comes back as\n%+v\nwant\n%+v", got, want)
	}
}

func TestOneWayToATimeIsTaken(t *testing.T) {
	s := sleepTable()
	s.When = [][]string{{"day"}}
	if got := state.NewImportForm(s, "").Times(); !reflect.DeepEqual(got, []string{"day"}) {
		t.Errorf("the time is %v", got)
	}
}

func TestAPlanThatTheFormCannotShowIsKept(t *testing.T) {
	f := state.NewImportForm(sleepTable(), "Life")
	plan := state.ImportPlan{Map: []state.ColumnMap{{From: "note", To: "note"}, {From: "note", To: "title"}, {From: "day", To: "time"}}, Set: []state.ColumnSet{{To: "area", Value: "Life"}, {To: "kind", Value: "practice"}}, Dates: "dmy"}
	f.Take(plan)
	got := f.Plan()
	if len(got.Set) != 2 || got.Set[0].To != "kind" || !strings.Contains(strings.Join(mapsOf(got), " "), "note=title") {
		t.Errorf("the plan is %+v", got)
	}
}

func mapsOf(p state.ImportPlan) []string {
	var all []string
	for _, m := range p.Map {
		all = append(all, m.From+"="+m.To)
	}
	return all
}
