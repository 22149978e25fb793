package report_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"enactive/charts/report"
	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/resources/sample"
	"enactive/resources/translations"
)

func write(t testing.TB, j *journal.Journal, told report.Told) []byte {
	t.Helper()
	if told.Handout.Kind == "" {
		told.Handout.Kind = journal.JournalHandout
	}
	var b bytes.Buffer
	if err := report.Write(t.Context(), &b, j, told); err != nil {
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
		t.Fatalf("%s: %v: %.2000s", name, err, out)
	}
	return string(out)
}

// printed is the text of a document with single blanks.
func printed(t *testing.T, doc []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, doc, "pdftotext", "-layout", "FILE", "-")), " ")
}

// sampleJournal is the journal of the sample year.
func sampleJournal(t testing.TB) *journal.Journal {
	t.Helper()
	j := emptyJournal(t)
	if err := sample.Fill(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	return j
}

// speak has all texts of a test in a language.
func speak(t *testing.T, l translations.Language) {
	t.Helper()
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	if l.Code == "en" {
		return
	}
	catalogue, err := translations.Read(l.Code)
	if err != nil {
		t.Fatal(err)
	}
	wording.Speak(wording.Voice{Language: l.Code, Decimal: l.Decimal, Thousands: l.Thousands, Say: catalogue.Say, Count: catalogue.Count})
}

func TestTheSampleIsSoundInAllLanguages(t *testing.T) {
	j := sampleJournal(t)
	for _, l := range translations.Languages() {
		t.Run(l.Code, func(t *testing.T) {
			speak(t, l)
			for _, h := range []journal.Handout{
				{Kind: journal.ReviewHandout, Span: journal.MonthSpan, Book: true}, {Kind: journal.ProgressHandout, Areas: []journal.AreaID{j.Areas()[0].ID}, Span: journal.QuarterSpan, Letter: true},
			} {
				doc := write(t, j, report.Told{Handout: h})
				tool(t, doc, "qpdf", "--check", "FILE")
				got := printed(t, doc)
				expect(t, got, false, "{{", "\ufffd")
				d := documentOf(t, j, report.Told{Handout: h})
				if d.Language != l.Code || d.Title == "" || d.Subject == "" {
					t.Errorf("%s: the document is called %q of %q in %q", h.Kind, d.Title, d.Subject, d.Language)
				}
			}
		})
	}
}

func TestNoSentenceContradictsItsChart(t *testing.T) {
	j := sampleJournal(t)
	small, _ := newJournal(t, 11)
	for _, j := range []*journal.Journal{j, small} {
		for _, span := range append(journal.Spans(), "") {
			got := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout, Span: span}})...)
			expect(t, got, false, "more in the table", "Partial · Partial", "Setback · Setback", "too early to say", "comes here", "appear here")
			for _, f := range figuresOf(blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout, Span: span}})) {
				if strings.Contains(f.Sentence, "to say what is typical") {
					expect(t, f.Alt+dumpFigure(t, f)[len(f.Title)+len(f.Sentence):], false, "typically back by then")
				}
			}
		}
	}
}

// figuresOf are the charts among blocks.
func figuresOf(blocks []compose.Block) []compose.Figure {
	var all []compose.Figure
	for _, b := range blocks {
		switch b := b.(type) {
		case compose.Figure:
			all = append(all, b)
		case compose.Figures:
			all = append(all, b.Items...)
		}
	}
	return all
}

func TestHiddenNamesAreNotInTheFile(t *testing.T) {
	j := peopled(t)
	for _, style := range journal.NameStyles() {
		for _, told := range nameless(style) {
			doc := write(t, j, told)
			raw := tool(t, doc, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
			hexed := strings.ToLower(raw)
			text := journal.Fold(printed(t, doc) + tool(t, doc, "pdfinfo", "FILE"))
			for _, name := range forbidden {
				wide := inUTF16(name)
				if strings.Contains(text, name) || strings.Contains(hexed, name) || strings.Contains(raw, wide) || strings.Contains(hexed, hex.EncodeToString([]byte(wide))) {
					t.Errorf("%s, %s: %q is in the file", told.Handout.Kind, style, name)
				}
			}
		}
	}
	if got := printed(t, write(t, j, nameless("")[0])); !strings.Contains(got, "Jonas") {
		t.Error("a document with names lacks them")
	}
}

// inUTF16 is a name with a capital as documents store it.
func inUTF16(name string) string {
	runes := []rune(name)
	runes[0] = unicode.ToUpper(runes[0])
	var b strings.Builder
	for _, u := range utf16.Encode(runes) {
		b.WriteByte(byte(u >> 8))
		b.WriteByte(byte(u))
	}
	return b.String()
}

func TestTheDocumentIsSoundWithFontsAndWithoutImages(t *testing.T) {
	j, area := newJournal(t, 60)
	doc := write(t, j, report.Told{})
	tool(t, doc, "qpdf", "--check", "FILE")
	for _, line := range strings.Split(strings.TrimSpace(tool(t, doc, "pdffonts", "FILE")), "\n")[2:] {
		if f := strings.Fields(line); f[len(f)-5] != "yes" {
			t.Errorf("a font is not embedded: %s", line)
		}
	}
	if lines := strings.Split(strings.TrimSpace(tool(t, doc, "pdfimages", "-list", "FILE")), "\n"); len(lines) > 2 {
		t.Errorf("the charts should be vectors; there are images: %q", lines)
	}
	pixels := tool(t, write(t, j, report.Told{Query: journal.Query{Area: area}}), "pdftoppm", "-f", "1", "-l", "1", "-r", "40", "FILE")
	accent := 0
	for i := 15; i+2 < len(pixels); i += 3 {
		r, g, b := int(pixels[i]), int(pixels[i+1]), int(pixels[i+2])
		if b > r+40 && b > g {
			accent++
		}
	}
	if accent < 60 {
		t.Errorf("%d pixels in the colour of the area: the curves were not drawn", accent)
	}
}

func TestEveryPageOfTheSampleSaysThatItIsOne(t *testing.T) {
	j := sampleJournal(t)
	told := report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout, Span: journal.MonthSpan}}
	pages := strings.Split(strings.TrimSuffix(tool(t, write(t, j, told), "pdftotext", "FILE", "-"), "\f"), "\f")
	for i, page := range pages {
		if !strings.Contains(page, "Enactive · sample journal") {
			t.Errorf("page %d does not say that it is of the sample", i+1)
		}
	}
	if v, err := report.Pages(t.Context(), j, told, 2); err != nil || v.All != len(pages) || len(v.Pages) != 2 {
		t.Errorf("the preview has %d of %d pages, and the file %d: %v", len(v.Pages), v.All, len(pages), err)
	}
}

func TestTheSameJournalGivesTheSameBytes(t *testing.T) {
	j, _ := newJournal(t, 20)
	first := write(t, j, report.Told{})
	for range 3 {
		if !bytes.Equal(first, write(t, j, report.Told{})) {
			t.Fatal("two documents of one journal differ")
		}
	}
}

func TestHostileTextIsToldWithoutHarm(t *testing.T) {
	j, _ := newJournal(t, 9,
		"emoji \U000fff01 and 日本語 and e\u0301",
		strings.Repeat("w", 50_000),
		strings.Repeat("a line\n", 2000),
		"{pages} {nb} \\ ( ) <script> %PDF-1.4 endobj",
		strings.Repeat("word ", 20_000),
	)
	for _, style := range []journal.NameStyle{"", journal.NoNames} {
		lost := 0
		doc := write(t, j, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout, Names: style}, Lost: func(n int) { lost = n }})
		tool(t, doc, "qpdf", "--check", "FILE")
		got := tool(t, doc, "pdftotext", "-layout", "FILE", "-")
		expect(t, strings.Join(strings.Fields(got), " "), true, "and 日本語 and é", "%PDF-1.4 endobj", "{pages} {nb}")
		if n := strings.Count(got, "w"); n < 50_000*2 {
			t.Errorf("of the long words only %d letters are there", n)
		}
		if lost == 0 {
			t.Error("a character that no typeface has was not counted")
		}
	}
}

func TestAnEndOfTheContextWritesNothing(t *testing.T) {
	j, _ := newJournal(t, 9)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var b bytes.Buffer
	if err := report.Write(ctx, &b, j, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout}}); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, b.Len())
	}
	if _, err := report.Pages(ctx, j, report.Told{}, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("the preview: %v", err)
	}
}

func TestAFailingWriterIsAnError(t *testing.T) {
	j, _ := newJournal(t, 3)
	if err := report.Write(t.Context(), full{}, j, report.Told{}); !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		for _, kind := range journal.HandoutKinds() {
			b.Run(fmt.Sprintf("%s/%d", kind, n), func(b *testing.B) {
				j, _ := newJournal(b, n)
				for b.Loop() {
					write(b, j, report.Told{Handout: journal.Handout{Kind: kind}})
				}
			})
		}
	}
}
