package vault

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// nextData returns the offset of the first data at or after an offset, -1 if only a hole
// follows. File systems that do not report holes are treated as having none.
func nextData(f *os.File, offset int64) int64 {
	at, err := unix.Seek(int(f.Fd()), offset, unix.SEEK_DATA)
	switch {
	case errors.Is(err, syscall.ENXIO):
		return -1
	case err != nil:
		return offset
	}
	return at
}
