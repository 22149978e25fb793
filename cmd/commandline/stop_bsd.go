//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package commandline

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// suspendByDefault stops the program if a shell can continue it.
func suspendByDefault() (restore func(), err error) {
	restore = func() {}
	session, err := unix.Getsid(os.Getppid())
	if own, ownErr := unix.Getsid(0); err != nil || ownErr != nil || session != own {
		return restore, nil
	}
	return restore, unix.Kill(os.Getpid(), syscall.SIGSTOP)
}
