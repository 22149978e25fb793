package ui

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/ui/choose"
	"enactive/ui/page"
)

// runCommand runs the command with an id, if it can be run.
func runCommand(commands []page.Command, id string) {
	for _, c := range commands {
		if c.ID == id && (c.Can == nil || c.Can()) {
			c.Do()
		}
	}
}

// exportUnencrypted chooses that a file is not encrypted.
func (d *driven) exportUnencrypted() {
	d.t.Helper()
	c := d.choiceOf("Not encrypted")
	d.do(func(*mainWindow) { c.SetQuietly("Not encrypted"); c.OnChanged() })
}

// toggle turns over a word of several that can be chosen.
func (d *driven) toggle(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if t, ok := o.(*choose.Toggle); ok && t.String() == words {
			t.Tapped(nil)
			d.rest()
			return
		}
	}
	d.t.Fatalf("nothing offers %q in\n%s", words, d.words())
}

// lastCheck finds the last box to tick.
func (d *driven) lastCheck() *choose.Check {
	d.t.Helper()
	var last *choose.Check
	for _, o := range d.objects() {
		if c, ok := o.(*choose.Check); ok {
			last = c
		}
	}
	if last == nil {
		d.t.Fatalf("there is no box to tick in\n%s", d.words())
	}
	return last
}

// decrypted returns the content of an encrypted file.
func decrypted(t *testing.T, file, passphrase string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	plain, err := agefile.Open(f, file, func() (string, bool, error) { return passphrase, false, nil })
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestAnExportIsEncryptedUnlessAPersonChoosesOtherwise(t *testing.T) {
	const passphrase = "nine bridges over a river"
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.shows("Encrypted with a passphrase", "Nobody can open the file without it")
	d.hides("The file is not encrypted")
	file := filepath.Join(t.TempDir(), "out.csv")
	d.fill(0, file)
	d.press("Export")
	d.shows("Type a passphrase of at least 10 characters")
	d.fill(1, passphrase)
	d.fill(2, passphrase+"s")
	d.press("Export")
	d.shows("The two passphrases differ")
	d.fill(2, passphrase)
	d.press("Export")
	d.shows("Written to " + file + ".age, encrypted with your passphrase.")
	if d.textOf(1) != "" || d.textOf(2) != "" {
		t.Error("the passphrase stays in its fields")
	}
	if got := decrypted(t, file+".age", passphrase); !strings.HasPrefix(got, "id,") {
		t.Errorf("the file holds %.40q", got)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("there is a plain file as well: %v", err)
	}

	d.exportUnencrypted()
	d.shows("The file is not encrypted: anyone who has it can read it.")
	if got := filepath.Ext(d.textOf(0)); got != ".csv" {
		t.Errorf("a plain file is to be called %s", d.textOf(0))
	}
}

func TestAnExportCanBeFiltered(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	if err := j.SaveFilter(t.Context(), journal.Filter{Name: "Successes", Query: journal.Query{Text: "first", Outcomes: []journal.Outcome{journal.Success}}}); err != nil {
		t.Fatal(err)
	}
	all, some := j.Count(journal.Query{}), j.Count(journal.Query{Text: "first", Outcomes: []journal.Outcome{journal.Success}})
	if some == 0 || some == all {
		t.Fatalf("the filter shows %d of %d entries", some, all)
	}
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	rows := func() int {
		t.Helper()
		file := filepath.Join(t.TempDir(), "out.csv")
		d.exportUnencrypted()
		d.fill(0, file)
		d.press("Export")
		d.shows("Written to " + file)
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Count(string(content), "\n") - 1
	}
	if n := rows(); n != all {
		t.Errorf("without a filter %d of %d entries are exported", n, all)
	}
	d.chip("Successes")
	d.shows("will be exported.", "success", "first")
	if n := rows(); n != some {
		t.Errorf("by the filter %d entries are exported, want %d", n, some)
	}
	d.chip("first")
	d.chip("success")
	if n := rows(); n != all {
		t.Errorf("without its parts %d of %d entries are exported", n, all)
	}
	d.press("Filter")
	d.shows("Filter entries")
	d.toggle("success")
	d.press("Use this filter")
	if n, want := rows(), j.Count(journal.Query{Outcomes: []journal.Outcome{journal.Success}}); n != want {
		t.Errorf("by the new filter %d entries are exported, want %d", n, want)
	}
}

func TestTheEntriesShownAreExported(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	q := journal.Query{Text: "first"}
	d.do(func(x *mainWindow) { x.show(pageEntries); x.pages.entries.Show(q) })
	d.do(func(x *mainWindow) { runCommand(x.pages.entries.Commands(), "entries.export.shown") })
	d.exportUnencrypted()
	d.shows("Add times that spreadsheets understand")
	check := d.lastCheck()
	d.do(func(*mainWindow) { check.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) })
	file := filepath.Join(t.TempDir(), "shown.csv")
	d.fill(0, file)
	d.field(0).OnSubmitted(file) // Return leads past the fields of the passphrase
	d.rest()
	d.shows("Written to " + file)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n, want := strings.Count(string(content), "\n")-1, j.Count(q); n != want || !strings.Contains(string(content), ",local_time\n") {
		t.Errorf("%d entries are exported, want %d, with times for spreadsheets:\n%s", n, want, content)
	}
}
