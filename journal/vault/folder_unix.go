//go:build !windows

package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

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
