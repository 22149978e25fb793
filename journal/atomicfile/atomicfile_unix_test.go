//go:build !windows

package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestALinkIsReplacedAndNotFollowed(t *testing.T) {
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "target.csv")
	if err := os.WriteFile(elsewhere, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "entries.csv")
	for _, target := range []string{elsewhere, filepath.Join(dir, "nowhere")} {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if err := os.Symlink(target, path); err != nil {
			t.Fatal(err)
		}
		if err := Write(path, text("mine")); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
			t.Errorf("at the destination is %v (%v), want a file", info, err)
		}
		content(t, dir, map[string]string{"entries.csv": "mine"})
	}
	content(t, filepath.Dir(elsewhere), map[string]string{"target.csv": "theirs"})
}

func TestADeviceOrPipeIsNeverReplaced(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(os.DevNull, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, link} {
		err := Write(path, text("mine"))
		if !errors.Is(err, ErrNoFile) || !strings.Contains(err.Error(), path+" is a device or a pipe") {
			t.Errorf("%s: got %v, want ErrNoFile in a sentence", path, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s: became %v (%v)", path, info, err)
		}
	}
}

func TestTheModeIs0600UnderAnyUmask(t *testing.T) {
	for _, mask := range []int{0, 0o777} {
		path := filepath.Join(t.TempDir(), "entries.csv")
		before := syscall.Umask(mask)
		err := Write(path, text("mine"))
		syscall.Umask(before)
		if err != nil {
			t.Fatalf("umask %04o: %v", mask, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("umask %04o: the file has %v (%v), want mode 0600", mask, info, err)
		}
	}
}

func TestLinksInAFolderAreNotFollowed(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	target := filepath.Join(elsewhere, "target.md")
	if err := os.WriteFile(target, []byte("ours theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := WriteFolder(filepath.Join(dir, "link"), dated, files(map[string]string{"target.md": "x"})); !errors.Is(err, ErrNoFile) {
		t.Errorf("a link to a folder: got %v, want ErrNoFile", err)
	}
	if err := os.Symlink(target, filepath.Join(dir, "1.md")); err != nil {
		t.Fatal(err)
	}
	if err := WriteFolder(dir, dated, files(map[string]string{"1.md": "x"})); !errors.Is(err, ErrForeign) {
		t.Errorf("a link to a file: got %v, want ErrForeign", err)
	}
	content(t, elsewhere, map[string]string{"target.md": "ours theirs"})
}

// If standard output goes to a file, /dev/stdout leads there: root would replace it for all programs.
func TestALinkOfTheSystemIsNotReplaced(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, path := range []string{fmt.Sprintf("/proc/self/fd/%d", f.Fd()), fmt.Sprintf("/dev/fd/%d", f.Fd())} {
		if _, err := os.Stat(path); err != nil {
			t.Logf("NOT RUN for %s, which this system does not have", path)
			continue
		}
		err := Write(path, func(w io.Writer) error { t.Error("it is written"); return nil })
		if !errors.Is(err, ErrNoFile) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
