package backup

import (
	"os"
	"path/filepath"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// inMemory reports whether a file's first page is in the page cache. It does not read the page,
// because even a nonblocking read would start to fetch it.
func inMemory(t *testing.T, path string) bool {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	page := os.Getpagesize()
	m, err := unix.Mmap(int(f.Fd()), 0, page, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Munmap(m) }()
	var kept [1]byte
	if _, _, e := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&m[0])), uintptr(page), uintptr(unsafe.Pointer(&kept[0]))); e != 0 {
		t.Skipf("LEFT OUT, NOT PASSED: this system does not report which pages are in memory (%v)", e)
	}
	return kept[0]&1 == 1
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
	dropFromCache(path)
	if inMemory(t, path) {
		var fs unix.Statfs_t
		if err := unix.Statfs(path, &fs); err == nil && fs.Type == unix.TMPFS_MAGIC {
			t.Skip("LEFT OUT, NOT PASSED: the folder for temporary files is in memory itself; set TMPDIR to a folder on a disk")
		}
		t.Error("the file is still in memory")
	}
}
