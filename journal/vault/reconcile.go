package vault

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// reconcile makes the store and the log agree, rebuilding either from the other if necessary,
// and reports what it did. broken is why the store could not be opened, nil if it could.
// rebuilt reports whether the store was recreated, with header in it.
func (v *Vault) reconcile(ctx context.Context, broken error, header []byte) (rebuilt bool, err error) {
	if broken == nil {
		broken, err = v.verifyStore(ctx)
		if err != nil {
			return false, err
		}
	}
	if broken == nil {
		return false, nil
	}
	return true, v.rebuildStore(ctx, broken, header)
}

// verifyStore compares the store with its head, applies missing batches of the log, and opens the
// log. broken is why the store cannot be used.
func (v *Vault) verifyStore(ctx context.Context) (broken, err error) {
	if err := v.readHead(ctx); err != nil {
		if isDamage(err) {
			return err, nil
		}
		return nil, err
	}
	found := v.head
	scan, err := v.catchUp(ctx, false)
	differs := errors.Is(err, errOther)
	if err != nil && !differs {
		return damageOf(err)
	}
	apart := differs || found.Log != 0 && scan.id != 0 && !scan.leadsTo(found)
	if apart {
		if apart, err = v.isOtherState(ctx); err != nil {
			return nil, err
		}
	}
	if differs && !apart {
		if scan, err = v.catchUp(ctx, true); errors.Is(err, errOther) {
			return err, nil
		} else if err != nil {
			return damageOf(err)
		}
	}
	at := v.position()
	switch {
	case apart:
		return damageOf(v.separateLog(ctx))
	case v.head.Log == 0:
		return damageOf(v.recreateLog(ctx, "")) // a journal of an early version, without a log
	case len(scan.ends) == 0 && !scan.damaged && !scan.torn:
		return damageOf(v.recreateLog(ctx, fault.Kind("the-log-the-second-copy-of-your-journal")))
	case v.otherKeys != nil && scan.id != v.head.Log:
		return damageOf(v.separateOtherKeys(ctx))
	case scan.damaged, scan.id != v.head.Log, scan.end.before(at):
		return damageOf(v.recreateLog(ctx, fault.Kind("the-log-the-second-copy-of-your-journal-was")))
	}
	seq, ok := scan.sequenceAt(at)
	if !ok {
		return damageOf(v.recreateLog(ctx, fault.Kind("the-log-the-second-copy-of-your-journal-was-a")))
	}
	if scan.size > shortenFrom+shortenTimes*v.size {
		return damageOf(v.shortenLog(ctx))
	}
	// Reading works without a log; the next save recreates it or reports an error.
	v.log, _ = openLog(v.logPath(), v.keys, v.opts.Rand, v.head.Log, at, seq)
	return nil, nil
}

// damageOf distinguishes damage, which is broken, from other errors.
func damageOf(err error) (broken, other error) {
	if isDamage(err) {
		return err, nil
	}
	return nil, err
}

// leadsTo reports whether the log contains the batch that resulted in head.
func (s *logScan) leadsTo(head seal.Head) bool {
	return s.id == head.Log && sameState(s.agreed, head)
}

// sameState reports whether a head recorded in the log and a store's head are of one state.
func sameState(logged *seal.Head, head seal.Head) bool {
	return logged != nil && logged.Op == head.Op && logged.Count == head.Count && logged.Set == head.Set
}

// isOtherState reports whether a log that does not lead to the store is itself whole: then it
// belongs to another state of the journal. A log of this store that ends too early in the
// middle of a frame is damaged.
func (v *Vault) isOtherState(ctx context.Context) (bool, error) {
	r, err := v.replayLog(ctx)
	if err != nil {
		return false, err
	}
	return r.whole && !r.damaged && (!r.torn || r.id != v.head.Log), nil
}

// separateLog moves a log of another state aside for Others, and creates a log from the store.
func (v *Vault) separateLog(ctx context.Context) error {
	if err := v.moveLogAside(); err != nil {
		return err
	}
	return v.recreateLog(ctx, fault.Kind("the-two-copies-of-your-journal-were"))
}

// separateOtherKeys moves a log under other keys to the quarantine, as a journal with the
// header that opens it, and creates a log from the store.
func (v *Vault) separateOtherKeys(ctx context.Context) error {
	apart := freePath(filepath.Join(v.dir, quarantineName, "journal-"+v.opts.Now().UTC().Format(stampForm)), "")
	err := createFolder(filepath.Dir(apart))
	if err == nil {
		err = createFolder(apart)
	}
	if err == nil {
		err = writeFile(filepath.Join(apart, headerA), v.otherKeys)
	}
	if err == nil {
		err = rename(v.logPath(), filepath.Join(apart, logName))
	}
	if err != nil {
		return fmt.Errorf("keeping another state of the journal: %w", err)
	}
	v.repair.add(fault.Text("log-under-other-keys-rewritten", fault.V{"Folder": apart}))
	return v.recreateLog(ctx, "")
}

// position returns the position in the log that agrees with the store.
func (v *Vault) position() position { return position{v.head.Segment, int64(v.head.Offset)} }

// catchUp applies batches of the log that the store lacks: an interrupted save, or batches
// that the store has lost. The error wraps errOther if log and store do not match. It also
// tries the batches of a damaged log whose common head with the store is unreadable.
func (v *Vault) catchUp(ctx context.Context, damaged bool) (logScan, error) {
	before := v.head
	scan, err := v.readBatches(ctx, v.position(), func(b batch, torn bool) error {
		if torn || b.snapshot || b.log != v.head.Log || b.head.Op != v.head.Op+1 {
			return nil
		}
		// Records replaced in another state would be confused with those replaced in this one.
		if !sameState(b.agreed, before) && !(damaged && b.agreed == nil) {
			return errOther
		}
		return v.applyBatch(b)
	})
	if err != nil {
		return scan, err
	}
	if n := v.head.Op - before.Op; n > 0 {
		// Undetected damage, as in the list of free pages, breaks the store at the first
		// write, which this was, so all of it is read once.
		if err := v.store.scan(ctx, v.head.Count, func([]sealed) error { return nil }); err != nil {
			return scan, err
		}
		if n == 1 {
			v.repair.add(fault.Text("the-last-save-had-been-interrupted"))
		} else {
			v.repair.add(fault.Text("the-store-of-your-journal-was-older"))
		}
	}
	return scan, nil
}

// applyBatch applies one batch of the log to the store.
func (v *Vault) applyBatch(b batch) error {
	head := v.head
	head.Op = b.head.Op
	head.Segment, head.Offset = b.end.segment, uint64(b.end.offset)
	err := v.store.guard(func() error {
		return v.store.db.Update(func(tx *bbolt.Tx) error {
			if err := v.fillRecords(tx, b.changes, &head); err != nil {
				return err
			}
			if head.Count != b.head.Count || head.Set != b.head.Set {
				return errOther
			}
			return v.putHead(tx, head)
		})
	})
	if err != nil {
		return fmt.Errorf("completing a save: %w", err)
	}
	v.head = head
	return nil
}

// A log that holds much more than the store, as after years of drafts, is rewritten from the
// store if it is larger than shortenFrom bytes and shortenTimes the store's records.
const (
	shortenFrom  = 64 << 20
	shortenTimes = 4
)

// shortenLog rewrites the log and removes the old one. The store was compared with its head
// and is whole, and the old log is removed only after the new one has replaced it.
func (v *Vault) shortenLog(ctx context.Context) error {
	old := filepath.Join(v.dir, newPrefix+"old-log")
	if err := rename(v.logPath(), old); err != nil {
		return nil // the log is unchanged; the next opening tries again
	}
	if err := v.recreateLog(ctx, ""); err != nil {
		return err
	}
	_ = os.RemoveAll(old) // the next opening tries again
	return nil
}

// recreateLog rewrites the log from the store and reports note. An existing log is moved to the
// quarantine.
func (v *Vault) recreateLog(ctx context.Context, note fault.Kind) error {
	if err := v.writeLog(ctx); err != nil {
		if errors.Is(err, context.Canceled) || isBroken(err) {
			return err
		}
		// A full disk, or one that fails, does not prevent reading. The next save tries again.
		v.log = nil
		v.repair.add(fault.Text("the-second-copy-of-your-journal-could", fault.V{"Reason": reason(err)}))
		return nil
	}
	if note != "" {
		v.repair.add(note.Message())
	}
	return nil
}

const newLogPrefix = newPrefix + "log-"

func (v *Vault) writeLog(ctx context.Context) (err error) {
	var all []sealedChange
	err = v.store.guard(func() error {
		return v.store.db.View(func(tx *bbolt.Tx) error {
			all = all[:0]
			return tx.Bucket([]byte(bucketRecords)).ForEach(func(k, value []byte) error {
				if len(all)%batchSize == 0 && ctx.Err() != nil {
					return ctx.Err()
				}
				all = append(all, sealedChange{seal.ID(k), bytes.Clone(value)})
				return nil
			})
		})
	})
	if err != nil {
		return fmt.Errorf("reading the store: %w", err)
	}
	head := v.head
	l, err := v.replaceLog(all, &head)
	if err != nil {
		return err
	}
	err = v.store.guard(func() error {
		return v.store.db.Update(func(tx *bbolt.Tx) error { return v.putHead(tx, head) })
	})
	if err != nil {
		return errors.Join(fmt.Errorf("naming the log: %w", err), l.close())
	}
	_ = v.log.close() // the old log, now in the quarantine
	v.log, v.head = l, head
	// Undetected damage breaks the store at the first write, which this was. The log is now
	// complete.
	if err := v.store.scan(ctx, v.head.Count, func([]sealed) error { return nil }); err != nil {
		v.log = nil
		return errors.Join(err, l.close())
	}
	return nil
}

// replaceLog replaces the log with a new one of the records, and records it in head.
func (v *Vault) replaceLog(all []sealedChange, head *seal.Head) (_ *oplog, err error) {
	temp := filepath.Join(v.dir, newLogPrefix+hex.EncodeToString(v.header.Vault[:4]))
	if err := os.RemoveAll(temp); err != nil {
		return nil, fmt.Errorf("making the log: %w", err)
	}
	l, err := newLog(temp, v.keys, v.opts.Rand)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(temp))
	}
	if err := l.add(all, *head, true); err != nil {
		return nil, errors.Join(err, l.close(), os.RemoveAll(temp))
	}
	if _, err := os.Lstat(v.logPath()); err == nil {
		if err := quarantine(v.dir, logName, v.opts.Now()); err != nil {
			return nil, errors.Join(err, l.close(), os.RemoveAll(temp))
		}
	}
	if err := rename(temp, v.logPath()); err != nil {
		return nil, errors.Join(fmt.Errorf("naming the log: %w", err), l.close())
	}
	l.dir = v.logPath()
	head.Log, head.Segment, head.Offset = l.id, l.at.segment, uint64(l.at.offset)
	return l, nil
}

// rebuildStore recreates the store from the log and, if the log is not whole, from the
// readable records of the damaged store.
func (v *Vault) rebuildStore(ctx context.Context, broken error, header []byte) error {
	r, err := v.replayLog(ctx)
	if err != nil {
		return err
	}
	found := v.salvage(ctx)
	if len(found.live)+len(found.stray) == 0 && found.head.Op == 0 && !r.opened {
		return broken // nothing to rebuild from
	}
	head := r.head
	// An unreadable end may be an interrupted save or acknowledged saves: without the store this
	// is unknown.
	whole := r.whole && !r.torn && found.head.Op <= r.head.Op
	if !whole {
		join(r, found, &head)
	}
	promised := head
	all := changesOf(r.values)
	if head.Set, err = v.markValues(r.values); err != nil {
		return err
	}
	head.Count = uint64(len(r.values))
	head.Generation = max(head.Generation, found.head.Generation) + 1
	var l *oplog
	if whole && !r.damaged {
		head.Log, head.Segment, head.Offset = r.id, r.end.segment, uint64(r.end.offset)
		l, err = openLog(v.logPath(), v.keys, v.opts.Rand, r.id, r.end, r.endSeq)
	} else {
		l, err = v.replaceLog(all, &head)
	}
	if err != nil {
		return err
	}
	if err := v.swapStore(all, head, header); err != nil {
		return errors.Join(err, l.close())
	}
	v.log, v.head = l, head
	v.reportRebuilt(whole, r.torn, promised)
	return nil
}

// reportRebuilt reports the result, compared with the newest head, promised.
func (v *Vault) reportRebuilt(whole, torn bool, promised seal.Head) {
	switch {
	case whole && v.otherKeys != nil:
		v.repair.add(fault.Text("store-under-other-keys-rebuilt"))
	case whole:
		v.repair.add(fault.Text("the-store-of-your-journal-was-damaged"))
	case promised.Count > v.head.Count:
		v.repair.addLoss(fault.Count(int(promised.Count), "both-copies-of-your-journal-were-damaged-it",
			fault.V{"Gone": int(promised.Count - v.head.Count)}))
	case torn:
		v.repair.addLoss(fault.Text("both-copies-of-your-journal-were-damaged"))
	case promised.Set == v.head.Set && promised.Count == v.head.Count && promised.Op > 0:
		v.repair.add(fault.Text("both-copies-of-your-journal-were"))
	default:
		v.repair.addLoss(fault.Count(int(v.head.Count), "both-copies-of-your-journal-were-damaged-it-was"))
	}
}

// salvaged is the readable contents of a damaged store.
type salvaged struct {
	live  map[seal.ID][]byte // reached through the tree
	stray map[seal.ID][]byte // on unreferenced pages; perhaps of an older state
	head  seal.Head          // the newest one that opens
}

// salvage reads a damaged store. It returns only records that open with the key.
func (v *Vault) salvage(ctx context.Context) salvaged {
	found := salvaged{live: map[seal.ID][]byte{}, stray: map[seal.ID][]byte{}}
	p, err := openPages(v.storePath())
	if err != nil {
		return found
	}
	defer p.close() // only read
	v.collect(ctx, p.bucket(bucketRecords), found.live, nil)
	p.read = 0
	v.collect(ctx, p.leaves(), found.stray, &found.head)
	return found
}

// collect adds the valid records among some items to records and, unless head is nil, finds the newest head.
func (v *Vault) collect(ctx context.Context, items iter.Seq[element], records map[seal.ID][]byte, head *seal.Head) {
	bucket := v.keys.Bucket(bucketRecords)
	for e := range items {
		if ctx.Err() != nil {
			return
		}
		if head != nil && string(e.key) == keyHead {
			if h, err := v.keys.OpenHead(e.value); err == nil && h.Op >= head.Op {
				*head = h
			}
		}
		if len(e.key) != len(seal.ID{}) {
			continue
		}
		if _, _, err := bucket.Open(nil, seal.ID(e.key), e.value); err == nil {
			records[seal.ID(e.key)] = bytes.Clone(e.value)
		}
	}
}

// join adds the records salvaged from the store to an incomplete log. Of a record in both,
// the copy with the newer head is used; head is set to the newer head.
func join(r *replay, found salvaged, head *seal.Head) {
	newer := found.head.Op > r.head.Op
	if newer {
		head.Op, head.Count, head.Set = found.head.Op, found.head.Count, found.head.Set
	}
	for id, value := range found.live {
		if _, exists := r.values[id]; !exists || newer {
			r.values[id] = value
		}
	}
	for id, value := range found.stray {
		if head.Op > 0 && uint64(len(r.values)) >= head.Count {
			return // the rest is of an older state
		}
		if _, exists := r.values[id]; !exists {
			r.values[id] = value
		}
	}
}

func changesOf(values map[seal.ID][]byte) []sealedChange {
	ids := slices.SortedFunc(maps.Keys(values), func(a, b seal.ID) int { return bytes.Compare(a[:], b[:]) })
	all := make([]sealedChange, 0, len(ids))
	for _, id := range ids {
		all = append(all, sealedChange{id, values[id]})
	}
	return all
}

// swapStore writes a store of the records under another name, moves the old one to the
// quarantine, and replaces it with the new one.
func (v *Vault) swapStore(all []sealedChange, head seal.Head, header []byte) error {
	_ = v.store.close() // the close error of a damaged store adds nothing
	v.store = nil
	temp := v.storePath() + ".new"
	if err := os.Remove(temp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("making the store: %w", err)
	}
	sealedHead, err := v.keys.SealHead(v.opts.Rand, head)
	if err != nil {
		return err
	}
	if err := buildStore(temp, header, sealedHead, all); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	if _, err := os.Lstat(v.storePath()); err == nil {
		if err := quarantine(v.dir, storeName, v.opts.Now()); err != nil {
			return err
		}
	}
	if err := rename(temp, v.storePath()); err != nil {
		return fmt.Errorf("naming the store: %w", err)
	}
	v.store, err = openStore(v.storePath())
	return err
}
