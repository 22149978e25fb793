package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"enactive/journal/vault/internal/seal"
)

// ErrDoubt is the error of Peek, and of what it opened, if all of the journal must be read: there is no
// index, it may not be of this state, or something is damaged.
var ErrDoubt = errors.New("all of the journal must be read")

// peeked is what Peek keeps open.
type peeked struct {
	pages  *pages
	bucket *seal.Bucket
	found  indexClear
	opened *opened
	head   seal.Head
}

func (p *peeked) close() error {
	if p == nil {
		return nil
	}
	return p.pages.close()
}

// Peek opens a journal of which only a few documents will be read, and returns the contents of its index, as
// WriteIndex stored them. The journal can be read by PeekAt only, and is locked meanwhile as if open.
//
// It reads neither the whole store nor the log. That is as safe as reading them, since no program has written
// to either file after both were last read and found whole, at most a day ago: Peek compares what every write
// changes. A document is returned only if it is the very one that was there then: it opens with the key, and its tag
// is the one in the index, which is itself sealed with the head of the store. Damage that came without a write,
// as by a failing disk, is noticed where a document is read, and else by the next opening that reads everything.
// Nothing is repaired here: in doubt Peek and PeekAt return an error that wraps ErrDoubt, and Whole opens the journal.
// Errors about the key are those of Unlock.
func Peek(ctx context.Context, dir string, key Key, o Options) (*Vault, []byte, error) {
	if err := key.check(); err != nil {
		return nil, nil, err
	}
	v := &Vault{dir: dir, opts: o.withDefaults(), commit: (*bbolt.Tx).Commit}
	contents, err := v.peek(ctx, func(copies []headerCopy) (*opened, error) {
		return untilCancelled(ctx, func() (*opened, error) { return openHeaders(copies, key) })
	})
	if err == nil {
		return v, contents, nil
	}
	_ = v.closeAll() // only read
	if errors.Is(err, seal.ErrWrongKey) {
		return nil, nil, v.explainKeyError(err, key)
	}
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	return nil, nil, fmt.Errorf("%w: %w", ErrDoubt, err)
}

func (v *Vault) peek(ctx context.Context, open func([]headerCopy) (*opened, error)) ([]byte, error) {
	// What costs least comes first.
	found, _, err := readIndex(v.indexPath(), indexHead)
	if err != nil {
		return nil, err
	}
	if err := v.compareMarks(found); err != nil {
		return nil, err
	}
	if _, err := v.headersForPeek(found); err != nil {
		return nil, err
	}
	if v.home, err = openHome(v.dir); err != nil {
		return nil, err
	}
	if v.lock, err = takeLock(v.dir, v.opts.Now()); err != nil {
		return nil, err
	}
	// Another program may have written until it released the lock.
	found, file, err := readIndex(v.indexPath(), maxIndex)
	if err != nil {
		return nil, err
	}
	if err := v.compareMarks(found); err != nil {
		return nil, err
	}
	copies, err := v.headersForPeek(found)
	if err != nil {
		return nil, err
	}
	o, err := open(copies)
	if err != nil {
		return nil, err
	}
	v.master, v.keys, v.header, v.raw, v.readOnly = o.master, o.keys, o.header, o.raw, ErrDoubt
	head, contents, err := v.keys.OpenIndex(file[:indexHead], file[indexHead:])
	if err != nil {
		return nil, err
	}
	pages, err := openPages(v.storePath())
	if err != nil {
		return nil, err
	}
	v.peeked = &peeked{pages: pages, bucket: v.keys.Bucket(bucketRecords), found: found, opened: o, head: head}
	raw, err := pages.find(bucketHead, []byte(keyHead))
	if err != nil {
		return nil, err
	}
	if v.head, err = v.keys.OpenHead(raw); err != nil {
		return nil, err
	}
	if v.head != head {
		return nil, errOther
	}
	return contents, ctx.Err()
}

// compareMarks returns an error unless store and log are as when the index was written, and nothing waits to
// be done by an opening that reads everything.
func (v *Vault) compareMarks(c indexClear) error {
	if !fresh(c.checked, v.opts.Now(), indexLasts) {
		return errors.New("the index is old")
	}
	for _, f := range []struct {
		path string
		mark fileMark
	}{{v.storePath(), c.store}, {segmentPath(v.logPath(), c.segment), c.log}} {
		if now, err := readMark(f.path); err != nil || now != f.mark {
			return errors.Join(errOther, err)
		}
	}
	if exists(segmentPath(v.logPath(), c.segment+1)) || swapPending(v.dir) || v.opts.ReadOnly {
		return errOther
	}
	if names, err := inboxNames(filepath.Join(v.dir, inboxName)); err != nil || len(names) > 0 {
		return errors.Join(errors.New("the inbox waits"), err)
	}
	if others, err := os.ReadDir(filepath.Join(v.dir, otherName)); err == nil && len(others) > 0 {
		return errors.New("another state waits")
	}
	return nil
}

// headersForPeek returns the copies of the header beside the store, which must be whole, equal, and of the
// master key of the index.
func (v *Vault) headersForPeek(c indexClear) ([]headerCopy, error) {
	copies, err := findHeaders(v.dir)
	if err != nil {
		return nil, err
	}
	for _, h := range copies {
		if !h.ok() || !bytes.Equal(h.raw, copies[0].raw) || h.header.Format > seal.Format || h.header.Epoch != c.epoch {
			return nil, fmt.Errorf("%w: a header", errOther)
		}
	}
	return copies, v.readOnlyReason(copies)
}

// IsPeeked reports whether Peek opened the vault.
func (v *Vault) IsPeeked() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.peeked != nil
}

// PeekAt returns the document with an id and a tag.
func (v *Vault) PeekAt(id RecordID, tag Tag) ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.peeked == nil {
		return nil, ErrDoubt
	}
	value, err := v.peeked.pages.find(bucketRecords, id[:])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	if tagOf(value) != tag {
		return nil, fmt.Errorf("%w: another version of a document", ErrDoubt)
	}
	_, doc, err := v.peeked.bucket.Open(nil, seal.ID(id), value)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	return doc, nil
}

// PeekEach reads all documents. It calls begin from several goroutines, each of which then calls what it returned with some
// of the documents, one after the other, those of a page in the order of their ids. A document is only valid until that returns. The
// first error ends it; one about the files wraps ErrDoubt. Which documents there should be, the caller knows.
func (v *Vault) PeekEach(ctx context.Context, begin func() func(RecordID, Tag, []byte) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.peeked == nil {
		return ErrDoubt
	}
	tree, err := newSoundTree(v.peeked.pages)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	err = tree.scan(ctx, func() func([]sealed, []int) error {
		use, bucket := begin(), v.keys.Bucket(bucketRecords)
		var room []byte
		return func(records []sealed, _ []int) error {
			for _, s := range records {
				used, doc, err := bucket.Open(room[:0], s.id, s.value)
				if err != nil {
					return fmt.Errorf("%w: %w", ErrDoubt, err)
				}
				room = used
				if err := use(RecordID(s.id), tagOf(s.value), doc); err != nil {
					return err
				}
			}
			return nil
		}
	})
	if errors.Is(err, errUnsound) {
		return fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	return err
}

// PeekStillHolds returns an error that wraps ErrDoubt if the files have changed since Peek.
func (v *Vault) PeekStillHolds() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.peeked == nil {
		return ErrDoubt
	}
	if err := v.compareMarks(v.peeked.found); err != nil {
		return fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	return nil
}

// Whole closes what Peek opened and unlocks the journal with early, without deriving the key again. The error wraps ErrDoubt
// if the header has changed meanwhile; the key is needed then.
func (v *Vault) Whole(ctx context.Context, early earlyReader) (*Vault, Repair, error) {
	v.mu.Lock()
	if v.peeked == nil {
		v.mu.Unlock()
		return nil, Repair{}, ErrDoubt
	}
	o := v.peeked.opened
	v.keys = nil // they go on
	err := v.closeAll()
	v.mu.Unlock()
	if err != nil {
		return nil, Repair{}, fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	whole := &Vault{dir: v.dir, opts: v.opts, commit: (*bbolt.Tx).Commit, early: early}
	err = whole.unlock(ctx, func(copies []headerCopy) (*opened, error) {
		if good := ranked(copies); len(good) == 0 || !bytes.Equal(good[0].raw, o.raw) {
			return nil, fmt.Errorf("%w: the header has changed", ErrDoubt)
		}
		return o, nil
	})
	if errors.Is(err, ErrDoubt) {
		return nil, Repair{}, err
	}
	if err != nil {
		return nil, Repair{}, explain(err, v.dir, opOpening)
	}
	return whole, whole.repair, nil
}
