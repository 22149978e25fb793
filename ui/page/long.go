package page

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// Long work becomes visible after this delay, and reports its progress at this interval.
const (
	showLongAfter    = 300 * time.Millisecond
	progressInterval = 100 * time.Millisecond
)

// longHost is what long work asks of the window.
type longHost interface {
	Window() fyne.Window
	worker
	timer
}

// long runs work that may take a while off the interface's thread, with its progress and a Cancel
// button. showProgress takes a text and the part that is done, 0-1, or less than 0 if that is
// unknown; done gets the error, context.Canceled after a cancellation.
func long(host longHost, title string, work func(ctx context.Context, showProgress func(words string, part float64)) error, done func(error)) {
	words, bar := prose.Quiet(wording.Say("working")), glyph.NewProgress()
	var stop context.CancelFunc
	var sheet *shell.Sheet
	over, stopped := false, false
	cancel := func() {
		stopped = true
		words.SetText(wording.Say("stopping"))
		if stop != nil {
			stop()
		}
	}
	button := control.NewButton(control.Plain, wording.Say("cancel"), nil, cancel)
	host.After(showLongAfter, func() {
		if over {
			return
		}
		sheet = shell.ShowSheet(host.Window().Canvas(), 420, arrange.Flow(theme.Unit, prose.Lead(title), words, bar), container.NewHBox(layout.NewSpacer(), button))
		sheet.OnCancel, sheet.Asks = cancel, true // a stray click does not end the work
		host.Window().Canvas().Focus(button)
	})
	last := time.Time{}
	host.Work(func(app context.Context) error {
		ctx, end := context.WithCancel(app)
		defer end()
		host.After(0, func() {
			if stop = end; stopped {
				end()
			}
		})
		return work(ctx, func(said string, part float64) {
			if now := time.Now(); now.Sub(last) >= progressInterval {
				last = now
				host.After(0, func() {
					if !over && !stopped {
						words.SetText(said)
						bar.SetPart(part)
					}
				})
			}
		})
	}, func(err error) {
		over = true
		if sheet != nil {
			sheet.OnCancel = nil
			sheet.Hide()
		}
		done(err)
	})
}

// chooseFile and chooseFolder let a person look for a file or folder.
func chooseFile(host fileChooser, then func(path string)) {
	host.ChooseNatively(false, host.Documents(), then, func() { chooseFileHere(host, then) })
}

// chooseFileHere and chooseFolderHere show the toolkit's dialogs, where the desktop has none.
func chooseFileHere(host fileChooser, then func(path string)) {
	open := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err == nil && f != nil {
			f.Close()
			then(f.URI().Path())
		}
	}, host.Window())
	begin(open, host.Documents())
	open.Show()
}

func chooseFolder(host fileChooser, from string, then func(path string)) {
	host.ChooseNatively(true, from, then, func() { chooseFolderHere(host, from, then) })
}

func chooseFolderHere(host fileChooser, from string, then func(path string)) {
	open := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err == nil && folder != nil {
			then(folder.Path())
		}
	}, host.Window())
	begin(open, from)
	open.Show()
}

// begin sets the initial folder of a dialog, if the folder exists.
func begin(open *dialog.FileDialog, folder string) {
	if !filepath.IsAbs(folder) {
		return
	}
	if at, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		open.SetLocation(at)
	}
	open.Resize(fyne.NewSize(760, 520))
}
