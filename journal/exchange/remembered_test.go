package exchange_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/table"
)

// readRecalling reads a table by a remembered plan.
func readRecalling(t *testing.T, j *journal.Journal, text string, o exchange.ImportPlan) (*exchange.Import, *exchange.Recall, error) {
	t.Helper()
	r := &exchange.Recall{}
	imp, err := exchange.ReadCSV(exchange.WithRecall(t.Context(), r), strings.NewReader(text), j, o)
	return imp, r, err
}

// remember imports a table and remembers its plan.
func remember(t *testing.T, j *journal.Journal, text string, o exchange.ImportPlan) *exchange.Import {
	t.Helper()
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(text), j, o)
	if err != nil {
		t.Fatal(err)
	}
	imp.Remember("")
	if err := imp.Apply(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	return imp
}

func runningPlan(file string) exchange.ImportPlan {
	return exchange.ImportPlan{File: file, Map: []exchange.ColumnMap{{From: "day", To: "time"}}, Set: []exchange.ColumnSet{{To: "area", Value: "Running"}}}
}

func TestRememberedPlanIsFoundByFormatAndColumns(t *testing.T) {
	j := newJournal(t)
	o := runningPlan("runs-2026-01 (2).csv")
	o.SkipBadRows, o.Again = true, exchange.AgainAdd
	if imp := remember(t, j, "day,title\n2026-01-03,a\n", o); imp.Remembered != "runs" {
		t.Errorf("remembered as %q", imp.Remembered)
	}
	plan, name, ok := exchange.RememberedPlan(j, "csv", []string{"day", "title"})
	if !ok || name != "runs" || len(plan.Map) != 1 || plan.SkipBadRows || plan.Again != exchange.AgainUpdate {
		t.Errorf("got %+v %q %v", plan, name, ok)
	}
	for _, columns := range [][]string{{"title", "day"}, {"day"}, {"day", "title", "x"}, {"day,title"}, nil} {
		if _, _, ok := exchange.RememberedPlan(j, "csv", columns); ok {
			t.Errorf("%q have a plan", columns)
		}
	}
	if _, _, ok := exchange.RememberedPlan(j, "daylio", []string{"day", "title"}); ok {
		t.Error("another format has the plan")
	}
}

func TestNothingIsRememberedThatNeedsNoPlan(t *testing.T) {
	j := newJournal(t)
	for name, c := range map[string]struct {
		text string
		plan exchange.ImportPlan
	}{
		"our own names":          {"time,area,title\n2026-01-03 09:00,A,a\n", exchange.ImportPlan{}},
		"columns without names":  {"2026-01-03,1\n2026-01-04,2\n", exchange.ImportPlan{Reading: table.Options{NoHeader: true}, Map: []exchange.ColumnMap{{From: "#1", To: "time"}}, Set: []exchange.ColumnSet{{To: "area", Value: "A"}}}},
		"no call of Remember":    {"day\n2026-01-05\n", runningPlan("a.csv")},
		"an export of a journal": {ownExport(t), exchange.ImportPlan{Set: []exchange.ColumnSet{{To: "area", Value: "A"}}}},
	} {
		imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(c.text), j, c.plan)
		if err != nil {
			t.Fatal(name, err)
		}
		if name != "no call of Remember" && imp.Remember("x") {
			t.Errorf("%s: there is something to remember", name)
		}
		if err := imp.Apply(t.Context(), j); err != nil || len(j.FilePlans()) > 0 {
			t.Errorf("%s: %v, %v", name, j.FilePlans(), err)
		}
	}
}

func ownExport(t *testing.T) string {
	j := newJournal(t)
	remember(t, j, "time,area,title\n2026-01-03 09:00,A,a\n", exchange.ImportPlan{})
	var out strings.Builder
	if err := exchange.WriteCSV(t.Context(), &out, j, journal.Query{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// What a column proves wins over what was answered for another file, which holds where it proves nothing.
func TestRememberedAnswersHoldOnlyForWhatAFileLeavesOpen(t *testing.T) {
	j := newJournal(t)
	o := runningPlan("runs.csv")
	o.Dates = table.DMY
	remember(t, j, "day,title\n03/01/2026,a\n", o)
	for text, want := range map[string]string{
		"day,title\n05/02/2026,x\n":               "2026-02-05",
		"day,title\n05/02/2026,x\n05/13/2026,y\n": "2026-05-02",
	} {
		imp, r, err := readRecalling(t, j, text, exchange.ImportPlan{})
		if err != nil || r.Used == nil {
			t.Fatal(err, r)
		}
		if got := imp.First(1)[0].Entry.Time.Format("2006-01-02"); got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	if _, _, err := readRecalling(t, j, "day,title\n25/02/2026,x\n02/25/2026,y\n", exchange.ImportPlan{}); !errors.Is(err, exchange.ErrRejected) {
		t.Errorf("dates of no order: %v", err)
	}

	numbers := runningPlan("numbers.csv")
	numbers.Decimal = table.Comma
	numbers.Map = append(numbers.Map, exchange.ColumnMap{From: "sure", To: "performance", Scaled: true, Low: 0, High: 10000})
	remember(t, j, "day;sure\n2026-01-03;1.500\n", numbers)
	for text, want := range map[string]float64{
		"day;sure\n2026-02-03;2.000\n":                   20,
		"day;sure\n2026-02-03;2.000\n2026-02-04;50.25\n": 0.02,
	} {
		imp, _, err := readRecalling(t, j, text, exchange.ImportPlan{})
		if err != nil {
			t.Fatal(err)
		}
		if got := float64(imp.First(1)[0].Entry.Performance.Or(-1)); got != want {
			t.Errorf("%q is read as %v, want %v", text, got, want)
		}
	}
}

func TestStoredPlanThatCannotBeReadIsIgnoredAndNamed(t *testing.T) {
	const text = "time,area,title\n2026-01-03 09:00,A,a\n"
	columns, _ := json.Marshal([]string{"time", "area", "title"})
	for _, stored := range []string{
		"", "{}", "null", "[", strings.Repeat("[", 1000), "\x00\xff",
		`{"format":"enactive-import-plan","version":2}`,
		`{"format":"enactive-import-plan","version":1,"map":["no such form"]}`,
		`{"format":"enactive-import-plan","version":1,"zone":"../../etc/passwd"}`,
		`{"format":"enactive-import-plan","version":1,"later":["x"]}`,
	} {
		j := newJournal(t)
		plan := journal.FilePlan{Name: "odd", Format: "csv", Columns: sha256.Sum256(columns), Plan: []byte(stored)}
		if err := j.SaveBatch(t.Context(), journal.Batch{Kind: journal.StepImport, Plan: &plan}); err != nil {
			t.Fatal(err)
		}
		imp, r, err := readRecalling(t, j, text, exchange.ImportPlan{})
		if err != nil || imp.Added != 1 || r.Used != nil || r.Passed != "odd" || r.Cause == nil {
			t.Errorf("%q: %v, %+v", stored, err, r)
		}
		if _, _, ok := exchange.RememberedPlan(j, "csv", []string{"time", "area", "title"}); ok {
			t.Errorf("%q is a plan", stored)
		}
	}
	j := newJournal(t)
	plan := journal.FilePlan{Name: "odd", Format: "csv", Columns: sha256.Sum256(columns), Plan: []byte(`{"format":"enactive-import-plan","version":1,"map":["nowhere=note"]}`)}
	if err := j.SaveBatch(t.Context(), journal.Batch{Kind: journal.StepImport, Plan: &plan}); err != nil {
		t.Fatal(err)
	}
	if _, r, err := readRecalling(t, j, text, exchange.ImportPlan{}); !errors.Is(err, exchange.ErrUsage) || r.Used == nil {
		t.Errorf("a column that is not there: %v, %+v", err, r)
	}
}

func TestPlanOfAnotherJournalIsRememberedUnderItsName(t *testing.T) {
	const export = "full_date,date,weekday,time,mood,activities,note_title,note\n2026-01-03,January 3,Saturday,9:00 AM,good,run,,a\n"
	j := newJournal(t)
	read := func(ctx context.Context, chosen exchange.Chosen) *exchange.Import {
		t.Helper()
		formats := exchange.Formats()
		at := slices.IndexFunc(formats, func(f exchange.Format) bool { return f.Key == "daylio" })
		reader, err := formats[at].Import.FilesReader(chosen)
		if err != nil {
			t.Fatal(err)
		}
		imp, err := reader(ctx, fstest.MapFS{"export.csv": {Data: []byte(export)}}, j, "export.csv")
		if err != nil {
			t.Fatal(err)
		}
		return imp
	}
	imp := read(t.Context(), exchange.Chosen{"set": {"area=Daily life"}, "map": {"mood=performance"}, "words": {"mood: good=75"}})
	if !imp.Remember("") {
		t.Fatal("there is nothing to remember")
	}
	if err := imp.Apply(t.Context(), j); err != nil || imp.Remembered != "Daylio" {
		t.Fatalf("remembered as %q (%v)", imp.Remembered, err)
	}
	r := &exchange.Recall{}
	imp = read(exchange.WithRecall(t.Context(), r), exchange.Chosen{})
	if imp.AlreadyThere != 1 || imp.Added != 0 || r.Used == nil || r.Used.Name != "Daylio" || len(r.Used.Taken) != 3 {
		t.Errorf("%s, %+v", counts(imp), r.Used)
	}
}

func TestAnyNameOfAPlanIsImported(t *testing.T) {
	for name, want := range map[string]string{
		"": "runs", " \n\u200b": "runs", "none": "runs", "\xff": "runs", "Laufen\n 2026": "Laufen 2026", strings.Repeat("é", 2000): strings.Repeat("é", 60),
	} {
		j := newJournal(t)
		imp, err := exchange.ReadCSV(t.Context(), strings.NewReader("day,title\n2026-01-03,a\n"), j, runningPlan(`C:\x\runs 12.csv.age`))
		if err != nil {
			t.Fatal(err)
		}
		imp.Remember(name)
		if err := imp.Apply(t.Context(), j); err != nil || imp.Remembered != want {
			t.Errorf("%.20q is kept as %q (%v)", name, imp.Remembered, err)
		}
	}
}
