// Package page owns the pages of the window, one file per page. For everything outside itself, such
// as another page, a save or a message, a page calls its host; it names the methods in an interface.
package page

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/control"
	"enactive/ui/state"
)

// journalHost is what every page of an open journal asks of the window.
type journalHost interface {
	Journal() *journal.Journal
	Window() fyne.Window
	worker
	notifier
}

// isWritable reports whether the open journal can be changed; where it cannot, a banner of the window
// says why.
func isWritable(h journalHost) bool { return h.Journal().ReadOnly() == nil }

// worker runs slow work off the interface's thread, and then calls done with the error on that
// thread. Meanwhile the window stays usable, and the appearance and the language may change: work
// must capture any state of the page that can change.
type worker interface {
	Work(work func(context.Context) error, done func(error))
}

// timer runs something on the interface's thread after a delay.
type timer interface {
	After(time.Duration, func())
}

// notifier shows messages in passing.
type notifier interface {
	// Toast shows words for a while; undo adds an Undo button.
	Toast(words string, undo bool)
	// Fail explains an error and the way out.
	Fail(error)
}

// saver receives the results of a form's saves.
type saver interface {
	// SaveFailed reports a form that could not be saved; if the disk is to blame, the save is
	// retried until it works. Saved reports that the form is saved or left.
	SaveFailed(err error, retry func())
	Saved()
}

// insightSource computes the insights, and caches them until the entries change.
type insightSource interface {
	Insights() *state.Insights
}

// hinter shows reasons over the pages.
type hinter interface {
	Hints() *control.Hints
}

// documents names the folder for a person's own files.
type documents interface {
	Documents() string
}

// fileWriter writes files outside the journal, each as a whole or not at all.
type fileWriter interface {
	documents
	WriteFile(path string, write func(io.Writer) error) error
}

// fileChooser lets a person look for a file or a folder.
type fileChooser interface {
	Window() fyne.Window
	documents
	nativeChooser
}

// nativeChooser reaches the desktop's dialogs.
type nativeChooser interface {
	// ChooseNatively shows the desktop's dialog for a file or a folder, and calls then with what was
	// chosen, or none where the desktop has no dialog.
	ChooseNatively(folder bool, from string, then func(path string), none func())
}

// calendarSettings are how a person has the calendar.
type calendarSettings interface {
	// Week is the first day of a week.
	Week() time.Weekday
}

// entryEditor opens the full editor on a copy; an entry without an ID is new.
type entryEditor interface {
	EditEntry(journal.Entry)
}

// areaOpener opens the insights of an area.
type areaOpener interface {
	OpenArea(journal.AreaID)
}

// areaEditor opens the form of an area; one without an ID is new.
type areaEditor interface {
	EditArea(journal.Area)
}

// entryOpener opens an entry among the others.
type entryOpener interface {
	OpenEntry(journal.EntryID)
}

// measureOpener opens the page of all measures.
type measureOpener interface {
	ShowMeasures()
}

// dayFormOpener opens the form of a day.
type dayFormOpener interface {
	OpenDayForm(journal.Date)
}

// queryOpener opens the entries that a query selects.
type queryOpener interface {
	OpenQuery(journal.Query)
}
