package main

import "golang.org/x/sys/unix"

// The requests that read and set how a terminal behaves; the last one also throws away what
// was typed and not read.
const (
	ioctlRead  = unix.TCGETS
	ioctlWrite = unix.TCSETS
	ioctlFlush = unix.TCSETSF
)
