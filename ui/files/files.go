// Package files gives access to everything outside the journal: the person's files and folders, the
// printer, and the clipboard of the desktop. It needs no window.
package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

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

// Write writes a file as a whole or not at all.
func Write(path string, write func(io.Writer) error) error { return atomicfile.Write(path, write) }

// Remove removes a file. A missing file is not an error.
func Remove(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// printCommand is the system's command for printing.
const printCommand = "lp"

// CanPrint reports whether the system has a command for printing.
func CanPrint() bool {
	_, err := exec.LookPath(printCommand)
	return err == nil
}

// Print sends a text to the printer of the system.
func Print(ctx context.Context, text string) error {
	job := exec.CommandContext(ctx, printCommand, "-t", "Enactive")
	job.Stdin = strings.NewReader(text)
	return job.Run()
}
