package report_test

import (
	"fmt"
	"image/color"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/charts/render"
	"enactive/charts/report"
	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

var now = time.Date(2026, 11, 23, 21, 0, 0, 0, time.UTC)

func some(x float64) journal.OptRating { return optional.Some(journal.Rating(x)) }

// newJournal makes a journal of two areas with n entries, one a day as long as they fit
// into the calendar.
func newJournal(t testing.TB, n int, texts ...string) (*journal.Journal, journal.AreaID) {
	t.Helper()
	j := emptyJournal(t)
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

func emptyJournal(t testing.TB) *journal.Journal {
	t.Helper()
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// journalOf makes a journal of one area with these entries, which get that area and,
// where they have none, the time now.
func journalOf(t testing.TB, entries ...journal.Entry) *journal.Journal {
	t.Helper()
	j := emptyJournal(t)
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

func documentOf(t testing.TB, j *journal.Journal, told report.Told) compose.Document {
	t.Helper()
	if told.Handout.Kind == "" {
		told.Handout.Kind = journal.JournalHandout
	}
	d, err := report.DocumentOf(t.Context(), j, told)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// blocksOf are the blocks of a document.
func blocksOf(t testing.TB, j *journal.Journal, told report.Told) []compose.Block {
	t.Helper()
	var blocks []compose.Block
	for b := range documentOf(t, j, told).Body {
		blocks = append(blocks, b)
	}
	return blocks
}

// textOf is all that blocks say, also in their pictures, with single blanks.
func textOf(t testing.TB, blocks ...compose.Block) string {
	t.Helper()
	var s strings.Builder
	for _, b := range blocks {
		s.WriteString(dump(t, b))
	}
	return strings.Join(strings.Fields(s.String()), " ")
}

// dump is what a block says, as lines.
func dump(t testing.TB, b compose.Block) string {
	t.Helper()
	switch b := b.(type) {
	case compose.Title:
		return "TITLE " + b.Text + "\n" + strings.Join(b.About, "\n") + "\n" + b.Greeting + "\n"
	case compose.Heading:
		return fmt.Sprintf("H%d %s\n%s\n", b.Level, b.Text, b.Note)
	case compose.Paragraph:
		return b.Label + " " + b.Text + "\n"
	case compose.Points:
		var s string
		for _, p := range b.Items {
			s += "• " + p.Text + " [" + p.Certainty + "]\n"
		}
		return s
	case compose.Quotation:
		return "“" + b.Text + "” " + b.Source + "\n"
	case compose.Figure:
		return dumpFigure(t, b)
	case compose.Figures:
		var s string
		for _, f := range b.Items {
			s += dumpFigure(t, f)
		}
		return s
	case compose.Table:
		s := "TABLE " + b.Title + "\n"
		for _, c := range b.Columns {
			s += "| " + c.Name + " "
		}
		for _, r := range b.Rows {
			s += "\n" + strings.Join(r, " | ")
		}
		return s + "\n" + b.Note + "\n"
	case compose.Entry:
		s := b.Side + " " + b.Head + "\n" + b.Facts + "\n"
		for _, p := range b.Parts {
			s += p.Name + " " + p.Text + "\n"
		}
		for _, p := range b.Photos {
			s += "PHOTO " + p.Name + "\n"
		}
		return s
	}
	t.Fatalf("there is no block %T", b)
	return ""
}

func dumpFigure(t testing.TB, f compose.Figure) string {
	t.Helper()
	d, err := f.Draw(320, f.Height/0.75)
	if err != nil {
		t.Fatalf("%s: %v", f.Title, err)
	}
	return fmt.Sprintf("FIGURE %s (%.0f)\n%s\n%s\nALT %s\nPICTURE %s\n", f.Title, f.Height, f.Sentence, f.Note, f.Alt, picture(t, d))
}

// spoken is a canvas that keeps what is written on it.
type spoken struct{ words []string }

func (*spoken) MoveTo(float64, float64)          {}
func (*spoken) LineTo(float64, float64)          {}
func (*spoken) Circle(float64, float64, float64) {}
func (*spoken) Fill(color.NRGBA)                 {}
func (*spoken) Stroke(render.Line)               {}
func (s *spoken) Text(words string, _, _ float64, _ render.TextStyle) {
	s.words = append(s.words, words)
}

// picture is what is written in a picture.
func picture(t testing.TB, d render.Drawing) string {
	t.Helper()
	s := &spoken{}
	d.Paint(s)
	return strings.Join(s.words, " ")
}
