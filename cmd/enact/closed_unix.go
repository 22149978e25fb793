//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// outputClosed reports whether standard output may have been closed when the program began,
// as by ">&-" in a shell. Go's runtime opens the null device for reading and writing in its
// place. Some programs that throw an output away open it in just that way, and cannot be told
// apart from here.
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
