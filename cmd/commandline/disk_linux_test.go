package commandline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestAWriteProtectedJournalIsReadByEveryCommandThatReads has a journal on a disk that is
// mounted for reading only.
func TestAWriteProtectedJournalIsReadByEveryCommandThatReads(t *testing.T) {
	b := newBox(t)
	b.add("--title", "the first mile")
	disk := t.TempDir()
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=8m"); err != nil {
		t.Skipf("LEFT OUT, NOT PASSED: mounting a small disk needs root (%v); run this test as root to see what a read-only disk does", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(disk, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	dir := filepath.Join(disk, "journal")
	if err := os.CopyFS(dir, os.DirFS(b.journal())); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("tmpfs", disk, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, says string }{
		{"list", "the first mile"}, {"show last", "the first mile"}, {"search mile", "the first mile"}, {"insights", "Running"},
		{"export json", "the first mile"}, {"export csv", "the first mile"}, {"check", "All is well"}, {"area list", "Running"}, {"backup list", ""},
	} {
		r := b.run(append([]string{"--journal", dir}, strings.Fields(c.args)...)...)
		if r.status != 0 || r.err != "" || !strings.Contains(r.out, c.says) {
			t.Errorf("%s: got %+v", c.args, r)
		}
	}
	for _, args := range []string{"add --area Running --title x", "edit last --note y", "delete last", "undo", "area add Other", "backup", "add --inbox --area Running --title x"} {
		r := b.run(append([]string{"--journal", dir}, strings.Fields(args)...)...)
		if r.status != statusFailed || r.out != "" {
			t.Errorf("%s: got %+v", args, r)
		}
		checkSentence(t, r.err, dir, "read-only")
	}
}

func TestMissingFolderIsReported(t *testing.T) {
	b := emptyBox(t)
	gone := filepath.Join(b.dir, "stick", "journal")
	for _, args := range [][]string{{"list"}, {"check"}, {"add", "--inbox", "--area", "Running", "--title", "x"}} {
		r := b.run(append([]string{"--journal", gone}, args...)...)
		if r.status != statusFailed || r.out != "" {
			t.Errorf("%v: got %+v", args, r)
		}
		checkSentence(t, r.err, gone, "the folder is not there", "connect the disk", "enact init")
	}
	if _, err := os.Stat(filepath.Dir(gone)); !os.IsNotExist(err) {
		t.Errorf("something was made: %v", err)
	}
}
