package exchange_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/vault"
)

// berlin is an offset that is neither UTC nor, most likely, that of this machine.
var berlin = time.FixedZone("", 3600)

var now = time.Date(2026, 11, 23, 18, 5, 0, 0, berlin)

// newJournal returns an empty journal whose clock stands at now.
func newJournal(t testing.TB) *journal.Journal {
	t.Helper()
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(),
		journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// readCSV reads a table or fails.
func readCSV(t testing.TB, j *journal.Journal, table string, o exchange.CSVOptions) *exchange.Import {
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

// importCSV brings a table in or fails.
func importCSV(t testing.TB, j *journal.Journal, table string, o exchange.CSVOptions) *exchange.Import {
	t.Helper()
	imp := readCSV(t, j, table, o)
	if err := imp.Apply(t.Context(), j); err != nil {
		t.Fatalf("importing %q: %v", table, err)
	}
	return imp
}

func exportCSV(t testing.TB, j *journal.Journal, q journal.Query) string {
	t.Helper()
	var b strings.Builder
	if err := exchange.WriteCSV(context.Background(), &b, j, q); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// refusal reads a table that must be refused with an error of that kind, and returns the error's text.
func refusal(t testing.TB, j *journal.Journal, table string, o exchange.CSVOptions, kind error) string {
	t.Helper()
	if o.File == "" {
		o.File = "ratings.csv"
	}
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(table), j, o)
	if !errors.Is(err, kind) {
		t.Fatalf("got %+v and error %v, want an error that is %q", imp, err, kind)
	}
	return err.Error()
}
