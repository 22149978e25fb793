//go:build !linux && !darwin

package localsocket

import (
	"fmt"
	"net"
	"os"
)

// isSameUser relies on the socket's folder, which only this user can enter.
func isSameUser(net.Conn) bool { return true }

// checkPrivate returns an error unless dir is a folder.
func checkPrivate(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return fmt.Errorf("looking at the folder for the socket: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", dir)
	}
	return nil
}
