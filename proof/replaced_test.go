package proof_test

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNothingIsLostWhenFilesAreReplacedUnderTheProgram replaces the journal, or a part of it, by an
// earlier copy while entries are being added, and looks for each entry that was reported as saved
// once the journal is opened again.
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
			// It ends on its own, unless it can repair one copy from the other in time.
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

// TestAReplacedFolderIsReportedWithoutAnotherSave replaces the folder that a program has open by an
// earlier copy, after all of its entries were saved.
func TestAReplacedFolderIsReportedWithoutAnotherSave(t *testing.T) {
	t.Parallel()
	for name, replace := range map[string]func(dir string) error{
		"replaced": func(dir string) error {
			return errors.Join(os.Rename(dir, dir+".old"), os.Rename(dir+".earlier", dir), os.RemoveAll(dir+".old"))
		},
		"removed": os.RemoveAll,
	} {
		dir := filepath.Join(t.TempDir(), "journal")
		b := kept(t, dir)
		copyTo(t, dir, dir+".earlier")
		c := enact(t).in(dir, "add", "--lines")
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var errs strings.Builder
		c.Stderr = &errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		said := bufio.NewScanner(out)
		for i := 40; i < 44; i++ {
			if _, err := io.WriteString(in, line(i)); err != nil {
				t.Fatal(err)
			}
			if !said.Scan() {
				t.Fatalf("%s: it ended: %s", name, errs.String())
			}
			id, ok := savedAs(said.Text())
			if !ok {
				t.Fatalf("%s: it said %q", name, said.Text())
			}
			b.saved = append(b.saved, saved{i, id})
		}
		b.written = 44
		if err := replace(dir); err != nil {
			t.Fatal(err)
		}
		_ = in.Close()
		for said.Scan() {
		}
		if err := c.Wait(); err == nil || !strings.Contains(errs.String(), "what was saved here before is kept") || strings.Contains(errs.String(), "is saved, but") {
			t.Errorf("%s: it ended with %v and said %q", name, err, errs.String())
		}
		if name == "removed" {
			backups, err := filepath.Glob(dir + "-kept-*.enactive")
			if err != nil || len(backups) != 1 {
				t.Fatalf("the preserved backups are %q (%v)", backups, err)
			}
			if r := enact(t).do(dir+"-other", "restore", backups[0], dir); r.status != 0 {
				t.Fatalf("restoring: %+v", r)
			}
		}
		var v verdict
		v.judge(t, dir, b)
		if !v.clean() || v.saved < 44 {
			t.Errorf("%s: %v", name, v)
		}
	}
}

// TestTheLockCannotBeDeleted deletes the lock file again and again while one program adds entries
// and others try to do the same.
func TestTheLockCannotBeDeleted(t *testing.T) {
	t.Parallel()
	dir := newJournal(t)
	w := startWriter(t, enact(t).in(dir, "add", "--lines"), 0)
	var v verdict
	for k := range 4 {
		if w.waitFor(10 * (k + 1)) {
			v.hangs++
		}
		_ = os.Remove(filepath.Join(dir, "lock")) // possibly not created again yet
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
