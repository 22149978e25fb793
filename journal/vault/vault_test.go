package vault

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// cheap makes a derivation take 20 ms.
var cheap = &KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}

func create(t testing.TB, key Key) (*Vault, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "journal")
	v, err := Create(t.Context(), dir, key, Options{KDF: cheap})
	if err != nil {
		t.Fatalf("Create: %v", err)
	}
	t.Cleanup(func() { _ = v.Close() }) // already closed in most tests
	return v, dir
}

func unlock(t testing.TB, dir string, key Key) (*Vault, Repair) {
	t.Helper()
	v, repair, err := Unlock(t.Context(), dir, key, Options{KDF: cheap})
	if err != nil {
		t.Fatalf("Unlock: %v", err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v, repair
}

func mustClose(t testing.TB, v *Vault) {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
}

func apply(t testing.TB, v *Vault, changes ...Change) {
	t.Helper()
	if err := v.Apply(context.Background(), changes); err != nil {
		t.Fatalf("Apply: %v", err)
	}
}

func all(t testing.TB, v *Vault) map[RecordID]string {
	t.Helper()
	found := map[RecordID]string{}
	err := v.Each(context.Background(), func(id RecordID, doc []byte) error {
		if _, twice := found[id]; twice {
			return fmt.Errorf("%x was returned twice", id)
		}
		found[id] = string(doc)
		return nil
	})
	if err != nil {
		t.Fatalf("Each: %v", err)
	}
	return found
}

func id(n int) RecordID { return RecordID{byte(n), byte(n >> 8), byte(n >> 16)} }

func doc(n int) []byte { return fmt.Appendf(nil, "document number %d", n) }

func fill(t testing.TB, v *Vault, n int) map[RecordID]string {
	t.Helper()
	want := map[RecordID]string{}
	var changes []Change
	for i := range n {
		changes = append(changes, Change{ID: id(i), Doc: doc(i)})
		want[id(i)] = string(doc(i))
	}
	apply(t, v, changes...)
	return want
}

func same(t testing.TB, v *Vault, want map[RecordID]string) {
	t.Helper()
	diffDocuments(t, all(t, v), want)
}

func TestDocumentsSurviveReopening(t *testing.T) {
	for name, key := range map[string]Key{
		"with a passphrase":    Passphrase("seven quiet words on a winter evening"),
		"without a passphrase": NoPassphrase(),
	} {
		t.Run(name, func(t *testing.T) {
			v, dir := create(t, key)
			want := fill(t, v, 1000)
			apply(t, v, Change{ID: id(3), Doc: []byte("changed")}, Change{ID: id(4)}, Change{ID: id(5), Doc: []byte{}})
			want[id(3)], want[id(5)] = "changed", ""
			delete(want, id(4))
			same(t, v, want)
			mustClose(t, v)

			info, err := Inspect(dir)
			if err != nil || info.Protected != !key.plain || info.Format != 1 {
				t.Errorf("Inspect = %+v, %v", info, err)
			}
			v, repair := unlock(t, dir, key)
			if len(repair.Notes) > 0 {
				t.Errorf("the repair notes of an intact journal are %q", repair.Notes)
			}
			same(t, v, want)
		})
	}
}

func TestFilesAreOnlyForTheOwner(t *testing.T) {
	_, dir := create(t, NoPassphrase())
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		want := os.FileMode(0o600)
		if info.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
