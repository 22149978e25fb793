package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"syscall"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// Change replaces or deletes the document of an ID.
type Change struct {
	ID  RecordID
	Doc []byte // nil deletes; an empty document is stored
}

// sealedChange is a change ready to be written.
type sealedChange struct {
	id    seal.ID
	value []byte // nil deletes
}

// Apply writes all changes or none of them, and returns nil only when they are safe on
// the disk. Of two changes to one document the later wins. The error wraps ErrNoSpace,
// ErrReadOnly, ErrDamaged or ErrClosed where it applies; after any error but ErrClosed
// the contents are unchanged and the vault remains usable.
func (v *Vault) Apply(ctx context.Context, changes []Change) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	if len(changes) == 0 {
		return nil
	}
	if v.readOnly != nil {
		return v.readOnly
	}
	if err := v.checkOpenFiles(); err != nil {
		return explain(err, v.dir, opSaving)
	}
	if v.log == nil {
		if err := v.writeLog(ctx); err != nil {
			return explain(err, v.dir, opSaving)
		}
	}
	ready, err := v.sealAll(ctx, changes)
	if err != nil {
		return explain(err, v.dir, opSaving)
	}
	if err := v.makeRoom(ready); err != nil {
		return explain(err, v.dir, opSaving)
	}
	head, err := v.write(ready)
	if err != nil {
		err = v.recoverFrom(err, head, ready)
	} else {
		v.head = head
	}
	if err == nil {
		v.tags.save(ready)
		err = v.confirm()
	}
	return explain(err, v.dir, opSaving)
}

// sealAll seals the changes and sorts them by id: bbolt writes neighbours faster.
func (v *Vault) sealAll(ctx context.Context, changes []Change) ([]sealedChange, error) {
	ready := make([]sealedChange, 0, len(changes))
	bucket := v.keys.Bucket(bucketRecords)
	for i, c := range changes {
		if i%batchSize == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		s := sealedChange{id: seal.ID(c.ID)}
		if c.Doc != nil {
			value, err := bucket.Seal(nil, v.opts.Rand, s.id, c.Doc)
			if err != nil {
				return nil, fmt.Errorf("sealing: %w", err)
			}
			s.value = value
		}
		ready = append(ready, s)
	}
	slices.SortStableFunc(ready, func(a, b sealedChange) int { return bytes.Compare(a.id[:], b.id[:]) })
	return ready, nil
}

// write writes the changes to the log and then, with a new head, to the store. It returns
// the new head.
func (v *Vault) write(ready []sealedChange) (head seal.Head, err error) {
	head = v.head
	head.Op++
	at, seq := v.log.at, v.log.seq
	logged := false
	err = v.store.guard(func() error {
		tx, err := v.store.db.Begin(true)
		if err != nil {
			return fmt.Errorf("beginning: %w", err)
		}
		err = v.checkHead(tx)
		if err == nil {
			err = v.fillRecords(tx, ready, &head)
		}
		if err == nil {
			logged = true
			err = v.log.add(ready, head, false)
		}
		if err == nil {
			head.Segment, head.Offset = v.log.at.segment, uint64(v.log.at.offset)
			err = v.putHead(tx, head)
		}
		if err != nil {
			_ = tx.Rollback() // the first error is the one to report
			return err
		}
		return v.commit(tx)
	})
	if err != nil && logged {
		err = &unsaved{err, at, seq}
	}
	return head, err
}

// unsaved is the error of a failed save that the log may already hold.
type unsaved struct {
	error
	at  position // end of the log before the save
	seq uint64
}

func (u *unsaved) Unwrap() error { return u.error }

func (v *Vault) fillRecords(tx *bbolt.Tx, ready []sealedChange, head *seal.Head) error {
	records := tx.Bucket([]byte(bucketRecords))
	if records == nil {
		return fmt.Errorf("%w: a bucket", errMissing)
	}
	marker, err := v.keys.Marker()
	if err != nil {
		return err
	}
	for _, c := range ready {
		if err := replaceRecord(records, marker, c, head); err != nil {
			return err
		}
	}
	return nil
}

func (v *Vault) putHead(tx *bbolt.Tx, head seal.Head) error {
	heads := tx.Bucket([]byte(bucketHead))
	if heads == nil {
		return fmt.Errorf("%w: a bucket", errMissing)
	}
	raw, err := v.keys.SealHead(v.opts.Rand, head)
	if err != nil {
		return err
	}
	return heads.Put([]byte(keyHead), raw)
}

// replaceRecord writes one change and updates the head's count and set hash.
func replaceRecord(records *bbolt.Bucket, marker *seal.Marker, c sealedChange, head *seal.Head) error {
	if old := records.Get(c.id[:]); old != nil {
		head.Set.Add(marker.Mark(c.id, old))
		head.Count--
	}
	if c.value == nil {
		return records.Delete(c.id[:])
	}
	head.Set.Add(marker.Mark(c.id, c.value))
	head.Count++
	return records.Put(c.id[:], c.value)
}

// recoverFrom reopens the store to find out the result of a failed write: after a failed
// flush of the last page a save is visible but perhaps not safe. It returns nil if the
// changes are safe after all.
func (v *Vault) recoverFrom(failed error, wanted seal.Head, ready []sealedChange) error {
	err := v.compareFiles(false)
	if errors.Is(failed, errOther) {
		err = v.replacedError(failed)
	}
	if errors.Is(err, ErrReplaced) {
		v.broken = &fault.Error{Class: ErrReplaced, Err: fault.Along(err, failed)}
		return v.checkUsable()
	}
	if isBroken(failed) {
		return v.rebuildAndRetry(failed, wanted, ready)
	}
	found, err := v.reopen()
	switch {
	case isBroken(err):
		return v.rebuildAndRetry(failed, wanted, ready)
	case err != nil:
		return v.markBroken(failed, err)
	case found == v.head:
		return v.undoSave(failed, ready)
	case found != wanted:
		return v.markBroken(failed, errOther)
	}
	// Writing the same again writes new pages and the other meta page.
	v.head = found
	head, err := v.write(ready)
	if err != nil {
		return v.markBroken(failed, err)
	}
	v.head = head
	return nil
}

// undoSave removes a failed save from the log, so that it does not reappear later. After an
// I/O error it tries the save once more.
func (v *Vault) undoSave(failed error, ready []sealedChange) error {
	if u, ok := errors.AsType[*unsaved](failed); ok {
		if err := v.log.rewind(u.at, u.seq); err != nil {
			return v.markBroken(failed, err)
		}
	}
	if v.retrying || !errors.Is(failed, syscall.EIO) {
		return failed
	}
	v.retrying = true
	defer func() { v.retrying = false }()
	head, err := v.write(ready)
	if err != nil {
		return v.recoverFrom(err, head, ready)
	}
	v.head = head
	return nil
}

// isBroken distinguishes damaged contents of the store from a failing disk.
func isBroken(err error) bool {
	return errors.Is(err, errFault) || errors.Is(err, errMissing) || errors.Is(err, seal.ErrDamaged)
}

// rebuildAndRetry recreates a store that proved damaged during a write, and saves the changes to
// it unless the log already has them.
func (v *Vault) rebuildAndRetry(failed error, wanted seal.Head, ready []sealedChange) error {
	if err := v.rebuildFromLog(failed, v.head, wanted); err != nil {
		return v.markBroken(failed, err)
	}
	if sameState(&v.head, wanted) {
		return nil
	}
	head, err := v.write(ready)
	switch {
	case isBroken(err):
		return v.markBroken(failed, err)
	case err != nil:
		return v.recoverFrom(err, head, ready)
	}
	v.head = head
	return nil
}

// markBroken marks the vault as broken and returns why.
func (v *Vault) markBroken(failed, then error) error {
	if err := v.compareFiles(false); errors.Is(err, ErrReplaced) && !errors.Is(then, ErrReplaced) {
		then = err
	}
	if errors.Is(then, ErrReplaced) {
		v.broken = &fault.Error{Class: ErrReplaced, Err: fault.Along(v.replacedError(nil), failed, then)}
		return v.checkUsable()
	}
	v.broken = errors.Join(explain(failed, v.dir, opSaving), then)
	return v.checkUsable()
}

// reopen opens the store again and returns its head.
func (v *Vault) reopen() (seal.Head, error) {
	// The handle has already failed; its close error adds nothing.
	_ = v.store.close()
	if err := v.probe(context.Background()); err != nil {
		return seal.Head{}, err
	}
	s, err := openStore(v.storePath())
	if err != nil {
		return seal.Head{}, err
	}
	v.store = s
	raw, err := s.get(bucketHead, keyHead)
	if err != nil {
		return seal.Head{}, err
	}
	return v.keys.OpenHead(raw)
}
