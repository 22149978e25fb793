//go:build unix

package commandline

import (
	"os"

	"golang.org/x/sys/unix"
)

// outputClosed reports whether standard output may have been closed when the program started,
// as by ">&-" in a shell. Go's runtime then opens the null device for reading and writing
// instead. Programs that discard output may open it in the same way, which looks no different.
func outputClosed() bool {
	null, err := os.Stat(os.DevNull)
	if err != nil {
		return false
	}
	out, err := os.Stdout.Stat()
	if err != nil || !os.SameFile(null, out) {
		return false
	}
	flags, err := unix.FcntlInt(os.Stdout.Fd(), unix.F_GETFL, 0)
	return err == nil && flags&unix.O_ACCMODE == unix.O_RDWR
}
