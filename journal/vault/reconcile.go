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

// reconcile makes the store and the log agree again, each from the other where that is
// needed, and says what it did. broken is why the store could not be opened, nil where it
// was. It reports whether the store was recreated, and then holds header.
func (v *Vault) reconcile(ctx context.Context, broken error, header []byte) (rebuilt bool, err error) {
	if broken == nil {
		broken, err = v.trust(ctx)
		if err != nil {
			return false, err
		}
	}
	if broken == nil {
		return false, nil
	}
	return true, v.rebuildStore(ctx, broken, header)
}

// trust holds the store against its head, brings it up to the log, and opens the log. It
// returns as broken what makes the store unfit for use.
func (v *Vault) trust(ctx context.Context) (broken, err error) {
	if err := v.readHead(ctx); err != nil {
		if isDamage(err) {
			return err, nil
		}
		return nil, err
	}
	found := v.head
	scan, err := v.catchUp(ctx, false)
	unlike := errors.Is(err, errOther)
	if err != nil && !unlike {
		return damageOf(err)
	}
	apart := unlike || found.Log != 0 && scan.id != 0 && !scan.leadsTo(found)
	if apart {
		if apart, err = v.isOtherState(ctx); err != nil {
			return nil, err
		}
	}
	if unlike && !apart {
		if scan, err = v.catchUp(ctx, true); errors.Is(err, errOther) {
			return err, nil
		} else if err != nil {
			return damageOf(err)
		}
	}
	at := v.position()
	switch {
	case apart:
		return damageOf(v.partFromLog(ctx))
	case v.head.Log == 0:
		return damageOf(v.makeLog(ctx, "")) // a journal of the first days, which had none
	case len(scan.ends) == 0 && !scan.damaged && !scan.torn:
		return damageOf(v.makeLog(ctx, fault.Kind("the-log-the-second-copy-of-your-journal")))
	case v.otherKeys != nil && scan.id != v.head.Log:
		return damageOf(v.partFromOtherKeys(ctx))
	case scan.damaged, scan.id != v.head.Log, scan.end.before(at):
		return damageOf(v.makeLog(ctx, fault.Kind("the-log-the-second-copy-of-your-journal-was")))
	}
	seq, ok := scan.sequenceAt(at)
	if !ok {
		return damageOf(v.makeLog(ctx, fault.Kind("the-log-the-second-copy-of-your-journal-was-a")))
	}
	if scan.size > shortenFrom+shortenTimes*v.size {
		return damageOf(v.shortenLog(ctx))
	}
	// Without it reading goes on; the next save recreates it or says why it cannot.
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

// leadsTo reports whether the log has the batch after which the store says what head does.
func (s *logScan) leadsTo(head seal.Head) bool {
	return s.id == head.Log && sameState(s.agreed, head)
}

// sameState reports whether the log says of a store what its head does.
func sameState(told *seal.Head, head seal.Head) bool {
	return told != nil && told.Op == head.Op && told.Count == head.Count && told.Set == head.Set
}

// isOtherState reports whether a log that does not lead to the store is whole all the same:
// then it belongs to another state of the journal. One that goes with the store, and ends too
// early in the middle of a frame, is damaged.
func (v *Vault) isOtherState(ctx context.Context) (bool, error) {
	r, err := v.replayLog(ctx)
	if err != nil {
		return false, err
	}
	return r.whole && !r.damaged && (!r.torn || r.id != v.head.Log), nil
}

// partFromLog keeps a log that belongs to another state for Others, and makes one that goes
// with the store.
func (v *Vault) partFromLog(ctx context.Context) error {
	if err := v.setLogApart(); err != nil {
		return err
	}
	return v.makeLog(ctx, fault.Kind("the-two-copies-of-your-journal-were"))
}

// partFromOtherKeys makes a journal of a log under other keys and the header that opens it, in
// the quarantine, and a log that goes with the store.
func (v *Vault) partFromOtherKeys(ctx context.Context) error {
	apart := freePath(filepath.Join(v.dir, quarantineName, "journal-"+v.opts.Now().UTC().Format(stampForm)), "")
	err := makeFolder(filepath.Dir(apart))
	if err == nil {
		err = makeFolder(apart)
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
	return v.makeLog(ctx, "")
}

// position is the place in the log that agrees with the store.
func (v *Vault) position() position { return position{v.head.Segment, int64(v.head.Offset)} }

// catchUp brings into the store what the log holds and the store does not: a save that
// was cut short between the two, or steps that the store has lost. The error wraps
// errOther where the two do not fit together. Of a damaged log, which may not say where the two
// parted, the steps are tried all the same.
func (v *Vault) catchUp(ctx context.Context, damaged bool) (logScan, error) {
	before := v.head
	scan, err := v.readBatches(ctx, v.position(), func(b batch, torn bool) error {
		if torn || b.snapshot || b.log != v.head.Log || b.head.Op != v.head.Op+1 {
			return nil
		}
		// What another state has replaced would be taken for what this one has replaced.
		if !sameState(b.agreed, before) && !(damaged && b.agreed == nil) {
			return errOther
		}
		return v.follow(b)
	})
	if err != nil {
		return scan, err
	}
	if n := v.head.Op - before.Op; n > 0 {
		// Damage that no look at the store finds, as in its list of free pages, breaks it with
		// the first save, which this was: what it says now has to be read once.
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

// follow applies one batch of the log to the store.
func (v *Vault) follow(b batch) error {
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

// A log that holds much more than the store, as after years of drafts, is rewritten
// from it when it is larger than shortenFrom bytes and shortenTimes the store's records.
const (
	shortenFrom  = 64 << 20
	shortenTimes = 4
)

// shortenLog rewrites the log and removes the old one: the store has been compared with
// its head and is whole, and the old one stays until the new one is in its place.
func (v *Vault) shortenLog(ctx context.Context) error {
	old := filepath.Join(v.dir, newPrefix+"old-log")
	if err := rename(v.logPath(), old); err != nil {
		return nil // it stays as it is, and is tried again the next time
	}
	if err := v.makeLog(ctx, ""); err != nil {
		return err
	}
	_ = os.RemoveAll(old) // the next opening tries again
	return nil
}

// makeLog rewrites the log from the store. note is what to report; an existing log
// goes to the quarantine.
func (v *Vault) makeLog(ctx context.Context, note fault.Kind) error {
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
	l, err := v.putLog(all, &head)
	if err != nil {
		return err
	}
	err = v.store.guard(func() error {
		return v.store.db.Update(func(tx *bbolt.Tx) error { return v.putHead(tx, head) })
	})
	if err != nil {
		return errors.Join(fmt.Errorf("naming the log: %w", err), l.close())
	}
	_ = v.log.close() // the old one, in the quarantine now
	v.log, v.head = l, head
	// Damage that no look at the store finds breaks it with the first save, which this was. The
	// log is whole now.
	if err := v.store.scan(ctx, v.head.Count, func([]sealed) error { return nil }); err != nil {
		v.log = nil
		return errors.Join(err, l.close())
	}
	return nil
}

// putLog makes a log of the records in the place of the one that is there, and names it
// in head.
func (v *Vault) putLog(all []sealedChange, head *seal.Head) (_ *oplog, err error) {
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

// rebuildStore recreates the store from the log, and from what can still be read of the
// damaged store where the log is not whole.
func (v *Vault) rebuildStore(ctx context.Context, broken error, header []byte) error {
	r, err := v.replayLog(ctx)
	if err != nil {
		return err
	}
	found := v.salvage(ctx)
	if len(found.live)+len(found.stray) == 0 && found.head.Op == 0 && !r.opened {
		return broken // there is nothing to rebuild from
	}
	head := r.head
	// An end that cannot be read may be a save that was cut short, or saves that were reported
	// as safe: without the store nothing says which.
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
		l, err = v.putLog(all, &head)
	}
	if err != nil {
		return err
	}
	if err := v.swapStore(all, head, header); err != nil {
		return errors.Join(err, l.close())
	}
	v.log, v.head = l, head
	v.tellRebuilt(whole, r.torn, promised)
	return nil
}

// tellRebuilt reports the result, compared with what the newest head has promised.
func (v *Vault) tellRebuilt(whole, torn bool, promised seal.Head) {
	switch {
	case whole && v.otherKeys != nil:
		v.repair.add(fault.Text("store-under-other-keys-rebuilt"))
	case whole:
		v.repair.add(fault.Text("the-store-of-your-journal-was-damaged"))
	case promised.Count > v.head.Count:
		v.repair.lose(fault.Count(int(promised.Count), "both-copies-of-your-journal-were-damaged-it",
			fault.V{"Gone": int(promised.Count - v.head.Count)}))
	case torn:
		v.repair.lose(fault.Text("both-copies-of-your-journal-were-damaged"))
	case promised.Set == v.head.Set && promised.Count == v.head.Count && promised.Op > 0:
		v.repair.add(fault.Text("both-copies-of-your-journal-were"))
	default:
		v.repair.lose(fault.Count(int(v.head.Count), "both-copies-of-your-journal-were-damaged-it-was"))
	}
}

// salvaged is what could be read of a damaged store.
type salvaged struct {
	live  map[seal.ID][]byte // reached through the tree, as long as that held
	stray map[seal.ID][]byte // on pages that nothing leads to; perhaps of an older state
	head  seal.Head          // the newest that opens
}

// salvage reads what can be read of a damaged store: nothing but what opens with the key.
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

// collect keeps the records among some items, and the newest head where one is wanted.
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

// join adds to a log that is not whole what was found in the damaged store. Of a record
// that both hold, the copy counts whose head is newer, and that head is put into head.
func join(r *replay, found salvaged, head *seal.Head) {
	newer := found.head.Op > r.head.Op
	if newer {
		head.Op, head.Count, head.Set = found.head.Op, found.head.Count, found.head.Set
	}
	for id, value := range found.live {
		if _, there := r.values[id]; !there || newer {
			r.values[id] = value
		}
	}
	for id, value := range found.stray {
		if head.Op > 0 && uint64(len(r.values)) >= head.Count {
			return // what is left is of an older state
		}
		if _, there := r.values[id]; !there {
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
// quarantine, and puts the new one in its place.
func (v *Vault) swapStore(all []sealedChange, head seal.Head, header []byte) error {
	_ = v.store.close() // what closing says of a damaged store is of no use
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
