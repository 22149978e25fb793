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

// asked is another program that has a journal open and saves a document each time that it
// is asked to.
type asked struct {
	t     *testing.T
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *bufio.Scanner
}

func startAsked(t *testing.T, dir string) *asked {
	t.Helper()
	a := &asked{t: t, cmd: exec.CommandContext(t.Context(), os.Args[0], dir)}
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
		t.Fatalf("the other program says %q", line)
	}
	return a
}

func (a *asked) line() string {
	a.t.Helper()
	if !a.lines.Scan() {
		a.t.Fatal("the other program says nothing more")
	}
	return a.lines.Text()
}

// save returns the number of the document that was said to be saved, and -1 with the reason
// where none was.
func (a *asked) save() (n int, why string) {
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

func (a *asked) end() {
	_ = a.in.Close() // closed already the second time
	_ = a.cmd.Wait()
}

// copyTree copies a folder, as a synchroniser or a person does it.
func copyTree(t testing.TB, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// overwriteTree writes all files of a folder over those in another, where they are.
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

// TestNothingIsCalledSavedThatIsNotInTheJournal lets another program change the journal under
// one that has it open. earlier is a copy of the journal as it was before.
func TestNothingIsCalledSavedThatIsNotInTheJournal(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, dir, earlier string)
		// goesOn is whether saving goes on, because nothing was harmed.
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

			other := startAsked(t, dir)
			for range 3 {
				if n, why := other.save(); n < 0 {
					t.Fatalf("before anything happens it says %q", why)
				}
			}
			c.change(t, dir, earlier)
			var told []int
			for range 3 {
				n, why := other.save()
				switch {
				case n >= 0:
					told = append(told, n)
				case !strings.Contains(why, dir) || !strings.Contains(why, "not saved"):
					t.Errorf("it says %q", why)
				}
			}
			other.end()
			if c.goesOn != (len(told) == 3) {
				t.Errorf("%d of 3 were called saved afterwards", len(told))
			}
			if len(told) == 0 {
				return
			}
			v, _ = unlock(t, dir, NoPassphrase())
			found := all(t, v)
			for _, n := range told {
				if found[id(n)] != string(doc(n)) {
					t.Errorf("document %d was called saved, and is %q", n, found[id(n)])
				}
			}
		})
	}
}

// A second program is kept out whatever became of the lock's file, and leaves the files alone.
func TestASecondProgramIsKeptOutWhenTheLockIsDeleted(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	other := startAsked(t, dir)
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
		t.Errorf("it says %q", repair.Notes)
	}
}

// Where neither folder nor lock file keep a second program out, as on file systems that
// cannot lock folders, the store itself does.
func TestTheStoreIsALockThatCannotBeDeleted(t *testing.T) {
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

func TestALockThatIsALinkOverwritesNothing(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	precious := filepath.Join(filepath.Dir(dir), "precious")
	overwrite(t, []byte("years of work"), precious)
	lock := filepath.Join(dir, lockName)
	must(t, os.Remove(lock))
	must(t, os.Symlink(precious, lock))
	refused(t, dir, ErrDamaged, lock, "a link")
	if got := readFile(t, precious); string(got) != "years of work" {
		t.Errorf("the file that the link points to holds %q", got)
	}
	must(t, os.Remove(lock))
	// The folder itself may be one.
	link := filepath.Join(filepath.Dir(dir), "link")
	must(t, os.Symlink(dir, link))
	v, _ = unlock(t, link, NoPassphrase())
	apply(t, v, Change{ID: id(9), Doc: doc(9)})
	want[id(9)] = string(doc(9))
	same(t, v, want)
}

func TestAnEntryOfTheInboxIsCalledSavedOnlyWhereItIsFound(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	mustClose(t, v)
	earlier := filepath.Join(filepath.Dir(dir), "earlier")
	copyTree(t, dir, earlier)
	must(t, PutIntoInbox(dir, "a", doc(1)))
	header, err := inboxHeader(dir)
	must(t, err)
	door, err := openDoorway(dir, header)
	must(t, err)
	sealed := readFile(t, dir, inboxName, "a"+inboxSuffix)
	must(t, door.arrived("a", sealed))
	must(t, os.Remove(filepath.Join(dir, inboxName, "a"+inboxSuffix)))
	must(t, door.arrived("a", sealed)) // taken in by a program that has it open

	must(t, os.Rename(dir, dir+".old"))
	checkError(t, door.arrived("a", sealed), ErrReplaced, dir)
	must(t, os.Rename(earlier, dir))
	checkError(t, door.arrived("a", sealed), ErrReplaced, dir, "add it again")
}

// A file of the journal that is a link is taken for a damaged one: what the link leads to is
// neither read nor written, and the other copy takes its place.
func TestNoFileOfTheJournalIsFollowed(t *testing.T) {
	for _, name := range []string{headerA, headerB, storeName, filepath.Join(logName, "000001.log")} {
		v, dir := create(t, NoPassphrase())
		want := fill(t, v, 20)
		mustClose(t, v)
		outside := filepath.Join(filepath.Dir(dir), "outside")
		must(t, os.Rename(filepath.Join(dir, name), outside))
		must(t, os.Symlink(outside, filepath.Join(dir, name)))
		before := readFile(t, outside)
		v, repair := unlock(t, dir, NoPassphrase())
		same(t, v, want)
		apply(t, v, Change{ID: id(99), Doc: doc(99)})
		mustClose(t, v)
		if string(readFile(t, outside)) != string(before) {
			t.Errorf("%s: the file that the link leads to was written", name)
		}
		if info, err := os.Lstat(filepath.Join(dir, name)); err != nil || !info.Mode().IsRegular() {
			t.Errorf("%s is %v, %v", name, info, err)
		}
		if len(repair.Notes) != 1 {
			t.Errorf("%s: it says %q", name, repair.Notes)
		}
	}
}
