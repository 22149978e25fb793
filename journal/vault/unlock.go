package vault

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// Unlock opens the journal in dir. The Repair reports what was repaired. The error wraps
// ErrWrongPassphrase, ErrInUse, ErrDamaged, ErrNewer, ErrNoJournal, ErrReadOnly or
// ErrNoSpace where it applies.
func Unlock(ctx context.Context, dir string, key Key, o Options) (*Vault, Repair, error) {
	if err := key.check(); err != nil {
		return nil, Repair{}, err
	}
	o = o.withDefaults()
	v := &Vault{dir: dir, opts: o, commit: (*bbolt.Tx).Commit, early: o.Early}
	v.opts.Early = nil
	err := v.unlock(ctx, func(copies []headerCopy) (*opened, error) {
		return untilCancelled(ctx, func() (*opened, error) { return openHeaders(copies, key) })
	})
	if err != nil {
		return nil, Repair{}, v.explainKeyError(err, key)
	}
	return v, v.repair, nil
}

// Opens returns nil if key opens the header of the journal in dir, which may be open already; else its error
// wraps those of Unlock. Nothing is read but the header, and nothing is changed.
func Opens(ctx context.Context, dir string, key Key) error {
	if err := key.check(); err != nil {
		return err
	}
	copies, err := findHeaders(dir)
	if err != nil {
		return explain(err, dir, opLookingAt)
	}
	o, err := untilCancelled(ctx, func() (*opened, error) { return openHeaders(copies, key) })
	if err != nil {
		v := &Vault{dir: dir}
		return v.explainKeyError(err, key)
	}
	clear(o.master[:])
	return nil
}

// untilCancelled returns the result of do, or ctx's error as soon as ctx ends: deriving a key
// takes as long as the header says and cannot be interrupted. Its result is then discarded.
func untilCancelled(ctx context.Context, do func() (*opened, error)) (*opened, error) {
	type result struct {
		o   *opened
		err error
	}
	done := make(chan result, 1)
	go func() {
		o, err := do()
		done <- result{o, err}
	}()
	select {
	case r := <-done:
		return r.o, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// openWith opens a newly created journal without deriving the key again.
func openWith(ctx context.Context, dir string, made *opened, o Options) (*Vault, Repair, error) {
	v := &Vault{dir: dir, opts: o, commit: (*bbolt.Tx).Commit}
	err := v.unlock(ctx, func([]headerCopy) (*opened, error) { return made, nil })
	if err != nil {
		return nil, Repair{}, explain(err, dir, opOpening)
	}
	return v, v.repair, nil
}

func (v *Vault) explainKeyError(err error, key Key) error {
	copies, readErr := readHeaders(v.dir)
	protected := readErr != nil || len(ranked(copies)) == 0 || !ranked(copies)[0].header.Has(seal.SlotPlain)
	return key.explain(err, v.dir, protected)
}

// unlock opens the journal of v. On an error it closes everything.
func (v *Vault) unlock(ctx context.Context, open func([]headerCopy) (*opened, error)) (err error) {
	defer func() {
		if err != nil {
			// The first error is the one to report.
			_ = v.closeAll()
		}
	}()
	copies, err := findHeaders(v.dir)
	if err != nil {
		return err
	}
	if format := newer(copies); format != 0 {
		return tooNew(v.dir, format)
	}
	if v.readOnly = v.readOnlyReason(copies); v.readOnly == nil {
		if v.readOnly, err = v.acquireLock(); err != nil {
			return err
		}
	}
	if v.readOnly == nil {
		if err := removeUnfinished(v.dir); err != nil {
			return err
		}
		// Another program may have changed the key before it released the lock.
		if copies, err = findHeaders(v.dir); err != nil {
			return err
		}
	}
	o, copies, err := v.adoptNext(ctx, copies, open)
	if err != nil {
		return err
	}
	if o == nil && v.readOnly == nil {
		if open, err = v.readSound(ctx, copies, open); err != nil {
			return err
		}
	}
	broken, err := v.beginStore(ctx)
	if noLocks(err) && !v.unlocked {
		v.readOnly = v.noteNoLocks(err)
		broken, err = v.beginStore(ctx)
	}
	if noLocks(err) {
		return &fault.Error{Class: ErrDisk, Kind: "no-locks-anywhere", Thing: v.dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	}
	if err != nil {
		return err
	}
	if v.store != nil {
		raw, err := v.store.get(bucketHeader, keyHeader)
		if err != nil && !isDamage(err) {
			return err
		}
		copies = append(copies, parseCopy("", raw))
	}
	if format := newer(copies); format != 0 {
		return tooNew(v.dir, format)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if o == nil {
		if o, err = v.openFitting(ctx, copies, open); err != nil && v.nextAside && errors.Is(err, seal.ErrWrongKey) {
			return &fault.Error{Class: ErrWrongPassphrase, Kind: "a-change-of-the-key-of-the-journal-in", Thing: v.dir, Err: err}
		}
		if isExplained(err) {
			return err
		}
		if err != nil {
			return errors.Join(err, broken)
		}
	}
	if v.sound != nil && v.sound.keys != o.keys {
		v.sound = nil
	}
	v.master, v.keys, v.header, v.raw = o.master, o.keys, o.header, o.raw
	for _, c := range ranked(copies) {
		if c.header.Vault == v.header.Vault && c.header.Epoch != v.header.Epoch && v.otherKeys == nil {
			v.otherKeys = c.raw
		}
	}
	switch {
	case v.readOnly == nil:
	case broken != nil:
		return broken // what is damaged stays so where nothing can be written
	default:
		return v.readHead(ctx)
	}
	rebuilt, err := v.reconcile(ctx, broken, o.raw)
	if err != nil {
		return err
	}
	if rebuilt {
		copies = slices.DeleteFunc(copies, func(c headerCopy) bool { return c.place == "" })
	}
	if err := v.repairHeaders(copies, o.raw); err != nil {
		return err
	}
	if v.repair.Lost {
		return nil // the old journal may hold the missing data
	}
	return removeBefore(v.dir)
}

// readSound reads the whole store, if both header files are the same and it is sound: then beginStore need not probe it,
// nor readHead read it again. It returns open, which does not derive the key twice.
func (v *Vault) readSound(ctx context.Context, copies []headerCopy, open func([]headerCopy) (*opened, error)) (func([]headerCopy) (*opened, error), error) {
	differs := func(c headerCopy) bool { return !c.ok() || !bytes.Equal(c.raw, copies[0].raw) }
	if len(copies) < 2 || slices.ContainsFunc(copies, differs) {
		return open, nil
	}
	o, err := open(copies)
	if err == nil {
		v.sound, _ = scanSound(ctx, v.storePath(), o.keys, v.early) // in doubt, the store is read otherwise
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return func(c []headerCopy) (*opened, error) {
		if slices.ContainsFunc(c, differs) {
			return open(c)
		}
		return o, err
	}, nil
}

// beginStore probes the store, unless it was read and is sound, and opens it. If the store is damaged or missing, broken is the
// reason and v.store stays nil.
func (v *Vault) beginStore(ctx context.Context) (broken, err error) {
	path := v.storePath()
	if v.unlocked {
		// On such a disk the store cannot be locked either, not even for reading.
		if path, err = copyAside(path); err != nil {
			return nil, err
		}
		defer os.Remove(path)
	}
	if v.sound == nil {
		if err := probeFile(ctx, v.opts.Probe, path); errors.Is(err, bolterrors.ErrTimeout) {
			return nil, err
		} else if err != nil {
			return err, nil
		}
	}
	s, err := openStoreAs(path, v.readOnly != nil)
	switch {
	case err == nil:
		v.store = s
		return nil, nil
	case isDamage(err):
		return err, nil
	}
	return nil, err
}
