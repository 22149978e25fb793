package proof_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNothingIsLostWhenFilesAreReplacedUnderTheProgram puts an earlier copy of the journal, or
// of a part of it, in its place while entries are being added, and looks for each that was
// called saved once the journal is opened again.
func TestNothingIsLostWhenFilesAreReplacedUnderTheProgram(t *testing.T) {
	t.Parallel()
	rename := func(t *testing.T, from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	overwrite := func(t *testing.T, from, to string) {
		if err := os.WriteFile(to, mustRead(t, from), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var sum verdict
	for _, c := range []struct {
		name   string
		change func(t *testing.T, dir, earlier string)
	}{
		{"the folder is replaced and deleted", func(t *testing.T, dir, earlier string) {
			rename(t, dir, dir+".old")
			rename(t, earlier, dir)
			if err := os.RemoveAll(dir + ".old"); err != nil {
				t.Fatal(err)
			}
		}},
		{"the store is replaced", func(t *testing.T, dir, earlier string) {
			rename(t, filepath.Join(earlier, "store.db"), filepath.Join(dir, "store.db"))
		}},
		{"the log is replaced", func(t *testing.T, dir, earlier string) {
			rename(t, filepath.Join(earlier, "log/000001.log"), filepath.Join(dir, "log/000001.log"))
		}},
		{"the store is overwritten", func(t *testing.T, dir, earlier string) {
			overwrite(t, filepath.Join(earlier, "store.db"), filepath.Join(dir, "store.db"))
		}},
		{"both copies are overwritten", func(t *testing.T, dir, earlier string) {
			overwrite(t, filepath.Join(earlier, "store.db"), filepath.Join(dir, "store.db"))
			overwrite(t, filepath.Join(earlier, "log/000001.log"), filepath.Join(dir, "log/000001.log"))
		}},
	} {
		for range times(2) {
			dir := filepath.Join(t.TempDir(), "journal")
			b := kept(t, dir)
			earlier := dir + ".earlier"
			copyTo(t, dir, earlier)
			w := startWriter(t, enact(t).in(dir, "add", "--lines"), 40)
			v := verdict{}
			if w.waitFor(7) {
				v.hangs++
			}
			c.change(t, dir, earlier)
			// It ends by itself, but where it can repair one copy from the other in time.
			if w.waitFor(40) {
				v.hangs++
			}
			told, written := w.kill()
			b.saved, b.written = append(b.saved, told...), written
			v.judge(t, dir, b)
			t.Logf("%s: %v; it said %q", c.name, v, w.errs.String())
			if !v.clean() {
				t.Errorf("%s: %v", c.name, v)
			}
			sum.add(v)
		}
	}
	t.Logf("files replaced under the program: %v", sum)
	if sum.saved < 10*40 {
		t.Error("too little was saved to prove anything")
	}
}

// TestTheLockCannotBeDeleted deletes the lock's file again and again while one program adds
// entries, and lets others try to do the same.
func TestTheLockCannotBeDeleted(t *testing.T) {
	t.Parallel()
	dir := newJournal(t)
	w := startWriter(t, enact(t).in(dir, "add", "--lines"), 0)
	var v verdict
	for k := range 4 {
		if w.waitFor(10 * (k + 1)) {
			v.hangs++
		}
		_ = os.Remove(filepath.Join(dir, "lock")) // perhaps not yet made again
		if r := finishWith(enact(t).in(dir, "list"), ""); r.status != 3 {
			t.Errorf("a second program got in: %+v", r)
		}
	}
	told, written := w.stop()
	v.judge(t, dir, book{saved: told, written: written})
	t.Logf("the lock deleted 4 times: %v", v)
	if !v.clean() || len(told) < 40 {
		t.Errorf("the lock deleted while open: %v; it said %q", v, w.errs.String())
	}
}
