package report_test

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// journalOf makes a journal of one area with these entries, which get that area and,
// where they have none, the time now.
func journalOf(t testing.TB, meta journal.Options, entries ...journal.Entry) *journal.Journal {
	t.Helper()
	if meta.Now == nil {
		meta.Now = func() time.Time { return now }
	}
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), meta)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Piano", Purpose: "To play for others."})
	if err != nil {
		t.Fatal(err)
	}
	for i := range entries {
		entries[i].Area = a.ID
		if entries[i].Time.IsZero() {
			entries[i].Time = now
		}
	}
	if err := j.SaveBatch(t.Context(), journal.Batch{Kind: journal.StepFill, Entries: entries}); err != nil {
		t.Fatal(err)
	}
	return j
}

// words is the text of a document with single blanks.
func words(t *testing.T, doc []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, doc, "pdftotext", "-layout", "FILE", "-")), " ")
}

func TestTextThatLooksLikeAPlaceForTheNumberOfPagesStaysAsItWasWritten(t *testing.T) {
	for _, text := range []string{"{pages}", "{nb}", "1 of {pages}"} {
		j := journalOf(t, journal.Options{}, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "My template says " + text + " here"})
		if got := words(t, write(t, j, report.Options{})); !strings.Contains(got, "says "+text+" here") {
			t.Errorf("%q was changed: %q", text, got)
		}
	}
}

func TestRepeatedTextIsPrintedTwice(t *testing.T) {
	j := journalOf(t, journal.Options{}, journal.Entry{
		Type: journal.Experience, Source: journal.SourceMastery, Title: "Breathe", Strategies: []string{"Breathe"}, Lessons: []string{"Breathe"},
	}, journal.Entry{
		Type: journal.Experience, Source: journal.SourceMastery, Intention: "Begin slowly", Happened: "Begin slowly", Performance: optional.Some[journal.Rating](60),
	})
	got := words(t, write(t, j, report.Options{}))
	for text, n := range map[string]int{"Breathe": 3, "Begin slowly": 2} {
		if found := strings.Count(got, text); found != n {
			t.Errorf("%q is there %d times, want %d: %s", text, found, n, got)
		}
	}
}

var word = regexp.MustCompile(`xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</word>`)

func TestNothingIsOutsideTheMargins(t *testing.T) {
	j, _ := newJournal(t, 200, strings.Repeat("W", 500), " "+strings.Repeat("W", 500), strings.Repeat(" ", 300)+"end", "a\u00a0b "+strings.Repeat("iW", 300))
	for letter, width := range map[bool]float64{false: 595.28, true: 612} {
		doc := write(t, j, report.Options{Letter: letter})
		found := word.FindAllStringSubmatch(tool(t, doc, "pdftotext", "-bbox", "FILE", "-"), -1)
		if len(found) < 1000 {
			t.Fatalf("only %d words were found", len(found))
		}
		const margin = 24 / 25.4 * 72
		for _, w := range found {
			if left, right := number(t, w[1]), number(t, w[3]); left < margin-1 || right > width-margin+1 {
				t.Fatalf("letter paper %v: %q extends from %.1f to %.1f; the margins are at %.1f and %.1f", letter, w[5], left, right, margin, width-margin)
			}
		}
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
