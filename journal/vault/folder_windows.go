package vault

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// rename durably gives a flushed file or folder its final name.
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

// unlockFile does nothing: closing the file releases the lock.
func unlockFile(*os.File) {}

// noFollow is 0: an open file cannot be replaced on Windows, and links need a special permission.
const noFollow = 0

// lockFolder does nothing: an open file cannot be deleted.
func lockFolder(string) (held *os.File, ok bool, err error) { return nil, true, nil }

// checkFolderWritable returns nil: errors show up on the attempt.
func checkFolderWritable(string) error { return nil }

func noLocks(error) bool { return false }
