package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// errNoCopier reports that no command is installed that copies pictures to the clipboard.
var errNoCopier = errors.New("neither wl-copy nor xclip is installed")

// copier returns the desktop's command that copies a PNG to the clipboard: the toolkit's clipboard
// holds only text. The command runs until something else is copied.
func copier() (path string, words []string, err error) {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		if path, err := exec.LookPath("wl-copy"); err == nil {
			return path, []string{"--type", "image/png"}, nil
		}
	}
	if path, err := exec.LookPath("xclip"); err == nil {
		return path, []string{"-selection", "clipboard", "-t", "image/png"}, nil
	}
	return "", nil, errNoCopier
}

// CopyPicture puts a PNG into the clipboard. It returns errNoCopier if nothing can.
func CopyPicture(ctx context.Context, png []byte) error {
	path, words, err := copier()
	if err != nil {
		return err
	}
	command := exec.CommandContext(ctx, path, words...)
	command.Stdin = bytes.NewReader(png)
	if err := command.Run(); err != nil {
		return fmt.Errorf("handing the picture to %s: %w", path, err)
	}
	return nil
}
