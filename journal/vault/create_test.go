package vault

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestCreateAcceptsAMissingOrEmptyFolder(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(dir string) error
	}{
		{"missing", func(string) error { return nil }},
		{"empty", func(dir string) error { return os.Mkdir(dir, 0o755) }},
		{"with what a killed Create left", func(dir string) error {
			return errors.Join(os.MkdirAll(filepath.Join(dir, newPrefix+"1234"), 0o700),
				os.WriteFile(filepath.Join(dir, newPrefix+"1234", storeName), []byte("half"), 0o600),
				os.WriteFile(filepath.Join(dir, lockName), nil, 0o600))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			// A name with the characters of patterns and variables.
			dir := filepath.Join(t.TempDir(), "a", "b c", "*[x]? ~ $HOME")
			if c.name != "missing" {
				if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.prepare(dir); err != nil {
				t.Fatal(err)
			}
			v, err := Create(t.Context(), dir, NoPassphrase(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := fill(t, v, 3)
			mustClose(t, v)
			v, repair := unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) > 0 {
				t.Errorf("the repair notes of a new journal are %q", repair.Notes)
			}
			checkNames(t, dir, headerA, headerB, lockName, logName, storeName)
			checkNames(t, filepath.Dir(dir), filepath.Base(dir))
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("the folder has mode %v (%v)", info.Mode(), err)
			}
		})
	}
}

func checkNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

func TestCreateLeavesExistingFilesAlone(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "journal")
	v, err := Create(t.Context(), journal, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	full := t.TempDir()
	overwrite(t, []byte("mine"), full, "letter.txt")
	file := filepath.Join(full, "letter.txt")
	for _, c := range []struct {
		name, dir string
		kind      error
		says      string
	}{
		{"a journal", journal, ErrExists, "a journal"},
		{"a folder with a file", full, ErrExists, "not empty"},
		{"a file", file, ErrExists, "is a file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := snapshot(t, c.dir)
			_, err := Create(t.Context(), c.dir, NoPassphrase(), Options{})
			checkError(t, err, c.kind, c.says, c.dir)
			unchanged(t, c.dir, before)
		})
	}
	t.Run("below a file", func(t *testing.T) {
		below := filepath.Join(file, "journal")
		_, err := Create(t.Context(), below, NoPassphrase(), Options{})
		checkError(t, err, ErrExists, below, "is a file")
		refused(t, below, ErrNoJournal, below)
	})
}

func TestOnlyOneOfManyConcurrentCreatesSucceeds(t *testing.T) {
	for _, place := range []string{"missing", "empty"} {
		t.Run(place, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "journal")
			if place == "empty" {
				if err := os.Mkdir(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			var wg sync.WaitGroup
			errs := make([]error, 8)
			vaults := make([]*Vault, len(errs))
			for i := range errs {
				wg.Go(func() { vaults[i], errs[i] = Create(t.Context(), dir, NoPassphrase(), Options{}) })
			}
			wg.Wait()
			made := 0
			for i, err := range errs {
				if err == nil {
					made++
					mustClose(t, vaults[i])
					continue
				}
				if !errors.Is(err, ErrExists) && !errors.Is(err, ErrInUse) {
					t.Errorf("a call failed with %v, want ErrExists or ErrInUse", err)
				}
			}
			if made > 1 {
				t.Errorf("%d calls created the journal, want 1", made)
			}
			v, _ := unlock(t, dir, NoPassphrase())
			same(t, v, map[RecordID]string{})
		})
	}
}

func TestLeftoversBesideAJournalAreRemovedAfterADay(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "journal")
	for name, age := range map[string]time.Duration{
		".journal.tmp-old": 25 * time.Hour, ".journal.tmp-new": time.Hour, ".other.tmp-old": 25 * time.Hour,
	} {
		path := filepath.Join(parent, name)
		if err := os.MkdirAll(filepath.Join(path, "deep"), 0o700); err != nil {
			t.Fatal(err)
		}
		made, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		then := made.ModTime().Add(-age)
		if err := os.Chtimes(path, then, then); err != nil {
			t.Fatal(err)
		}
	}
	ahead := func() time.Time { return time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC) } // of the disk
	v, err := Create(t.Context(), dir, NoPassphrase(), Options{Now: ahead})
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	checkNames(t, parent, ".journal.tmp-new", ".other.tmp-old", "journal")
}

func TestMissingJournalIsReported(t *testing.T) {
	empty := t.TempDir()
	file := filepath.Join(empty, "letter.txt")
	overwrite(t, []byte("mine"), file)
	for name, dir := range map[string]string{
		"a missing folder": filepath.Join(empty, "nothing"),
		"another folder":   empty,
		"a file":           file,
		"the temporary files of a newer Create": func() string {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, newPrefix+"12"), 0o700); err != nil {
				t.Fatal(err)
			}
			return dir
		}(),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Inspect(dir)
			checkError(t, err, ErrNoJournal, dir)
			refused(t, dir, ErrNoJournal, dir)
		})
	}
	checkNames(t, empty, "letter.txt")
}
