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

// A journal that is open can be changed under the program's hands: synchronisers and
// restores replace the folder or a file in it by renaming, or overwrite a file where it is.
// The open files are deleted ones then, or hold something else, and what is saved to them is
// nowhere. So a save counts only while the files at the paths are the open ones, the lock is
// ours, and the head on the disk is the one that was written last.

var (
	errAway  = errors.New("the folder is not there any more")
	errOther = errors.New("the store holds something else than before the save or after it")
	// errReplaced says that other files are at the paths.
	errReplaced = errors.New("other files have taken the place of the open ones")
)

// home is the journal's folder as it was when the journal was opened.
type home struct {
	info os.FileInfo
	root *os.Root // the folder itself, wherever it is moved to
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

// stillOurs returns why the open files are not those of the journal any more, or
// nil while they are.
func (v *Vault) stillOurs() error {
	return v.ours(true)
}

// ours is stillOurs. Where a save has failed, the log may go on behind what was saved, and
// exact is false.
func (v *Vault) ours(exact bool) error {
	err := v.sameFiles(exact)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errAway):
		return &fault.Error{Class: ErrReplaced, Kind: "folder-moved-while-open", Thing: v.dir, Err: err}
	case errors.Is(err, errLockTaken):
		return &fault.Error{Class: ErrReplaced, Kind: "opened-elsewhere-while-open", Thing: v.dir, Err: err}
	case errors.Is(err, errReplaced), errors.Is(err, errOther), errors.Is(err, fs.ErrNotExist):
		return v.replaced(err)
	}
	return err
}

// sameFiles looks at the folder, the lock and both copies by their paths.
func (v *Vault) sameFiles(exact bool) error {
	info, err := os.Stat(v.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errAway
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

// StillThere returns an error that wraps ErrReplaced where other files have taken the place of
// the journal's since they were opened, or hold something else than was saved last; then the
// vault closes itself. It costs a few looks at the folder and one read.
func (v *Vault) StillThere() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.store == nil || v.keys == nil || v.readOnly != nil || v.broken != nil {
		return nil
	}
	err := v.agrees(false)
	if errors.Is(err, errOther) {
		err = v.replaced(err)
	}
	if !errors.Is(err, ErrReplaced) {
		return nil // a disk that does not answer is told by what is read or saved
	}
	v.broken = err
	return v.usable()
}

// confirm makes sure that what was just written is what is on the disk, under the paths. If
// it is not, the vault closes itself. A store whose damage shows only now is made again from
// the log, which has been flushed.
func (v *Vault) confirm() error {
	err := v.agrees(true)
	if isBroken(err) {
		if err = v.fromLog(err, v.head); err == nil {
			err = v.stillOurs()
		}
	}
	if errors.Is(err, errOther) {
		err = v.replaced(err)
	}
	if err != nil {
		v.broken = err
		return v.usable()
	}
	return nil
}

// fromLog makes the store again from the log while the journal is open. The log has to hold one
// of the given states; if it does not, whatever the reason, another program has written
// over it, and the error wraps ErrReplaced.
func (v *Vault) fromLog(damage error, told ...seal.Head) error {
	_ = v.log.close() // it is opened again
	v.log = nil
	err := v.rebuildStore(context.Background(), damage, v.raw)
	switch {
	case err == nil && isOneOf(v.head, told):
		return nil
	case err == nil || !v.logHolds(told):
		return v.replaced(errors.Join(damage, err))
	}
	return err
}

// logHolds reports whether the log on the disk ends in one of the given states. A
// disk that does not answer is believed to hold it.
func (v *Vault) logHolds(told []seal.Head) bool {
	r, err := v.replayLog(context.Background())
	if err != nil {
		return ClassOf(err) == ErrDisk
	}
	return r.whole && isOneOf(r.head, told)
}

func isOneOf(head seal.Head, told []seal.Head) bool {
	return slices.ContainsFunc(told, func(t seal.Head) bool { return sameState(&t, head) })
}

func (v *Vault) replaced(cause error) error {
	return &fault.Error{Class: ErrReplaced, Kind: "files-replaced-while-open", Thing: v.dir, Err: cause}
}

// agrees returns why the files at the paths are not the open ones, or do not hold what was
// written last, which is errOther; nil while all is as it was. exact is that of ours.
func (v *Vault) agrees(exact bool) error {
	if err := v.ours(exact); err != nil {
		return err
	}
	return v.store.guard(func() error { return v.store.db.View(v.sameHead) })
}

// sameHead returns errOther where the head in the store is an undamaged one that was not
// written here last, and an error that wraps seal.ErrDamaged or errMissing where it is none.
func (v *Vault) sameHead(tx *bbolt.Tx) error {
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
