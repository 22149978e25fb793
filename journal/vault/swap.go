package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"enactive/journal/wording"
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

// swapPending tells whether a new journal waits in dir to take the place of the old one.
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
// new journal before anything of the old one goes. It returns nil where nothing waits.
func (v *Vault) takeOnNext(copies []copyOf, open func([]copyOf) (*opened, error)) (*opened, error) {
	if !swapPending(v.dir) {
		if v.readOnly == nil {
			_ = os.Remove(filepath.Join(v.dir, nextName)) // empty, where it is there at all
		}
		return nil, nil
	}
	if v.readOnly != nil {
		return nil, fail(ErrReadOnly, nil, wording.Say("a change of the key of the journal in {{.Folder}} was broken off; open it once where it can be written, and that is completed", wording.V{"Folder": v.dir}))
	}
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
	if err := finishSwap(v.dir, rename); err != nil {
		return nil, err
	}
	v.repair.add(wording.Say("A change of the key had been cut short; it was completed."))
	return o, nil
}

// readPart reads a small part of the journal from where it is the right one.
func readPart(dir, name string) ([]byte, error) {
	b, err := readSmall(filepath.Join(dir, nextName, name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return readSmall(filepath.Join(dir, name))
	}
	return b, err
}

// finishSwap moves the parts of a new journal up. It may be broken off and begun again.
func finishSwap(dir string, move func(from, to string) error) error {
	next := filepath.Join(dir, nextName)
	for _, name := range partNames() {
		from, to := filepath.Join(next, name), filepath.Join(dir, name)
		switch _, err := os.Lstat(from); {
		case errors.Is(err, fs.ErrNotExist):
			continue // it has moved already
		case err != nil:
			return fmt.Errorf("taking on the new %s: %w", name, err)
		}
		if err := os.RemoveAll(to); err != nil {
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
