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
	faulted atomic.Bool // bbolt broke off and may hold its locks for ever
}

// size is how long the file is now. No byte of it is in two records.
func (s *store) size() int64 {
	info, err := s.file.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

// storeOptions keep every flush. The free list is an array: with 16,000 free pages, as
// an import of 100,000 documents leaves them, sorting the map at each save costs 1.2 ms. It is
// kept on the disk, where damage to it is seen by no look at the store: without it bbolt looks
// for free pages when it opens a store, and a damaged one ends the program there.
func storeOptions() *bbolt.Options {
	return &bbolt.Options{Timeout: storeTimeout, FreelistType: bbolt.FreelistArrayType}
}

// openStore opens a store that exists: bbolt alone would make an empty one.
func openStore(path string) (*store, error) { return openStoreAs(path, false) }

func openStoreAs(path string, readOnly bool) (*store, error) {
	s := &store{}
	o := storeOptions()
	o.ReadOnly = readOnly
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
	if err := onlyAFile(path); err != nil {
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

// notASystemError marks what bbolt itself has to complain of: the file's content. Not
// all of those errors have a name.
func notASystemError(err error) error {
	_, system := errors.AsType[syscall.Errno](err)
	if system || errors.Is(err, bolterrors.ErrTimeout) || errors.Is(err, errMissing) || errors.Is(err, errFault) || isStrange(err) {
		return err
	}
	return fmt.Errorf("%w: %w", errFault, err)
}

// close waits for reads under way.
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

// abandon drops a store whose own closing could hang or fault. Its mapping stays until
// the program ends, and would keep bbolt's lock on the file.
func (s *store) abandon() {
	s.db = nil
	if s.file == nil {
		return
	}
	unlockFile(s.file)
	_ = s.file.Close() // closed already unless bbolt broke off
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

// get returns a copy of a value, nil for none.
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

// sealed is a record as it is in the store, valid while the scan runs.
type sealed struct {
	id    seal.ID
	value []byte
}

// scan hands all records to work, in batches, from as many goroutines as there are
// processors. work reads the values under guard. More records than limit are damage: broken pages may form a circle.
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
	defer finish() // where bbolt breaks off before the transaction
	err := s.guard(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			// The workers read the pages of this transaction: it ends after them.
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
