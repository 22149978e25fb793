package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// Other programs can change a journal while it is open: synchronisers and restores replace the
// folder or a file in it by renaming, or overwrite a file in place. The open files are then
// deleted or have other contents, and saves to them are lost. So a save is acknowledged only
// if the files at the paths are the open ones, the lock is ours, and the head on the disk is
// the one written last.

var (
	errFolderGone = errors.New("the folder is not there any more")
	errOther      = errors.New("the store holds something else than before the save or after it")
	// errReplaced means that other files are at the paths.
	errReplaced = errors.New("other files have taken the place of the open ones")
)

// home identifies the folder of the open journal.
type home struct {
	info os.FileInfo
	root *os.Root // the folder itself, even if it is moved
}

func openHome(dir string) (*home, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder: %w", err)
	}
	info, err := root.Stat(".")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the folder: %w", err), root.Close())
	}
	return &home{info, root}, nil
}

func (h *home) close() error {
	if h == nil {
		return nil
	}
	return h.root.Close()
}

// checkOpenFiles returns an error if the open files are no longer those of the journal.
func (v *Vault) checkOpenFiles() error {
	return v.compareFiles(true)
}

// compareFiles is checkOpenFiles. exact is false after a failed save, when the log may have more
// data than was saved.
func (v *Vault) compareFiles(exact bool) error {
	err := v.sameFiles(exact)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errFolderGone):
		return &fault.Error{Class: ErrReplaced, Kind: "folder-moved-while-open", Thing: v.dir, Err: err}
	case errors.Is(err, errLockTaken):
		return &fault.Error{Class: ErrReplaced, Kind: "opened-elsewhere-while-open", Thing: v.dir, Err: err}
	case errors.Is(err, errReplaced), errors.Is(err, errOther), errors.Is(err, fs.ErrNotExist):
		return v.replacedError(err)
	}
	return err
}

// sameFiles compares the folder, the lock and both copies with those at their paths.
func (v *Vault) sameFiles(exact bool) error {
	info, err := os.Stat(v.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errFolderGone
	case err != nil:
		return fmt.Errorf("looking at the folder: %w", err)
	case !os.SameFile(info, v.home.info):
		return errReplaced
	}
	if err := v.lock.keep(v.opts.Now()); err != nil {
		return err
	}
	if v.store != nil {
		if info, err = os.Lstat(v.storePath()); err != nil {
			return fmt.Errorf("looking at the store: %w", err)
		}
		if !os.SameFile(info, v.store.info) {
			return errReplaced
		}
	}
	if v.log == nil || v.log.file == nil {
		return nil
	}
	ours, err := v.log.isOurs(exact)
	if err == nil && !ours {
		err = errReplaced
	}
	return err
}

// StillThere returns an error that wraps ErrReplaced if other files have replaced the
// journal's, or if their contents are not what was saved last; the vault is then closed. It
// costs a few stat calls and one read.
func (v *Vault) StillThere() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.store == nil || v.keys == nil || v.readOnly != nil || v.broken != nil {
		return nil
	}
	err := v.compareContents(false)
	if errors.Is(err, errOther) {
		err = v.replacedError(err)
	}
	if !errors.Is(err, ErrReplaced) {
		return nil // reading and saving report a failing disk
	}
	v.broken = err
	return v.checkUsable()
}

// confirm checks that the files at the paths hold what was just written. If not, the vault is
// closed. A store that only now proves damaged is rebuilt from the log, which has been
// flushed.
func (v *Vault) confirm() error {
	err := v.compareContents(true)
	if isBroken(err) {
		if err = v.rebuildFromLog(err, v.head); err == nil {
			err = v.checkOpenFiles()
		}
	}
	if errors.Is(err, errOther) {
		err = v.replacedError(err)
	}
	if err != nil {
		v.broken = err
		return v.checkUsable()
	}
	return nil
}

// rebuildFromLog rebuilds the store from the log while the journal is open. The log must end in one
// of the given states; otherwise another program has overwritten it, and the error wraps
// ErrReplaced.
func (v *Vault) rebuildFromLog(damage error, expected ...seal.Head) error {
	_ = v.log.close() // it is reopened
	v.log = nil
	err := v.rebuildStore(context.Background(), damage, v.raw)
	switch {
	case err == nil && isOneOf(v.head, expected):
		return nil
	case err == nil || !v.logHolds(expected):
		return v.replacedError(errors.Join(damage, err))
	}
	return err
}

// logHolds reports whether the log on the disk ends in one of the given states. If it cannot
// be read, the answer is yes.
func (v *Vault) logHolds(expected []seal.Head) bool {
	r, err := v.replayLog(context.Background())
	if err != nil {
		return ClassOf(err) == ErrDisk
	}
	return r.whole && isOneOf(r.head, expected)
}

func isOneOf(head seal.Head, expected []seal.Head) bool {
	return slices.ContainsFunc(expected, func(t seal.Head) bool { return sameState(&t, head) })
}

func (v *Vault) replacedError(cause error) error {
	return &fault.Error{Class: ErrReplaced, Kind: "files-replaced-while-open", Thing: v.dir, Err: cause}
}

// compareContents returns an error if the files at the paths are not the open ones, or errOther if
// they do not hold what was written last. exact is that of ours.
func (v *Vault) compareContents(exact bool) error {
	if err := v.compareFiles(exact); err != nil {
		return err
	}
	return v.store.guard(func() error { return v.store.db.View(v.checkHead) })
}

// checkHead returns errOther if the head in the store is undamaged but not the one written last
// here, and an error that wraps seal.ErrDamaged or errMissing if it is not a valid head.
func (v *Vault) checkHead(tx *bbolt.Tx) error {
	b := tx.Bucket([]byte(bucketHead))
	if b == nil {
		return fmt.Errorf("%w: a bucket", errMissing)
	}
	raw := b.Get([]byte(keyHead))
	if raw == nil {
		return fmt.Errorf("%w: the head", errMissing)
	}
	head, err := v.keys.OpenHead(append([]byte(nil), raw...))
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", seal.ErrDamaged, err)
	case head != v.head:
		return errOther
	}
	return nil
}
