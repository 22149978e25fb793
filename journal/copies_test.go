package journal

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
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
		t.Fatalf("it remembers %q", names)
	}
}

// Files that were written to elsewhere are right if they hold what was saved here, and a fork if they do not, with as many
// changes or more.
func TestAForkIsNoticedAndACarriedFolderIsNot(t *testing.T) {
	home, now := t.TempDir(), tick()
	dir := filepath.Join(home, "journal")
	here, elsewhere := filepath.Join(home, "here"), filepath.Join(home, "elsewhere")
	says := func(seen string, save ...string) string {
		t.Helper()
		j, _, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: now, Seen: seen})
		ok(t, err)
		for _, title := range save {
			mustSave(t, j, Entry{Area: j.Areas()[0].ID, Time: now(), Happened: title})
		}
		got := notes(j)
		ok(t, j.Close())
		return got
	}
	keep := func(name string) { ok(t, os.CopyFS(filepath.Join(home, name), os.DirFS(dir))) }
	put := func(name string) {
		ok(t, os.RemoveAll(dir))
		ok(t, os.CopyFS(dir, os.DirFS(filepath.Join(home, name))))
	}
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now, Seen: here})
	ok(t, err)
	_, err = j.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	ok(t, j.Close())
	keep("older")
	says(here, "one")
	keep("one")

	for _, more := range [][]string{nil, {"two"}, {"three", "four"}} { // carried elsewhere and back, and on here
		if got := says(elsewhere, more...) + says(here, more...) + says(here); got != "" {
			t.Errorf("a folder that was carried, with %q: %q", more, got)
		}
	}
	for name, others := range map[string][]string{"as many": {"1"}, "more": {"1", "2", "3"}} {
		put("one")
		says(here) // whatever it says of what came before
		put("older")
		says(filepath.Join(home, name), others...) // it was never there
		if got := says(here); got != "the-journal-forked" {
			t.Errorf("%s changes elsewhere: %q", name, got)
		}
		if got := says(here, "on") + says(here); got != "" {
			t.Errorf("said before, and again: %q", got)
		}
	}
	put("one")
	says(here)
	ok(t, os.Truncate(filepath.Join(dir, "store.db"), 5000)) // damage is repaired, and no fork
	if got := says(here, "after it"); strings.Contains(got, "forked") || got == "" {
		t.Errorf("after damage it says %q", got)
	}
	if got := says(here); got != "" {
		t.Errorf("and then %q", got)
	}
}

// A conflict copy that was taken in is not mentioned again, unless it changes.
func TestATakenConflictCopyIsNotMentionedAgain(t *testing.T) {
	home, now := t.TempDir(), tick()
	dir, seen := filepath.Join(home, "journal"), filepath.Join(home, "state")
	open := func() *Journal {
		t.Helper()
		j, _, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: now, Seen: seen})
		ok(t, err)
		return j
	}
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now, Seen: seen})
	ok(t, err)
	ok(t, j.Close())
	store, err := os.ReadFile(filepath.Join(dir, "store.db"))
	ok(t, err)
	conflict := filepath.Join(dir, "store (1).db")
	ok(t, os.WriteFile(conflict, store, 0o600))
	take := func(j *Journal, dry bool) {
		t.Helper()
		_, err := j.TakeInFile(t.Context(), func() (io.ReadCloser, error) { return os.Open(conflict) }, conflict, "conflict", func() (vault.Key, error) { return vault.NoPassphrase(), nil }, dry)
		ok(t, err)
	}
	j = open()
	take(j, true)
	ok(t, j.Close())
	j = open()
	if got := notes(j); got != "a-conflict-copy-of-the-store" {
		t.Errorf("looked at only, it says %q", got)
	}
	take(j, false)
	_, err = j.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	ok(t, j.Close())
	j = open()
	if got := notes(j); got != "" {
		t.Errorf("taken in, it says %q", got)
	}
	ok(t, j.Close())
	ok(t, os.Chtimes(conflict, now(), now()))
	j = open()
	if got := notes(j); got != "a-conflict-copy-of-the-store" {
		t.Errorf("of another one of that name it says %q", got)
	}
	ok(t, j.Close())
}

// What a program that was killed while it remembered something left is removed, and nothing that may still be written.
func TestLeftoversOfWhatIsRememberedAreRemoved(t *testing.T) {
	home, now := t.TempDir(), tick()
	seen := filepath.Join(home, "state")
	j, err := Create(t.Context(), filepath.Join(home, "journal"), vault.NoPassphrase(), Options{Now: now, Seen: seen})
	ok(t, err)
	ok(t, os.MkdirAll(seen, 0o700))
	for name, age := range map[string]time.Duration{".old.tmp-0123456789abcdef": 48 * time.Hour, ".new.tmp-0123456789abcdef": 0, "old": 48 * time.Hour} {
		ok(t, os.WriteFile(filepath.Join(seen, name), nil, 0o600))
		ok(t, os.Chtimes(filepath.Join(seen, name), now().Add(-age), now().Add(-age)))
	}
	ok(t, j.Close())
	all, err := os.ReadDir(seen)
	ok(t, err)
	names := make([]string, 0, len(all))
	for _, f := range all {
		if len(f.Name()) != 32 { // that of the journal
			names = append(names, f.Name())
		}
	}
	if strings.Join(names, " ") != ".new.tmp-0123456789abcdef old" {
		t.Errorf("there are %q", names)
	}
}

func TestACheckInIsCalledOneInUndo(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := Entry{Area: a.ID, Type: CheckIn, Time: c.t, EfficacyBefore: optional.Some(Rating(60))}
	saved := mustSave(t, j, e)
	changed := saved.Clone()
	changed.Note = "tired"
	mustSave(t, j, changed)
	for _, want := range []string{"Change a check-in", "Add a check-in"} {
		if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != want {
			t.Errorf("undone is %q, want %q (%v)", NameOf(what), want, err)
		}
	}
}
