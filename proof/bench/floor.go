//go:build linux

package main

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"
)

// The floors: what the same bytes cost without Enactive.

// readFloor opens a bbolt file and decrypts all of its values, and nothing else.
func readFloor(path string) error {
	aead, err := chacha20poly1305.NewX(make([]byte, chacha20poly1305.KeySize))
	if err != nil {
		return err
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return err
	}
	room := make([]byte, 0, 1<<20)
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("r")).ForEach(func(_, value []byte) error {
			_, err := aead.Open(room, value[:aead.NonceSize()], value[aead.NonceSize():], nil)
			return err
		})
	})
	return errors.Join(err, db.Close())
}

// makeFloorStore writes a bbolt file with as many values of the same sizes as the store of a journal has,
// under a key of its own.
func makeFloorStore(store, path string) error {
	aead, err := chacha20poly1305.NewX(make([]byte, chacha20poly1305.KeySize))
	if err != nil {
		return err
	}
	from, err := bbolt.Open(store, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return err
	}
	to, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second, NoSync: true})
	if err != nil {
		return errors.Join(err, from.Close())
	}
	err = from.View(func(read *bbolt.Tx) error {
		return to.Update(func(write *bbolt.Tx) error {
			r, err := write.CreateBucketIfNotExists([]byte("r"))
			if err != nil {
				return err
			}
			return read.Bucket([]byte("r")).ForEach(func(key, value []byte) error {
				return putSealed(r, aead, key, len(value))
			})
		})
	})
	return errors.Join(err, from.Close(), to.Close())
}

// putSealed puts a sealed value of a size.
func putSealed(r *bbolt.Bucket, aead cipher.AEAD, key []byte, size int) error {
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return err
	}
	plain := make([]byte, max(0, size-aead.NonceSize()-aead.Overhead()))
	return r.Put(key, aead.Seal(nonce, nonce, plain, nil))
}

// flushFloor returns the median time of writing 600 bytes at the end of two files and flushing each, which is
// the least that keeps an entry twice.
func flushFloor(dir string) (time.Duration, error) {
	var files []*os.File
	for _, name := range []string{"flush-a", "flush-b"} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return 0, err
		}
		defer f.Close()
		files = append(files, f)
	}
	data := make([]byte, 600)
	var times []time.Duration
	for range 101 {
		began := time.Now()
		for _, f := range files {
			if _, err := f.Write(data); err != nil {
				return 0, err
			}
			if err := f.Sync(); err != nil {
				return 0, err
			}
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	return times[len(times)/2], nil
}

// csvFloor reads a file by encoding/csv and writes the same rows to nowhere, and prints the nanoseconds that
// writing and reading took.
func csvFloor(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	began := processorTime()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("reading the export: %w", err)
	}
	read := processorTime()
	w := csv.NewWriter(io.Discard)
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	fmt.Println(int64(processorTime()-read), int64(read-began))
	return nil
}
