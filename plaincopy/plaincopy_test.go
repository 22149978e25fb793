package plaincopy

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// memory is a folder in memory, removed with the test.
func memory(t *testing.T) string {
	t.Helper()
	if !isMemory("/dev/shm") {
		t.Skip("LEFT OUT: plain copies were not tried, because /dev/shm is not in memory")
	}
	dir, err := os.MkdirTemp("/dev/shm", "test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func countIn(t *testing.T, dir string) int {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func TestACopyIsForItsOwnerAloneAndGoes(t *testing.T) {
	dir := memory(t)
	c := Copies{Parents: Parents{filepath.Join(dir, "missing"), dir}}
	first, err := c.Write("hill.jpg", []byte("a hill"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.Write("hill.jpg", []byte("another"))
	if err != nil || second == first {
		t.Fatalf("the second copy is %q, %v", second, err)
	}
	for path, want := range map[string]os.FileMode{first: 0o600, filepath.Dir(first): os.ModeDir | 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s has the mode %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
	if data, err := os.ReadFile(first); err != nil || string(data) != "a hill" {
		t.Errorf("the copy is %q, %v", data, err)
	}
	if err := c.Remove(first); err != nil || countIn(t, dir) != 1 {
		t.Errorf("%d copies are left, %v", countIn(t, dir), err)
	}
	if err := c.RemoveAll(); err != nil || countIn(t, dir) != 0 {
		t.Errorf("%d copies are left, %v", countIn(t, dir), err)
	}
	if err := c.RemoveAll(); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", ".", "..", "a/b", "../x"} {
		if path, err := c.Write(name, nil); err == nil {
			t.Errorf("%q is written as %s", name, path)
		}
	}
}

func TestNoCopyIsMadeOnADisk(t *testing.T) {
	disk, err := os.MkdirTemp(".", "disk-") // the folder of the program is on a disk, if any is
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(disk)
	if isMemory(disk) {
		t.Skip("LEFT OUT: this source is in memory")
	}
	c := Copies{Parents: Parents{disk}}
	if path, err := c.Write("hill.jpg", []byte("a hill")); !errors.Is(err, ErrNoMemory) || countIn(t, disk) != 0 {
		t.Errorf("a copy is at %q, %v", path, err)
	}
	if dir, err := c.Parents.Make(); err != nil || countIn(t, disk) != 1 {
		t.Errorf("an editor gets %q, %v", dir, err)
	}
}

func TestOnlyFoldersOfProgramsThatEndedAreSwept(t *testing.T) {
	dir := t.TempDir()
	alive := strconv.Itoa(os.Getppid())
	for _, name := range []string{"enact-999999999-1", "enact-" + strconv.Itoa(os.Getpid()) + "-1", "enact-" + alive + "-1", "enact-mine", "enact-kept-1", "enact-1-1", "other"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "in it"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "enact-999999998-1")); err != nil {
		t.Fatal(err)
	}
	for i, mine := range []bool{false, true} {
		Parents{dir}.Sweep(mine)
		left, err := filepath.Glob(filepath.Join(dir, "*"))
		if want := 7 - i; err != nil || len(left) != want {
			t.Errorf("there are %q, %v; want %d", left, err, want)
		}
	}
}

func TestWhatIsKeptIsNotSwept(t *testing.T) {
	dir := t.TempDir()
	mine, err := Parents{dir}.Make()
	if err != nil {
		t.Fatal(err)
	}
	kept := Keep(mine)
	Parents{dir}.Sweep(false)
	if _, err := os.Stat(kept); err != nil || kept == mine {
		t.Errorf("%s is gone: %v", kept, err)
	}
}
