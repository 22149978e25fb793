package proof_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// putFile creates a file where it does not belong, and putFolder a folder that is not empty.
func putFile(b []byte, elem ...string) func(dir string) error {
	return func(dir string) error {
		path := filepath.Join(append([]string{dir}, elem...)...)
		return errors.Join(os.RemoveAll(path), os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, b, 0o600))
	}
}

func putFolder(elem ...string) func(dir string) error {
	return func(dir string) error {
		path := filepath.Join(append([]string{dir}, elem...)...)
		return errors.Join(os.RemoveAll(path), os.MkdirAll(filepath.Join(path, "within"), 0o700))
	}
}

func noise() []byte {
	b := make([]byte, 5000)
	rng := rand.New(rand.NewPCG(4, 4))
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// Unknown things in the folder of a journal must not prevent opening it.
func TestUnknownFilesInTheFolderLoseNothing(t *testing.T) {
	t.Parallel()
	h := newHurtable(t, enact(t))
	older := func(name string) func(string) error {
		return putFile(mustRead(t, h.earlier, name), "next", name)
	}
	var sum verdict
	things := map[string]func(dir string) error{
		"noise in the lock":                     putFile(noise(), "lock"),
		"noise about backups":                   putFile(noise(), "backup-state"),
		"noise in the inbox":                    putFile(noise(), "inbox", "01KATVZ2Y8N4W2X9T6K3M5R7Q1.age"),
		"a file in the place of the inbox":      putFile(noise(), "inbox"),
		"a file in the place of the backups":    putFile(noise(), "backups"),
		"a file in the place of the quarantine": putFile(noise(), "quarantine"),
		"a note in the log":                     putFile(noise(), "log", "notes.txt"),
		"a part of the log too much":            putFile(noise(), "log", "000002.log"),
		"a part of the log far away":            putFile(noise(), "log", "18446744073709551615.log"),
		"a folder in the place of the store":    putFolder("store.db"),
		"half a store being made":               putFile(noise(), "store.db.new"),
		"half a log being made":                 putFile(noise(), ".new-log-00000000", "000001.log"),
		"an empty folder for other keys":        putFolder("next"),
		"an older store for other keys":         older("store.db"),
		"an older header for other keys":        older("header.a"),
		"noise as a store for other keys":       putFile(noise(), "next", "store.db"),
	}
	for name, do := range things {
		t.Run(name, func(t *testing.T) {
			dir := copyFolder(t, h.dir)
			if err := do(dir); err != nil {
				t.Fatal(err)
			}
			var v verdict
			if r := v.judge(t, dir, h.book()); !v.clean() {
				t.Errorf("%v; it ends with %d and says %q", v, r.status, r.err)
			}
			sum.add(v)
			more := finishWith(enact(t).in(dir, "add", "-"), line(hurtableEntries))
			v.look(more)
			if more.status != 0 {
				t.Errorf("saving ends with %d and says %q", more.status, more.err)
			}
		})
	}
	t.Logf("%d strange things in the folder: %v", len(things), sum)
}

// If something else has replaced a file, the program may refuse to open the journal; then it must
// say so and change nothing.
func TestFilesOfAnotherKindAreReportedAndLoseNothing(t *testing.T) {
	t.Parallel()
	h := newHurtable(t, enact(t))
	var sum verdict
	things := map[string]func(dir string) error{
		"header.a":       putFolder("header.a"),
		"header.b":       putFolder("header.b"),
		"log/000001.log": putFolder("log", "000001.log"),
		"log":            putFile(noise(), "log"),
		"lock":           putFolder("lock"),
	}
	for name, do := range things {
		t.Run(name, func(t *testing.T) {
			dir := copyFolder(t, h.dir)
			if err := do(dir); err != nil {
				t.Fatal(err)
			}
			var v verdict
			r := v.judge(t, dir, h.book())
			if v.refused > 0 && v.hangs+v.traces == 0 && r.err != "" {
				if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
				copyTo(t, filepath.Join(h.dir, name), filepath.Join(dir, name))
				v = verdict{}
				r = v.judge(t, dir, h.book())
			}
			if !v.clean() {
				t.Errorf("%v; it ends with %d and says %q", v, r.status, r.err)
			}
			sum.add(v)
		})
	}
	t.Logf("%d things of another kind: %v", len(things), sum)
}

// A bad sector: data that cannot be read from one copy is read from the other.
func TestUnreadableFilesLoseNothing(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	h := newHurtable(t, enact(t))
	var sum verdict
	happened := 0
	for _, c := range []struct{ file, call, when string }{
		{"header.a", "read", "1"}, {"header.a", "read", "1+"}, {"header.b", "read", "1"}, {"header.b", "read", "1+"},
		{"log/000001.log", "pread64", "1"}, {"log/000001.log", "pread64", "1+"}, {"store.db", "pread64", "1"},
		{"backup-state", "read", "1+"}, {"lock", "pread64", "1+"},
	} {
		dir := copyFolder(t, h.dir)
		opening := enact(t).command([]string{"--journal", dir, "list"}, "strace", "-f", "-qq", "-o", "/dev/stdout", "-P", filepath.Join(dir, c.file),
			"-e", "trace="+c.call, "-e", "inject="+c.call+":error=EIO:when="+c.when)
		r := finish(opening)
		happened += min(1, strings.Count(r.out, "(INJECTED)"))
		var v verdict
		v.look(r)
		if r.status != 0 || !strings.Contains(r.out, "entry 119") {
			t.Errorf("with %s not to be read it ends with %d and says %q", c.file, r.status, r.err)
		}
		v.judge(t, dir, h.book())
		sum.add(v)
		if !v.clean() {
			t.Errorf("after %s was not to be read: %v", c.file, v)
		}
	}
	t.Logf("%d files that could not be read: %v", happened, sum)
	if happened < 7 {
		t.Errorf("only %d files could not be read: too few to prove anything", happened)
	}
}
