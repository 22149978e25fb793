package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// A journal whose master key was changed is made in full beside the old one and takes its
// place in two steps. First its folder is renamed to "next", within the journal's: from
// then on it counts, wherever the program is broken off, and of each name the one in
// "next" is the right one. Then its parts move up, each in the place of the old one.
const nextName = "next"

// partNames are all that a new journal brings along.
func partNames() []string { return []string{storeName, logName, headerB, headerA} }

// announce makes a new journal count.
func announce(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	err := syncFolder(filepath.Dir(to))
	if err == nil {
		return nil
	}
	// It is there but perhaps not after a power cut: better it is not.
	if back := os.Rename(to, from); back != nil {
		return errors.Join(err, back)
	}
	return err
}

// swapPending reports whether a new journal waits in dir to take the place of the old one.
func swapPending(dir string) bool {
	for _, name := range partNames() {
		if exists(filepath.Join(dir, nextName, name)) {
			return true
		}
	}
	return false
}

// partPath is where a part of the journal is the right one.
func partPath(dir, name string) string {
	if next := filepath.Join(dir, nextName, name); exists(next) {
		return next
	}
	return filepath.Join(dir, name)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// takeOnNext ends a change of the master key that was broken off. The key must open the
// new journal, and all of that must be whole, before anything of the old one goes. It returns
// nil where nothing waits; what waits and is damaged is moved aside, as long as all of the old
// journal is there.
func (v *Vault) takeOnNext(ctx context.Context, copies []copyOf, open func([]copyOf) (*opened, error)) (*opened, []copyOf, error) {
	if !swapPending(v.dir) {
		if v.readOnly == nil {
			_ = os.Remove(filepath.Join(v.dir, nextName)) // empty, where it is there at all
		}
		return nil, copies, nil
	}
	if v.readOnly != nil {
		return nil, nil, &fault.Error{Class: ErrReadOnly, Kind: "a-change-of-the-key-of-the-journal", Thing: v.dir}
	}
	o, err := v.openNext(ctx, copies, open)
	switch {
	case err == nil:
		if err := finishSwap(v.dir, rename); err != nil {
			return nil, nil, err
		}
		v.repair.add(fault.Text("a-change-of-the-key-had-been"))
		return o, copies, nil
	case !isDamage(err), !oldWhole(v.dir):
		return nil, nil, err
	}
	if err := quarantine(v.dir, nextName, v.opts.Now()); err != nil {
		return nil, nil, err
	}
	v.nextAside = true
	v.repair.add(fault.Text("what-was-to-replace-your-journal-after"))
	copies, err = findHeaders(v.dir)
	return nil, copies, err
}

// openNext opens the new journal with its own header and reads all of it. The error wraps
// damage where it is not whole.
func (v *Vault) openNext(ctx context.Context, copies []copyOf, open func([]copyOf) (*opened, error)) (*opened, error) {
	if len(ranked(copies)) == 0 {
		inner, err := headerInStore(v.dir)
		if err != nil {
			return nil, err
		}
		copies = append(copies, inner)
	}
	o, err := open(copies)
	if err != nil {
		return nil, err
	}
	err = v.storeWhole(ctx, o)
	if err != nil && isDamage(err) {
		if logErr := v.logWhole(ctx, o); logErr == nil || !isDamage(logErr) {
			err = logErr
		}
	}
	if err != nil {
		return nil, err
	}
	return o, nil
}

// storeWhole reads all of the store that is the right one.
func (v *Vault) storeWhole(ctx context.Context, o *opened) (err error) {
	path := partPath(v.dir, storeName)
	if err := onlyAFile(path); err != nil {
		return err
	}
	if err := probeFile(ctx, v.opts.Probe, path); err != nil {
		return err
	}
	fresh := &Vault{dir: filepath.Dir(path), opts: v.opts, master: o.master, keys: o.keys, header: o.header}
	if fresh.store, err = openStoreAs(path, true); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, fresh.store.close()) }()
	if err := fresh.readHead(ctx); err != nil {
		return err
	}
	return fresh.store.scan(ctx, fresh.head.Count, func(batch []sealed) error {
		_, bad, err := fresh.openAll(batch)
		if len(bad) > 0 {
			err = fmt.Errorf("%w: %d documents", seal.ErrDamaged, len(bad))
		}
		return err
	})
}

// logWhole reads all of the log that is the right one.
func (v *Vault) logWhole(ctx context.Context, o *opened) error {
	fresh := &Vault{dir: filepath.Dir(partPath(v.dir, logName)), opts: v.opts, master: o.master, keys: o.keys, header: o.header}
	r, err := fresh.replayLog(ctx)
	if err == nil && !r.whole {
		err = fmt.Errorf("%w: the new log is not whole", seal.ErrDamaged)
	}
	return err
}

// oldWhole reports whether every part of the old journal is still in its place.
func oldWhole(dir string) bool {
	for _, name := range partNames() {
		if !exists(filepath.Join(dir, name)) {
			return false
		}
	}
	return true
}

// readPart reads a small part of the journal from where it is the right one.
func readPart(dir, name string) ([]byte, error) {
	b, err := readSmall(filepath.Join(dir, nextName, name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return readSmall(filepath.Join(dir, name))
	}
	return b, err
}

// beforeName is where the parts of the old journal wait until the new one was read in its
// place.
const beforeName = "before"

// forgetBefore removes the old journal, whose place another one has taken that is whole.
func forgetBefore(dir string) error { return os.RemoveAll(filepath.Join(dir, beforeName)) }

// finishSwap moves the parts of a new journal up, and those of the old one aside. It may be
// broken off and begun again.
func finishSwap(dir string, move func(from, to string) error) error {
	next, before := filepath.Join(dir, nextName), filepath.Join(dir, beforeName)
	if err := makeFolder(before); err != nil {
		return fmt.Errorf("making room for the old journal: %w", err)
	}
	for _, name := range partNames() {
		from, to := filepath.Join(next, name), filepath.Join(dir, name)
		switch _, err := os.Lstat(from); {
		case errors.Is(err, fs.ErrNotExist):
			continue // it has moved already
		case err != nil:
			return fmt.Errorf("taking on the new %s: %w", name, err)
		}
		if err := setAside(to, filepath.Join(before, name)); err != nil {
			return fmt.Errorf("taking on the new %s: %w", name, err)
		}
		if err := move(from, to); err != nil {
			return fmt.Errorf("taking on the new %s: %w", name, err)
		}
	}
	// Empty now; a folder that stays does no harm.
	_ = os.Remove(next)
	return nil
}

// setAside moves an old part away, if there is one; what an earlier change left there goes.
func setAside(from, to string) error {
	if !exists(from) {
		return nil
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.Rename(from, to)
}
