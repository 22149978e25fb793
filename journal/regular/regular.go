// Package regular opens only regular files, for folders that others can write to. A named pipe
// would keep the program waiting for ever, a device could do anything, and a symbolic link could
// lead to a file that does not belong to the journal.
package regular

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Error reports that a path is not a regular file.
type Error struct {
	Path string
	Mode fs.FileMode
}

func (e *Error) Error() string { return fmt.Sprintf("%s is %s and not a file", e.Path, Kind(e.Mode)) }

// Kind describes the type of file in English, such as "a named pipe".
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

// Open opens an existing regular file, or creates one with os.O_CREATE. It opens nothing else,
// follows no symbolic link and never blocks. The error is an *Error or the system's.
func Open(path string, flag int, mode fs.FileMode) (*os.File, error) {
	// Checked first, because opening some devices has effects.
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{path, info.Mode()}
	}
	f, err := os.OpenFile(path, flag|noFollow, mode)
	if err != nil {
		// It may have been created after the check.
		if info, statErr := os.Lstat(path); statErr == nil && !info.Mode().IsRegular() {
			return nil, &Error{path, info.Mode()}
		}
		return nil, err
	}
	return checkOpened(f, path)
}

// OpenNamed opens a file for reading that a person named; a link to a regular file is followed.
func OpenNamed(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{path, info.Mode()}
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, err
	}
	return checkOpened(f, path)
}

// OpenGiven is OpenNamed, but accepts pipes and terminals too, such as the shell's <(COMMAND). It
// does not block: reading a pipe whose other end is not open returns io.EOF.
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

// mayStream reports whether files of this mode are read from beginning to end.
func mayStream(mode fs.FileMode) bool {
	return mode.IsRegular() || mode&fs.ModeNamedPipe != 0 || mode&fs.ModeCharDevice != 0
}

func checkOpened(f *os.File, path string) (*os.File, error) {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &Error{path, info.Mode()}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
