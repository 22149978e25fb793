//go:build unix

package regular

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// strange makes everything at a path that is no regular file, by its kind.
func strange(t *testing.T) map[string]string {
	t.Helper()
	dir, err := os.MkdirTemp("", "r") // a socket takes no long path
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	at := func(name string) string { return filepath.Join(dir, name) }
	listener, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	for _, err := range []error{
		syscall.Mkfifo(at("pipe"), 0o600), os.Mkdir(at("folder"), 0o700), os.WriteFile(at("file"), []byte("mine"), 0o600), os.Symlink(at("file"), at("link")),
		os.Symlink(at("nowhere"), at("dangling")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return map[string]string{"a named pipe": at("pipe"), "a folder": at("folder"), "a symbolic link": at("link"), "a socket": at("socket"), "a device": "/dev/null", " a symbolic link": at("dangling")}
}

func TestNothingButARegularFileIsOpened(t *testing.T) {
	for kind, path := range strange(t) {
		for _, flag := range []int{os.O_RDONLY, os.O_WRONLY, os.O_RDWR, os.O_RDWR | os.O_CREATE} {
			f, err := Open(path, flag, 0o600)
			if strangeErr := (*Error)(nil); f != nil || !errors.As(err, &strangeErr) || !strings.Contains(err.Error(), strings.TrimSpace(kind)) {
				t.Errorf("%s opened with %#x: %v", path, flag, err)
			}
		}
		if b, err := Read(path, 100); b != nil || err == nil {
			t.Errorf("%s was read: %q", path, b)
		}
	}
	if _, err := os.Lstat(strange(t)[" a symbolic link"]); err != nil {
		t.Error(err)
	}
}

// What took the place of a file between the look at it and its opening is found by a look at
// what was opened.
func TestWhatWasOpenedIsLookedAtToo(t *testing.T) {
	all := strange(t)
	for _, kind := range []string{"a folder", "a device"} {
		f, err := os.Open(all[kind])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := only(f, all[kind]); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestAFileThatAPersonNamedMayBeALink(t *testing.T) {
	all := strange(t)
	f, err := OpenNamed(all["a symbolic link"])
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, kind := range []string{"a named pipe", "a folder", "a socket", "a device"} {
		if f, err := OpenNamed(all[kind]); err == nil {
			f.Close()
			t.Errorf("%s was opened", kind)
		}
	}
}

func TestOnlyAsMuchIsReadAsThereMayBe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, n := range []int{0, 1, 99, 100} {
		if err := os.WriteFile(path, make([]byte, n), 0o600); err != nil {
			t.Fatal(err)
		}
		if b, err := Read(path, 100); err != nil || len(b) != n {
			t.Errorf("of %d bytes %d were read (%v)", n, len(b), err)
		}
	}
	if err := os.Truncate(path, 8<<30); err != nil { // a hole
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if b, err := Read(path, 100); b != nil || !errors.Is(err, ErrTooLarge) {
		t.Errorf("%d bytes were read (%v)", len(b), err)
	}
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 1<<20 {
		t.Errorf("refusing it took %d bytes of memory", after.TotalAlloc-before.TotalAlloc)
	}
	if _, err := Read(path+"-none", 1); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v for a file that is not there", err)
	}
}
