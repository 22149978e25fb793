package journal

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal/vault"
)

func notes(j *Journal) string {
	var all []string
	for _, n := range j.Repair().Notes {
		all = append(all, string(n.Kind))
	}
	return strings.Join(all, " ")
}

func TestOlderFilesAndConflictCopiesAreNoticed(t *testing.T) {
	home, now := t.TempDir(), tick()
	dir, seen := filepath.Join(home, "journal"), filepath.Join(home, "state", "enactive")
	open := func() *Journal {
		j, _, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: now, Seen: seen})
		ok(t, err)
		return j
	}
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now, Seen: seen})
	ok(t, err)
	a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	ok(t, j.Close())
	older := filepath.Join(home, "older")
	ok(t, os.CopyFS(older, os.DirFS(dir)))
	j = open()
	if got := notes(j); got != "" {
		t.Errorf("nothing happened, and it says %q", got)
	}
	saved := mustSave(t, j, Entry{Area: a.ID, Time: now(), Happened: "a run"})
	ok(t, j.Erase(t.Context(), mustSave(t, j, Entry{Area: a.ID, Time: now(), Happened: "erased, under new keys of the rest"}).ID))
	ok(t, j.Close())
	j = open()
	if got := notes(j); got != "" {
		t.Errorf("after erasing it says %q", got)
	}
	ok(t, j.Close())
	store, err := os.ReadFile(filepath.Join(dir, "store.db"))
	ok(t, err)

	ok(t, os.RemoveAll(dir))
	ok(t, os.CopyFS(dir, os.DirFS(older)))
	conflict := filepath.Join(dir, "store.sync-conflict-20261129-1830-ABCDEFG.db")
	ok(t, os.WriteFile(conflict, store, 0o600))
	ok(t, os.WriteFile(filepath.Join(dir, "log", "000001 (1).log"), nil, 0o600))
	j = open()
	if got := notes(j); !strings.Contains(got, "the-journal-went-back") || strings.Count(got, "conflict-copy") != 2 {
		t.Errorf("it says %q", got)
	}
	taken, err := j.TakeInFile(t.Context(), func() (io.ReadCloser, error) { return os.Open(conflict) }, conflict, "conflict", func() (vault.Key, error) { return vault.NoPassphrase(), nil }, false)
	ok(t, err)
	if _, has := j.Entry(saved.ID); !has || taken.New != 1 {
		t.Errorf("the way out brings %+v", taken)
	}
	ok(t, os.Remove(conflict))
	ok(t, os.Remove(filepath.Join(dir, "log", "000001 (1).log")))
	ok(t, j.Close())
	j = open()
	defer j.Close()
	if got := notes(j); got != "" {
		t.Errorf("it was said before, and again: %q", got)
	}
	names, err := filepath.Glob(filepath.Join(seen, "*"))
	ok(t, err)
	if len(names) != 1 {
		t.Errorf("it remembers %q", names)
	}
}
