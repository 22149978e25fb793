package page

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/prose"
)

// attachPasted asks whether to attach the files that were copied in a file manager, and attaches them.
func attachPasted(host attachmentHost, to journal.Holder) {
	askPasted(host, func(paths []string) { Attach(host, to, paths...) })
}

// askPasted asks whether to add the files that were copied in a file manager.
func askPasted(host journalHost, add func(paths []string)) {
	paths := copiedFiles(fyne.CurrentApp().Clipboard().Content())
	if len(paths) == 0 {
		host.Toast(wording.Say("no-file-was-copied"), false)
		return
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	// The folders are said too: what was copied may be something else than a person thinks.
	q := ask(host.Window(), 520, wording.Say("add-file-here-question", wording.V{"File": strings.Join(names, ", ")}), wording.Say("add"), func(q *question) {
		q.hide()
		add(paths)
	}, prose.Paragraph(strings.Join(paths, "\n")))
	q.canvas.Focus(q.yes)
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
