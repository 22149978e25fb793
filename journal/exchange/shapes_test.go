package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/table"
)

// applied imports a file, and returns all entries, the oldest first.
func applied(t *testing.T, imp *exchange.Import, j *journal.Journal) []*journal.Entry {
	t.Helper()
	if err := imp.Apply(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	return j.Entries(journal.Query{})
}

const habits = "Date,Meditate,Run,Mood\n2026-03-01,YES,,4\n2026-03-02,NO,5.5 km,3\n2026-03-03,-,,5\n"

func TestAColumnAHabitMakesAnEntryEach(t *testing.T) {
	j := newJournal(t)
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(habits), j, exchange.ImportPlan{File: "habits.csv",
		Each:  exchange.ColumnEach{Columns: []string{"Meditate", "Run"}, To: "area"},
		Map:   []exchange.ColumnMap{{From: "Date", To: "time"}, {From: "value", To: "title"}, {From: "Mood", To: "performance", Scaled: true, Low: 0, High: 5}},
		Words: []exchange.ColumnWords{{From: "value", Ours: map[string]string{"NO": ""}}}})
	if err != nil {
		t.Fatal(err)
	}
	entries := applied(t, imp, j)
	var got []string
	for _, e := range entries {
		area, _ := j.Area(e.Area)
		got = append(got, e.Time.Format("02 ")+area.Name+" "+e.Title)
	}
	if want := []string{"01 Meditate YES", "02 Run 5.5 km"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	if x, _ := entries[1].Performance.Get(); x != 60 {
		t.Errorf("a mood of 3 from 0 to 5 is %v", x)
	}
}

// TestAShownPlanCanBeReadAgain holds that the plan of a dry run reads the same file.
func TestAShownPlanCanBeReadAgain(t *testing.T) {
	var shown exchange.ImportPlan
	ctx := exchange.WithSheet(t.Context(), func(s exchange.Sheet) { shown = s.Plan })
	plan := exchange.ImportPlan{Each: exchange.ColumnEach{Columns: []string{"Meditate", "Run"}, To: "area"},
		Map: []exchange.ColumnMap{{From: "Date", To: "time"}, {From: "value", To: "title"}}}
	for range 3 {
		imp, err := exchange.ReadCSV(ctx, strings.NewReader(habits), newJournal(t), plan)
		if err != nil || imp.Added != 3 {
			t.Fatalf("%+v: %v", plan, err)
		}
		plan = shown
	}
}

// TestAChangedCellOfAHabitIsRecognised holds that the entries of a column a habit have names also
// without a title: a changed cell was a second entry of the day.
func TestAChangedCellOfAHabitIsRecognised(t *testing.T) {
	j := newJournal(t)
	plan := exchange.ImportPlan{File: "h.csv", Each: exchange.ColumnEach{Columns: []string{"Read", "Run"}, To: "area"},
		Map: []exchange.ColumnMap{{From: "Date", To: "time"}, {From: "value", To: "performance"}}}
	for _, step := range []struct {
		table                 string
		added, there, changed int
	}{
		{"Date,Read,Run\n2026-03-01,5,\n2026-03-02,7,9\n", 3, 0, 0},
		{"Date,Read,Run\n2026-03-01,5,4\n2026-03-02,8,9\n2026-03-03,1,\n", 2, 2, 1},
		{"Date,Read,Run\n2026-03-01,5,4\n2026-03-02,8,9\n2026-03-03,1,\n", 0, 5, 0},
	} {
		imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(step.table), j, plan)
		if err != nil {
			t.Fatal(err)
		}
		if imp.Added != step.added || imp.AlreadyThere != step.there || imp.Changed != step.changed {
			t.Errorf("%q: %d added, %d there, %d changed", step.table, imp.Added, imp.AlreadyThere, imp.Changed)
		}
		apply(t, j, imp)
	}
}

const sets = `Date,Workout,Exercise,Weight,Reps
2026-03-01 18:00,Push,Bench,60,10
2026-03-01 18:00,Push,Bench,62.5,8
2026-03-02 18:00,Pull,Row,50,12
2026-03-01 18:00,Push,Dips,,15
`

func TestRowsThatBelongTogetherMakeOneEntry(t *testing.T) {
	j := newJournal(t)
	plan := exchange.ImportPlan{File: "sets.csv", Set: []exchange.ColumnSet{{"area", "Lifting"}},
		Map: []exchange.ColumnMap{{From: "Date", To: "time"}, {From: "Workout", To: "title"}, {From: "Exercise", To: "strategies"},
			{From: "Weight", To: "performance"}, {From: "Reps", To: "effort"}},
		Group: exchange.RowGroup{By: []string{"Date", "Workout"}, Numbers: map[string]table.Gather{"Weight": table.GatherLargest, "Reps": table.GatherSum}}}
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(sets), j, plan)
	if err != nil {
		t.Fatal(err)
	}
	entries := applied(t, imp, j)
	if len(entries) != 2 {
		t.Fatalf("%d entries", len(entries))
	}
	e := entries[0]
	weight, _ := e.Performance.Get()
	reps, _ := e.Effort.Get()
	if weight != 62.5 || reps != 33 || !reflect.DeepEqual(e.Strategies, []string{"Bench", "Dips"}) {
		t.Errorf("%v kg, %v times, %q", weight, reps, e.Strategies)
	}
	plan.Group.Numbers = nil
	if _, err = exchange.ReadCSV(t.Context(), strings.NewReader(sets), j, plan); !errors.Is(err, exchange.ErrRejected) || !strings.Contains(err.Error(), "several") {
		t.Errorf("numbers without a rule: %v", err)
	}
}

// TestNumbersOfSeveralMeasuresAreNotGathered holds that units are not added up as if they were one.
func TestNumbersOfSeveralMeasuresAreNotGathered(t *testing.T) {
	for cells, want := range map[string]string{"5 km,3 mi": `different units or totals ("km", "mi")`, "5/10,3/5": `different units or totals ("10", "5")`} {
		one, other, _ := strings.Cut(cells, ",")
		raw := "Date,D\n2026-03-01," + one + "\n2026-03-01," + other + "\n"
		_, err := exchange.ReadCSV(t.Context(), strings.NewReader(raw), newJournal(t), exchange.ImportPlan{
			Map: []exchange.ColumnMap{{From: "Date", To: "time"}, {From: "D", To: "effort"}}, Set: []exchange.ColumnSet{{"area", "A"}},
			Group: exchange.RowGroup{By: []string{"Date"}, Numbers: map[string]table.Gather{"D": table.GatherSum}}})
		if !errors.Is(err, exchange.ErrRejected) || !strings.Contains(describe.Error(err), want) {
			t.Errorf("%s: %v", cells, err)
		}
	}
}

// TestManyTextsOfOneGroupAreRefusedAtOnce holds that the time does not grow with the square of the
// rows, and that the sentence does not blame a cell of the file.
func TestManyTextsOfOneGroupAreRefusedAtOnce(t *testing.T) {
	var raw strings.Builder
	raw.WriteString("Date,W,Note\n")
	for n := range 300_000 {
		fmt.Fprintf(&raw, "2026-03-01,a,%d\n", n)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	_, err := exchange.ReadCSV(ctx, strings.NewReader(raw.String()), newJournal(t), exchange.ImportPlan{
		Map: []exchange.ColumnMap{{From: "Date", To: "time"}}, Set: []exchange.ColumnSet{{"area", "A"}}, Group: exchange.RowGroup{By: []string{"Date"}}})
	if want := "the texts of Note in the group that begins on line 2 are together longer than 1 MiB"; !errors.Is(err, exchange.ErrRejected) || !strings.HasPrefix(describe.Error(err), want) {
		t.Errorf("%v", err)
	}
}

func TestARowThatCannotBeReadStopsARegrouping(t *testing.T) {
	bad := sets + "2026-03-03,Pull,Row,1,2,3\n"
	_, err := exchange.ReadCSV(t.Context(), strings.NewReader(bad), newJournal(t), exchange.ImportPlan{Group: exchange.RowGroup{By: []string{"Date"}}, SkipBadRows: true})
	if rejected, ok := errors.AsType[*exchange.RejectedError](err); !ok || rejected.Bad[0].Line != 6 {
		t.Errorf("%v", err)
	}
}
