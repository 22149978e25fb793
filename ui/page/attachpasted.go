package page

import (
	"context"
	"image"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/picture"
	"enactive/journal/wording"
	"enactive/ui/prose"
)

// pictureClipboard reads a picture that was copied on its own: the toolkit's clipboard holds only text.
type pictureClipboard interface {
	// CopiedPicture returns the PNG that was copied; nil if there is none. can is false where nothing is
	// installed that reads one.
	CopiedPicture(ctx context.Context, most int64) (png []byte, can bool)
}

// pasteHost is what pasting files asks of the window.
type pasteHost interface {
	journalHost
	pictureClipboard
}

// attachPasted asks whether to attach what was copied, and attaches it.
func attachPasted(host attachmentHost, to journal.Holder) {
	askPasted(host, func(files []incoming) { attach(host, to, false, files) }, nothingMore)
}

// askPasted asks whether to add the files that were copied in a file manager, or the picture that was copied;
// answered is called once the question is off the screen.
func askPasted(host pasteHost, add func([]incoming), answered func()) {
	if paths := copiedFiles(fyne.CurrentApp().Clipboard().Content()); len(paths) > 0 {
		// The folders are said too: what was copied may be something else than a person thinks.
		askToAdd(host, onDisk(paths), add, prose.Paragraph(strings.Join(paths, "\n"))).gone = answered
		return
	}
	at := host.Journal().Now()
	var png []byte
	var small *image.RGBA // nil if it cannot be drawn
	var can bool
	host.Work(func(ctx context.Context) error {
		if png, can = host.CopiedPicture(ctx, journal.MaxAttachmentSize); len(png) > 0 {
			small, _ = picture.Decode(picture.PNG, png, pastedWide, pastedHigh)
		}
		return nil
	}, func(error) {
		switch {
		case len(png) > 0:
			name := wording.Say("picture-of", wording.V{"When": at.Format("2006-01-02 15.04.05")}) + ".png"
			about := []fyne.CanvasObject{prose.Paragraph(bytesOf(int64(len(png))))}
			if small != nil { // its name says nothing about what it shows
				shown := wholePicture(small)
				shown.SetMinSize(fyne.NewSize(0, min(pastedHigh, float32(small.Rect.Dy()))))
				about = append(about, shown)
			}
			askToAdd(host, []incoming{{name, png}}, add, about...).gone = answered
		case can:
			host.Toast(wording.Say("no-file-or-picture-was-copied"), false)
		default:
			host.Toast(wording.Say("no-file-was-copied"), false)
		}
	})
}

// pastedWide and pastedHigh are the room of a picture that is asked about.
const pastedWide, pastedHigh = 320, 180

// askToAdd asks whether to add files; about says or shows more of them than their names.
func askToAdd(host journalHost, files []incoming, add func([]incoming), about ...fyne.CanvasObject) *question {
	title := wording.Count(len(files), "add-n-files-here-question")
	if len(files) == 1 {
		title = wording.Say("add-file-here-question", wording.V{"File": files[0].name()})
	}
	q := ask(host.Window(), 520, title, wording.Say("add"), func(q *question) {
		q.hide()
		add(files)
	}, about...)
	q.canvas.Focus(q.yes)
	return q
}

// isCopyMark reports whether a line is one that file managers put before the files that were copied or cut.
func isCopyMark(line string) bool {
	return line == "x-special/nautilus-clipboard" || line == "copy" || line == "cut"
}

// copiedFiles are the files that a text names and nothing else, each on a line of its own, as a path or as
// an address; nil if it has anything else.
func copiedFiles(text string) []string {
	var paths []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n\x00")
		if line == "" || len(paths) == 0 && isCopyMark(line) {
			continue
		}
		path := line
		if strings.HasPrefix(strings.ToLower(line), "file:") {
			u, err := url.Parse(line)
			if err != nil || u.Host != "" && u.Host != "localhost" {
				return nil // it is on another computer
			}
			path = filepath.FromSlash(u.Path)
		}
		if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
			return nil
		}
		if path = filepath.Clean(path); !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}
