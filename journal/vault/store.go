package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

const (
	storeName = "store.db"

	// The buckets of the store: the header's third copy, the head, the records.
	bucketHeader  = "h"
	bucketHead    = "head"
	bucketRecords = "r"

	keyHeader = "header"
	keyHead   = "head"

	storeTimeout = 500 * time.Millisecond
	batchSize    = 256
)

var (
	errMissing = errors.New("a part of the store is missing")
	errFault   = errors.New("the store's pages are broken")
)

// store is an open bbolt file.
type store struct {
	db      *bbolt.DB
	file    *os.File
	info    os.FileInfo // of the file
	room    int         // how large the mapping was asked to be
	faulted atomic.Bool // bbolt has panicked and may hold its locks forever
}

// size returns the current size of the file.
func (s *store) size() int64 {
	info, err := s.file.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

// storeOptions returns options that leave every flush enabled. The free list is an array: with
// 16,000 free pages, as after an import of 100,000 documents, sorting the map at each save
// costs 1.2 ms. It is stored on the disk, although its damage is not detected there: without
// it bbolt searches for free pages when it opens a store, and crashes on a damaged one.
func storeOptions() *bbolt.Options {
	return &bbolt.Options{Timeout: storeTimeout, FreelistType: bbolt.FreelistArrayType}
}

// openStore opens an existing store: bbolt alone would create an empty one.
func openStore(path string) (*store, error) { return openStoreAs(path, false) }

func openStoreAs(path string, readOnly bool) (*store, error) { return openStoreWith(path, readOnly, 0) }

// openStoreWith opens a store with a mapping of at least so many bytes, which may be more than the file has.
func openStoreWith(path string, readOnly bool, room int) (*store, error) {
	s := &store{room: room}
	o := storeOptions()
	o.ReadOnly, o.InitialMmapSize = readOnly, room
	o.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		f, err := regular.Open(name, flag&^os.O_CREATE, mode)
		if err != nil {
			if errors.Is(err, os.ErrNotExist) {
				err = fmt.Errorf("%w: %s", errMissing, name)
			}
			return nil, err
		}
		s.file = f
		s.info, err = f.Stat()
		return f, err
	}
	if err := checkRegular(path); err != nil {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return nil, fmt.Errorf("%w: %s is empty", errMissing, path)
	}
	err := s.guard(func() (err error) {
		s.db, err = bbolt.Open(path, 0o600, o)
		return err
	})
	if err != nil {
		s.abandon()
		return nil, fmt.Errorf("opening the store: %w", notASystemError(err))
	}
	return s, nil
}

// notASystemError marks bbolt's own errors about the contents of the file. Not all of them
// are exported.
func notASystemError(err error) error {
	_, system := errors.AsType[syscall.Errno](err)
	if system || errors.Is(err, bolterrors.ErrTimeout) || errors.Is(err, errMissing) || errors.Is(err, errFault) || isNotAFile(err) {
		return err
	}
	return fmt.Errorf("%w: %w", errFault, err)
}

// close waits for pending reads.
func (s *store) close() error {
	if s == nil || s.db == nil {
		return nil
	}
	if s.faulted.Load() {
		s.abandon()
		return nil
	}
	err := s.guard(s.db.Close)
	if err != nil {
		s.abandon()
		return fmt.Errorf("closing the store: %w", err)
	}
	s.db = nil
	return nil
}

// abandon drops a store without closing it, which could hang or fault. Its mapping remains
// until the program ends, so bbolt's lock on the file is released explicitly.
func (s *store) abandon() {
	s.db = nil
	if s.file == nil {
		return
	}
	unlockFile(s.file)
	_ = s.file.Close() // already closed unless bbolt panicked
}

// guard turns the panics and page faults of bbolt on a damaged file into errFault.
// After the first one it never calls bbolt again.
func (s *store) guard(f func() error) (err error) {
	if s.faulted.Load() {
		return errFault
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			s.faulted.Store(true)
			err = fmt.Errorf("%w: %v", errFault, r)
		}
	}()
	return f()
}

// get returns a copy of a value, nil if there is none.
func (s *store) get(bucket, key string) (value []byte, err error) {
	err = s.guard(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte(bucket))
			if b == nil {
				return fmt.Errorf("%w: bucket %q", errMissing, bucket)
			}
			value = append([]byte(nil), b.Get([]byte(key))...)
			return nil
		})
	})
	return value, err
}

// sealed is a stored record, valid while the scan runs.
type sealed struct {
	id    seal.ID
	value []byte
}

// scan calls work with batches of all records, from as many goroutines as there are
// processors. work reads the values under guard. More than limit records means damage: broken
// pages may form a cycle.
func (s *store) scan(ctx context.Context, limit uint64, work func([]sealed) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan []sealed, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for batch := range batches {
				if ctx.Err() != nil {
					continue
				}
				if err := work(batch); err != nil {
					cancel(err)
				}
			}
		})
	}
	finish := sync.OnceFunc(func() {
		close(batches)
		workers.Wait()
	})
	defer finish() // in case bbolt panics before the transaction
	err := s.guard(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			// The workers read the pages of this transaction, so it must end after them.
			defer finish()
			return s.feed(ctx, tx, limit, batches)
		})
	})
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

func (s *store) feed(ctx context.Context, tx *bbolt.Tx, limit uint64, batches chan<- []sealed) error {
	b := tx.Bucket([]byte(bucketRecords))
	if b == nil {
		return fmt.Errorf("%w: bucket %q", errMissing, bucketRecords)
	}
	batch := make([]sealed, 0, batchSize)
	send := func() error {
		select {
		case batches <- batch:
			batch = make([]sealed, 0, batchSize)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	seen, left := uint64(0), s.size()
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if len(k) != len(seal.ID{}) || v == nil {
			return fmt.Errorf("%w: a record's id has %d bytes", errFault, len(k))
		}
		if left -= int64(len(k) + len(v)); left < 0 {
			return fmt.Errorf("%w: the records are longer than the file", errFault)
		}
		if seen++; seen > limit {
			return fmt.Errorf("%w: more than %d records", errFault, limit)
		}
		batch = append(batch, sealed{id: seal.ID(k), value: v})
		if len(batch) < batchSize {
			continue
		}
		if err := send(); err != nil {
			return err
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return send()
}
