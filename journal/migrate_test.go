package journal

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// tenfold is the migration from a release in which performance was on a 0-10 scale.
func tenfold(c *codec, kind byte, body []byte) ([]byte, error) {
	if kind != docEntry {
		return body, nil
	}
	fields := map[int]cbor.RawMessage{}
	if err := c.decode(body, &fields); err != nil {
		return nil, err
	}
	if raw, ok := fields[11]; ok {
		var v float64
		if err := c.decode(raw, &v); err != nil {
			return nil, err
		}
		var err error
		if fields[11], err = c.enc.Marshal(v * 10); err != nil {
			return nil, err
		}
	}
	return c.enc.Marshal(fields)
}

// olderJournal creates and closes a journal of an older release.
func olderJournal(t *testing.T) (dir string, id EntryID, o Options) {
	t.Helper()
	j, c, a := newTestJournal(t)
	e := experience(a, "before")
	e.Performance = optional.Some(Rating(4))
	saved := mustSave(t, j, e)
	changed := saved.Clone()
	changed.Performance = optional.Some(Rating(7))
	mustSave(t, j, changed)
	if err := j.SaveDraft(t.Context(), "quick", []byte("half a sentence")); err != nil {
		t.Fatal(err)
	}
	dir = j.Folder()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, saved.ID, Options{Now: c.now, migrations: append(releasedMigrations(), tenfold)}
}

func mustOpen(t *testing.T, dir string, o Options) *Journal {
	t.Helper()
	j, _, err := Open(t.Context(), dir, vault.NoPassphrase(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// thisSchema returns the schema number of this release.
func thisSchema() byte { return byte(docSchema + len(releasedMigrations())) }

// schemas counts the documents of a journal by their schema number.
func schemas(t *testing.T, dir string) map[byte]int {
	t.Helper()
	v, _, err := vault.Unlock(t.Context(), dir, vault.NoPassphrase(), vault.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[byte]int{}
	err = vault.Load(t.Context(), v, func(_ vault.RecordID, doc []byte) (byte, error) { return doc[1], nil },
		func(n byte) error { counts[n]++; return nil })
	if err := errors.Join(err, v.Close()); err != nil {
		t.Fatal(err)
	}
	return counts
}

func TestOlderJournalIsMigratedAfterABackup(t *testing.T) {
	dir, id, o := olderJournal(t)
	backups := 0
	o.BeforeMigration = func(_ context.Context, j *Journal) error {
		backups++
		if n := schemas(t, copyOfFolder(t, j))[thisSchema()+1]; n > 0 {
			t.Errorf("%d documents are rewritten before the backup", n)
		}
		return nil
	}
	for day := range 2 {
		j := mustOpen(t, dir, o)
		if e, _ := j.Entry(id); e == nil || e.Performance != optional.Some(Rating(70)) || j.ReadOnly() != nil {
			t.Errorf("day %d: the entry is %+v (%v)", day, e, j.ReadOnly())
		}
		if text, _, _ := j.Draft("quick"); string(text) != "half a sentence" {
			t.Errorf("day %d: the draft is %q", day, text)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if backups != 1 {
		t.Errorf("%d backups, want one, before the only time", backups)
	}
	if got := schemas(t, dir); got[thisSchema()] > 0 || got[thisSchema()+1] != 5 {
		t.Errorf("documents by schema: %v, want all five in the new one", got)
	}
	j := mustOpen(t, dir, o)
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Change an entry" {
		t.Fatalf("undoing a step from before the migration: %q, %v", what, err)
	}
	if e, _ := j.Entry(id); e.Performance != optional.Some(Rating(40)) {
		t.Errorf("undone to %v, want 40", e.Performance)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	o.migrations = releasedMigrations()
	if err := mustOpen(t, dir, o).ReadOnly(); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("the release before opens it: %v", err)
	}
}

// copyOfFolder copies the store of an open journal.
func copyOfFolder(t *testing.T, j *Journal) string {
	t.Helper()
	file, dir := filepath.Join(t.TempDir(), "copy"), filepath.Join(t.TempDir(), "journal")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = j.CopyTo(t.Context(), f)
	if err = errors.Join(err, f.Close()); err == nil {
		_, err = vault.RestoreFrom(t.Context(), file, dir, vault.NoPassphrase(), vault.Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestOlderJournalIsNotMigratedWithoutABackup(t *testing.T) {
	full := errors.New("the disk is full")
	for _, c := range []struct {
		name   string
		backup func(context.Context, *Journal) error
		want   string
	}{
		{"there is nobody to make one", nil, "no way to make a backup"},
		{"making one fails", func(context.Context, *Journal) error { return full }, "the disk is full"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, id, o := olderJournal(t)
			before := folder(t, dir)
			o.BeforeMigration = c.backup
			j := mustOpen(t, dir, o)
			if e, _ := j.Entry(id); e == nil || e.Performance != optional.Some(Rating(70)) {
				t.Errorf("the entry reads %+v", e)
			}
			if err := j.ReadOnly(); !errors.Is(err, vault.ErrReadOnly) || !strings.Contains(SentenceOf(err), c.want) || !strings.Contains(SentenceOf(err), "export") {
				t.Errorf("got %v", err)
			}
			if _, err := j.Save(t.Context(), Entry{ID: id}); err == nil {
				t.Error("something was saved")
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			for name, b := range folder(t, dir) {
				if !bytes.Equal(b, before[name]) {
					t.Errorf("%s was changed", name)
				}
			}
			o.BeforeMigration = func(context.Context, *Journal) error { return nil }
			if err := mustOpen(t, dir, o).ReadOnly(); err != nil {
				t.Errorf("the next opening does not try again: %v", err)
			}
		})
	}
}

func TestCancelledMigrationChangesNothing(t *testing.T) {
	dir, _, o := olderJournal(t)
	before := folder(t, dir)
	ctx, stop := context.WithCancel(t.Context())
	o.BeforeMigration = func(context.Context, *Journal) error { stop(); return nil }
	if _, _, err := Open(ctx, dir, vault.NoPassphrase(), o); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	for name, b := range folder(t, dir) {
		if !bytes.Equal(b, before[name]) {
			t.Errorf("%s was changed", name)
		}
	}
}
