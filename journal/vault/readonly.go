package vault

import (
	"errors"
	"fmt"
	"io"
	"os"

	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// A journal may be one that can only be read: a later version wrote it, its folder is
// write-protected, or its disk has no locks.

// mayNotWrite returns why a journal with those headers is opened for reading only.
func (v *Vault) mayNotWrite(copies []copyOf) error {
	for _, c := range ranked(copies) {
		if c.header.Format > seal.Format {
			return &fault.Error{Class: ErrNewer, Kind: "the-journal-in-folder-was-created-by", Thing: v.dir, Values: fault.V{"Format": int(c.header.Format), "Known": int(seal.Format)}}
		}
	}
	if v.opts.ReadOnly {
		return &fault.Error{Class: ErrReadOnly, Kind: "the-journal-in-folder-was-opened", Thing: v.dir}
	}
	if err := mayWrite(v.dir); err != nil {
		return v.onlyToRead(err)
	}
	return nil
}

// hold takes the lock. Where the folder may only be read, or the disk has no locks, the
// journal can still be read, and readOnly says why nothing more.
func (v *Vault) hold() (readOnly, err error) {
	if v.home, err = openHome(v.dir); err != nil {
		return nil, err
	}
	v.lock, err = takeLock(v.dir, v.opts.Now())
	switch {
	case err == nil, isExplained(err):
		return nil, err
	case isReadOnly(err):
		return v.onlyToRead(err), nil
	case noLocks(err):
		return v.withoutLocks(err), nil
	}
	return nil, err
}

// withoutLocks has a journal on a disk without locks read, and says why it is only that.
func (v *Vault) withoutLocks(cause error) error {
	v.unlocked = true
	return &fault.Error{Class: ErrReadOnly, Kind: "the-disk-that-holds-the-journal-in", Thing: v.dir, Values: fault.V{"Reason": reason(cause)}, Err: cause}
}

func (v *Vault) onlyToRead(cause error) error {
	return &fault.Error{Class: ErrReadOnly, Kind: "the-folder-folder-can-only-be-read", Thing: v.dir, Values: fault.V{"Reason": reason(cause)}, Err: cause}
}

// ReadOnly returns why nothing can be saved, or nil if it can. The error
// wraps ErrNewer or ErrReadOnly.
func (v *Vault) ReadOnly() error { return v.readOnly }

// copyAside copies a store, which is sealed, into the folder for temporary files.
func copyAside(path string) (_ string, err error) {
	from, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return "", fmt.Errorf("copying the store: %w", err)
	}
	defer from.Close() // only read
	to, err := os.CreateTemp("", "enactive-store-*")
	if err != nil {
		return "", fmt.Errorf("copying the store: %w", err)
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("copying the store: %w", err), os.Remove(to.Name()))
	}
	return to.Name(), nil
}
