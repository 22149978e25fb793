package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"enactive/journal/vault/internal/seal"
)

// readHead reads the head and compares it with all records: this detects records that were
// removed, added or replaced by an older version.
func (v *Vault) readHead(ctx context.Context) error {
	raw, err := v.store.get(bucketHead, keyHead)
	if err != nil {
		return err
	}
	head, err := v.keys.OpenHead(raw)
	if err != nil {
		return fmt.Errorf("reading the head: %w", err)
	}
	var mu sync.Mutex
	var set seal.Mark
	var count uint64
	var size int64
	var tags [][]idTag
	err = v.store.scan(ctx, head.Count, func(batch []sealed) error {
		part, ends, err := v.markAll(batch)
		mu.Lock()
		defer mu.Unlock()
		set.Add(part)
		tags = append(tags, ends)
		count += uint64(len(batch))
		for _, s := range batch {
			size += int64(len(s.value))
		}
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("reading all records: %w", err)
	case count != head.Count:
		return fmt.Errorf("%w: %d records in place of %d", seal.ErrDamaged, count, head.Count)
	case set != head.Set:
		return fmt.Errorf("%w: a record was replaced by somebody without the key, or by an older version of itself", seal.ErrDamaged)
	}
	v.head, v.size = head, size
	v.tags, v.checked = newTags(tags), v.opts.Now()
	return nil
}

// markAll returns the sum of the marks of a batch, and its tags.
func (v *Vault) markAll(batch []sealed) (set seal.Mark, tags []idTag, err error) {
	tags = make([]idTag, 0, len(batch))
	err = v.store.guard(func() error {
		marker, err := v.keys.Marker()
		if err != nil {
			return err
		}
		for _, s := range batch {
			set.Add(marker.Mark(s.id, s.value))
			tags = append(tags, idTag{s.id, tagOf(s.value)})
		}
		return nil
	})
	return set, tags, err
}

// Count returns the number of documents.
func (v *Vault) Count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return int(min(v.head.Count, math.MaxInt32))
}

// document is an opened record.
type document struct {
	id  RecordID
	doc []byte
}

// Each calls fn with every document, in no particular order, one at a time, from the calling
// goroutine; other documents are opened concurrently. The document belongs to fn, which must
// not call the vault. Each stops at fn's first error and returns it unchanged.
// Damaged documents are read from the log and come last; those that are damaged there too are
// moved to the quarantine, and Repair reports their number.
func (v *Vault) Each(ctx context.Context, fn func(id RecordID, doc []byte) error) error {
	return Load(ctx, v,
		func(id RecordID, doc []byte) (document, error) { return document{id, bytes.Clone(doc)}, nil },
		func(d document) error { return fn(d.id, d.doc) })
}

// Load is Each in two steps: decode is called concurrently from several goroutines, and keep
// with its results, one at a time, from the calling goroutine. A document belongs to decode, which may keep parts of it;
// each keeps the memory of some hundred documents. The first error of either stops it and is returned unchanged.
func Load[T any](ctx context.Context, v *Vault, decode func(id RecordID, doc []byte) (T, error), keep func(T) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan []T, 4)
	scanned := make(chan error, 1)
	damaged := &idList{}
	go func() {
		defer close(batches)
		scanned <- v.store.scan(ctx, v.head.Count, func(batch []sealed) error {
			docs, bad, err := v.openAll(batch)
			if err != nil {
				return err
			}
			damaged.add(bad)
			items, err := decodeAll(docs, decode)
			if err != nil {
				return err
			}
			select {
			case batches <- items:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	if err := forwardAll(batches, keep, cancel); err != nil {
		return err
	}
	err := <-scanned
	if theirs, ok := errors.AsType[*callerError](err); ok {
		return theirs.err
	}
	if err != nil || len(damaged.ids) == 0 {
		return explain(err, v.dir, opReading)
	}
	docs, err := v.heal(ctx, damaged.ids)
	if err != nil {
		return explain(err, v.dir, opRepairing)
	}
	items, err := decodeAll(docs, decode)
	if theirs, ok := errors.AsType[*callerError](err); ok {
		return theirs.err
	}
	for _, item := range items {
		if err := keep(item); err != nil {
			return err
		}
	}
	return nil
}

// idList collects ids from several goroutines.
type idList struct {
	mu  sync.Mutex
	ids []seal.ID
}

func (l *idList) add(ids []seal.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ids = append(l.ids, ids...)
}

// callerError is an error of a caller's function, which is returned unexplained.
type callerError struct{ err error }

func (e *callerError) Error() string { return e.err.Error() }

func decodeAll[T any](docs []document, decode func(RecordID, []byte) (T, error)) ([]T, error) {
	items := make([]T, 0, len(docs))
	for _, d := range docs {
		item, err := decode(d.id, d.doc)
		if err != nil {
			return nil, &callerError{err}
		}
		items = append(items, item)
	}
	return items, nil
}

// forwardAll calls keep with all items. After an error of keep it cancels and drains the channel.
func forwardAll[T any](batches <-chan []T, keep func(T) error, cancel func()) error {
	var failed error
	for items := range batches {
		for _, item := range items {
			if failed != nil {
				break
			}
			if failed = keep(item); failed != nil {
				cancel()
			}
		}
	}
	return failed
}

// openAll opens the records of a batch, into memory that they share, and returns the ids of those that do not open.
func (v *Vault) openAll(batch []sealed) (docs []document, bad []seal.ID, err error) {
	err = v.store.guard(func() error {
		size := 0
		for _, s := range batch {
			size += max(0, len(s.value)-seal.Overhead)
		}
		plain := make([]byte, 0, size)
		docs = make([]document, 0, len(batch))
		bucket := v.keys.Bucket(bucketRecords)
		for _, s := range batch {
			all, doc, err := bucket.Open(plain, s.id, s.value)
			if err != nil {
				bad = append(bad, s.id)
				continue
			}
			plain = all
			docs = append(docs, document{id: RecordID(s.id), doc: doc})
		}
		return nil
	})
	return docs, bad, err
}

// Get returns one document, nil if it does not exist.
func (v *Vault) Get(id RecordID) ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return nil, err
	}
	value, err := v.store.get(bucketRecords, string(id[:]))
	if err != nil {
		return nil, explain(err, v.dir, opReading)
	}
	if len(value) == 0 {
		return nil, nil
	}
	_, doc, err := v.keys.Bucket(bucketRecords).Open(nil, seal.ID(id), value)
	if err != nil {
		return nil, explain(err, v.dir, opReading)
	}
	return doc, nil
}
