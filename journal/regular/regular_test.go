//go:build unix

package regular

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// specialFiles creates one path of each type that is not a regular file.
func specialFiles(t *testing.T) map[string]string {
	t.Helper()
	dir, err := os.MkdirTemp("", "r") // paths of sockets are limited in length
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

func TestOnlyRegularFilesAreOpened(t *testing.T) {
	for kind, path := range specialFiles(t) {
		for _, flag := range []int{os.O_RDONLY, os.O_WRONLY, os.O_RDWR, os.O_RDWR | os.O_CREATE} {
			f, err := Open(path, flag, 0o600)
			if notRegular := (*Error)(nil); f != nil || !errors.As(err, &notRegular) || !strings.Contains(err.Error(), strings.TrimSpace(kind)) {
				t.Errorf("%s opened with %#x: %v", path, flag, err)
			}
		}
	}
	if _, err := os.Lstat(specialFiles(t)[" a symbolic link"]); err != nil {
		t.Error(err)
	}
}

// A path may be replaced between the check and opening it.
func TestAnOpenedFileIsCheckedAgain(t *testing.T) {
	all := specialFiles(t)
	for _, kind := range []string{"a folder", "a device"} {
		f, err := os.Open(all[kind])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := checkOpened(f, all[kind]); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestANamedFileMayBeALink(t *testing.T) {
	all := specialFiles(t)
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
