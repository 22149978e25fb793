package vault

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// otherProgram is another program that has a journal open and saves a document on request.
type otherProgram struct {
	t     *testing.T
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *bufio.Scanner
}

func startOtherProgram(t *testing.T, dir string) *otherProgram {
	t.Helper()
	a := &otherProgram{t: t, cmd: exec.CommandContext(t.Context(), os.Args[0], dir)}
	a.cmd.Env = append(os.Environ(), childVariable+"=ask")
	out, err := a.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if a.in, err = a.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := a.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.end)
	a.lines = bufio.NewScanner(out)
	if line := a.line(); line != "ready" {
		t.Fatalf("the other program printed %q", line)
	}
	return a
}

func (a *otherProgram) line() string {
	a.t.Helper()
	if !a.lines.Scan() {
		a.t.Fatal("the other program printed nothing more")
	}
	return a.lines.Text()
}

// save returns the number of the acknowledged document, or -1 and the reason if the save
// failed.
func (a *otherProgram) save() (n int, why string) {
	a.t.Helper()
	if _, err := io.WriteString(a.in, "\n"); err != nil {
		a.t.Fatal(err)
	}
	line := a.line()
	if _, err := fmt.Sscanf(line, "saved %d", &n); err != nil {
		return -1, line
	}
	return n, ""
}

func (a *otherProgram) end() {
	_ = a.in.Close() // already closed by an earlier call
	_ = a.cmd.Wait()
}

// copyTree copies a folder, as a synchroniser or a person does.
func copyTree(t testing.TB, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// overwriteTree overwrites the files of one folder in place with those of another.
func overwriteTree(t testing.TB, from, to string) {
	t.Helper()
	for name, content := range snapshot(t, from) {
		overwrite(t, []byte(content), to, name)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestOnlySavesToTheCurrentJournalAreAcknowledged changes a journal that another program has
// open. earlier is a copy of its previous state.
func TestOnlySavesToTheCurrentJournalAreAcknowledged(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, dir, earlier string)
		// goesOn reports whether saving continues, because the journal is intact.
		goesOn bool
	}{
		{"the folder is replaced", func(t *testing.T, dir, earlier string) {
			must(t, os.Rename(dir, dir+".old"))
			must(t, os.Rename(earlier, dir))
			must(t, os.RemoveAll(dir+".old"))
		}, false},
		{"the folder is moved away", func(t *testing.T, dir, _ string) { must(t, os.Rename(dir, dir+".old")) }, false},
		{"the folder is moved away and back", func(t *testing.T, dir, _ string) {
			must(t, os.Rename(dir, dir+".old"))
			must(t, os.Rename(dir+".old", dir))
		}, true},
		{"the store is replaced", func(t *testing.T, dir, earlier string) {
			must(t, os.Rename(filepath.Join(earlier, storeName), filepath.Join(dir, storeName)))
		}, false},
		{"the store is deleted", func(t *testing.T, dir, _ string) { must(t, os.Remove(filepath.Join(dir, storeName))) }, false},
		{"the log's file is replaced", func(t *testing.T, dir, earlier string) {
			must(t, os.Rename(segmentPath(filepath.Join(earlier, logName), 1), segmentPath(filepath.Join(dir, logName), 1)))
		}, false},
		{"the log's folder is replaced", func(t *testing.T, dir, earlier string) {
			must(t, os.RemoveAll(filepath.Join(dir, logName)))
			must(t, os.Rename(filepath.Join(earlier, logName), filepath.Join(dir, logName)))
		}, false},
		{"the store is overwritten", func(t *testing.T, dir, earlier string) {
			overwrite(t, readFile(t, earlier, storeName), dir, storeName)
		}, false},
		{"the log is overwritten", func(t *testing.T, dir, earlier string) {
			overwrite(t, readFile(t, segmentPath(filepath.Join(earlier, logName), 1)), segmentPath(filepath.Join(dir, logName), 1))
		}, false},
		{"all files are overwritten", func(t *testing.T, dir, earlier string) { overwriteTree(t, earlier, dir) }, false},
		{"the lock is deleted", func(t *testing.T, dir, _ string) { must(t, os.Remove(filepath.Join(dir, lockName))) }, true},
		{"the lock is replaced", func(t *testing.T, dir, _ string) {
			overwrite(t, nil, dir, "other")
			must(t, os.Rename(filepath.Join(dir, "other"), filepath.Join(dir, lockName)))
		}, true},
		{"the lock is another program's", func(t *testing.T, dir, _ string) {
			other := t.TempDir()
			held, err := takeLock(other, time.Unix(1_700_000_000, 0))
			must(t, err)
			t.Cleanup(func() { _ = held.release() })
			must(t, os.Rename(filepath.Join(other, lockName), filepath.Join(dir, lockName)))
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, dir := create(t, NoPassphrase())
			fill(t, v, 40)
			mustClose(t, v)
			earlier := filepath.Join(filepath.Dir(dir), "earlier")
			copyTree(t, dir, earlier)
			v, _ = unlock(t, dir, NoPassphrase())
			apply(t, v, Change{ID: id(1), Doc: doc(77)}, Change{ID: id(50), Doc: doc(50)})
			mustClose(t, v)

			other := startOtherProgram(t, dir)
			for range 3 {
				if n, why := other.save(); n < 0 {
					t.Fatalf("before the change, saving fails: %q", why)
				}
			}
			c.change(t, dir, earlier)
			var acked []int
			for range 3 {
				n, why := other.save()
				switch {
				case n >= 0:
					acked = append(acked, n)
				case !strings.Contains(why, dir) || !strings.Contains(why, "not saved"):
					t.Errorf("the refusal is %q", why)
				}
			}
			other.end()
			if c.goesOn != (len(acked) == 3) {
				t.Errorf("%d of 3 saves were acknowledged afterwards", len(acked))
			}
			if len(acked) == 0 {
				return
			}
			v, _ = unlock(t, dir, NoPassphrase())
			found := all(t, v)
			for _, n := range acked {
				if found[id(n)] != string(doc(n)) {
					t.Errorf("the save of document %d was acknowledged, but it is %q", n, found[id(n)])
				}
			}
		})
	}
}

// A second program is locked out even if the lock file was deleted or replaced, and leaves the files alone.
func TestSecondProgramIsLockedOutWhenTheLockIsDeleted(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	other := startOtherProgram(t, dir)
	must(t, os.Remove(filepath.Join(dir, lockName)))
	before := snapshot(t, dir)
	for _, o := range []Options{{}, {Probe: ProbeCommand()}, {ReadOnly: true, Probe: ProbeCommand()}} {
		_, _, err := Unlock(context.Background(), dir, NoPassphrase(), o)
		checkError(t, err, ErrInUse, dir)
	}
	unchanged(t, dir, before)
	n, why := other.save()
	if n < 0 {
		t.Fatal(why)
	}
	want[id(n)] = string(doc(n))
	other.end()
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) > 0 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
}

// If neither the folder nor the lock file locks out a second program, as on file systems that
// cannot lock folders, the lock on the store does.
func TestStoreLockCannotBeDeleted(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	must(t, v.lock.release())
	must(t, os.Remove(filepath.Join(dir, lockName)))
	before := snapshot(t, dir)
	for _, o := range []Options{{}, {Probe: ProbeCommand()}} {
		_, _, err := Unlock(t.Context(), dir, NoPassphrase(), o)
		checkError(t, err, ErrInUse, dir)
	}
	unchanged(t, dir, before)
	same(t, v, want)
}

func TestLockThatIsALinkOverwritesNothing(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	precious := filepath.Join(filepath.Dir(dir), "precious")
	overwrite(t, []byte("years of work"), precious)
	lock := filepath.Join(dir, lockName)
	must(t, os.Remove(lock))
	must(t, os.Symlink(precious, lock))
	refused(t, dir, ErrNotAFile, lock, "a symbolic link")
	if got := readFile(t, precious); string(got) != "years of work" {
		t.Errorf("the file that the link points to holds %q", got)
	}
	must(t, os.Remove(lock))
	// The folder itself may be a link.
	link := filepath.Join(filepath.Dir(dir), "link")
	must(t, os.Symlink(dir, link))
	v, _ = unlock(t, link, NoPassphrase())
	apply(t, v, Change{ID: id(9), Doc: doc(9)})
	want[id(9)] = string(doc(9))
	same(t, v, want)
}

func TestInboxEntryIsAcknowledgedOnlyInTheCurrentFolder(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	mustClose(t, v)
	earlier := filepath.Join(filepath.Dir(dir), "earlier")
	copyTree(t, dir, earlier)
	must(t, PutIntoInbox(dir, "a", doc(1)))
	header, err := inboxHeader(dir)
	must(t, err)
	door, err := openInboxTarget(dir, header)
	must(t, err)
	sealed := readFile(t, dir, inboxName, "a"+inboxSuffix)
	must(t, door.checkArrival("a", sealed))
	must(t, os.Remove(filepath.Join(dir, inboxName, "a"+inboxSuffix)))
	must(t, door.checkArrival("a", sealed)) // imported by the program that has the journal open

	must(t, os.Rename(dir, dir+".old"))
	checkError(t, door.checkArrival("a", sealed), ErrReplaced, dir)
	must(t, os.Rename(earlier, dir))
	checkError(t, door.checkArrival("a", sealed), ErrReplaced, dir, "add it again")
}
