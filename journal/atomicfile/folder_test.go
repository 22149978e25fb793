package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// dated takes files that begin with "ours" for written here.
func dated(name string, head []byte) bool {
	return strings.HasSuffix(name, ".md") && strings.HasPrefix(string(head), "ours")
}

// files returns a function that writes files.
func files(all map[string]string) func(Put) error {
	return func(put Put) error {
		for name, content := range all {
			if err := put(name, []byte(content)); err != nil {
				return err
			}
		}
		return nil
	}
}

// written puts files into a folder by hand.
func written(t *testing.T, dir string, all map[string]string) {
	t.Helper()
	for name, content := range all {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFolderIsMadeAsAWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "notes")
	if err := WriteFolder(path, dated, files(map[string]string{"1.md": "ours 1", "2.md": "ours 2"})); err != nil {
		t.Fatal(err)
	}
	content(t, path, map[string]string{"1.md": "ours 1", "2.md": "ours 2"})
	if runtime.GOOS != "windows" {
		for name, want := range map[string]fs.FileMode{path: 0o700, filepath.Join(path, "1.md"): 0o600} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s has %v (%v), want mode %04o", name, info, err, want)
			}
		}
	}
	broken := errors.New("the pen broke")
	err := WriteFolder(filepath.Join(dir, "none"), dated, func(put Put) error { return errors.Join(put("1.md", nil), broken) })
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want the error of the writer", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("in the folder are %v (%v), want the notes alone", left, err)
	}
}

func TestOnlyOurFilesOfAFolderAreReplaced(t *testing.T) {
	dir := t.TempDir()
	written(t, dir, map[string]string{"1.md": "ours old", "2.md": "ours old", "theirs.md": "theirs", "photo.png": "ours"})
	if err := WriteFolder(dir, dated, files(map[string]string{"1.md": "ours new", "3.md": "ours new"})); err != nil {
		t.Fatal(err)
	}
	content(t, dir, map[string]string{"1.md": "ours new", "3.md": "ours new", "theirs.md": "theirs", "photo.png": "ours"})
}

func TestAForeignFileStopsTheWholeFolder(t *testing.T) {
	dir := t.TempDir()
	before := map[string]string{"1.md": "ours old", "2.md": "theirs", "3.md": "ours old"}
	written(t, dir, before)
	err := WriteFolder(dir, dated, files(map[string]string{"1.md": "ours new", "2.md": "ours new"}))
	if !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), filepath.Join(dir, "2.md")) {
		t.Errorf("got %v, want ErrForeign with the file", err)
	}
	content(t, dir, before)
}

func TestNamesDoNotLeaveTheFolder(t *testing.T) {
	for _, name := range []string{"", ".", "..", "../a", "a/b", "/a"} {
		dir := t.TempDir()
		if err := WriteFolder(filepath.Join(dir, "notes"), dated, files(map[string]string{name: "x"})); !errors.Is(err, ErrNoFile) {
			t.Errorf("%q: got %v, want ErrNoFile", name, err)
		}
		content(t, dir, map[string]string{})
	}
	twice := func(put Put) error { return errors.Join(put("a", nil), put("a", nil)) }
	if err := WriteFolder(filepath.Join(t.TempDir(), "notes"), dated, twice); !errors.Is(err, ErrNoFile) {
		t.Errorf("twice: got %v, want ErrNoFile", err)
	}
}

func TestAFileOrAMissingParentIsNoPlaceForAFolder(t *testing.T) {
	dir := t.TempDir()
	written(t, dir, map[string]string{"a": "x"})
	if err := WriteFolder(filepath.Join(dir, "a"), dated, files(nil)); !errors.Is(err, ErrNoFile) || !strings.Contains(err.Error(), "is not a folder") {
		t.Errorf("a file: got %v", err)
	}
	if err := WriteFolder(filepath.Join(dir, "b", "c"), dated, files(nil)); !errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), ".tmp-") {
		t.Errorf("no parent: got %v", err)
	}
	content(t, dir, map[string]string{"a": "x"})
}
