package page

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/charts"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// chartKeeper takes charts out of the window.
type chartKeeper interface {
	worker
	notifier
	Window() fyne.Window
	fileWriter
	// CopyPicture puts a PNG into the clipboard.
	CopyPicture(ctx context.Context, png []byte) error
}

// copyChart copies a chart to the clipboard as a picture, or its numbers as text if the desktop
// accepts no pictures.
func copyChart(host chartKeeper, chart charts.Chart, hue int) {
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

// saveChart asks for a file, which the key of the chart names first, and writes the picture or the
// numbers.
func saveChart(host chartKeeper, key string, chart charts.Chart, hue int) {
	path := input.NewField()
	path.SetText(filepath.Join(host.Documents(), "enactive-"+key+".png"))
	formats := choose.NewOneOf("PNG", "SVG", "PDF", "TSV")
	formats.OnChanged = func() {
		path.SetText(strings.TrimSuffix(path.Text, filepath.Ext(path.Text)) + "." + strings.ToLower(formats.Chosen()))
	}
	var q *question
	q = ask(host.Window(), 520, wording.Say("save-this-chart"), wording.Say("save"), func(*question) {
		file := path.Text
		host.Work(func(context.Context) error {
			return host.WriteFile(file, func(w io.Writer) error { return writeChart(w, chart, hue, strings.ToLower(filepath.Ext(file))) })
		}, func(err error) {
			if err != nil {
				q.say(problem.Unwritten(file, err))
				return
			}
			q.hide()
			host.Toast(wording.Say("written-to-file-it-is-not-encrypted", wording.V{"File": file}), false)
		})
	}, prose.Paragraph(wording.Say("a-png-is-a-picture-an-svg-or-a-pdf-a")), formats,
		input.Labelled(wording.Say("save-to"), "", path))
	q.canvas.Focus(path)
}

// writeChart writes a chart with its sentence, in the format of the file's extension.
func writeChart(w io.Writer, c charts.Chart, hue int, ending string) error {
	size, look := charts.Size{Width: 960, Height: 480, Heading: true}, charts.Light().WithAccent(theme.Hue(hue, false))
	switch ending {
	case ".svg":
		return charts.SVG(w, c, size, look)
	case ".pdf":
		return charts.PDF(w, c, size, look)
	case ".tsv", ".txt":
		header, rows := c.Table()
		for _, row := range append([][]string{header}, rows...) {
			if _, err := io.WriteString(w, strings.Join(row, "\t")+"\n"); err != nil {
				return err
			}
		}
		return nil
	}
	return charts.PNG(w, c, size, look, 2)
}
