package exchange_test

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/exchange"
)

// exportForSpreadsheets returns a CSV with the column for spreadsheets.
func exportForSpreadsheets(t tester, j *journal.Journal) string {
	t.Helper()
	var b strings.Builder
	r := exchange.Request{Chosen: exchange.Chosen{"spreadsheet-times": {""}}}
	if err := csvFormat(t).Export.Write(t.Context(), &b, j, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func csvFormat(t tester) exchange.Format {
	t.Helper()
	all := exchange.Formats()
	at := slices.IndexFunc(all, func(f exchange.Format) bool { return f.Key == "csv" })
	if at < 0 {
		t.Fatal("there is no CSV")
	}
	return all[at]
}

func TestSpreadsheetTimesAreTheClockTimesOfTheirPlaces(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	lines := strings.Split(strings.TrimSuffix(exportForSpreadsheets(t, j), "\n"), "\n")
	for i, want := range []string{",local_time", ",2026-11-01 09:00:00", ",2026-12-01 09:00:00", ",2026-12-02 09:00:00"} {
		if !strings.HasSuffix(lines[i], want) {
			t.Errorf("line %d is %q, want %q at its end", i+1, lines[i], want)
		}
	}
	var plain []string
	for _, l := range lines {
		plain = append(plain, l[:strings.LastIndex(l, ",")])
	}
	if got, want := strings.Join(plain, "\n")+"\n", exportCSV(t, j, journal.Query{}); got != want {
		t.Errorf("without its last column the file is\n%s\nwant\n%s", got, want)
	}
}

func TestAFileWithSpreadsheetTimesComesBackUnchanged(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	rapid.Check(t, func(t *rapid.T) {
		j := newJournal(t)
		areas := anyAreas(t)
		batch := journal.Batch{Areas: areas, Entries: rapid.SliceOfN(anyEntry(areas), 0, 4).Draw(t, "entries")}
		asStored(t, j, batch.Entries)
		if err := j.SaveBatch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		file := exportForSpreadsheets(t, j)
		asks := exchange.WithSheet(t.Context(), func(exchange.Sheet) { t.Fatal("there are questions about the columns") })
		if _, err := exchange.ReadCSV(asks, strings.NewReader(file), newJournal(t), exchange.ImportPlan{}); err != nil {
			t.Fatal(err)
		}
		other := newJournal(t)
		if len(batch.Entries) > 0 {
			imp := importCSV(t, other, file, exchange.ImportPlan{})
			if !slices.Equal(imp.LeftOut, []string{"local_time"}) {
				t.Fatalf("left out: %v", imp.LeftOut)
			}
		}
		if len(batch.Entries) > 0 && exportForSpreadsheets(t, other) != file {
			t.Fatalf("it comes back as\n%s\nwas\n%s", exportForSpreadsheets(t, other), file)
		}
	})
}

func TestAnEditedSpreadsheetTimeIsLeftOut(t *testing.T) {
	j := newJournal(t)
	const file = "time,area,title,local_time\n2026-11-01T09:00:00+05:30,Running,5 km,1999-01-01 00:00:00\n"
	imp := importCSV(t, j, file, exchange.ImportPlan{})
	if e := j.Entries(journal.Query{}); len(e) != 1 || e[0].Time.Format("2006-01-02T15:04:05Z07:00") != "2026-11-01T09:00:00+05:30" {
		t.Errorf("the time came back as %v", e[0].Time)
	}
	if !slices.Equal(imp.LeftOut, []string{"local_time"}) {
		t.Errorf("left out: %v", imp.LeftOut)
	}
}

func TestSpreadsheetTimesStopAtTheFirstError(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := csvFormat(t).Export.Write(ctx, io.Discard, j, exchange.Request{Chosen: exchange.Chosen{"spreadsheet-times": {""}}})
	if err == nil {
		t.Error("a cancelled export succeeds")
	}
}
