package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/vault"
	"enactive/ui/choose"
)

// madeUp is a format that no file of the program knows.
func madeUp() exchange.Format {
	return exchange.Format{
		Key: "made-up", Extension: ".made", Name: "Made up", Holds: "A made-up file holds a count.",
		Export: &exchange.Exporter{Write: func(_ context.Context, w io.Writer, j *journal.Journal, r exchange.Request) error {
			_, err := fmt.Fprintf(w, "made up of %d", j.Count(r.Query))
			return err
		}},
		Import: &exchange.Importer{Reader: func(exchange.Chosen) (exchange.Reader, error) {
			return func(_ context.Context, _ io.Reader, _ *journal.Journal, file string) (*exchange.Import, error) {
				return &exchange.Import{File: file, AlreadyThere: 4321}, nil
			}, nil
		}},
	}
}

func TestTheWindowOffersEveryFormat(t *testing.T) {
	formats := exchange.Formats(report.Format(nil), madeUp())
	d := openWith(t, journalAt(t, vault.NoPassphrase()), formats)
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.exportUnencrypted()
	for _, f := range formats {
		if f.Export == nil {
			continue
		}
		d.shows(f.Holds.String())
		choice := d.choiceOf(f.Name.String())
		d.do(func(*mainWindow) { choice.SetQuietly(f.Name.String()); choice.OnChanged() })
		if got := filepath.Base(d.textOf(0)); !strings.HasPrefix(got, "enactive-") || filepath.Ext(got) != f.Extension {
			t.Errorf("%s: the file is to be called %q", f.Key, got)
		}
		file := filepath.Join(t.TempDir(), "out"+f.Extension)
		d.fill(0, file)
		d.press("Export")
		d.shows("Written to " + file)
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s: %v", f.Key, err)
		}
	}
}

func TestTheWindowImportsEveryFormat(t *testing.T) {
	formats := exchange.Formats(report.Format(nil), madeUp())
	d := openWith(t, journalAt(t, vault.NoPassphrase()), formats)
	d.do(func(x *mainWindow) { x.show(pageImport) })
	hint := d.field(0).PlaceHolder
	for _, f := range formats {
		if f.Import != nil && f.Import.Reader == nil {
			continue // known by its content, not by its name
		}
		if says := strings.Contains(hint, f.Extension); says != (f.Import != nil) {
			t.Errorf("the hint %q names %s: %v", hint, f.Extension, says)
		}
	}
	file := filepath.Join(t.TempDir(), "file.MADE")
	if err := os.WriteFile(file, []byte("anything"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.fill(0, file)
	path := d.field(0)
	d.do(func(*mainWindow) { path.OnSubmitted(file) })
	d.shows("4,321")
}

// choiceOf finds the choice that offers a word.
func (d *driven) choiceOf(word string) *choose.Choice {
	d.t.Helper()
	for _, o := range d.objects() {
		if c, ok := o.(*choose.Choice); ok {
			before := c.Chosen()
			c.SetQuietly(word)
			if c.Chosen() == word {
				return c
			}
			c.SetQuietly(before)
		}
	}
	d.t.Fatalf("no choice offers %q in\n%s", word, d.words())
	return nil
}
