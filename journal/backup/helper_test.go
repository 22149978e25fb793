package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/vault"
)

// testJournal is an open journal with its own clock and injected faults.
type testJournal struct {
	*vault.Vault
	now   time.Time
	spoil func(io.Writer) io.Writer // what is copied passes through it
	check error                     // the result of reading back, if not nil
	reads int                       // how many copies were read back
}

func (l *testJournal) Now() time.Time { return l.now }

func (l *testJournal) CopyTo(ctx context.Context, w io.Writer) (vault.Summary, error) {
	if l.spoil != nil {
		w = l.spoil(w)
	}
	return l.Vault.CopyTo(ctx, w)
}

func (l *testJournal) CheckCopy(ctx context.Context, file string) (vault.Summary, error) {
	l.reads++
	if l.check != nil {
		return vault.Summary{}, l.check
	}
	return l.Vault.CheckCopy(ctx, file)
}

// newJournal creates a journal in dir.
func newJournal(t testing.TB, dir string) *testJournal {
	t.Helper()
	v, err := vault.Create(t.Context(), dir, vault.NoPassphrase(), vault.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() }) // already closed in some tests
	l := &testJournal{Vault: v, now: noon}
	l.change(t)
	return l
}

func journal(t testing.TB) *testJournal {
	t.Helper()
	return newJournal(t, filepath.Join(t.TempDir(), "journal"))
}

// change writes one more document.
func (l *testJournal) change(t testing.TB) {
	t.Helper()
	id, err := l.NewID()
	if err == nil {
		err = l.Apply(t.Context(), []vault.Change{{ID: id, Doc: []byte("so it went")}})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (l *testJournal) folder() string { return Folder(l.Folder()) }

// records returns the number of documents in the journal.
func (l *testJournal) records(t testing.TB) uint64 {
	t.Helper()
	s, err := l.Summary()
	if err != nil {
		t.Fatal(err)
	}
	return s.Records
}

func mustMake(t testing.TB, l *testJournal) Backup {
	t.Helper()
	b, err := Make(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// names returns the names of all files in a folder, hidden ones too.
func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	all := []string{}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// contents returns the contents of the files in a folder.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range names(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(b)
	}
	return all
}

// checkError checks that an error is of a kind and that its sentence is a single line that contains the words.
func checkError(t testing.TB, err, kind error, words ...string) {
	t.Helper()
	if err == nil || kind != nil && !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
	for _, w := range words {
		if !strings.Contains(describe.Error(err), w) {
			t.Errorf("the error %q does not contain %q", err, w)
		}
	}
	for _, trace := range []string{"\n", "%!", "goroutine", "bbolt", "0x", ".tmp-"} {
		if strings.Contains(describe.Error(err), trace) {
			t.Errorf("the error %q contains %q", err, trace)
		}
	}
}

// checkWarning checks that the failure is shown and contains the texts; without texts, that none is shown.
func checkWarning(t testing.TB, l *testJournal, want ...string) {
	t.Helper()
	s, err := StatusOf(l.Folder())
	if err != nil {
		t.Fatal(err)
	}
	w := ""
	if f := s.Failed; f != nil {
		w = describe.BackupFailure(f.Time.In(l.now.Location()), f.Text)
	}
	if (w != "") != (len(want) > 0) {
		t.Fatalf("the warning is %q, want %q", w, want)
	}
	for _, text := range want {
		if !strings.Contains(w, text) {
			t.Errorf("the warning %q does not contain %q", w, text)
		}
	}
}
