//go:build !linux

package instance

import (
	"fmt"
	"net"
	"os"
)

// sameUser trusts the folder of the socket, which only this user may enter.
func sameUser(net.Conn) bool { return true }

// onlyOurs wants a folder.
func onlyOurs(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return fmt.Errorf("looking at the folder for the socket: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", dir)
	}
	return nil
}
