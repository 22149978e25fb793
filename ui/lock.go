package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/atspi"
	"enactive/ui/drafts"
	"enactive/ui/idle"
	"enactive/ui/notice"
	"enactive/ui/problem"
	"enactive/ui/scheme"
)

// Touch notes that a person typed or moved something. It is for the interface's thread.
func (u *App) Touch() {
	u.watch.Touch()
	u.reader.Touch()
}

// readerHost is what screen readers are told of.
func (u *App) readerHost() atspi.Host {
	return atspi.Host{Name: "Enactive", Version: u.options.Version, OnThread: u.tasks.onThread, Windows: u.app.Driver().AllWindows,
		Place: func(w fyne.Window) (x, y int, inUse bool) {
			if u.options.OnScreen == nil {
				return 0, 0, w == u.window
			}
			return u.options.OnScreen(w)
		}}
}

// Watch has the journal locked once the person has gone, and the window follow the colours of
// the desktop, until the window ends.
func (u *App) Watch() {
	u.followReminders()
	u.reader = atspi.Watch(u.tasks.ctx, u.options.ReaderBus, u.readerHost())
	signs, colours := idle.Signals(u.tasks.ctx), scheme.Listen(u.tasks.ctx)
	go func() {
		beat := time.NewTicker(idle.Interval)
		defer beat.Stop()
		memory := newSpare()
		for {
			select {
			case <-u.tasks.ctx.Done():
				return
			case <-beat.C:
				memory.check(u.options.clock()())
				u.tasks.onThread(func() {
					u.lockIfAway(u.watch.Check(u.options.clock()()))
					u.checkFiles()
					u.remind()
					u.lookForNotes()
				})
			case reason := <-signs:
				u.tasks.onThread(func() { u.lockIfAway(reason) })
			case dark := <-colours:
				u.tasks.onThread(func() { u.desktopShows(dark) })
			}
		}
	}()
}

// lockIfAway locks the journal if it has a passphrase and the person is away.
func (u *App) lockIfAway(why idle.Reason) {
	if why != idle.Present && u.open != nil && u.open.session.Protected() {
		u.lockNow()
	}
}

// lock locks the journal on request.
func (u *App) lock() {
	switch {
	case u.open == nil:
	case !u.open.session.Protected():
		u.open.toast(wording.Say("this-journal-has-no-passphrase-so-there"), false)
	default:
		u.lockNow()
	}
}

// maxSaveWait is how long a lock waits for saves that are under way.
const maxSaveWait = 10 * time.Second

// lockNow clears the screen, seals the contents of the forms, closes the journal and restarts the
// program, so that nothing stays in memory.
func (u *App) lockNow() {
	all := u.windows()
	u.Page()
	u.open, u.others = nil, nil
	u.followReminders() // by the days and the times alone
	u.clearScreen()
	_ = u.copies.RemoveAll() // again at the restart
	clearFurther(all[1:])
	u.sealAndClose(all, time.Now().Add(maxSaveWait))
}

// clearScreen takes everything off the screen.
func (u *App) clearScreen() {
	for _, o := range u.window.Canvas().Overlays().List() {
		o.Hide()
		u.window.Canvas().Overlays().Remove(o)
	}
	u.window.SetContent(container.NewStack())
	u.reader.Update()
}

// sealAndClose closes the journal after the running saves, whose input then needs no draft.
func (u *App) sealAndClose(windows []*mainWindow, until time.Time) {
	if u.tasks.busy() && time.Now().Before(until) {
		u.tasks.After(50*time.Millisecond, func() { u.sealAndClose(windows, until) })
		return
	}
	for _, each := range windows {
		each.close()
	}
	w := windows[0]
	all, j := collectDrafts(windows), w.journal()
	closeFurther(windows[1:])
	var unsealed map[string][]byte
	u.tasks.Work(func(ctx context.Context) (err error) {
		unsealed, err = drafts.SealAll(ctx, j, all)
		return errors.Join(err, w.session.Close(ctx))
	}, func(err error) {
		w.session.Forget()
		if len(unsealed) > 0 {
			u.unsealed.drafts[u.folder] = unsealed
			u.showLockPage(notSealed.String())
			return
		}
		if errors.Is(err, vault.ErrReplaced) {
			u.alertThen(filesReplaced, problem.Sentence(err), u.restart)
			return
		}
		u.restart()
	})
}

// restart restarts the program after a lock, so that nothing stays in memory.
func (u *App) restart() {
	_ = u.copies.RemoveAll() // the next start sweeps what stays
	var err error
	if u.options.Restart != nil {
		err = u.options.Restart(u.folder)
	}
	if u.Start(u.folder); err != nil {
		u.alert(wording.Text("the-journal-is-locked"), problem.Sentence(err))
	}
}

// filesReplaced is the title of the warning about replaced files.
const filesReplaced = wording.Text("files-replaced")

// checkFiles shows a banner when other files have taken the place of the open ones, also while
// nothing is saved.
func (u *App) checkFiles() {
	w := u.open
	if w == nil || u.tasks.busy() {
		return
	}
	u.tasks.Work(w.session.CheckFiles, func(err error) {
		if err == nil || u.open == nil || u.open.session != w.session {
			return
		}
		for _, each := range u.windows() {
			each.notices.ShowBanner(notice.NotSaved, filesReplaced.String(), problem.Sentence(err), each.rescueTools(err)...)
		}
	})
}

// notSealed is the message on the lock page after a lock that could not save the drafts.
const notSealed = wording.Text("what-you-were-writing-could-not-be")

// reopen handles a journal that closed itself: it asks for the key again, while the contents of the
// forms stay in memory.
func (u *App) reopen() {
	w := u.open
	u.unsealed.drafts[u.folder] = u.collectDrafts()
	u.detach(w)
	u.tasks.Work(func(context.Context) error { return w.session.CloseAtOnce() }, func(err error) {
		if u.Start(u.folder); errors.Is(err, vault.ErrReplaced) {
			u.alert(filesReplaced, problem.Sentence(err))
		}
	})
}
