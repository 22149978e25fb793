//go:build !windows

package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// noFollow has a file opened only where it is no symbolic link.
const noFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// lockFolder locks the folder itself, which cannot be deleted while its path leads there.
// ok is false where another program has it; a file system that cannot lock folders, such as
// a network's, gives none to hold.
func lockFolder(dir string) (held *os.File, ok bool, err error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return d, true, nil
	}
	_ = d.Close() // nothing was written through it
	return nil, !errors.Is(err, syscall.EWOULDBLOCK), nil
}

// mayWrite returns why nothing can be made in a folder, nil where something can.
func mayWrite(dir string) error {
	err := unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS)
	if errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EPERM) {
		return err
	}
	return nil // anything else shows when it is tried
}

// noLocks reports whether a file system has no locks.
func noLocks(err error) bool {
	for _, kind := range []error{syscall.ENOLCK, syscall.ENOTSUP, syscall.EOPNOTSUPP, syscall.ENOSYS} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// rename gives a flushed file or folder its final name, for good.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// syncFolder puts the names in dir on the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer d.Close() // nothing was written through it
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil // network and user-space file systems that have no such thing say so
	}
	if err != nil {
		return fmt.Errorf("flushing the folder: %w", err)
	}
	return nil
}

// unlockFile drops bbolt's lock, which a mapping would hold beyond the file's closing.
func unlockFile(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) } // closed files have none
