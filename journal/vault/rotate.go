package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// rotatePrefix is the prefix of the folder in which the new journal is created. When it is
// complete and has been read back, renaming it to nextName activates it.
const rotatePrefix = newPrefix + "rotate-"

// NewKeys replaces the master key with a new one that only key opens: all documents are
// resealed into new files, and the old files are deleted. The keys of an old copy of the
// folder do not open anything written later. Former recovery words become invalid.
//
// A crash leaves the complete old or new journal. Meanwhile it needs space for a second
// journal. When it fails, the old key is valid, unless an ErrClosed says otherwise. The error
// wraps ErrWrongPassphrase for an invalid key, ErrNewer if a later version has written to the
// journal, and ErrNoSpace, ErrReadOnly, ErrDamaged or ErrClosed where it applies.
func (v *Vault) NewKeys(ctx context.Context, key Key) error {
	if err := key.checkNew(); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkWritable(); err != nil {
		return err
	}
	return v.newKeys(ctx, key)
}

func (v *Vault) newKeys(ctx context.Context, key Key) error {
	return v.rotate(ctx, func(h *seal.Header, m *seal.Master) ([]seal.Slot, error) {
		slot, err := newSlot(key, h, m, v.opts)
		return []seal.Slot{slot}, err
	})
}

// Rotate is NewKeys with the current passphrase and recovery words. It erases all traces of
// deleted documents. The error is that of NewKeys.
func (v *Vault) Rotate(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkWritable(); err != nil {
		return err
	}
	return v.rotate(ctx, func(h *seal.Header, m *seal.Master) ([]seal.Slot, error) {
		var slots []seal.Slot
		for i := range v.header.Slots {
			s, err := v.header.Slots[i].Renew(v.opts.Rand, h.Vault, v.master, h.Epoch, m)
			if errors.Is(err, seal.ErrKeyNotStored) {
				return nil, &fault.Error{Class: ErrWrongPassphrase, Kind: "a-key-of-the-journal-in-folder-was-made", Thing: v.dir, Err: err}
			}
			if err != nil {
				return nil, err
			}
			slots = append(slots, s)
		}
		return slots, nil
	})
}

// rotate creates a journal of the same documents under a new master key and replaces this one
// with it; v.mu is held.
func (v *Vault) rotate(ctx context.Context, slots func(*seal.Header, *seal.Master) ([]seal.Slot, error)) error {
	err := v.checkOpenFiles()
	if err == nil {
		err = v.checkRotatable()
	}
	if err != nil {
		return explain(err, v.dir, opChangingKeys)
	}
	made, err := v.nextKeys(slots)
	if err != nil {
		return explain(err, v.dir, opChangingKeys)
	}
	temp := filepath.Join(v.dir, rotatePrefix+hex.EncodeToString(binary.BigEndian.AppendUint32(nil, made.header.Epoch)))
	head, seq, err := v.buildNext(ctx, temp, made)
	if err == nil {
		err = v.checkOpenFiles()
	}
	if err == nil {
		err = activate(temp, filepath.Join(v.dir, nextName))
	}
	if err != nil && !swapPending(v.dir) {
		made.keys.Destroy()
		return explain(errors.Join(err, os.RemoveAll(temp)), v.dir, opChangingKeys)
	}
	return v.switchTo(made, head, seq)
}

// checkRotatable returns an error if a later version has added data that would be lost.
func (v *Vault) checkRotatable() error {
	known := v.header.KnowsExtensions()
	err := v.store.guard(func() error {
		return v.store.db.View(func(tx *bbolt.Tx) error {
			return tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
				known = known && slices.Contains([]string{bucketHeader, bucketHead, bucketRecords}, string(name))
				return nil
			})
		})
	})
	if err == nil && !known {
		err = &fault.Error{Class: ErrNewer, Kind: "a-newer-version-of-enactive-has-put", Thing: v.dir}
	}
	return err
}

// nextKeys draws a master key and creates its header.
func (v *Vault) nextKeys(slots func(*seal.Header, *seal.Master) ([]seal.Slot, error)) (*opened, error) {
	master, err := seal.NewMaster(v.opts.Rand)
	if err != nil {
		return nil, err
	}
	h := &seal.Header{
		Format: seal.Format, MinReader: seal.Format, Vault: v.header.Vault,
		Generation: v.header.Generation + 1, Epoch: v.header.Epoch + 1,
	}
	if h.Slots, err = slots(h, master); err != nil {
		return nil, err
	}
	if err := h.StoreInboxes(v.opts.Rand, master, v.header, v.master); err != nil {
		return nil, err
	}
	keys, err := seal.Derive(master, h.Vault, h.Epoch)
	if err != nil {
		return nil, err
	}
	h.Recipient = keys.Recipient()
	raw, err := h.Encode(keys)
	if err != nil {
		return nil, err
	}
	return &opened{raw: raw, header: h, master: master, keys: keys}, nil
}

// buildNext creates the complete new journal in a separate folder and reads it back.
func (v *Vault) buildNext(ctx context.Context, dir string, made *opened) (head seal.Head, seq uint64, err error) {
	all, err := v.resealAll(ctx, made.keys)
	if err != nil {
		return head, 0, err
	}
	marker, err := made.keys.Marker()
	if err != nil {
		return head, 0, err
	}
	head = seal.Head{Generation: v.head.Generation + 1, Op: v.head.Op + 1, Count: uint64(len(all))}
	for _, c := range all {
		head.Set.Add(marker.Mark(c.id, c.value))
	}
	if err := ctx.Err(); err != nil {
		return head, 0, err
	}
	if head, seq, err = buildWith(dir, made, head, all, v.opts); err != nil {
		return head, 0, err
	}
	return head, seq, v.readBack(ctx, dir, made, head)
}

// resealAll opens every document and seals it with other keys, sorted by id. Damaged ones are
// restored from the log first.
func (v *Vault) resealAll(ctx context.Context, keys *seal.Keys) ([]sealedChange, error) {
	all, damaged, err := v.resealSound(ctx, keys)
	if err == nil && len(damaged) > 0 {
		if _, err := v.heal(ctx, damaged); err != nil {
			return nil, err
		}
		all, damaged, err = v.resealSound(ctx, keys)
	}
	if err != nil {
		return nil, fmt.Errorf("sealing all documents anew: %w", err)
	}
	if len(damaged) > 0 {
		return nil, fmt.Errorf("%w: %d documents", seal.ErrDamaged, len(damaged))
	}
	slices.SortFunc(all, func(a, b sealedChange) int { return bytes.Compare(a.id[:], b.id[:]) })
	return all, nil
}

func (v *Vault) resealSound(ctx context.Context, keys *seal.Keys) (all []sealedChange, damaged []seal.ID, err error) {
	var mu sync.Mutex
	bucket := keys.Bucket(bucketRecords)
	err = v.store.scan(ctx, v.head.Count, func(batch []sealed) error {
		docs, bad, err := v.openAll(batch)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		damaged = append(damaged, bad...)
		for _, d := range docs {
			value, err := bucket.Seal(nil, v.opts.Rand, seal.ID(d.id), d.doc)
			if err != nil {
				return err
			}
			all = append(all, sealedChange{seal.ID(d.id), value})
			clear(d.doc)
		}
		return nil
	})
	return all, damaged, err
}

// readBack opens a newly created journal and compares both copies and every document with its
// head.
func (v *Vault) readBack(ctx context.Context, dir string, made *opened, want seal.Head) (err error) {
	fresh := &Vault{dir: dir, opts: v.opts, master: made.master, keys: made.keys, header: made.header}
	if fresh.store, err = openStoreAs(fresh.storePath(), true); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, fresh.store.close()) }()
	if err := fresh.readHead(ctx); err != nil {
		return err
	}
	err = fresh.store.scan(ctx, want.Count, func(batch []sealed) error {
		_, bad, err := fresh.openAll(batch)
		if len(bad) > 0 {
			err = fmt.Errorf("%w: %d documents", seal.ErrDamaged, len(bad))
		}
		return err
	})
	if err != nil {
		return err
	}
	r, err := fresh.replayLog(ctx)
	if err != nil {
		return err
	}
	if fresh.head != want || !r.whole || r.head.Set != want.Set {
		return fmt.Errorf("%w: what was written is not what is there", seal.ErrDamaged)
	}
	return nil
}

// switchTo switches to the new journal, which is already active.
func (v *Vault) switchTo(made *opened, head seal.Head, seq uint64) error {
	_ = v.store.close() // nothing uses it, and its file is removed
	_ = v.log.close()
	v.store, v.log = nil, nil
	v.keys.Destroy()
	clear(v.master[:])
	v.master, v.keys, v.header, v.raw, v.head = made.master, made.keys, made.header, made.raw, head
	move := rename
	if v.move != nil {
		move = v.move
	}
	err := finishSwap(v.dir, move)
	if err == nil {
		v.store, err = openStore(v.storePath())
	}
	if err == nil {
		v.log, err = openLog(v.logPath(), v.keys, v.opts.Rand, head.Log, v.position(), seq)
	}
	if err != nil {
		v.broken = err
		return &fault.Error{Class: ErrClosed, Kind: "the-keys-of-the-journal-in-folder-were", Thing: v.dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	}
	if err := v.confirm(); err != nil {
		return err
	}
	// Files that cannot be removed now are removed at the next opening.
	_ = removeBefore(v.dir)
	return nil
}
