package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// content fails unless dir holds exactly these files with these bytes.
func content(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		w, ok := want[e.Name()]
		if !ok {
			t.Errorf("%s was left in the folder", e.Name())
			continue
		}
		got, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != w {
			t.Errorf("%s holds %q, want %q", e.Name(), got, w)
		}
		delete(want, e.Name())
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
}

func TestAFileIsCreatedOrReplacedCompletely(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "entries.csv")
	for _, s := range []string{"first", "", strings.Repeat("much text ", 100_000)} {
		if err := Write(path, text(s)); err != nil {
			t.Fatal(err)
		}
		content(t, dir, map[string]string{"entries.csv": s})
	}
}

func TestTheModeIs0600WhateverIsReplaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps rights in lists, not in modes")
	}
	path := filepath.Join(t.TempDir(), "entries.csv")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	err := Write(path, func(w io.Writer) error {
		found, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".entries.csv.tmp-*"))
		if err != nil || len(found) != 1 {
			t.Errorf("beside the destination are the temporary files %q (%v), want one", found, err)
			return nil
		}
		if info, err := os.Stat(found[0]); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the temporary file has %v (%v), want mode 0600", info, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has %v (%v), want mode 0600", info, err)
	}
}

func TestAFailureLeavesTheOldFileAndNothingElse(t *testing.T) {
	broken := errors.New("the pen broke")
	for name, write := range map[string]func(io.Writer) error{
		"before a byte": func(io.Writer) error { return broken },
		"in the middle": func(w io.Writer) error {
			return errors.Join(text(strings.Repeat("x", 1<<20))(w), broken)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "entries.csv")
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			err := Write(path, write)
			if !errors.Is(err, broken) || !strings.Contains(err.Error(), path) {
				t.Errorf("got error %v, want one that wraps the writer's and names the file", err)
			}
			content(t, dir, map[string]string{"entries.csv": "old"})
		})
	}
}

func TestAPanicLeavesTheOldFileAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "entries.csv")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not pass through")
			}
		}()
		_ = Write(path, func(io.Writer) error { panic("out of ink") })
	}()
	content(t, dir, map[string]string{"entries.csv": "old"})
}

func TestAnUnusablePathIsExplained(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "no", "such", "entries.csv")
	for _, c := range []struct {
		name, path string
		is         error
		says       string
	}{
		{"the folder is missing", missing, fs.ErrNotExist, "the folder " + filepath.Dir(missing) + " does not exist"},
		{"the path is a folder", dir, ErrNoFile, dir + " is a folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Write(c.path, text("new"))
			if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want a %q that says %q", err, c.is, c.says)
			}
			if strings.Contains(err.Error(), ".tmp-") {
				t.Errorf("%v names the temporary file", err)
			}
			content(t, dir, map[string]string{})
		})
	}
}

func TestAFileWithALongNameCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	name := strings.Repeat("é", 125) + ".csv" // 254 bytes
	if err := Write(filepath.Join(dir, name), text("new")); err != nil {
		t.Fatal(err)
	}
	content(t, dir, map[string]string{name: "new"})
}

func TestOnlyOldLeftoversAreRemoved(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 23, 18, 5, 0, 0, time.UTC)
	const old, fresh, mine, alike = ".entries.csv.tmp-0123456789abcdef", ".entries.csv.tmp-fedcba9876543210", "entries.csv", ".notes.tmp-mine"
	for name, age := range map[string]time.Duration{old: 25 * time.Hour, fresh: time.Hour, mine: 9999 * time.Hour, alike: 9999 * time.Hour} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := RemoveLeftovers(dir, now.Add(-24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	content(t, dir, map[string]string{fresh: fresh, mine: mine, alike: alike})
	if err := RemoveLeftovers(filepath.Join(dir, "gone"), now); err != nil {
		t.Errorf("a folder that is not there: got %v, want nothing to do", err)
	}
}

func TestTheTemporaryFileOfAKilledProgramIsRemoved(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"entries.csv", strings.Repeat("é", 125) + ".csv"} {
		if err := os.WriteFile(tempName(filepath.Join(dir, name)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := RemoveLeftovers(dir, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	content(t, dir, map[string]string{})
}

func TestAFailedCheckLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "copy")
	wrong := errors.New("not what was meant")
	seen := ""
	check := func(verdict error) func(string) error {
		return func(temp string) error {
			b, err := os.ReadFile(temp)
			seen = string(b)
			return errors.Join(err, verdict)
		}
	}
	if err := WriteChecked(path, text("old"), check(nil)); err != nil || seen != "old" {
		t.Fatalf("the check saw %q: %v", seen, err)
	}
	if err := WriteChecked(path, text("new"), check(wrong)); !errors.Is(err, wrong) || seen != "new" {
		t.Errorf("the check saw %q: %v", seen, err)
	}
	content(t, dir, map[string]string{"copy": "old"})
}
