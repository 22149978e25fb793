//go:build linux || darwin

package localsocket

import (
	"fmt"
	"net"
	"os"
	"syscall"
)

// isSameUser reports whether the process at the other end runs as this user.
func isSameUser(conn net.Conn) bool {
	socket, ok := conn.(*net.UnixConn)
	if !ok {
		return false
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return false
	}
	same := false
	err = raw.Control(func(fd uintptr) {
		user, err := peer(int(fd))
		same = err == nil && user == os.Getuid()
	})
	return err == nil && same
}

// checkPrivate returns an error unless dir is a folder that only this user can enter.
func checkPrivate(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return fmt.Errorf("looking at the folder for the socket: %w", err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || int(owner.Uid) != os.Getuid() || info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s is not a folder of this user alone", dir)
	}
	return nil
}
