// Package ui owns the window: which page is shown, the commands and their keys, and the session
// with the open journal.
package ui

import (
	"bytes"
	"context"
	"image"
	_ "image/png" // of the icon
	"time"

	"fyne.io/fyne/v2"
	"golang.org/x/image/draw"

	"enactive/clock"
	"enactive/desktop/notify"
	"enactive/desktop/usertimer"
	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/plaincopy"
	"enactive/ui/atspi"
	"enactive/ui/files"
	"enactive/ui/idle"
	"enactive/ui/page"
	"enactive/ui/reminding"
)

// Options are the inputs of the window.
type Options struct {
	// Folder is the folder of the journal, SampleFolder that of the sample year.
	Folder, SampleFolder string
	// Named reports whether a person gave the folder, so that it should contain a journal.
	Named bool
	Icon  fyne.Resource
	// DesktopDark reports whether the desktop uses dark colours, according to its files.
	DesktopDark bool
	// Version is that of the program.
	Version string
	// Fill puts the sample year into an empty journal.
	Fill func(context.Context, *journal.Journal) error
	// Formats are those to export entries to and to import them from.
	Formats []exchange.Format
	// Printing reaches the printers; its zero value those of the system.
	Printing files.Printing
	// PlainCopies are the places for plain copies that other programs open, and OpenFile hands one of them
	// to another program over a window; nil is by the desktop's command.
	PlainCopies plaincopy.Parents
	OpenFile    func(ctx context.Context, over fyne.Window, path string) error
	// Notify shows a notification of the desktop; nil is the desktop's.
	Notify func(context.Context, notify.Note) error
	// UserTimer is the timer of the system that reminds while the window does not run, and Remind the
	// command that it runs, before the words; without a folder it is not offered.
	UserTimer usertimer.Timer
	Remind    []string
	// Dictionaries are the folders in which dictionaries of Hunspell are looked for.
	Dictionaries []string
	// Journal is passed on to the journal; its zero value is right. Its clock is the window's.
	Journal journal.Options
	// ReaderBus is the address of the bus of screen readers, where the environment names one.
	ReaderBus string
	// OnScreen is where a window is on the screen, in pixels, and whether it is the one in use; nil where
	// nobody knows.
	OnScreen func(fyne.Window) (x, y int, inUse bool)
	// Restart replaces the program by a new one that shows the lock of a folder's journal, so that
	// nothing stays in memory. It returns only on failure; with nil the program continues.
	Restart func(folder string) error
	// Choose shows the desktop's dialog for a file or a folder over a window, and returns what was chosen,
	// or false where there is none; it may be nil.
	Choose func(ctx context.Context, over fyne.Window, title, from string, folder bool) (path string, answered bool)
	// Serve lets commands use an open journal; nil where they cannot.
	Serve Serve
	// Place tells where the window is on the screen; it may be nil.
	Place func() Place
	// Shown is called with every further window once it is on the screen; it may be nil.
	Shown func(fyne.Window)
}

// App is the window: before a journal is open, while it shows one, and after it was closed.
type App struct {
	app     fyne.App
	window  fyne.Window
	options Options
	logo    image.Image
	tasks   *tasks
	display display
	watch   *idle.Monitor
	reader  *atspi.Reader // nil until Watch, and where there are no screen readers

	page      pageName // to begin on
	folder    string   // of the journal that is open or to be opened
	opening   opening
	choosing  bool          // whether the desktop asks for a file now
	note      *page.Note    // in the small window of a quick entry; nil elsewhere
	entrance  any           // the page that is shown while no journal is open, where it takes files
	open      *mainWindow   // the first window; nil while no journal is open
	others    []*mainWindow // further windows with the open journal
	unsealed  unsealed
	reminders reminders
	notes     notes            // from outside
	copies    plaincopy.Copies // that other programs read
}

// opening is the way to an open journal.
type opening struct {
	lastFolder string // the folder whose journal was open last
	cancel     func() // cancels the opening under way; nil if there is none
	file       string // to import once a journal is open; empty if there is none
}

// unsealed are the contents of forms that could not be sealed.
type unsealed struct {
	drafts map[string]map[string][]byte // by folder and name
	asking bool                         // whether to lose them
}

// awayMinutes is after how long without a touch a journal is locked, unless it is set
// otherwise; 0 is never.
const awayMinutes = 5

// clock is the clock of the window and of its journal.
func (o Options) clock() func() time.Time {
	if o.Journal.Now != nil {
		return o.Journal.Now
	}
	return clock.Now
}

// New makes the window; Start shows the first page.
func New(a fyne.App, o Options) *App {
	p := a.Preferences()
	u := &App{app: a, options: o, window: a.NewWindow("Enactive"), tasks: newTasks(), display: rememberedDisplay(p), logo: shrinkIcon(o.Icon)}
	u.display.applyLanguage()
	u.page = pageName(p.StringWithFallback(prefPage, string(pageHome)))
	u.watch = idle.NewMonitor(time.Duration(p.IntWithFallback(prefAway, awayMinutes))*time.Minute, o.clock()())
	u.reminders.schedule = reminding.New(o.clock()())
	u.unsealed.drafts = map[string]map[string][]byte{}
	u.copies.Parents = o.PlainCopies
	u.display.dark = o.DesktopDark
	a.Settings().SetTheme(u.display.theme())
	u.window.Resize(fyne.NewSize(float32(p.FloatWithFallback(prefWidth, 1180)), float32(p.FloatWithFallback(prefHeight, 760))))
	u.furnish(u.window)
	a.Lifecycle().SetOnEnteredForeground(func() { u.takeInNotes(nil) })
	a.Lifecycle().SetOnExitedForeground(func() {
		for _, w := range u.windows() {
			w.drafts.Seal()
		}
	})
	return u
}

// shrinkIcon returns the icon in the size in which the rail shows it: the toolkit would decode and
// shrink it at every change of the appearance.
func shrinkIcon(icon fyne.Resource) image.Image {
	const side = 128
	to := image.NewRGBA(image.Rect(0, 0, side, side))
	if icon != nil {
		if from, _, err := image.Decode(bytes.NewReader(icon.Content())); err == nil { // else a gap shows it
			draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Src, nil)
		}
	}
	return to
}

// Window is the window itself.
func (u *App) Window() fyne.Window { return u.window }

// Import previews the import of a file, or takes in one of another computer, at once or after a journal is opened.
func (u *App) Import(file string) {
	u.opening.file = file
	u.importFile()
}

func (u *App) importFile() {
	if u.opening.file == "" || u.open == nil {
		return
	}
	file := u.opening.file
	u.opening.file = ""
	if kindOfDropped(file) == droppedSealed {
		u.open.takeInFile(file)
		return
	}
	u.open.importFile(file)
}

// importFile previews the import of a file in this window.
func (w *mainWindow) importFile(file string) {
	w.confirmLeave(func() {
		w.nav.showPage(pageImport)
		w.pages.imports.Read(file)
	})
}

// Raise brings the window to the front, and imports a file if one is given. It may be called on any
// goroutine.
func (u *App) Raise(file string) {
	u.tasks.onThread(func() {
		u.window.Show()
		u.window.RequestFocus()
		if file != "" {
			u.Import(file)
		}
	})
}
