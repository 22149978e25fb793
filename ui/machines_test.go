package ui

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/prose"
)

// TestTheJournalComesFromAnotherComputer writes a sealed file in the window, changes the journal on both sides, takes in
// what another journal of the same person has, with another passphrase, and chooses among two versions of a text.
func TestTheJournalComesFromAnotherComputer(t *testing.T) {
	const secret = "nine bridges over a river"
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.shows("Take to another computer", "Take in from another computer")
	d.hides("has two versions")
	file := filepath.Join(t.TempDir(), "here"+journal.SealedSuffix)
	d.press("Write a sealed file")
	d.fill(0, file)
	d.press("Write a sealed file")
	d.shows("Written to " + file)

	other, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "there"), vault.Passphrase(secret), journal.Options{Now: d.open.journal().Now, Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	takeIn(t, other, file)
	here := d.open.journal()
	e := here.Entries(journal.Query{})[0]
	for _, side := range []struct {
		j    *journal.Journal
		text string
	}{{here, "written here"}, {other, "written there"}} {
		one, _ := side.j.Entry(e.ID)
		changed := one.Clone()
		changed.Note = side.text
		if _, err := side.j.Save(t.Context(), changed); err != nil {
			t.Fatal(err)
		}
	}
	d.rest()
	back := filepath.Join(t.TempDir(), "there"+journal.SealedSuffix)
	w, err := os.Create(back)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.WriteSealedCopy(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.drop(back, nil) })
	d.shows("is of a journal with other keys")
	d.fill(0, "something else altogether")
	d.press("Open")
	d.shows("This passphrase does not open")
	d.fill(0, secret)
	d.press("Open")
	d.shows("was taken in", "Changed entries: 1", "A text was changed in two places at once and has two versions.", "Undo")
	d.inSight("A text was changed in two places at once and has two versions.") // though the card is far down the page
	d.press("Undo")
	d.hides("Changed entries: 1") // which is not so any more
	d.hides("has two versions")
	d.shortcut(fyne.KeyZ, ctrl|shift)
	d.shows("has two versions")
	d.press("Choose")
	d.shows("Which version stays?", "written here", "written there")
	d.press("Keep both in one text")
	if got, _ := here.Entry(e.ID); got.Note != "written there\n\nwritten here" && got.Note != "written here\n\nwritten there" {
		t.Errorf("the note is %q", got.Note)
	}
	d.hides("has two versions")
	d.do(func(x *mainWindow) { x.app.Import(back) }) // as the argument of the program
	d.fill(0, secret)
	d.press("Open")
	d.shows("There is nothing new in it.")
}

// inSight looks whether words are within the window.
func (d *driven) inSight(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if l, ok := o.(*prose.Label); ok && l.String() == words {
			if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l); at.Y < 0 || at.Y > d.window.Canvas().Size().Height {
				d.t.Errorf("%q is out of sight, at %v", words, at)
			}
			return
		}
	}
	d.t.Errorf("%q is nowhere", words)
}

func takeIn(t *testing.T, j *journal.Journal, file string) {
	t.Helper()
	open := func() (io.ReadCloser, error) { return os.Open(file) }
	if _, err := j.TakeInFile(t.Context(), open, file, "file", func() (vault.Key, error) { return vault.NoPassphrase(), nil }, false); err != nil {
		t.Fatal(err)
	}
}

// TestAnotherComputerIsFoundInThePalette goes to its card, which is at the foot of the settings, and to what it does.
func TestAnotherComputerIsFoundInThePalette(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("sync", fyne.KeyReturn)
	c := d.window.Canvas()
	if d.open.nav.shown != pageSettings || c.Focused() == nil {
		t.Fatalf("the page is %q, and the keyboard is on %T", d.open.nav.shown, c.Focused())
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.Focused().(fyne.CanvasObject))
	if at.Y < 0 || at.Y > c.Size().Height {
		t.Errorf("the card of another computer is not in sight: its first button is at %v", at)
	}
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("take to another", fyne.KeyReturn)
	d.shows("Save to")
	d.escape()
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("which version")
	d.hides("Choose which version of a text stays") // there is none
}
