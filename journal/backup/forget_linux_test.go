package backup

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// inMemory tells whether a file's first page can be had without reading the disk.
func inMemory(t *testing.T, path string) bool {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, err = unix.Preadv2(int(f.Fd()), [][]byte{make([]byte, 4096)}, 0, unix.RWF_NOWAIT)
	switch {
	case err == nil:
		return true
	case errors.Is(err, unix.EAGAIN):
		return false
	}
	t.Skipf("LEFT OUT, NOT PASSED: this file system does not say what it keeps in memory (%v)", err)
	return false
}

func TestReadingBackReadsTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "copy")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	if !inMemory(t, path) {
		t.Skip("LEFT OUT, NOT PASSED: what was just written is not in memory, so forgetting it shows nothing")
	}
	forget(path)
	if inMemory(t, path) {
		var fs unix.Statfs_t
		if err := unix.Statfs(path, &fs); err == nil && fs.Type == unix.TMPFS_MAGIC {
			t.Skip("LEFT OUT, NOT PASSED: the folder for temporary files is in memory itself; set TMPDIR to a folder on a disk")
		}
		t.Error("it is still in memory")
	}
}
