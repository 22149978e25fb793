package page

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
)

// copy copies the chart to the clipboard as a picture, or its numbers as text if the desktop
// accepts no pictures.
func (c *insightCard) copy() {
	host := c.page.host
	chart, hue := c.view.Chart(), c.hue
	var numbers strings.Builder
	host.Work(func(ctx context.Context) error {
		var picture bytes.Buffer
		if err := writeChart(&picture, chart, hue, ".png"); err != nil {
			return err
		}
		err := host.CopyPicture(ctx, picture.Bytes())
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
