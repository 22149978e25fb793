package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func TestAReviewSavesOwnWordsAndExportsAPDF(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.shows("March 2026", "What you tried", "Running: 1 attempt (1 × success)", "The first two are not meant to feel good.")
	d.shortcut(fyne.KeyW, alt)
	d.typeKeys("It begins to feel like mine.")
	d.shows("Not saved yet")
	d.pass(3 * time.Second)
	d.shows("Saved.")
	if r := d.open.journal().Reviews(); len(r) != 1 || r[0].Text != "It begins to feel like mine." {
		t.Errorf("the journal keeps %+v", r)
	}
	d.shortcut(fyne.KeyLeft, alt)
	d.shows("February 2026")
	d.hides("It begins to feel like mine.")
	d.typeKeys("Cold.") // and away before it is saved by itself
	d.shortcut(fyne.KeyRight, alt)
	d.shows("March 2026", "It begins to feel like mine.")
	if n := len(d.open.journal().Reviews()); n != 2 {
		t.Errorf("%d reviews are kept, want both", n)
	}
	d.pick(string("week"))
	d.shows("2 March 2026 to 8 March 2026")
	d.pick("month")

	d.shortcut(fyne.KeyP, ctrl)
	d.shows("Save the review as PDF", "Encrypted with a passphrase")
	const passphrase = "nine bridges over a river"
	sealed := filepath.Join(t.TempDir(), "march.pdf")
	d.fill(0, sealed)
	d.press("Save the file")
	d.shows("Type a passphrase of at least 10 characters")
	d.fill(1, passphrase)
	d.fill(2, passphrase)
	d.press("Save the file")
	d.shows("Written to " + sealed + ".age, encrypted with your passphrase.")
	if content := decrypted(t, sealed+".age", passphrase); !strings.HasPrefix(content, "%PDF-") {
		t.Errorf("the encrypted file begins with %.20q", content)
	}

	d.shortcut(fyne.KeyP, ctrl)
	d.exportUnencrypted()
	d.shows("The file is not encrypted")
	if got, want := d.textOf(0), filepath.Join(os.Getenv("HOME"), "enactive-2026-03-01-2026-03-31.pdf"); got != want {
		t.Errorf("it would go to %s, want %s unless one says otherwise", got, want)
	}
	file := filepath.Join(t.TempDir(), "march.pdf")
	d.fill(0, file)
	d.press("Save the file")
	d.shows("Written to " + file)
	if content, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(content, []byte("%PDF-")) {
		t.Errorf("the file begins with %.20q, %v", content, err)
	}
}

func TestWordsOfAReviewSurviveAnEndBeforeTheyAreSaved(t *testing.T) {
	folder := storied(t)
	d := open(t, folder)
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.shortcut(fyne.KeyW, alt)
	d.typeKeys("Half a thought")
	d.quit()
	d.rest()
	again := open(t, folder)
	again.rest()
	if r := again.open.journal().Reviews(); len(r) != 1 || r[0].Text != "Half a thought" {
		t.Errorf("the journal keeps %+v", r)
	}
}

func TestDaysWithoutEntriesAreSimplyEmpty(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.pick("year")
	d.shortcut(fyne.KeyLeft, alt)
	d.shortcut(fyne.KeyLeft, alt)
	d.shows("The year 2024", "No entries in this period")
}
