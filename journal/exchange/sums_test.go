package exchange_test

import (
	"errors"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// TestARowOfSumsIsAskedAbout holds that a last row of sums is never an entry unasked, whether a word
// or its numbers show what it is.
func TestARowOfSumsIsAskedAbout(t *testing.T) {
	const named = "title,time,stress\nRun,2026-01-05,10\nRun,2026-01-06,20\nTotal,2026-01-31,30\n"
	const unnamed = "title,time,day,stress\nRun,2026-01-05,2026-01-05,10\nRun,2026-01-06,2026-01-06,20\nJanuary,2026-01-31,,30\n"
	const grouped = "title,time,stress\nRun,2026-01-05,10\nRun,2026-01-05,20\nGrand total:,2026-01-31,30\n"
	const each = "time,Run,Read\n2026-01-05,10,1\n2026-01-06,20,2\nTotal,30,3\n"
	for _, c := range []struct {
		name, table, flags, left string
		imported                 string // empty if it has no time
	}{
		{"a word", named, "set area=A", "Run 10 Run 20", "Run 10 Run 20 Total 30"},
		{"its numbers", unnamed, "set area=A;leave day", "Run 10 Run 20", "Run 10 Run 20 January 30"},
		{"rows that belong together", grouped, "set area=A;group title, time: stress=largest", "Run 20", "Run 20 Grand total: 30"},
		{"a column a habit", each, "set area=A;map value=stress;each Run, Read: title", "Run 10 Read 1 Run 20 Read 2", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for answer, want := range map[string]string{"": "", "sums leave": c.left, "sums import": c.imported} {
				flags := strings.Split(c.flags, ";")
				if answer != "" {
					flags = append(flags, answer)
				}
				read, err := exchange.Formats()[0].Import.Reader(chosen(flags...))
				if err != nil {
					t.Fatal(err)
				}
				var shown exchange.Sheet
				ctx := exchange.WithSheet(t.Context(), func(s exchange.Sheet) { shown = s })
				j := newJournal(t)
				imp, err := read(ctx, strings.NewReader(c.table), j, "f.csv")
				if shown.Sums.Line != 4 || len(shown.Sums.Cells) == 0 || answer == "" && len(shown.Rows) == 0 {
					t.Errorf("%q: the sheet has %+v", answer, shown.Sums)
				}
				if want == "" {
					if !errors.Is(err, exchange.ErrRejected) {
						t.Errorf("%q: %v", answer, err)
					}
					if got := describe.Error(err); answer == "" && !strings.HasPrefix(got, "f.csv, line 4: the last row (\"") {
						t.Errorf("asked: %s", got)
					}
					continue
				}
				if err != nil {
					t.Fatalf("%q: %v", answer, err)
				}
				apply(t, j, imp)
				var got []string
				for _, e := range j.Entries(journal.Query{}) {
					stress, _ := e.Stress.Get()
					got = append(got, e.Title+" "+journal.FormatNumber(float64(stress)))
				}
				if list := strings.Join(got, " "); list != want {
					t.Errorf("%q: got %s, want %s", answer, list, want)
				}
				if notes := strings.Join(describe.Messages(imp.Notes), "\n"); !strings.Contains(notes, "Line 4 looks like a row of sums") {
					t.Errorf("%q: notes %s", answer, notes)
				}
			}
		})
	}
}
