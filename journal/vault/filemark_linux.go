package vault

import (
	"errors"
	"os"
	"syscall"
)

var errNoMark = errors.New("the file cannot be marked")

// readMark returns the mark of a regular file.
func readMark(path string) (fileMark, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return fileMark{}, err
	}
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() {
		return fileMark{}, errNoMark
	}
	return fileMark{size: s.Size, modified: s.Mtim.Nano(), changed: s.Ctim.Nano(), inode: s.Ino}, nil
}
