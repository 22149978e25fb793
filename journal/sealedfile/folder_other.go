//go:build !windows

package sealedfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// rename durably gives a flushed file its final name.
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
	return err
}
