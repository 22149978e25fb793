package backup

import (
	"golang.org/x/sys/unix"

	"enactive/journal/regular"
)

// forget lets the system drop what it keeps in memory of a flushed file, so that reading it
// back reads the disk. Where that cannot be had the memory's word has to do.
func forget(path string) {
	f, err := regular.OpenNamed(path)
	if err != nil {
		return
	}
	defer f.Close() // only read
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}
