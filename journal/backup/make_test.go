package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/vault"
)

func TestBackupRestoresTheWholeJournal(t *testing.T) {
	l := journal(t)
	b := mustMake(t, l)
	if want := filepath.Join(l.Folder(), "backups", "20261123-110000.enactive"); b.Path != want || !b.Time.Equal(noon) || b.Size == 0 {
		t.Errorf("the backup is %+v, want %s", b, want)
	}
	for path, mode := range map[string]fs.FileMode{b.Path: 0o600, l.folder(): fs.ModeDir | 0o700, filepath.Join(l.Folder(), stateName): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("%s has the mode %v (%v), want %v", path, info.Mode(), err, mode)
		}
	}
	to := filepath.Join(t.TempDir(), "restored")
	s, err := RestoreTo(t.Context(), b.Path, to, vault.NoPassphrase(), vault.Options{})
	if err != nil || s.Records != l.records(t) {
		t.Fatalf("restoring returns %+v, %v", s, err)
	}
	back, _, err := vault.Unlock(t.Context(), to, vault.NoPassphrase(), vault.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	if again, err := back.Summary(); err != nil || again.SetHash != s.SetHash || again.Records != s.Records {
		t.Errorf("the restored journal holds %+v (%v)", again, err)
	}
	if _, err := RestoreTo(t.Context(), b.Path, l.Folder(), vault.NoPassphrase(), vault.Options{}); !errors.Is(err, vault.ErrExists) {
		t.Errorf("restoring over an existing journal: %v", err)
	}
}

func TestTwoBackupsInOneSecondAreBothKept(t *testing.T) {
	l := journal(t)
	first, second := mustMake(t, l), mustMake(t, l)
	if first.Path == second.Path || !second.Time.Equal(noon.Add(time.Second)) {
		t.Errorf("the backups are %+v and %+v", first, second)
	}
	all, err := List(l.Folder())
	if diff := cmp.Diff([]Backup{second, first}, all); diff != "" || err != nil {
		t.Errorf("the list differs (%v):\n%s", err, diff)
	}
}

func TestBackupIsMadeOnlyAfterChanges(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(context.Context, Source) error
		then func(*testing.T, *testJournal)
		want int // backups after the second call
	}{
		{"after a session with changes", After, func(t *testing.T, l *testJournal) { l.change(t) }, 2},
		{"not after a session without", After, func(*testing.T, *testJournal) {}, 1},
		{"after a session without, when the last one is gone", After, func(t *testing.T, l *testJournal) { removeAll(t, l) }, 1},
		{"not within a day of small changes", Daily, func(t *testing.T, l *testJournal) { l.change(t) }, 1},
		{"after a day of small changes", Daily, func(t *testing.T, l *testJournal) { l.change(t); l.now = l.now.Add(24 * time.Hour) }, 2},
		{"not after a day without", Daily, func(_ *testing.T, l *testJournal) { l.now = l.now.Add(24 * time.Hour) }, 1},
		{"when the clock was two days ahead", Daily, func(t *testing.T, l *testJournal) { l.change(t); l.now = l.now.Add(-48 * time.Hour) }, 2},
		{"before an import", backUpBeforeImport, func(t *testing.T, l *testJournal) { l.change(t) }, 2},
		{"not before an import when the last one holds all", backUpBeforeImport, func(*testing.T, *testJournal) {}, 1},
		{"before an import when the last one holds all and is damaged", backUpBeforeImport, damageLast, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := journal(t)
			if err := c.make(t.Context(), l); err != nil {
				t.Fatal(err)
			}
			if n := len(names(t, l.folder())); n != 1 {
				t.Fatalf("the first call leaves %d backups", n)
			}
			c.then(t, l)
			if err := c.make(t.Context(), l); err != nil {
				t.Fatal(err)
			}
			if n := len(names(t, l.folder())); n != c.want {
				t.Errorf("there are %d backups, want %d", n, c.want)
			}
			checkWarning(t, l)
		})
	}
}

func backUpBeforeImport(ctx context.Context, src Source) error { return Before(ctx, src, Import) }

func removeAll(t *testing.T, l *testJournal) {
	t.Helper()
	if err := os.RemoveAll(l.folder()); err != nil {
		t.Fatal(err)
	}
}

func damageLast(t *testing.T, l *testJournal) {
	t.Helper()
	all, err := List(l.Folder())
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(all[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	damagePages(b, 0)
	if err := os.WriteFile(all[0].Path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// wrong flips a bit in every page written through it, cut drops the rest, and broken fails with
// a system error.
type wrong struct {
	w io.Writer
	n int
}

func (c *wrong) Write(b []byte) (int, error) {
	b = slices.Clone(b)
	damagePages(b, c.n)
	c.n += len(b)
	return c.w.Write(b)
}

// damagePages flips a bit in the middle of every page except the first two, which bbolt writes
// twice; b begins at offset.
func damagePages(b []byte, offset int) {
	for at := 2*4096 + 300; at < offset+len(b); at += 4096 {
		if at >= offset {
			b[at-offset] ^= 4
		}
	}
}

type cut struct {
	w    io.Writer
	left int
}

func (c *cut) Write(b []byte) (int, error) {
	part := b[:min(len(b), c.left)]
	c.left -= len(part)
	if _, err := c.w.Write(part); err != nil {
		return 0, err
	}
	return len(b), nil
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestFailedBackupLeavesOlderOnesAndIsShownUntilOneSucceeds(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(io.Writer) io.Writer
		check error
		kind  error
		words []string
	}{
		{"a flipped bit", func(w io.Writer) io.Writer { return &wrong{w: w} }, nil, vault.ErrDamaged, []string{"enact check"}},
		{"a missing end", func(w io.Writer) io.Writer { return &cut{w, 9_000} }, nil, vault.ErrDamaged, nil},
		{"a full disk", func(io.Writer) io.Writer { return broken{syscall.ENOSPC} }, nil, vault.ErrNoSpace, []string{"free some space"}},
		{"an exhausted quota", func(io.Writer) io.Writer { return broken{syscall.EDQUOT} }, nil, vault.ErrNoSpace, nil},
		{"a disk that became read-only", func(io.Writer) io.Writer { return broken{syscall.EROFS} }, nil, vault.ErrReadOnly, []string{"check its permissions"}},
		{"a failing disk", func(io.Writer) io.Writer { return broken{syscall.EIO} }, nil, vault.ErrDisk, nil},
		{"another error", func(io.Writer) io.Writer { return broken{syscall.ENODEV} }, nil, nil, []string{"no such device"}},
		{"reading back fails", nil, syscall.EIO, vault.ErrDisk, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := journal(t)
			for range 12 { // the next one would displace others
				mustMake(t, l)
				l.now = l.now.Add(time.Minute)
			}
			l.change(t)
			before := contents(t, l.folder())
			l.spoil, l.check = c.spoil, c.check
			_, err := Make(t.Context(), l)
			checkError(t, err, c.kind, append(c.words, l.folder(), "older backups")...)
			if diff := cmp.Diff(before, contents(t, l.folder())); diff != "" {
				t.Error("the older backups changed")
			}
			checkWarning(t, l, "12:12", l.folder())
			checkError(t, backUpBeforeImport(t.Context(), l), c.kind, "the import did not start")

			l.spoil, l.check = nil, nil
			l.now = l.now.Add(2 * time.Hour)
			checkWarning(t, l, "failed")
			if err := Daily(t.Context(), l); err != nil {
				t.Fatal(err)
			}
			checkWarning(t, l)
			if n := len(names(t, l.folder())); n != 10 {
				t.Errorf("%d backups are left", n)
			}
		})
	}
}

// The purpose of reading back: without it the damaged copy would displace sound ones.
func TestWithoutReadingBackADamagedBackupIsAccepted(t *testing.T) {
	l := journal(t)
	l.spoil = func(w io.Writer) io.Writer { return &wrong{w: w} }
	held, err := write(t.Context(), trusting{l}, filepath.Join(t.TempDir(), "x.enactive"))
	if err != nil || held.Records != l.records(t) {
		t.Fatalf("the control detected the damage: %+v, %v", held, err)
	}
}

// trusting accepts every copy without reading it back.
type trusting struct{ *testJournal }

func (s trusting) CheckCopy(context.Context, string) (vault.Summary, error) { return s.Summary() }

func TestFailedBackupIsRetriedAfterAnHour(t *testing.T) {
	l := journal(t)
	l.check = syscall.EIO
	tries := func(after time.Duration) int {
		l.now, l.reads = l.now.Add(after), 0
		l.change(t)
		_ = Daily(t.Context(), l) // it fails
		return l.reads
	}
	for i, c := range []struct {
		after time.Duration
		want  int
	}{{0, 1}, {time.Minute, 0}, {50 * time.Minute, 0}, {10 * time.Minute, 1}, {time.Minute, 0}} {
		if got := tries(c.after); got != c.want {
			t.Errorf("change %d: tried %d times, want %d", i, got, c.want)
		}
	}
}

func TestCancellationIsNotAFailure(t *testing.T) {
	l := journal(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Make(ctx, l); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	checkWarning(t, l)
	if left := names(t, l.folder()); len(left) > 0 {
		t.Errorf("%q was left behind", left)
	}
}

func TestReadOnlyJournalIsNotBackedUp(t *testing.T) {
	l := journal(t)
	dir := l.Folder()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	v, _, err := vault.Unlock(t.Context(), dir, vault.NoPassphrase(), vault.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	l = &testJournal{Vault: v, now: noon}
	if err := errors.Join(After(t.Context(), l), Daily(t.Context(), l)); err != nil {
		t.Error(err)
	}
	_, err = Make(t.Context(), l)
	checkError(t, err, vault.ErrReadOnly)
	checkError(t, backUpBeforeImport(t.Context(), l), vault.ErrReadOnly)
	if left := names(t, l.folder()); len(left) > 0 {
		t.Errorf("%q was created", left)
	}
}
