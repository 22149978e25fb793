package vault

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"enactive/journal/vault/internal/seal"
)

// readHead reads the head and holds it against all records: one that was dropped,
// added or replaced by an older version of itself is noticed here.
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
	err = v.store.scan(ctx, head.Count, func(batch []sealed) error {
		marker, err := v.keys.Marker()
		if err != nil {
			return err
		}
		var part seal.Mark
		for _, s := range batch {
			part.Add(marker.Mark(s.id, s.value))
		}
		mu.Lock()
		defer mu.Unlock()
		set.Add(part)
		count += uint64(len(batch))
		return nil
	})
	switch {
	case err != nil:
		return fmt.Errorf("reading all records: %w", err)
	case count != head.Count:
		return fmt.Errorf("%w: %d records in place of %d", seal.ErrDamaged, count, head.Count)
	case set != head.Set:
		return fmt.Errorf("%w: a record was replaced by somebody without the key, or by an older version of itself", seal.ErrDamaged)
	}
	v.head = head
	return nil
}

// document is an opened record.
type document struct {
	id  RecordID
	doc []byte
}

// Each calls fn with every document, in no order, from the calling goroutine, one at
// a time; meanwhile others are being opened. The document belongs to fn. fn must not
// call the vault. Each stops at fn's first error and returns it as it is. Documents
// that are damaged are left out; then, after all others, the error wraps ErrDamaged
// and says how many they are.
func (v *Vault) Each(ctx context.Context, fn func(id RecordID, doc []byte) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if err := v.usable(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := make(chan []document, 4)
	scanned := make(chan error, 1)
	var damaged atomic.Uint64
	go func() {
		defer close(out)
		scanned <- v.store.scan(ctx, v.head.Count, func(batch []sealed) error {
			docs, bad := v.openAll(batch)
			damaged.Add(uint64(bad))
			select {
			case out <- docs:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	var stopped error
	for docs := range out {
		for _, d := range docs {
			if stopped != nil {
				break
			}
			if stopped = fn(d.id, d.doc); stopped != nil {
				cancel()
			}
		}
	}
	if stopped != nil {
		return stopped
	}
	if err := <-scanned; err != nil {
		return explain(err, v.dir, "reading it")
	}
	if n := damaged.Load(); n > 0 {
		return explain(fmt.Errorf("%w: %d of %d documents", seal.ErrDamaged, n, v.head.Count), v.dir, "reading it")
	}
	return nil
}

// openAll opens what can be opened of a batch, and counts the rest.
func (v *Vault) openAll(batch []sealed) (docs []document, bad int) {
	size := 0
	for _, s := range batch {
		size += max(0, len(s.value)-seal.Overhead)
	}
	// One piece of memory for the batch: documents are read together and, mostly,
	// let go together.
	room := make([]byte, 0, size)
	docs = make([]document, 0, len(batch))
	for _, s := range batch {
		all, doc, err := v.keys.OpenRecord(room, bucketRecords, s.id, s.value)
		if err != nil {
			bad++
			continue
		}
		room = all
		docs = append(docs, document{id: RecordID(s.id), doc: doc})
	}
	return docs, bad
}

// Get returns one document, and nil when there is none.
func (v *Vault) Get(id RecordID) ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if err := v.usable(); err != nil {
		return nil, err
	}
	value, err := v.store.get(bucketRecords, string(id[:]))
	if err != nil {
		return nil, explain(err, v.dir, "reading it")
	}
	if len(value) == 0 {
		return nil, nil
	}
	_, doc, err := v.keys.OpenRecord(nil, bucketRecords, seal.ID(id), value)
	if err != nil {
		return nil, explain(err, v.dir, "reading it")
	}
	return doc, nil
}
