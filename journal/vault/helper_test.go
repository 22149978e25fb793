package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"enactive/journal/fault"
)

// snapshot returns the contents of all files below dir except the lock.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == lockName {
			return err
		}
		b, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, dir)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func unchanged(t testing.TB, dir string, before map[string]string) {
	t.Helper()
	after := snapshot(t, dir)
	for name := range after {
		if after[name] != before[name] {
			t.Errorf("%s changed", name)
		}
	}
	if len(after) != len(before) {
		t.Errorf("got %d files, want %d", len(after), len(before))
	}
}

// checkError checks that an error is of a kind and that its sentence is a single line that
// contains the words.
func checkError(t testing.TB, err, kind error, words ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %q", err, kind)
	}
	text := SentenceOf(err)
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("the error %q does not contain %q", text, w)
		}
	}
	for _, trace := range []string{"\n", "%!", "goroutine", "bbolt", "panic", "0x"} {
		if strings.Contains(text, trace) {
			t.Errorf("the error %q contains %q", text, trace)
		}
	}
}

// edit changes the store with bbolt alone, as an attacker without the key can.
func edit(t testing.TB, dir string, change func(records, head, header *bbolt.Bucket) error) {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, storeName), 0o600, storeOptions())
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return change(tx.Bucket([]byte(bucketRecords)), tx.Bucket([]byte(bucketHead)), tx.Bucket([]byte(bucketHeader)))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, elem ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func overwrite(t testing.TB, data []byte, elem ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(elem...), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, dir string, kind error, words ...string) {
	t.Helper()
	v, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{})
	if err == nil {
		_ = v.Close()
		t.Fatalf("the journal was opened, want %q", kind)
	}
	checkError(t, err, kind, words...)
}

func diffDocuments(t testing.TB, got, want map[RecordID]string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("the documents differ (-want +got):\n%s", diff)
	}
}

// rapidDir returns a temporary folder for one run of a property; rapid's T has no TempDir.
func rapidDir(t *rapid.T) string {
	dir, err := os.MkdirTemp("", "vault-model-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // a leftover does no harm
	return dir
}

// The functions that put errors and notes into words; describe_test.go sets them.
var (
	SentenceOf  func(error) string
	SentencesOf func([]fault.Message) []string
)
