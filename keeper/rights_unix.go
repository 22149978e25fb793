//go:build unix

package keeper

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// rightsSpace holds the right to one open file.
var rightsSpace = unix.CmsgSpace(4)

func rightsOf(fd int) ([]byte, error) { return unix.UnixRights(fd), nil }

// filesIn returns the files that came along; programs started from here do not inherit them.
func filesIn(rights []byte) []int {
	all, err := unix.ParseSocketControlMessage(rights)
	if err != nil {
		return nil
	}
	var files []int
	for _, one := range all {
		if fds, err := unix.ParseUnixRights(&one); err == nil {
			for _, fd := range fds {
				syscall.CloseOnExec(fd)
			}
			files = append(files, fds...)
		}
	}
	return files
}

func closeFile(fd int) { _ = syscall.Close(fd) } // it was open for reading only
