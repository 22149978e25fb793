package vault

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"
)

// benchSizes are the benchmarked numbers of documents of 600 bytes.
var benchSizes = []int{1_000, 100_000}

const benchDoc = 600

// benchJournal creates an unprotected journal of n documents: the cost of a passphrase is
// configured, not measured.
func benchJournal(b *testing.B, n int) (*Vault, string) {
	b.Helper()
	v, dir := create(b, NoPassphrase())
	var changes []Change
	for range n {
		id, err := v.NewID()
		if err != nil {
			b.Fatal(err)
		}
		d := make([]byte, benchDoc)
		if _, err := rand.Read(d); err != nil {
			b.Fatal(err)
		}
		changes = append(changes, Change{ID: id, Doc: d})
		if len(changes) == 10_000 {
			apply(b, v, changes...)
			changes = changes[:0]
		}
	}
	apply(b, v, changes...)
	return v, dir
}

func BenchmarkSave(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, _ := benchJournal(b, n)
			d := make([]byte, benchDoc)
			for b.Loop() {
				id, err := v.NewID()
				if err != nil {
					b.Fatal(err)
				}
				if err := v.Apply(context.Background(), []Change{{ID: id, Doc: d}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSaveFloor writes and flushes 600 bytes at the end of two files.
func BenchmarkSaveFloor(b *testing.B) {
	var files []*os.File
	for _, name := range []string{"a", "b"} {
		f, err := os.Create(filepath.Join(b.TempDir(), name))
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		files = append(files, f)
	}
	d := make([]byte, benchDoc)
	for b.Loop() {
		for _, f := range files {
			if _, err := f.Write(d); err != nil {
				b.Fatal(err)
			}
			if err := f.Sync(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkOpen unlocks and reads all documents.
func BenchmarkOpen(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, dir := benchJournal(b, n)
			mustClose(b, v)
			for b.Loop() {
				v, _, err := Unlock(context.Background(), dir, NoPassphrase(), Options{})
				if err != nil {
					b.Fatal(err)
				}
				seen := 0
				err = v.Each(context.Background(), func(RecordID, []byte) error { seen++; return nil })
				if err != nil || seen != n {
					b.Fatal(seen, err)
				}
				mustClose(b, v)
			}
		})
	}
}

// BenchmarkOpenFloor opens the same file with bbolt alone and decrypts all values one by
// one into the same buffer.
func BenchmarkOpenFloor(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "floor.db")
			aead := floorStore(b, path, n)
			room := make([]byte, 0, 4096)
			for b.Loop() {
				db, err := bbolt.Open(path, 0o600, storeOptions())
				if err != nil {
					b.Fatal(err)
				}
				err = db.View(func(tx *bbolt.Tx) error {
					return tx.Bucket([]byte("r")).ForEach(func(_, value []byte) error {
						_, err := aead.Open(room, value[:24], value[24:], nil)
						return err
					})
				})
				if err != nil {
					b.Fatal(err)
				}
				if err := db.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func floorStore(b *testing.B, path string, n int) interface {
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
} {
	b.Helper()
	aead, err := chacha20poly1305.NewX(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, storeOptions())
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for done := 0; done < n; {
		err := db.Update(func(tx *bbolt.Tx) error {
			r, err := tx.CreateBucketIfNotExists([]byte("r"))
			if err != nil {
				return err
			}
			for range min(10_000, n-done) {
				key, nonce := make([]byte, 16), make([]byte, 24)
				rand.Read(key)
				rand.Read(nonce)
				if err := r.Put(key, aead.Seal(nonce, nonce, make([]byte, 608), nil)); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return aead
}

// BenchmarkStillOurs measures the file checks of a save, which runs them twice.
func BenchmarkStillOurs(b *testing.B) {
	v, _ := benchJournal(b, 1_000)
	for b.Loop() {
		if err := v.checkOpenFiles(); err != nil {
			b.Fatal(err)
		}
	}
}
