package page

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/vault"
)

// One key in the form of an entry that holds a good deal.
func BenchmarkKeyInTheEditor(b *testing.B) {
	test.NewTempApp(b)
	j, err := journal.Create(b.Context(), filepath.Join(b.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { j.Close() })
	area, err := j.SaveArea(b.Context(), journal.Area{Name: "Running"})
	if err != nil {
		b.Fatal(err)
	}
	w := test.NewTempWindow(b, nil)
	p := NewEditor(&testHost{journal: j, window: w}, journal.Entry{Type: journal.Experience, Area: area.ID, Time: j.Now(), Source: journal.SourceMastery, Outcome: journal.Setback, Title: "The hill",
		Happened: strings.Repeat(strings.Repeat("It went on, and up. ", 15)+"\n", 30), Lessons: []string{"one", "two"}, Tags: []string{"a", "b", "c"}}, func() {})
	p.Listen(func() {})
	w.SetContent(p.Object())
	w.Resize(fyne.NewSize(1000, 800))
	p.Focus()
	for b.Loop() {
		w.Canvas().Focused().TypedRune('x')
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}
