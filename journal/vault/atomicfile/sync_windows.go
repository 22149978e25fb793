package atomicfile

import (
	"fmt"

	"golang.org/x/sys/windows"
)

func replace(from, to string) error {
	source, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return fmt.Errorf("the name %q: %w", from, err)
	}
	target, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return fmt.Errorf("the name %q: %w", to, err)
	}
	return windows.MoveFileEx(source, target, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH)
}

// SyncDir does nothing: Windows flushes the folder with MOVEFILE_WRITE_THROUGH.
func SyncDir(string) error { return nil }
