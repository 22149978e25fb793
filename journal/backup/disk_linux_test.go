package backup

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"

	"enactive/journal/vault"
)

// smallDisk mounts a small disk in memory, which needs root.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("LEFT OUT, NOT PASSED: mounting a small disk needs root (%v); run this test as root to see what a full disk does to backups", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func fillUp(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // writing is expected to fail
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
}

func TestFullDiskIsReportedAndTheBackupIsMadeWithSpace(t *testing.T) {
	disk := smallDisk(t, "size=2m")
	l := newJournal(t, filepath.Join(disk, "journal"))
	for range 3 {
		mustMake(t, l)
		l.now = l.now.Add(time.Minute)
	}
	l.change(t)
	before := contents(t, l.folder())
	ballast := filepath.Join(disk, "ballast")
	fillUp(t, ballast)
	_, err := Make(t.Context(), l)
	checkError(t, err, vault.ErrNoSpace, l.folder(), "free some space")
	if diff := cmp.Diff(before, contents(t, l.folder())); diff != "" {
		t.Error("the older backups changed")
	}
	// The failure could not be recorded either, so the status must not look as if all were well.
	l.now = l.now.Add(25 * time.Hour)
	checkError(t, Daily(t.Context(), l), vault.ErrNoSpace)

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := After(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	checkWarning(t, l)
	if n := len(names(t, l.folder())); n != 4 {
		t.Errorf("there are %d backups", n)
	}
}

func TestFullStickIsReportedAndTheOwnFolderStillGetsABackup(t *testing.T) {
	stick := smallDisk(t, "size=256k")
	l := journal(t)
	if err := UseSecond(t.Context(), l, stick); err != nil {
		t.Fatal(err)
	}
	fillUp(t, filepath.Join(stick, "ballast"))
	l.change(t)
	_, err := Make(t.Context(), l)
	checkError(t, err, vault.ErrNoSpace, stick)
	checkWarning(t, l, stick, "no space")
	if n := len(names(t, l.folder())); n != 2 {
		t.Errorf("the journal's own folder has %d backups", n)
	}
}

// asNobody runs f on a thread with the file permissions of the user nobody.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		// The thread is not unlocked: it ends with the goroutine, and so do its permissions.
		runtime.LockOSThread()
		if os.Getuid() == 0 {
			if err := unix.Setfsuid(65534); err != nil {
				t.Errorf("becoming another user: %v", err)
				return
			}
		}
		f()
	}()
	<-done
}

func TestUnwritableFolderIsReported(t *testing.T) {
	l := journal(t)
	mustMake(t, l)
	before := contents(t, l.folder())
	l.change(t)
	for dir := l.folder(); dir != filepath.Dir(l.Folder()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(l.folder(), 0o700); _ = os.Chmod(l.Folder(), 0o700) }) // so that it can be removed
	var err error
	asNobody(t, func() { _, err = Make(t.Context(), l) })
	checkError(t, err, vault.ErrReadOnly, l.folder(), "cannot be written to")
	if diff := cmp.Diff(before, contents(t, l.folder())); diff != "" {
		t.Error("the older backups changed")
	}
}
