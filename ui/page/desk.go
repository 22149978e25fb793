// Package page owns the pages of the window, one file a page. A page asks the Desk for
// everything that leaves it: other pages, saving, and telling the person something.
package page

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/control"
	"enactive/ui/state"
)

// Desk is what the window gives to its pages.
type Desk struct {
	Journal *journal.Journal
	// Insights computes what the entries show, and keeps it until they change.
	Insights *state.Insights
	Window   fyne.Window
	// Hints tells reasons over the pages.
	Hints *control.Hints
	// Work runs slow work away from the interface's thread and then, on it, done with
	// the error. While it runs, the window stays usable, and the look and the language may
	// change: work takes what can change of the desk and of the page with it.
	Work func(work func(context.Context) error, done func(error))
	// Draw is Work for pictures: a few at a time, so that none of them waits long.
	Draw func(draw, done func())
	// After does something on the interface's thread after a while.
	After func(time.Duration, func())
	// Tell says something in passing; undo offers to take it back.
	Tell func(words string, undo bool)
	// Fail explains an error and the way out.
	Fail func(error)
	// Unsaved tells that a form could not be saved; where the disk is to blame, it has it
	// tried again until it works. Saved tells that the form is saved or left.
	Unsaved func(err error, again func())
	Saved   func()

	// OpenArea opens the insights of an area, ManageArea what the area itself says.
	OpenArea, ManageArea func(journal.AreaID)
	// OpenDay and OpenQuery open the entries of a day, and those that a query chooses.
	OpenDay   func(journal.Date)
	OpenQuery func(journal.Query)
	OpenEntry func(journal.EntryID)
	// EditEntry opens the full editor on a copy; an entry without an ID is new.
	EditEntry func(journal.Entry)
	// BeginArea opens the form for a new area, filled with what is suggested.
	BeginArea func(journal.Area)
	EditArea  func(journal.Area)
	Quick     func()
	Home      func()
	// Leave leaves a form for the page that it was opened from, and keeps what was typed.
	Leave func()
	// Resume opens what was begun and left, by the name of its draft; Discard lets it go.
	Resume, Discard func(kept string)
	// Week is the first day of a week, as the person has it.
	Week func() time.Weekday
	// Safety leads to the page about safety; Keys and Licences lay a list over the page.
	Safety, Keys, Licences func()
	// Own leads from the sample to a journal of the person's own.
	Own func()
	// Timeline and Bin lead to the entries and to the deleted ones.
	Timeline, Bin func()
}
