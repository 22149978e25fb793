package files

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// openCommand opens a file with the program that a person has for it.
const openCommand = "xdg-open"

// openTime is how long the command may take to say that it found no program; some wait for its end.
const openTime = 3 * time.Second

// Errors of Open.
var (
	// ErrNoOpener reports that no program was found that opens a file.
	ErrNoOpener = errors.New("no program opens the file")
	// ErrMayRun reports a kind of file that desktops run in place of showing it.
	ErrMayRun = errors.New("a file of this kind could start a program")
)

// MayRun reports whether desktops run files of a name in place of showing them.
func MayRun(name string) bool {
	return slices.Contains([]string{".desktop", ".appimage", ".run", ".sh", ".bash", ".py", ".pl", ".rb", ".jar", ".jnlp", ".exe", ".com", ".bat", ".cmd", ".msi",
		".scr", ".ps1", ".vbs", ".js", ".lnk", ".url", ".deb", ".rpm", ".snap", ".flatpak", ".flatpakref"}, strings.ToLower(filepath.Ext(name)))
}

// Open opens a file with the person's own program for it, by the command of the desktop. It does not
// wait for that program, which stays when this one ends.
func Open(ctx context.Context, path string) error {
	command, err := exec.LookPath(openCommand)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoOpener, err)
	}
	c := exec.Command(command, path) // not ended with ctx
	if err := c.Start(); err != nil {
		return fmt.Errorf("%w: %w", ErrNoOpener, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	limit := time.NewTimer(openTime)
	defer limit.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNoOpener, err)
		}
	case <-limit.C:
	case <-ctx.Done():
	}
	return nil
}
