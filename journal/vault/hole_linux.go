package vault

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// nextData is where a file has bytes of its own at or after an offset, -1 where only a hole
// follows. A file system that does not report them has them everywhere.
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
