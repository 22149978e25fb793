package backup

import (
	"os"

	"golang.org/x/sys/unix"
)

// forget lets the system drop what it keeps in memory of a flushed file, so that reading it
// back reads the disk. Where that cannot be had the memory's word has to do.
func forget(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close() // only read
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}
