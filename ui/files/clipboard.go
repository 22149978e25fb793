package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
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

// pasteWait is how long a command may take to read a picture from another program.
const pasteWait = 5 * time.Second

// paster returns the desktop's command that writes the picture in the clipboard to its output as a PNG.
func paster() (path string, words []string, err error) {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		if path, err := exec.LookPath("wl-paste"); err == nil {
			return path, []string{"--no-newline", "--type", "image/png"}, nil
		}
	}
	if path, err := exec.LookPath("xclip"); err == nil {
		return path, []string{"-selection", "clipboard", "-t", "image/png", "-o"}, nil
	}
	return "", nil, errNoCopier
}

// CopiedPicture returns the PNG in the clipboard, or nothing if there is none or it cannot be had in time, and not
// more than a few bytes beyond most. can is false if no command is installed that reads one.
func CopiedPicture(ctx context.Context, most int64) (png []byte, can bool) {
	path, words, err := paster()
	if err != nil {
		return nil, false
	}
	ctx, end := context.WithTimeout(ctx, pasteWait)
	defer end()
	command := exec.CommandContext(ctx, path, words...)
	command.WaitDelay = time.Second // if a child of it holds its output
	out, err := command.StdoutPipe()
	if err != nil || command.Start() != nil {
		return nil, true
	}
	png, err = io.ReadAll(io.LimitReader(out, most+1))
	if int64(len(png)) > most {
		end() // it is too large to be added; the rest is not waited for
		_ = command.Wait()
		return png, true
	}
	if failed := command.Wait(); err != nil || failed != nil || !bytes.HasPrefix(png, []byte("\x89PNG\r\n\x1a\n")) {
		return nil, true
	}
	return png, true
}
