package report_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"enactive/charts/report"
	"enactive/charts/report/compose"
	"enactive/journal"
)

// TestTheRealDiaryIsTables reads a private diary that is not shipped: ten entries a day that are numbers
// alone.
func TestTheRealDiaryIsTables(t *testing.T) {
	file, err := os.Open("../../../shared/data/diary/diary.csv")
	if err != nil {
		t.Skipf("LEFT OUT: the real diary is not here, so nothing was tried on it: %v", err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	j := emptyJournal(t)
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Days"})
	if err != nil {
		t.Fatal(err)
	}
	b := journal.Batch{Kind: journal.StepFill}
	for _, row := range rows[1:] {
		when, err := time.Parse(time.DateTime, row[0]+" "+row[1])
		if err != nil {
			t.Fatal(err)
		}
		rating := func(column int) journal.OptRating {
			v, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				return journal.OptRating{}
			}
			return some((v - 1) / 6 * 100)
		}
		b.Entries = append(b.Entries, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Area: a.ID, Time: when, EfficacyBefore: rating(2), Performance: rating(6), Stress: rating(7)})
	}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	for _, kind := range journal.HandoutKinds() {
		told := report.Told{Handout: journal.Handout{Kind: kind}}
		inTables := 0
		for _, b := range blocksOf(t, j, told) {
			if table, ok := b.(compose.Table); ok && table.Lines {
				inTables += len(table.Rows)
			}
		}
		if inTables != len(b.Entries) {
			t.Errorf("%s: %d of %d entries are rows of tables", kind, inTables, len(b.Entries))
		}
		pages := strings.Count(tool(t, write(t, j, told), "pdftotext", "FILE", "-"), "\f")
		if pages > 45 {
			t.Errorf("%s: it takes %d pages", kind, pages)
		}
	}
}
