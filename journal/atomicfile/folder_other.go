//go:build !windows

package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

func rename(from, to string) error { return os.Rename(from, to) }

// syncFolder puts the names in dir on the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		if errors.Is(err, os.ErrPermission) {
			return nil // a drop folder: one may write into it and not read it
		}
		return fmt.Errorf("opening the folder: %w", err)
	}
	err = d.Sync()
	d.Close() // nothing was written through it
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil // network and user-space file systems that have no such thing say so
	}
	if err != nil {
		return fmt.Errorf("flushing the folder: %w", err)
	}
	return nil
}
