package vault

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestJournalOnADiskWithoutLocksOpensReadOnly makes the locking calls fail as they do on
// network disks without locks.
func TestJournalOnADiskWithoutLocksOpensReadOnly(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip(`LEFT OUT, NOT PASSED: strace is not here; "make test" says what installs it`)
	}
	for _, names := range [][]string{{lockName, storeName, "."}, {lockName}, {storeName}} {
		for _, errno := range []string{"ENOLCK", "EOPNOTSUPP"} {
			t.Run(strings.Join(names, " ")+" "+errno, func(t *testing.T) {
				v, dir := create(t, NoPassphrase())
				want := fill(t, v, 20)
				mustClose(t, v)
				before := snapshot(t, dir)
				args := []string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=flock", "-e", "inject=flock:error=" + errno}
				for _, name := range names {
					args = append(args, "-P", filepath.Join(dir, name))
				}
				cmd := exec.CommandContext(t.Context(), strace, append(args, os.Args[0], dir)...)
				cmd.Env = append(os.Environ(), childVariable+"=ask")
				cmd.Stdin = strings.NewReader("\n")
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				for _, words := range []string{"read-only: the disk that holds", "has no locks", "not saved: the disk"} {
					if !strings.Contains(string(out), words) {
						t.Errorf("the output lacks %q: %s", words, out)
					}
				}
				unchanged(t, dir, before)
				v, _ = unlock(t, dir, NoPassphrase())
				same(t, v, want)
			})
		}
	}
}

// A folder that can be read but not written, though its files could be written.
func TestReadOnlyFolderOpensReadOnly(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("LEFT OUT, NOT PASSED: becoming another user needs root; run this test as root to see what a foreign folder does")
	}
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 20)
	mustClose(t, v)
	for path, mode := range map[string]os.FileMode{
		filepath.Dir(filepath.Dir(dir)): 0o755, filepath.Dir(dir): 0o755, dir: 0o555, filepath.Join(dir, logName): 0o555,
		filepath.Join(dir, lockName): 0o666, filepath.Join(dir, storeName): 0o666, filepath.Join(dir, headerA): 0o444, filepath.Join(dir, headerB): 0o444,
		segmentPath(filepath.Join(dir, logName), 1): 0o444,
	} {
		must(t, os.Chmod(path, mode))
	}
	before := snapshot(t, dir)
	asUserNobody(t, func() {
		v, repair, err := Unlock(t.Context(), dir, NoPassphrase(), Options{})
		if err != nil {
			t.Error(err)
			return
		}
		same(t, v, want)
		checkError(t, v.ReadOnly(), ErrReadOnly, dir, "open for reading only")
		checkError(t, v.Apply(t.Context(), []Change{{ID: id(1), Doc: doc(2)}}), ErrReadOnly, dir)
		if len(repair.Notes) > 0 {
			t.Errorf("the repair notes are %q", repair.Notes)
		}
		mustClose(t, v)
	})
	unchanged(t, dir, before)
}
