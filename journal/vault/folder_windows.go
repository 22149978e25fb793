package vault

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// rename gives a flushed file or folder its final name, for good.
func rename(from, to string) error {
	source, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return fmt.Errorf("the name %q: %w", from, err)
	}
	target, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return fmt.Errorf("the name %q: %w", to, err)
	}
	return windows.MoveFileEx(source, target, windows.MOVEFILE_WRITE_THROUGH)
}

// syncFolder does nothing: a rename is written through.
func syncFolder(string) error { return nil }

// unlockFile does nothing: closing the file drops the lock.
func unlockFile(*os.File) {}

// noFollow is nothing: an open file cannot be replaced there, and links need a right of their own.
const noFollow = 0

// lockFolder does nothing: a file that is open cannot be deleted.
func lockFolder(string) (held *os.File, ok bool, err error) { return nil, true, nil }

// mayWrite says nothing: that shows when it is tried.
func mayWrite(string) error { return nil }

func noLocks(error) bool { return false }
