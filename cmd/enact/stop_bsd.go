//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package main

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// stopAsUsual stops the program, unless nobody could let it go on, as without a shell.
func stopAsUsual() (back func(), err error) {
	back = func() {}
	session, err := unix.Getsid(os.Getppid())
	if own, ownErr := unix.Getsid(0); err != nil || ownErr != nil || session != own {
		return back, nil
	}
	return back, unix.Kill(os.Getpid(), syscall.SIGSTOP)
}
