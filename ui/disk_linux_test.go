package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/drafts"
	"enactive/ui/notice"
)

// smallDisk mounts a disk of its own in memory. Only root may.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("LEFT OUT: mounting a small disk needs root (%v); run this test as root to see what the window does on a full or read-only disk", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// crowd leaves not a byte free on a disk, and returns what makes room again.
func crowd(t *testing.T, disk string) (room func()) {
	t.Helper()
	ballast := filepath.Join(disk, "ballast")
	file, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for size := 1 << 16; size > 0; size /= 2 {
		for {
			if _, err := file.Write(make([]byte, size)); err != nil {
				break
			}
		}
	}
	return func() {
		t.Helper()
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
}

// onDisk makes a journal with one area on a small disk.
func onDisk(t *testing.T, key vault.Key) (disk, folder string) {
	t.Helper()
	disk = smallDisk(t, "size=3m")
	folder = filepath.Join(disk, "journal")
	if err := os.CopyFS(folder, os.DirFS(journalAt(t, key))); err != nil {
		t.Fatal(err)
	}
	return disk, folder
}

// long is more than fits into what a store has left.
var long = strings.Repeat("So it went, and so it goes on.\n", 600)

const full = "The disk is full: what you typed is not saved yet"

func TestOnAFullDiskTheTextStaysAndIsSavedLater(t *testing.T) {
	disk, folder := onDisk(t, vault.NoPassphrase())
	d := open(t, folder)
	d.do(func(x *mainWindow) { x.editEntry(journal.Entry{Source: journal.SourceMastery, Time: d.clock}) })
	d.fill(0, "The hill")
	d.fill(2, long)
	room := crowd(t, disk)
	d.press("Save")
	d.shows(full, "tried again automatically", "New experience")
	d.plain()
	d.pass(notice.RetryAfter)
	d.shows(full)
	stick := t.TempDir()
	d.press("Save an emergency copy")
	d.fill(0, filepath.Join(stick, "not there"))
	d.press("Save it")
	d.shows("does not exist")
	d.plain()
	d.fill(0, stick)
	d.press("Save it")
	d.shows("Written to "+stick, "only this journal can open it")
	d.press("Done")
	d.shows(full)
	room()
	d.pass(notice.RetryAfter)
	d.hides(full)
	d.shows("Saved.")
	if got := d.open.journal().Entries(journal.Query{}); len(got) != 1 || got[0].Title != "The hill" || strings.TrimSpace(got[0].Happened) != strings.TrimSpace(long) {
		t.Fatalf("the journal holds %d entries and not the one that was written", len(got))
	}
	if d.open.nav.form == nil || d.open.nav.form.form.Changed() {
		t.Error("the editor has gone, or takes what was saved for unsaved")
	}
	d.press("Save")
	if n := d.open.journal().Count(journal.Query{}); n != 1 {
		t.Errorf("after saving once more there are %d entries, want the same one", n)
	}
	d.do(func(x *mainWindow) { d.closeAndEnd(x) })
	takesIn(t, folder, stick)
}

// takesIn puts the emergency copies of a folder into the journal's inbox, and opens it.
func takesIn(t *testing.T, folder, stick string) {
	t.Helper()
	copies, err := filepath.Glob(filepath.Join(stick, "*.age"))
	if err != nil || len(copies) != 1 {
		t.Fatalf("there are %d emergency copies, want 1: %v", len(copies), err)
	}
	sealed, err := os.ReadFile(copies[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(sealed), "hill") {
		t.Error("the emergency copy can be read without the journal")
	}
	inbox := filepath.Join(folder, "inbox")
	if err := os.MkdirAll(inbox, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inbox, filepath.Base(copies[0])), sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if got := j.Entries(journal.Query{Tags: []string{journal.InboxTag}}); len(got) != 1 || got[0].Title != "The hill" || len(got[0].Happened) < 10_000 {
		t.Errorf("%d entries came out of the inbox, want the one of the emergency copy", len(got))
	}
}

func TestInputIsNotSavedWhileTyping(t *testing.T) {
	disk, folder := onDisk(t, vault.NoPassphrase())
	d := open(t, folder)
	crowded := crowd(t, disk)
	said := ""
	for n := 0; !strings.Contains(d.words(), full); n++ { // what is left of the last page is used up
		if n == 100 {
			t.Fatal("the full disk takes a hundred entries: it is not full")
		}
		d.do((*mainWindow).closeQuick)
		d.do((*mainWindow).openQuick)
		said = fmt.Sprintf("The hill, %d times", n) + strings.Repeat(" and again", 90)
		d.fill(0, said)
		d.do((*mainWindow).save)
		if d.open.quick.sheet != nil {
			d.shows("What you typed is still here")
			d.open.closeQuick()
		}
	}
	before := d.open.journal().Count(journal.Query{})
	d.do((*mainWindow).openQuick)
	d.fill(0, said+", and")
	crowded()
	d.pass(notice.RetryAfter)
	if n := d.open.journal().Count(journal.Query{}); n != before {
		t.Fatalf("an entry was saved while it was being typed: %d, want %d", n, before)
	}
	d.do((*mainWindow).save)
	if got := d.open.journal().Entries(journal.Query{Text: "and"}); len(got) == 0 || d.open.journal().Count(journal.Query{}) != before+1 {
		t.Errorf("the journal holds %d entries, want one more than %d", d.open.journal().Count(journal.Query{}), before)
	}
}

func TestNoInputIsLostByALockOnAFullDisk(t *testing.T) {
	disk, folder := onDisk(t, vault.Passphrase(secret))
	d := open(t, folder)
	d.unlockNow()
	d.options.Restart = func(string) error {
		t.Error("the program began anew with what could not be sealed in its memory")
		return nil
	}
	d.do(func(x *mainWindow) { x.editEntry(journal.Entry{Source: journal.SourceMastery, Time: d.clock}) })
	d.fill(0, "The hill")
	d.fill(2, long)
	room := crowd(t, disk)
	d.pass(drafts.SealAfter)
	d.shows(full)
	d.do(func(*mainWindow) { d.quit() })
	d.shows("What you typed is not saved yet", "Quit without saving")
	d.press("Go back to it")
	d.lock()
	d.rest()
	d.shows("Your journal is locked", "It is kept in memory")
	d.hides("The hill")
	d.quit()
	d.rest()
	d.press("Go back to it")
	room()
	d.unlockNow()
	if got := d.textOf(2); got != long {
		t.Errorf("%d bytes came back of %d", len(got), len(long))
	}
	d.press("Save")
	if n := d.open.journal().Count(journal.Query{}); n != 1 {
		t.Errorf("the journal holds %d entries, want the one that was written", n)
	}
}

// A write-protected disk is read, and a banner says why nothing can be changed.
func TestOnAReadOnlyDiskTheJournalIsRead(t *testing.T) {
	disk, folder := onDisk(t, vault.NoPassphrase())
	if err := unix.Mount("tmpfs", disk, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	d.shows("This journal is open for reading only", folder+" can only be read", "Running")
	d.do(func(x *mainWindow) { x.openQuick() })
	if d.open.quick.sheet != nil {
		t.Error("an entry can be written that cannot be saved")
	}
	d.shows("can only be read")
}
