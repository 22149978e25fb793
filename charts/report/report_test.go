package report_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

var now = time.Date(2026, 11, 23, 21, 0, 0, 0, time.UTC)

// newJournal makes a journal of two areas with n entries, one a day as long as they fit
// into the calendar.
func newJournal(t testing.TB, n int, texts ...string) (*journal.Journal, journal.AreaID) {
	t.Helper()
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	pitches, err := j.SaveArea(t.Context(), journal.Area{Name: "Client pitches", Purpose: "Because our work is good.", Color: 210})
	if err != nil {
		t.Fatal(err)
	}
	piano, err := j.SaveArea(t.Context(), journal.Area{Name: "Piano"})
	if err != nil {
		t.Fatal(err)
	}
	b := journal.Batch{Kind: journal.StepFill}
	step := 24 * time.Hour
	if n > 10_000 {
		step = 3 * time.Hour
	}
	for i := range n {
		area := pitches.ID
		if i%5 == 4 {
			area = piano.ID
		}
		text := "I asked first and waited."
		if len(texts) > 0 {
			text = texts[i%len(texts)]
		}
		stress := float64(i * 37 % 100)
		b.Entries = append(b.Entries, journal.Entry{
			Type: journal.Experience, Source: journal.SourceMastery, Kind: journal.KindStretch, Outcome: journal.Success,
			Area: area, Time: now.Add(time.Duration(i-n) * step), Title: fmt.Sprintf("Pitch number %d", i+1), Happened: text,
			Obstacles:      []journal.Obstacle{{Text: "Silence", Overcome: true}},
			Stress:         optional.Some(journal.Rating(stress)),
			Performance:    optional.Some(journal.Rating(max(0, 85-(stress-50)*(stress-50)/30))),
			EfficacyBefore: optional.Some(journal.Rating(40 + i%20)),
		})
	}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return j, pitches.ID
}

func write(t testing.TB, j *journal.Journal, o report.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.Journal(t.Context(), &b, j, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tool runs a program of poppler or qpdf over a document.
func tool(t *testing.T, doc []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("LEFT OUT: %s is not here; \"make test\" installs it", name)
	}
	file := filepath.Join(t.TempDir(), "doc.pdf")
	if err := os.WriteFile(file, doc, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func TestWhatWasWrittenCanBeFoundAndRead(t *testing.T) {
	j, _ := newJournal(t, 60)
	text := tool(t, write(t, j, report.Options{}), "pdftotext", "-layout", "FILE", "-")
	for _, want := range []string{
		"Journal", "60 entries", "Client pitches", "Because our work is good.", "How sure you are that you can", "Stress and performance",
		"Pitch number 1\n", "Pitch number 60", "I asked first and waited.", "Silence (overcome)", "performance", "Sunday, 22 November 2026", "1 of ", "overwhelmed",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text of the document", want)
		}
	}
	if strings.Contains(text, "{pages}") {
		t.Error("the number of pages was not filled in")
	}
	for _, item := range []string{"No clear change", "best range"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), item) {
			t.Errorf("the sentence with %q is missing", item)
		}
	}
}

func TestTheDocumentIsSoundWithFontsAndWithoutImages(t *testing.T) {
	j, _ := newJournal(t, 60)
	doc := write(t, j, report.Options{})
	tool(t, doc, "qpdf", "--check", "FILE")
	for _, line := range strings.Split(strings.TrimSpace(tool(t, doc, "pdffonts", "FILE")), "\n")[2:] {
		if f := strings.Fields(line); f[len(f)-5] != "yes" {
			t.Errorf("a font is not embedded: %s", line)
		}
	}
	if lines := strings.Split(strings.TrimSpace(tool(t, doc, "pdfimages", "-list", "FILE")), "\n"); len(lines) > 2 {
		t.Errorf("the charts should be vectors; there are images: %q", lines)
	}
}

func TestTheChartsLeaveInkOnThePage(t *testing.T) {
	j, area := newJournal(t, 60)
	doc := write(t, j, report.Options{Query: journal.Query{Area: area}})
	pixels := tool(t, doc, "pdftoppm", "-f", "1", "-l", "1", "-r", "40", "FILE")
	accent := 0
	for i := 15; i+2 < len(pixels); i += 3 {
		r, g, b := int(pixels[i]), int(pixels[i+1]), int(pixels[i+2])
		if b > r+40 && b > g {
			accent++
		}
	}
	if accent < 100 {
		t.Errorf("%d pixels in the colour of the area: the curves were not drawn", accent)
	}
}

func TestTheSameJournalGivesTheSameBytes(t *testing.T) {
	j, _ := newJournal(t, 20)
	first := write(t, j, report.Options{})
	for range 5 {
		if !bytes.Equal(first, write(t, j, report.Options{})) {
			t.Fatal("two documents of one journal differ")
		}
	}
}

func TestOnlyTheAreaAndTheRangeThatWereChosen(t *testing.T) {
	j, area := newJournal(t, 30)
	day := journal.DateOf(now)
	text := tool(t, write(t, j, report.Options{Query: journal.Query{Area: area, From: day.AddDays(-10), To: day.AddDays(-3)}}), "pdftotext", "-layout", "FILE", "-")
	for want, found := range map[string]bool{"Pitch number 21": true, "Pitch number 28": true, "Pitch number 25": false, "Pitch number 20": false, "Pitch number 29": false, "Piano": false} {
		if strings.Contains(text, want) != found {
			t.Errorf("%q: found should be %v", want, found)
		}
	}
}

func TestAnEmptyRangeSaysSo(t *testing.T) {
	j, _ := newJournal(t, 3)
	text := tool(t, write(t, j, report.Options{Query: journal.Query{From: journal.DateOf(now).AddDays(9)}, Letter: true}), "pdftotext", "FILE", "-")
	if !strings.Contains(text, "There are no entries in this range") || !strings.Contains(text, "1 of 1") {
		t.Errorf("got %q", text)
	}
}

func TestHostileTextIsSetWithoutHarm(t *testing.T) {
	j, _ := newJournal(t, 9,
		"emoji 🎹 and क and 日本語 and \u202eright to left\u202c and e\u0301",
		strings.Repeat("w", 100_000),
		strings.Repeat("a line\n", 3000),
		"{pages} \\ ( ) <script> %PDF-1.4 endobj",
		strings.Repeat("word ", 50_000),
	)
	doc := write(t, j, report.Options{})
	tool(t, doc, "qpdf", "--check", "FILE")
	text := tool(t, doc, "pdftotext", "-layout", "FILE", "-")
	for _, want := range []string{"emoji \ufffd and \ufffd and 日本語 and right to left", "%PDF-1.4 endobj", "characters, for example from other scripts or pictographs, are"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("%q is missing", want)
		}
	}
	if n := strings.Count(text, "w"); n < 100_000*2 {
		t.Errorf("of the long words only %d letters are there", n)
	}
}

func TestAnEndOfTheContextWritesNothing(t *testing.T) {
	j, _ := newJournal(t, 9)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var b bytes.Buffer
	if err := report.Journal(ctx, &b, j, report.Options{}); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, b.Len())
	}
}

func TestAFailingWriterIsAnError(t *testing.T) {
	j, _ := newJournal(t, 3)
	if err := report.Journal(t.Context(), full{}, j, report.Options{}); !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func BenchmarkJournal(b *testing.B) {
	for _, n := range []int{1_476, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			j, _ := newJournal(b, n)
			for b.Loop() {
				write(b, j, report.Options{})
			}
		})
	}
}
