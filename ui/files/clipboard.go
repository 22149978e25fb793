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

// pictureCommand returns the desktop's command for a PNG in the clipboard, as the toolkit's holds only text: that of
// Wayland with its words, or xclip with more words than it needs for copying.
func pictureCommand(wayland string, words []string, more ...string) (path string, all []string, err error) {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		if path, err := exec.LookPath(wayland); err == nil {
			return path, append(words, "--type", "image/png"), nil
		}
	}
	if path, err := exec.LookPath("xclip"); err == nil {
		return path, append([]string{"-selection", "clipboard", "-t", "image/png"}, more...), nil
	}
	return "", nil, errNoCopier
}

// CopyPicture puts a PNG into the clipboard, and returns once something else is copied, or errNoCopier if nothing can.
func CopyPicture(ctx context.Context, png []byte) error {
	path, words, err := pictureCommand("wl-copy", nil)
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

// CopiedPicture returns the PNG in the clipboard, or nothing if there is none or it cannot be had in time, and not
// more than a few bytes beyond most. can is false if no command is installed that reads one.
func CopiedPicture(ctx context.Context, most int64) (png []byte, can bool) {
	path, words, err := pictureCommand("wl-paste", []string{"--no-newline"}, "-o")
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
