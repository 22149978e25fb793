package report_test

import (
	"os"
	"testing"
	"time"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/vault"
)

func TestLook(t *testing.T) {
	folder := os.Getenv("LOOK")
	if folder == "" {
		t.Skip()
	}
	j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{Now: func() time.Time { return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	told := report.Told{Handout: journal.Handout{Kind: journal.HandoutKind(os.Getenv("KIND")), Span: journal.Span(os.Getenv("SPAN")), Names: journal.NameStyle(os.Getenv("NAMES"))}}
	if n := os.Getenv("AREA"); n != "" {
		a, _ := j.AreaNamed(n)
		told.Handout.Areas = []journal.AreaID{a.ID}
	}
	for _, b := range blocksOf(t, j, told) {
		os.Stdout.WriteString(dump(t, b))
	}
}
