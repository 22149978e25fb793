//go:build unix

package regular

import "syscall"

// noWait opens a pipe without waiting for its other end; noFollow also refuses symbolic links.
const (
	noWait   = syscall.O_NONBLOCK
	noFollow = syscall.O_NOFOLLOW | noWait
)
