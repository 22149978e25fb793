// Package regular owns one rule: of a folder that others can write to, only regular files are
// opened. A named pipe would keep the program waiting for ever, a device could do anything,
// and a symbolic link could lead to a file that is none of ours.
package regular

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Error says that a path leads to something else than a regular file.
type Error struct {
	Path string
	Mode fs.FileMode // of what is there
}

func (e *Error) Error() string { return fmt.Sprintf("%s is %s and not a file", e.Path, Kind(e.Mode)) }

// Kind names what a mode is of, in English: "a named pipe".
func Kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something unknown"
}

// Open opens a regular file that exists, or with os.O_CREATE one that is made. Nothing else is
// opened, no symbolic link is followed, and it never waits. The error is an *Error, or that of
// the system.
func Open(path string, flag int, mode fs.FileMode) (*os.File, error) {
	// Looked at first, because opening some devices does something.
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{path, info.Mode()}
	}
	f, err := os.OpenFile(path, flag|noFollow, mode)
	if err != nil {
		// It may have been put there in between.
		if info, statErr := os.Lstat(path); statErr == nil && !info.Mode().IsRegular() {
			return nil, &Error{path, info.Mode()}
		}
		return nil, err
	}
	return only(f, path)
}

// OpenNamed is Open for reading a file that a person named, which may be a link to one.
func OpenNamed(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{path, info.Mode()}
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, err
	}
	return only(f, path)
}

// OpenGiven is OpenNamed for what may be a pipe or a terminal too, such as a shell makes of
// <(COMMAND). It does not wait: what reads a pipe whose other end nobody has opened is at its
// end.
func OpenGiven(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !mayStream(info.Mode()) {
		return nil, &Error{path, info.Mode()}
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !mayStream(info.Mode()) {
		err = &Error{path, info.Mode()}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// mayStream tells whether a thing is read from its beginning to its end.
func mayStream(mode fs.FileMode) bool {
	return mode.IsRegular() || mode&fs.ModeNamedPipe != 0 || mode&fs.ModeCharDevice != 0
}

func only(f *os.File, path string) (*os.File, error) {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &Error{path, info.Mode()}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
