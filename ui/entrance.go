package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/files"
	"enactive/ui/page"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/session"
	"enactive/ui/theme"
)

// Start shows the journal of a folder, or how to make one.
func (u *App) Start(folder string) {
	u.folder = folder
	info, err := vault.Inspect(folder)
	switch {
	case errors.Is(err, vault.ErrNoJournal) && (u.options.Named || u.opening.lastFolder == folder):
		u.showNotThere(folder)
	case errors.Is(err, vault.ErrNoJournal):
		u.showWelcome("", "")
	case err != nil:
		u.showWelcome(cannotOpen, problem.Sentence(err))
	case info.Protected:
		u.showLockPage("")
	default:
		u.openAtOnce(session.NoPassphrase())
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

// showWelcome shows how to begin and, over it, what went wrong under a title if there is one.
func (u *App) showWelcome(title wording.Text, trouble string) {
	w := u.welcomePage()
	u.entrance = w
	u.window.SetContent(w.Object())
	w.Focus()
	if trouble != "" {
		u.alert(title, trouble)
	}
}

// showNotThere reports that the journal of a folder is missing, for example because a stick is not
// plugged in. It creates nothing unless the person asks for it.
func (u *App) showNotThere(folder string) {
	u.entrance = nil
	u.window.SetContent(page.NewNotThere(entranceHost{u}, folder, files.IsMissing(folder), u.options.Icon).Object())
}

// welcomePage is the page with the ways to begin.
func (u *App) welcomePage() *page.Welcome {
	return page.NewWelcome(entranceHost{u}, u.folder, u.options.Icon)
}

// showLockPage asks for the passphrase; said is a sentence above it, or empty.
func (u *App) showLockPage(said string) {
	l := page.NewLock(entranceHost{u}, u.folder, u.options.Icon)
	u.entrance = l
	u.window.SetContent(l.Object())
	if said != "" {
		l.Say(said, false)
	}
	l.Focus()
}

// openAtOnce opens the journal with nothing else on the screen.
func (u *App) openAtOnce(key session.Key) {
	u.showWaiting(wording.Say("opening-your-journal"))
	u.unlock(key, func(words string, busy bool) {
		if !busy {
			u.showWelcome(cannotOpen, words)
		}
	})
}

// unlock opens the journal off the interface's thread; report receives progress and errors.
func (u *App) unlock(key session.Key, report func(words string, busy bool)) {
	report(wording.Say("opening"), true)
	folder := u.folder
	var s *session.Session
	var repair vault.Repair
	ctx, cancel := context.WithCancel(u.tasks.ctx)
	u.opening.cancel = cancel
	u.tasks.Work(func(context.Context) (err error) {
		s, repair, err = session.Open(ctx, folder, key, u.options.Journal)
		return err
	}, func(err error) {
		cancel()
		u.opening.cancel = nil
		if errors.Is(err, context.Canceled) {
			report("", false) // the person cancelled
			return
		}
		if err != nil {
			report(problem.Sentence(err), false)
			return
		}
		u.show(s)
		u.open.showRepair(repair)
	})
}

// useWords opens the journal with recovery words and gives it a new passphrase.
func (u *App) useWords(words, passphrase string, report func(words string, busy bool)) {
	key, err := vault.RecoveryWords(words)
	if err != nil {
		report(problem.WordsSentence(err), false)
		return
	}
	report(wording.Say("opening"), true)
	folder := u.folder
	var s *session.Session
	u.tasks.Work(func(ctx context.Context) (err error) {
		s, err = session.OpenWithWords(ctx, folder, key, passphrase, u.options.Journal)
		return err
	}, func(err error) {
		if err != nil {
			report(problem.WordsSentence(err), false)
			return
		}
		report("", false)
		u.show(s)
		u.open.toast(wording.Say("the-journal-now-opens-with-the-new-passphrase"), false)
	})
}

// make creates a journal with an area, unless that has no name, and leads to the first entry; before it, the words for the
// day when the passphrase is forgotten.
func (u *App) make(folder, passphrase string, first journal.Area) {
	key := session.NoPassphrase()
	if passphrase != "" {
		key = session.Passphrase(passphrase)
	}
	fill := func(ctx context.Context, j *journal.Journal) error {
		if first.Name == "" {
			return nil
		}
		_, err := j.SaveArea(ctx, first)
		return err
	}
	u.create(folder, key, fill, func() {
		begin := func() {
			if first.Name != "" { // without an area there is the question for one
				u.open.openQuick()
			}
		}
		if passphrase == "" {
			begin()
			return
		}
		u.open.pages.safety.FirstRecovery(begin)
	})
}

// Sample opens the sample year, and makes it the first time.
func (u *App) Sample() {
	if _, err := vault.Inspect(u.options.SampleFolder); err == nil {
		u.Start(u.options.SampleFolder)
		return
	}
	u.create(u.options.SampleFolder, session.NoPassphrase(), u.options.Fill, func() {})
}

func (u *App) create(folder string, key session.Key, fill func(context.Context, *journal.Journal) error, then func()) {
	u.showWaiting(wording.Say("creating-the-journal"))
	var s *session.Session
	u.tasks.Work(func(ctx context.Context) (err error) {
		s, err = session.Create(ctx, folder, key, u.options.Journal, fill)
		return err
	}, func(err error) {
		u.folder = folder
		if err != nil {
			u.showWelcome(cannotMake, problem.Unmade(folder, err))
			return
		}
		u.show(s)
		then()
	})
}

// showWaiting fills the window while there is nothing else to show.
func (u *App) showWaiting(words string) {
	u.entrance = nil
	bar := container.NewGridWrap(fyne.NewSize(240, 6), widget.NewProgressBarInfinite()) // the toolkit's own is as high as a button
	u.window.SetContent(container.NewCenter(arrange.Flow(theme.Unit, container.NewCenter(prose.Short(words)), bar)))
}

// show shows the journal of a session, with the drafts of the last one restored.
func (u *App) show(s *session.Session) {
	u.opening.lastFolder = u.folder
	u.open, u.entrance = newMainWindow(u, s, u.window, firstNumber), nil
	u.followReminders()
	u.serve()
	u.notes = notes{}
	u.takeInNotes(nil)
	u.open.nav.showPage(u.beginning())
	u.open.checkTrouble()
	left := u.unsealed.drafts[u.folder]
	delete(u.unsealed.drafts, u.folder)
	u.open.restoreDrafts(left)
	if u.window.Canvas().Overlays().Top() == nil {
		u.open.pages.safety.RestoreWords()
	}
	u.importFile()
}
