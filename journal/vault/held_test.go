package vault

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"enactive/journal/vault/internal/seal"
)

// A save detects that its folder was replaced while it was running.
func TestSaveWhileTheFolderIsReplacedIsNotAcknowledged(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	fill(t, v, 3)
	mustClose(t, v)
	earlier := dir + ".earlier"
	copyTree(t, dir, earlier)
	v, _ = unlock(t, dir, NoPassphrase())
	v.commit = func(tx *bbolt.Tx) error {
		must(t, os.Rename(dir, dir+".old"))
		must(t, os.Rename(earlier, dir))
		return tx.Commit()
	}
	err := v.Apply(t.Context(), []Change{{ID: id(7), Doc: []byte("acknowledged")}})
	checkError(t, err, ErrClosed, "replaced")
}

// A restored journal is opened and compared with the summary of the backup.
func TestRestoredJournalIsComparedWithItsBackup(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	fill(t, v, 3)
	file := filepath.Join(t.TempDir(), "copy")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.CopyTo(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	must(t, f.Close())
	for _, more := range []uint64{0, 1} {
		c, err := openCopy(t.Context(), file, Options{}.withDefaults())
		if err != nil {
			t.Fatal(err)
		}
		must(t, c.unlock(t.Context(), NoPassphrase()))
		r := &restoring{copyFile: c, opts: Options{}.withDefaults()}
		if r.want, err = c.readThrough(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.want.Records += more
		err = r.build(t.Context(), filepath.Join(t.TempDir(), "restored"))
		if errors.Is(err, errNotTheSame) != (more > 0) {
			t.Errorf("with %d more records in the backup: %v", more, err)
		}
		c.close()
	}
}

// If the store is missing too, a log from which a save was removed is reported as incomplete.
func TestLogThatLacksASaveIsNotComplete(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	for i := range 4 {
		apply(t, v, Change{ID: id(i), Doc: doc(i)})
	}
	mustClose(t, v)
	path := segmentPath(filepath.Join(dir, logName), 1)
	scan, err := readLog(t.Context(), filepath.Dir(path), func(seal.Place, position, []byte) error { return nil })
	if err != nil || len(scan.ends) < 4 {
		t.Fatal(scan.ends, err)
	}
	raw := readFile(t, path)
	gone := scan.ends[len(scan.ends)-3:]
	overwrite(t, slices.Concat(raw[:gone[0].at.offset], raw[gone[1].at.offset:]), path)
	must(t, os.Remove(filepath.Join(dir, storeName)))
	v, repair := unlock(t, dir, NoPassphrase())
	defer mustClose(t, v)
	if found := all(t, v); len(found) != 3 || !repair.Lost {
		t.Errorf("%d documents were found, and the repair notes are %q", len(found), repair.Notes)
	}
}
