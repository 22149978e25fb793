package exchange_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/vault"
)

// berlin is an offset that is neither UTC nor, most likely, that of this machine.
var berlin = time.FixedZone("", 3600)

var now = time.Date(2026, 11, 23, 18, 5, 0, 0, berlin)

// tester is the common interface of a test, a benchmark and a property.
type tester interface {
	Helper()
	Context() context.Context
	Cleanup(func())
	Error(...any)
	Fatal(...any)
	Fatalf(string, ...any)
}

// newJournal returns an empty journal whose clock is fixed at now.
func newJournal(t tester) *journal.Journal {
	t.Helper()
	return newJournalAt(t, func() time.Time { return now })
}

func newJournalAt(t tester, clock func() time.Time) *journal.Journal {
	t.Helper()
	dir, err := os.MkdirTemp("", "journal-")
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Create(t.Context(), filepath.Join(dir, "journal"), vault.NoPassphrase(),
		journal.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(j.Close(), os.RemoveAll(dir)); err != nil {
			t.Error(err)
		}
	})
	return j
}

// readCSV reads a table or fails.
func readCSV(t tester, j *journal.Journal, table string, o exchange.ImportPlan) *exchange.Import {
	t.Helper()
	if o.File == "" {
		o.File = "ratings.csv"
	}
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(table), j, o)
	if err != nil {
		t.Fatalf("reading %q: %v", table, err)
	}
	return imp
}

// importCSV imports a table or fails.
func importCSV(t tester, j *journal.Journal, table string, o exchange.ImportPlan) *exchange.Import {
	t.Helper()
	imp := readCSV(t, j, table, o)
	apply(t, j, imp)
	return imp
}

// readJSON reads a file or fails.
func readJSON(t tester, j *journal.Journal, file string) *exchange.Import {
	t.Helper()
	imp, err := exchange.ReadJSON(t.Context(), strings.NewReader(file), j, "journal.json")
	if err != nil {
		t.Fatalf("reading %q: %v", file, err)
	}
	return imp
}

// importJSON imports a file or fails.
func importJSON(t tester, j *journal.Journal, file string) *exchange.Import {
	t.Helper()
	imp := readJSON(t, j, file)
	apply(t, j, imp)
	return imp
}

func apply(t tester, j *journal.Journal, imp *exchange.Import) {
	t.Helper()
	if err := imp.Apply(t.Context(), j); err != nil {
		t.Fatal(err)
	}
}

func exportCSV(t tester, j *journal.Journal, q journal.Query) string {
	t.Helper()
	var b strings.Builder
	if err := exchange.WriteCSV(t.Context(), &b, j, q); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func exportJSON(t tester, j *journal.Journal, q journal.Query) string {
	t.Helper()
	var b strings.Builder
	if err := exchange.WriteJSON(t.Context(), &b, j, q); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// rejection reads a table that must be rejected with an error of a kind, and returns its text.
func rejection(t tester, j *journal.Journal, table string, o exchange.ImportPlan, kind error) string {
	t.Helper()
	if o.File == "" {
		o.File = "ratings.csv"
	}
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(table), j, o)
	if !errors.Is(err, kind) {
		t.Fatalf("got %+v and error %v, want an error that is %q", imp, err, kind)
	}
	return describe.Error(err)
}

// richTable is an export with a value in every column.
const richTable = "id,type,time,area,source,kind,title,intention,happened,outcome,performance,stress,stress_expected,appraisal,difficulty,effort,luck,controllable," +
	"efficacy_before,efficacy_before_at,efficacy_after,obstacles,sacrifices,lessons,strategies,people,tags,note,created,modified\n" +
	`01KA0000000000000000000001,experience,2026-11-01T09:00:00+01:00,Running,mastery,stretch,5 km,"under 30 minutes, calm","I ran ""flat out""",success,70.5,40,60,challenge,6,80,2,yes,` +
	`55,2026-11-01T08:00:00+01:00,75,[x] rain; [ ] knees,sleep,start slower; breathe\; then go,breathing,Ana (mentor); Ben,race,'=great,2026-10-31T20:00:00+01:00,2026-11-01T12:00:00+01:00` + "\n" +
	"01KA0000000000000000000002,plan,2026-12-01T09:00:00Z,Running,,,10 km,,,,,,70,,,,,,30,2026-11-02T08:00:00Z,,,,,,,,,2026-11-02T08:00:00Z,2026-11-02T08:00:00Z\n" +
	"01KA0000000000000000000003,checkin,2026-12-02T09:00:00-03:30,Career,,,,,,,,,,,,,,,0,2026-12-02T09:00:00-03:30,,,,,,,,,2026-12-02T09:00:00-03:30,2026-12-02T09:00:00-03:30\n"
