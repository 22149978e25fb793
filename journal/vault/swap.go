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

// A journal with a new master key is created in full next to the old one and replaces it in
// two steps. First its folder is renamed to "next", within the journal's: from then on it is
// active, even if the program crashes, and files in "next" take precedence. Then its parts
// are moved up, each replacing the old one.
const nextName = "next"

// partNames returns the names of the parts of a new journal.
func partNames() []string { return []string{storeName, logName, headerB, headerA} }

// activate activates a new journal.
func activate(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	err := syncFolder(filepath.Dir(to))
	if err == nil {
		return nil
	}
	// The rename may not survive a power cut, so it is undone.
	if back := os.Rename(to, from); back != nil {
		return errors.Join(err, back)
	}
	return err
}

// swapPending reports whether a new journal in dir is waiting to replace the old one.
func swapPending(dir string) bool {
	for _, name := range partNames() {
		if exists(filepath.Join(dir, nextName, name)) {
			return true
		}
	}
	return false
}

// partPath returns the current path of a part of the journal.
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

// adoptNext completes an interrupted change of the master key. The key must open the new
// journal, and the new journal must be complete, before any part of the old one is replaced.
// It returns nil if there is no new journal; a damaged one is moved aside if the old journal is
// still complete.
func (v *Vault) adoptNext(ctx context.Context, copies []headerCopy, open func([]headerCopy) (*opened, error)) (*opened, []headerCopy, error) {
	if !swapPending(v.dir) {
		if v.readOnly == nil {
			_ = os.Remove(filepath.Join(v.dir, nextName)) // empty if it exists
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
	case !isDamage(err), !oldComplete(v.dir):
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

// openNext opens the new journal with its own header and reads all of it. The error is damage
// if it is not complete.
func (v *Vault) openNext(ctx context.Context, copies []headerCopy, open func([]headerCopy) (*opened, error)) (*opened, error) {
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
	err = v.verifyWholeStore(ctx, o)
	if err != nil && isDamage(err) {
		if logErr := v.verifyWholeLog(ctx, o); logErr == nil || !isDamage(logErr) {
			err = logErr
		}
	}
	if err != nil {
		return nil, err
	}
	return o, nil
}

// verifyWholeStore reads all of the current store.
func (v *Vault) verifyWholeStore(ctx context.Context, o *opened) (err error) {
	path := partPath(v.dir, storeName)
	if err := checkRegular(path); err != nil {
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

// verifyWholeLog reads all of the current log.
func (v *Vault) verifyWholeLog(ctx context.Context, o *opened) error {
	fresh := &Vault{dir: filepath.Dir(partPath(v.dir, logName)), opts: v.opts, master: o.master, keys: o.keys, header: o.header}
	r, err := fresh.replayLog(ctx)
	if err == nil && !r.whole {
		err = fmt.Errorf("%w: the new log is not whole", seal.ErrDamaged)
	}
	return err
}

// oldComplete reports whether every part of the old journal is still in its place.
func oldComplete(dir string) bool {
	for _, name := range partNames() {
		if !exists(filepath.Join(dir, name)) {
			return false
		}
	}
	return true
}

// readPart reads a small part of the journal from its current path.
func readPart(dir, name string) ([]byte, error) {
	b, err := readSmall(filepath.Join(dir, nextName, name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return readSmall(filepath.Join(dir, name))
	}
	return b, err
}

// beforeName is the folder of the old journal's parts until the new one has been read in its
// final place.
const beforeName = "before"

// removeBefore removes the old journal after a complete new one has replaced it.
func removeBefore(dir string) error { return os.RemoveAll(filepath.Join(dir, beforeName)) }

// finishSwap moves the parts of a new journal up, and those of the old one aside. It can be
// interrupted and repeated.
func finishSwap(dir string, move func(from, to string) error) error {
	next, before := filepath.Join(dir, nextName), filepath.Join(dir, beforeName)
	if err := createFolder(before); err != nil {
		return fmt.Errorf("making room for the old journal: %w", err)
	}
	for _, name := range partNames() {
		from, to := filepath.Join(next, name), filepath.Join(dir, name)
		switch _, err := os.Lstat(from); {
		case errors.Is(err, fs.ErrNotExist):
			continue // already moved
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
	// The folder is now empty; if it remains, it does no harm. The index was sealed under the old key.
	_ = os.Remove(next)
	_ = os.Remove(filepath.Join(dir, indexName))
	return nil
}

// setAside moves an old part aside, if it exists, replacing one from an earlier change.
func setAside(from, to string) error {
	if !exists(from) {
		return nil
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.Rename(from, to)
}
