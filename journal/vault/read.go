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
	found, early := v.sound, v.early // of this file
	if v.sound, v.early = nil, nil; found == nil {
		found, err = v.scanAll(ctx, head.Count)
		early = nil
	}
	switch {
	case err != nil:
		return fmt.Errorf("reading all records: %w", err)
	case found.count != head.Count:
		return fmt.Errorf("%w: %d records in place of %d", seal.ErrDamaged, found.count, head.Count)
	case found.set != head.Set:
		return fmt.Errorf("%w: a record was replaced by somebody without the key, or by an older version of itself", seal.ErrDamaged)
	}
	if early != nil {
		early.end(found.set, found.count)
	}
	v.head, v.size = head, found.size
	v.tags, v.checked = newTags(found.tags), v.opts.Now()
	return nil
}

// scanAll reads all records by bbolt.
func (v *Vault) scanAll(ctx context.Context, limit uint64) (*soundScan, error) {
	var mu sync.Mutex
	found := &soundScan{}
	err := v.store.scan(ctx, limit, func(batch []sealed) error {
		part, ends, err := v.markAll(batch)
		mu.Lock()
		defer mu.Unlock()
		found.set.Add(part)
		found.tags = append(found.tags, ends)
		found.count += uint64(len(batch))
		for _, s := range batch {
			found.size += int64(len(s.value))
		}
		return err
	})
	return found, err
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
	return LoadEarly(ctx, v, &Early[T]{decode: decode}, keep)
}

// LoadEarly is Load for a vault that was unlocked with early.
func LoadEarly[T any](ctx context.Context, v *Vault, early *Early[T], keep func(T) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	damaged, err := loadItems(ctx, v, early, keep)
	if err != nil || len(damaged) == 0 {
		return err
	}
	docs, err := v.heal(ctx, damaged)
	if err != nil {
		return explain(err, v.dir, opRepairing)
	}
	items, err := decodeAll(docs, early.decode)
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

// loadItems calls keep with all documents but the damaged ones.
func loadItems[T any](ctx context.Context, v *Vault, early *Early[T], keep func(T) error) (bad []seal.ID, err error) {
	if early.fits(v.head) {
		items := early.items
		early.items = nil
		for i, batch := range items {
			for _, item := range batch {
				if err := keep(item); err != nil {
					return nil, err
				}
			}
			items[i] = nil // the rest of it is not needed
		}
		return early.damaged, ctx.Err()
	}
	early.items = nil
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
			items, err := decodeAll(docs, early.decode)
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
		return nil, err
	}
	err = <-scanned
	if theirs, ok := errors.AsType[*callerError](err); ok {
		return nil, theirs.err
	}
	return damaged.ids, explain(err, v.dir, opReading)
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
		docs, bad = openBatch(v.keys.Bucket(bucketRecords), batch)
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
