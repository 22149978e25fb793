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

// Some journals can only be read: a later version wrote them, their folder is write-protected,
// or their disk has no locks.

// readOnlyReason returns why a journal with these headers is opened read-only, nil if it is not.
func (v *Vault) readOnlyReason(copies []headerCopy) error {
	for _, c := range ranked(copies) {
		if c.header.Format > seal.Format {
			return &fault.Error{Class: ErrNewer, Kind: "the-journal-in-folder-was-created-by", Thing: v.dir, Values: fault.V{"Format": int(c.header.Format), "Known": int(seal.Format)}}
		}
	}
	if v.opts.ReadOnly {
		return &fault.Error{Class: ErrReadOnly, Kind: "the-journal-in-folder-was-opened", Thing: v.dir}
	}
	if err := checkFolderWritable(v.dir); err != nil {
		return v.folderReadOnly(err)
	}
	return nil
}

// acquireLock takes the lock. If the folder is write-protected or the disk has no locks, the journal
// can still be read, and readOnly is the reason.
func (v *Vault) acquireLock() (readOnly, err error) {
	if v.home, err = openHome(v.dir); err != nil {
		return nil, err
	}
	v.lock, err = takeLock(v.dir, v.opts.Now())
	switch {
	case err == nil, isExplained(err):
		return nil, err
	case isReadOnly(err):
		return v.folderReadOnly(err), nil
	case noLocks(err):
		return v.noteNoLocks(err), nil
	}
	return nil, err
}

// noteNoLocks marks a journal on a disk without locks, and returns why it is read-only.
func (v *Vault) noteNoLocks(cause error) error {
	v.unlocked = true
	return &fault.Error{Class: ErrReadOnly, Kind: "the-disk-that-holds-the-journal-in", Thing: v.dir, Values: fault.V{"Reason": reason(cause)}, Err: cause}
}

func (v *Vault) folderReadOnly(cause error) error {
	return &fault.Error{Class: ErrReadOnly, Kind: "the-folder-folder-can-only-be-read", Thing: v.dir, Values: fault.V{"Reason": reason(cause)}, Err: cause}
}

// ReadOnly returns why nothing can be saved, or nil if it can. The error
// wraps ErrNewer or ErrReadOnly.
func (v *Vault) ReadOnly() error { return v.readOnly }

// copyAside copies a store, which is sealed, to the temporary folder.
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
