package commandline

import "golang.org/x/sys/unix"

// The requests that read and set the modes of a terminal; the last one also discards unread input.
const (
	ioctlRead  = unix.TCGETS
	ioctlWrite = unix.TCSETS
	ioctlFlush = unix.TCSETSF
)
