package backup

import (
	"golang.org/x/sys/unix"

	"enactive/journal/regular"
)

// dropFromCache makes the system drop a flushed file from the page cache, so that reading it back
// reads the disk. Elsewhere the read may be served from the cache.
func dropFromCache(path string) {
	f, err := regular.OpenNamed(path)
	if err != nil {
		return
	}
	defer f.Close() // only read
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}
