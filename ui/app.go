// Package ui owns the window: which page is shown, the commands and their keys, and the
// journal that is open.
package ui

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/png" // which the icon is
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/draw"

	"enactive/clock"
	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/idle"
	"enactive/ui/page"
	"enactive/ui/scheme"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// Options are what the window takes from outside.
type Options struct {
	// Folder is where the journal is, SampleFolder where the sample year goes.
	Folder, SampleFolder string
	// Named says that a person named the folder, so that a journal is expected there.
	Named bool
	Icon  fyne.Resource
	// DesktopDark says that the desktop shows dark colours, as far as its files tell.
	DesktopDark bool
	// Version is that of the program.
	Version string
	// Fill puts the sample year into an empty journal.
	Fill func(context.Context, *journal.Journal) error
	// Formats are those to export entries to and to import them from.
	Formats []exchange.Format
	// Journal is passed on to the journal; its zero value is right. Its clock is the window's.
	Journal journal.Options
	// Again begins the program anew at the lock of a folder's journal, so that nothing of
	// it stays in memory. It returns only when that failed; nil stays in this program.
	Again func(folder string) error
}

// App is the window with the journal that it shows.
type App struct {
	app    fyne.App
	window fyne.Window
	o      Options
	now    func() time.Time
	look   page.Appearance
	dark   bool // the desktop shows dark colours; known where scheme.Ours
	folder string
	seen   string // the folder whose journal was open last
	system string // the language of the system
	sign   image.Image

	stop    context.CancelFunc
	ctx     context.Context
	working atomic.Int64
	drawing chan struct{} // holds as many as may draw at a time
	// onThread has something done on the interface's thread: fyne.Do, outside tests.
	onThread func(func())
	// after has something done on the interface's thread after a while.
	after func(time.Duration, func())

	file  string     // to import once a journal is open; empty where there is none
	note  *page.Note // in the small window of a quick entry; nil elsewhere
	open  *desk      // nil while no journal is open
	watch *idle.Monitor
	// kept is what stood in forms and could not be sealed, by folder and form.
	kept  map[string]map[string][]byte
	proof proof
	// stopOpening breaks off the opening of a journal that is under way; nil where none is.
	stopOpening func()
	asking      bool
}

// The names under which the look is remembered. Nothing else is.
const (
	prefMode   = "appearance"
	prefScale  = "text size"
	prefWidth  = "window width"
	prefHeight = "window height"
	prefAway   = "lock after minutes"

	prefLanguage = "language"
	prefDays     = "days are written"
	prefWeek     = "week begins on"
)

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
	u := &App{app: a, o: o, now: o.clock(), onThread: fyne.Do, window: a.NewWindow("Enactive"), system: systemLanguage(), look: page.Appearance{
		Mode:  theme.Mode(p.StringWithFallback(prefMode, string(theme.System))),
		Scale: float32(p.FloatWithFallback(prefScale, 1)),

		Language: p.String(prefLanguage), Days: wording.DayForm(p.String(prefDays)),
		Week: time.Weekday(p.IntWithFallback(prefWeek, int(time.Monday))),
	}}
	u.speak()
	u.ctx, u.stop = context.WithCancel(context.Background())
	u.drawing = make(chan struct{}, runtime.NumCPU())
	u.after = func(d time.Duration, f func()) { time.AfterFunc(d, func() { u.onThread(f) }) }
	u.watch = idle.NewMonitor(time.Duration(p.IntWithFallback(prefAway, awayMinutes))*time.Minute, u.now())
	u.kept = map[string]map[string][]byte{}
	u.dark = o.DesktopDark
	a.Settings().SetTheme(u.theme())
	u.window.SetIcon(o.Icon)
	u.sign = small(o.Icon)
	u.window.SetPadded(false)
	u.window.Resize(fyne.NewSize(float32(p.FloatWithFallback(prefWidth, 1180)), float32(p.FloatWithFallback(prefHeight, 760))))
	u.window.SetCloseIntercept(u.quit)
	u.addKeys()
	a.Lifecycle().SetOnExitedForeground(func() {
		if u.open != nil {
			u.open.seal()
		}
	})
	return u
}

// small is a picture made as small as it is ever shown beside the program's name: the toolkit
// would decode it anew, and shrink it, whenever the window changes its look.
func small(icon fyne.Resource) image.Image {
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

// Start shows the journal of a folder, or how to make one.
func (u *App) Start(folder string) {
	u.folder = folder
	info, err := vault.Inspect(folder)
	switch {
	case errors.Is(err, vault.ErrNoJournal) && (u.o.Named || u.seen == folder):
		u.notThere(folder)
	case errors.Is(err, vault.ErrNoJournal):
		u.welcome("", "")
	case err != nil:
		u.welcome(cannotOpen, page.Sentence(err))
	case info.Protected:
		u.lockPage("")
	default:
		u.waiting(wording.Say("opening-your-journal"))
		u.unlock(vault.NoPassphrase(), func(words string, busy bool) {
			if !busy {
				u.welcome(cannotOpen, words)
			}
		})
	}
}

const (
	cannotOpen wording.Text = "this-journal-cannot-be-opened"
	cannotMake wording.Text = "no-journal-was-created"
)

// openOther opens the journal of a folder that a person named.
func (u *App) openOther(folder string) {
	if folder = strings.TrimSpace(folder); folder == "" {
		u.alert(cannotOpen, wording.Say("choose-the-folder-of-the-journal-first"))
		return
	}
	if _, err := vault.Inspect(folder); errors.Is(err, vault.ErrNoJournal) {
		u.alert(cannotOpen, wording.Say("there-is-no-journal-in-folder-choose", wording.V{"Folder": folder}))
		return
	}
	u.Start(folder)
}

// welcome shows how to begin and, over it, a problem with its title where there is one.
func (u *App) welcome(title wording.Text, problem string) {
	ways := u.waysIn()
	u.window.SetContent(ways.Object())
	ways.Focus()
	if problem != "" {
		u.alert(title, problem)
	}
}

// notThere says that a folder that should hold a journal holds none, as when a stick is out.
// Nothing is made there unless a person asks for it.
func (u *App) notThere(folder string) {
	begin := func(step func(*page.Welcome)) func() {
		return func() {
			w := u.waysIn()
			u.window.SetContent(w.Object())
			step(w)
		}
	}
	u.window.SetContent((&page.NotThere{Folder: folder, Icon: u.o.Icon, Again: func() { u.Start(folder) },
		Other: begin((*page.Welcome).Other), Make: begin((*page.Welcome).NewJournal)}).Object())
}

// waysIn is the page with the ways to begin.
func (u *App) waysIn() *page.Welcome {
	return &page.Welcome{Desk: &page.Desk{Window: u.window, Work: u.work, After: u.after}, Folder: u.folder, Icon: u.o.Icon, Vault: u.o.Journal.Vault,
		Make: u.make, Open: u.openOther, Sample: u.Sample, Restored: u.restored}
}

// lockPage asks for the passphrase; said is a sentence over it, or nothing.
func (u *App) lockPage(said string) {
	l := &page.Lock{Window: u.window, Folder: u.folder, Icon: u.o.Icon}
	l.Unlock = func(passphrase string) {
		u.proof.remember(passphrase)
		u.unlock(vault.Passphrase(passphrase), l.Say)
	}
	l.UseWords = u.useWords
	l.Cancel = func() {
		if u.stopOpening != nil {
			u.stopOpening()
		}
	}
	l.Other = func() { u.folder = u.o.Folder; u.welcome("", "") }
	u.window.SetContent(l.Object())
	if said != "" {
		l.Say(said, false)
	}
	l.Focus()
}

// unlock opens the journal away from the interface's thread; say tells how it goes.
func (u *App) unlock(key vault.Key, say func(words string, busy bool)) {
	say(wording.Say("opening"), true)
	folder := u.folder
	var j *journal.Journal
	var repair vault.Repair
	ctx, stop := context.WithCancel(u.ctx)
	u.stopOpening = stop
	u.work(func(context.Context) (err error) {
		j, repair, err = journal.Open(ctx, folder, key, u.o.Journal)
		return err
	}, func(err error) {
		stop()
		u.stopOpening = nil
		if errors.Is(err, context.Canceled) {
			say("", false) // as the person asked
			return
		}
		if err != nil {
			say(page.Sentence(err), false)
			return
		}
		u.show(j)
		u.open.tellRepair(repair)
	})
}

func (u *App) make(folder, passphrase string) {
	key := vault.NoPassphrase()
	if passphrase != "" {
		key = vault.Passphrase(passphrase)
	}
	u.create(folder, key, func(context.Context, *journal.Journal) error { return nil }, func() {
		if passphrase != "" {
			u.proof.remember(passphrase)
			u.open.safety.FirstRecovery()
		}
	})
}

// restored opens a journal that was restored from a backup.
func (u *App) restored(folder string, key vault.Key) {
	u.folder = folder
	u.waiting(wording.Say("opening-your-journal"))
	u.unlock(key, func(words string, busy bool) {
		if !busy {
			u.welcome(cannotOpen, words)
		}
	})
}

// Sample opens the sample year, and makes it the first time.
func (u *App) Sample() {
	if _, err := vault.Inspect(u.o.SampleFolder); err == nil {
		u.Start(u.o.SampleFolder)
		return
	}
	u.create(u.o.SampleFolder, vault.NoPassphrase(), u.o.Fill, func() {})
}

func (u *App) create(folder string, key vault.Key, fill func(context.Context, *journal.Journal) error, then func()) {
	u.waiting(wording.Say("creating-the-journal"))
	var j *journal.Journal
	u.work(func(ctx context.Context) (err error) {
		if j, err = journal.Create(ctx, folder, key, u.o.Journal); err != nil {
			return err
		}
		if err = fill(ctx, j); err != nil {
			return errors.Join(err, j.Close())
		}
		return nil
	}, func(err error) {
		if err != nil {
			u.folder = folder
			u.welcome(cannotMake, page.Unmade(folder, err))
			return
		}
		u.folder = folder
		u.show(j)
		then()
	})
}

// waiting fills the window while there is nothing else to show.
func (u *App) waiting(words string) {
	u.window.SetContent(container.NewCenter(container.NewVBox(widget.NewLabel(words), widget.NewProgressBarInfinite())))
}

func (u *App) show(j *journal.Journal) {
	info, err := vault.Inspect(u.folder)
	u.seen = u.folder
	u.open = newDesk(u, j)
	u.open.protected = err == nil && info.Protected
	u.open.put(pageHome)
	u.open.lookForTrouble()
	kept := u.kept[u.folder]
	delete(u.kept, u.folder)
	u.open.bringBack(kept)
	if u.window.Canvas().Overlays().Top() == nil {
		u.open.safety.BringBack()
	}
	u.importFile()
}

// Import reads a file into the journal, at once or when one is opened, and says or asks what
// it would bring.
func (u *App) Import(file string) {
	u.file = file
	u.importFile()
}

func (u *App) importFile() {
	if u.file == "" || u.open == nil {
		return
	}
	file, d := u.file, u.open
	u.file = ""
	d.leaving(func() {
		d.put(pageSettings)
		d.settings.BringIn(file)
	})
}

// Raise brings the window before the others, and imports a file where one is named. It is
// for any goroutine.
func (u *App) Raise(file string) {
	u.onThread(func() {
		u.window.Show()
		u.window.RequestFocus()
		if file != "" {
			u.Import(file)
		}
	})
}

func (u *App) setLook(l page.Appearance) {
	p := u.app.Preferences()
	p.SetString(prefMode, string(l.Mode))
	p.SetFloat(prefScale, float64(l.Scale))
	p.SetString(prefLanguage, l.Language)
	p.SetString(prefDays, string(l.Days))
	p.SetInt(prefWeek, int(l.Week))
	u.wear(l)
}

// theme is the look as the toolkit takes it; where the desktop decides, as it shows itself.
func (u *App) theme() *theme.Theme {
	mode := u.look.Mode
	if mode == theme.System && scheme.Ours {
		if mode = theme.Light; u.dark {
			mode = theme.Dark
		}
	}
	return theme.New(mode, u.look.Scale)
}

// desktopShows follows the desktop where a person did not choose colours.
func (u *App) desktopShows(dark bool) {
	if u.dark == dark {
		return
	}
	if u.dark = dark; u.look.Mode == theme.System {
		u.wear(u.look)
	}
}

// setMode and scaleBy change the look by a key; scaleBy(0) is the normal size.
func (u *App) setMode(m theme.Mode) {
	l := u.look
	l.Mode = m
	u.setLook(l)
}

func (u *App) scaleBy(steps int) {
	l := u.look
	l.Scale = page.NextSize(l.Scale, steps)
	u.setLook(l)
}

// wear shows a look without remembering it.
func (u *App) wear(l page.Appearance) {
	said := u.look.Language != l.Language || u.look.Days != l.Days
	u.look = l
	if said {
		u.speak()
	}
	if u.open != nil { // made anew below, so that nothing of it need be measured once more
		u.window.SetContent(container.NewStack())
	}
	u.app.Settings().SetTheme(u.theme())
	if u.open == nil {
		return
	}
	if said { // what was computed before is in other words
		u.open.page.Insights.Close()
		u.open.page.Insights = state.NewInsights(u.open.journal)
	}
	u.open.rebuild()
}

// work runs slow work away from the interface's thread, then done on it.
func (u *App) work(work func(context.Context) error, done func(error)) {
	u.working.Add(1)
	go func() {
		err := work(u.ctx)
		u.onThread(func() {
			defer u.working.Add(-1)
			done(err)
		})
	}()
}

// draw draws a picture away from the interface's thread, then has it shown on it.
func (u *App) draw(draw, show func()) {
	u.work(func(context.Context) error {
		u.drawing <- struct{}{}
		defer func() { <-u.drawing }()
		draw()
		return nil
	}, func(error) { show() })
}

// idle waits until no work is under way. It must not be called on the interface's thread.
func (u *App) idle() {
	for quiet := 0; quiet < 8; quiet++ {
		time.Sleep(25 * time.Millisecond)
		if u.working.Load() > 0 {
			quiet = 0
		}
	}
}
