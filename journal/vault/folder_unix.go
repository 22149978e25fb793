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

// noFollow are the flags for opening a file unless it is a symbolic link, without blocking.
const noFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// lockFolder locks the folder itself, which, unlike a lock file, cannot be deleted while the
// journal is in it. ok is false if another program has the lock; held is nil on a file system
// that cannot lock folders, such as a network's.
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

// checkFolderWritable returns an error if nothing can be created in a folder.
func checkFolderWritable(dir string) error {
	err := unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS)
	if errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EPERM) {
		return err
	}
	return nil // other errors show up on the attempt
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

// rename durably gives a flushed file or folder its final name.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// syncFolder flushes the names in dir.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer d.Close() // nothing was written through it
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil // not supported on some network and user-space file systems
	}
	if err != nil {
		return fmt.Errorf("flushing the folder: %w", err)
	}
	return nil
}

// unlockFile releases bbolt's lock, which a mapping would hold after the file is closed.
func unlockFile(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) } // closed files have none
