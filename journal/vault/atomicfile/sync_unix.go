//go:build !windows

package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

func replace(from, to string) error { return os.Rename(from, to) }

// SyncDir flushes a folder, so that the names in it survive a power cut.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer d.Close() // nothing was written through it
	err = d.Sync()
	// Some network and user-space file systems cannot flush a folder and say so.
	if err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return fmt.Errorf("flushing the folder: %w", err)
	}
	return nil
}
