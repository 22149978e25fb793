// Package files gives access to everything outside the journal: the person's files and folders, the
// printer, and the clipboard of the desktop. It needs no window.
package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"enactive/journal/atomicfile"
)

// Documents is the folder for a person's own files.
func Documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	if d := filepath.Join(home, "Documents"); IsFolder(d) {
		home = d
	}
	return home
}

// IsFolder reports whether a path is that of a folder.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// IsMissing reports whether there is nothing at a path.
func IsMissing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// Read reads a file; of one that is larger than most it reads a byte more than that, so that its length
// tells.
func Read(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a pipe would not let go
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrInvalid}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// Write writes a file as a whole or not at all.
func Write(path string, write func(io.Writer) error) error { return atomicfile.Write(path, write) }

// Remove removes a file. A missing file is not an error.
func Remove(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}
