//go:build unix

package plaincopy

import (
	"errors"
	"os"
	"syscall"
)

// isOurs reports whether a path is a folder of this user, and not a link to one.
func isOurs(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() {
		return false
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Getuid()
}

// isAlive reports whether a process is running.
func isAlive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
