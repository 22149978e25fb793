package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/plaincopy"
)

// handedOver takes what another program is handed, and lets the window go on. The other program waits for
// it: nothing may be left for the window's thread before.
func (d *driven) handedOver(paths <-chan string) string {
	d.t.Helper()
	path := <-paths
	(<-d.thread)()
	d.rest()
	return path
}

func TestAPhotoIsOpenedOutsideOnlyAfterAsking(t *testing.T) {
	memory, err := os.MkdirTemp("/dev/shm", "test-")
	if err != nil {
		t.Skipf("LEFT OUT: no plain copy was made, because there is no place in memory: %v", err)
	}
	t.Cleanup(func() { os.RemoveAll(memory) })
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	if _, err := d.open.journal().Save(t.Context(), journal.Entry{Type: journal.Experience, Area: d.open.journal().Areas()[0].ID, Source: journal.SourceMastery, Time: d.clock, Title: "The hill"}); err != nil {
		t.Fatal(err)
	}
	d.reading()
	folder := t.TempDir()
	d.dropAll(photoAt(t, folder, "hill.jpg", 600, 400, 60), fileAt(t, folder, "run.desktop.pdf", []byte("%PDF-1.4")))
	ask := func() {
		d.clickWords("hill.jpg", desktop.MouseButtonSecondary)
		d.clickWords("Open with another program …", desktop.MouseButtonPrimary)
	}
	d.pass(time.Minute)
	ask()
	d.shows("This computer has no folder that is kept in memory alone")
	d.pass(time.Minute)

	paths, refusal := make(chan string), errors.New("no program")
	d.copies.Parents = plaincopy.Parents{memory}
	d.options.OpenFile = func(_ context.Context, _ fyne.Window, path string) error { paths <- path; return refusal }
	left := func() int {
		t.Helper()
		all, err := os.ReadDir(memory)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	ask()
	d.shows("Open hill.jpg with another program", "It is in memory, not on the disk", "recent files")
	if left() != 0 {
		t.Error("a copy was made before it was asked for")
	}
	d.press("Cancel")
	ask()
	d.press("Make the copy and open it")
	d.handedOver(paths)
	d.shows("No program on this computer opened hill.jpg")
	if left() != 0 {
		t.Error("the copy stays although nothing opened it")
	}

	refusal = nil
	ask()
	d.press("Make the copy and open it")
	path := d.handedOver(paths)
	d.shows("hill.jpg goes to another program.")
	if data, err := os.ReadFile(path); err != nil || len(data) == 0 || filepath.Base(path) != "hill.jpg" {
		t.Errorf("the copy %s has %d bytes, %v", path, len(data), err)
	}
	d.lock()
	if left() != 0 {
		t.Error("the copy is there after the lock")
	}
	d.rest()
}
