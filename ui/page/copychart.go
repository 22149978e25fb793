package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
)

// errNoCopier says that nothing on this computer takes a picture into the clipboard.
var errNoCopier = errors.New("neither wl-copy nor xclip is installed")

// copier is the desktop's own command that takes a PNG into the clipboard: the toolkit's
// clipboard holds only text. It keeps the picture until something else is copied.
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

// copyPicture puts a PNG into the clipboard. It returns errNoCopier where nothing can.
func copyPicture(ctx context.Context, png []byte) error {
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

// copy puts the chart into the clipboard: as a picture, or where the desktop takes none, its
// numbers as text.
func (c *insightCard) copy() {
	host := c.page.host
	chart, hue := c.view.Chart(), c.hue
	var numbers strings.Builder
	host.Work(func(ctx context.Context) error {
		var picture bytes.Buffer
		if err := writeChart(&picture, chart, hue, ".png"); err != nil {
			return err
		}
		err := copyPicture(ctx, picture.Bytes())
		if err != nil {
			return errors.Join(err, writeChart(&numbers, chart, hue, ".tsv"))
		}
		return nil
	}, func(err error) {
		switch {
		case err == nil:
			host.Toast(wording.Say("the-picture-was-copied-any-program"), false)
		case numbers.Len() > 0:
			fyne.CurrentApp().Clipboard().SetContent(numbers.String())
			host.Toast(wording.Say("its-numbers-were-copied"), false)
		default:
			host.Fail(err)
		}
	})
}
