//go:build unix

package regular

import "syscall"

// noWait does not wait for the other end of a pipe, noFollow follows no link either.
const (
	noWait   = syscall.O_NONBLOCK
	noFollow = syscall.O_NOFOLLOW | noWait
)
