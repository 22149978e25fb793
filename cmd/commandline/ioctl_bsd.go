//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package commandline

import "golang.org/x/sys/unix"

// The requests that read and set the modes of a terminal; the last one also discards unread input.
const (
	ioctlRead  = unix.TIOCGETA
	ioctlWrite = unix.TIOCSETA
	ioctlFlush = unix.TIOCSETAF
)
