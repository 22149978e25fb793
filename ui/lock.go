package ui

import (
	"context"
	"errors"
	"os"
	"time"

	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/away"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/scheme"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// Touch notes that a person typed or moved something. It is for the interface's thread.
func (u *App) Touch() { u.watch.Touch() }

// Watch has the journal locked once the person has gone, and the window follow the colours of
// the desktop, until the window ends.
func (u *App) Watch() {
	signs, colours := away.Listen(u.ctx), scheme.Listen(u.ctx)
	go func() {
		beat := time.NewTicker(away.Beat)
		defer beat.Stop()
		for {
			select {
			case <-u.ctx.Done():
				return
			case <-beat.C:
				u.onThread(func() {
					u.gone(u.watch.Ask(u.now()))
					u.lookAfterFiles()
				})
			case reason := <-signs:
				u.onThread(func() { u.gone(reason) })
			case dark := <-colours:
				u.onThread(func() { u.desktopShows(dark) })
			}
		}
	}()
}

// gone locks the journal when the person has gone, where there is a lock.
func (u *App) gone(why away.Reason) {
	if why != away.Here && u.open != nil && u.open.protected {
		u.lockNow()
	}
}

// lock locks the journal because a person asked for it.
func (u *App) lock() {
	switch {
	case u.open == nil:
	case !u.open.protected:
		u.open.tell(wording.Say("this-journal-has-no-passphrase-so-there"), false)
	default:
		u.lockNow()
	}
}

// savesEnd is how long a lock waits for saves that are under way.
const savesEnd = 10 * time.Second

// lockNow takes everything off the screen, seals what stands in the forms, closes the
// journal and begins the program anew, so that nothing of it stays in memory.
func (u *App) lockNow() {
	d := u.open
	u.open = nil
	u.hide()
	u.closing(d, time.Now().Add(savesEnd))
}

// hide takes everything off the screen.
func (u *App) hide() {
	for _, o := range u.window.Canvas().Overlays().List() {
		o.Hide()
		u.window.Canvas().Overlays().Remove(o)
	}
	u.window.SetContent(container.NewStack())
}

// closing closes the journal once the saves under way have ended: what they saved is no
// draft any more.
func (u *App) closing(d *desk, until time.Time) {
	if u.working.Load() > 0 && time.Now().Before(until) {
		u.after(50*time.Millisecond, func() { u.closing(d, until) })
		return
	}
	d.leave()
	drafts := d.drafts()
	var unsealed map[string][]byte
	u.work(func(ctx context.Context) (err error) {
		unsealed, err = sealAll(ctx, d.journal, drafts)
		return errors.Join(err, closeJournal(ctx, d.journal))
	}, func(err error) {
		u.proof.forget()
		if len(unsealed) > 0 {
			u.kept[u.folder] = unsealed
			u.lockPage(notSealed.String())
			return
		}
		if errors.Is(err, vault.ErrReplaced) {
			u.alertThen(filesReplaced, page.Sentence(err), u.lockedAnew)
			return
		}
		u.lockedAnew()
	})
}

// lockedAnew begins the program anew after a lock, so that nothing stays in memory.
func (u *App) lockedAnew() {
	var err error
	if u.o.Again != nil {
		err = u.o.Again(u.folder)
	}
	if u.Start(u.folder); err != nil {
		u.alert(wording.Text("the-journal-is-locked"), page.Sentence(err))
	}
}

// filesReplaced is said where other files have taken the place of the journal's.
const filesReplaced = wording.Text("files-replaced")

// lookAfterFiles tells when other files have taken the place of the open ones, also while
// nothing is saved.
func (u *App) lookAfterFiles() {
	d := u.open
	if d == nil || u.working.Load() > 0 {
		return
	}
	u.work(d.journal.StillThere, func(err error) {
		if err != nil && u.open == d {
			d.wrong(notSaved, filesReplaced.String(), page.Sentence(err), d.rescues(err)...)
		}
	})
}

// closeJournal closes a journal, with the backup after the session, unless other files have
// taken its place.
func closeJournal(ctx context.Context, j *journal.Journal) error {
	replaced := j.StillThere(ctx)
	if replaced == nil {
		backUp(ctx, j)
	}
	return errors.Join(replaced, j.Close())
}

// backUp makes the backup after a session. One that fails is remembered, and shown when the
// journal is opened again.
func backUp(ctx context.Context, j *journal.Journal) {
	if !j.Meta().Sample {
		_ = backup.After(ctx, j)
	}
}

// notSealed is said on the lock page after a lock that could not save the drafts.
const notSealed = wording.Text("what-you-were-writing-could-not-be")

// reopen closes a journal that closed itself, and asks for its key again. What stands in
// the forms is kept in memory meanwhile.
func (u *App) reopen() {
	d := u.open
	u.open = nil
	u.hide()
	d.leave()
	u.kept[u.folder] = d.drafts()
	u.work(func(context.Context) error { return d.journal.Close() }, func(err error) {
		if u.Start(u.folder); errors.Is(err, vault.ErrReplaced) {
			u.alert(filesReplaced, page.Sentence(err))
		}
	})
}

// toOwn leaves the journal that is open for the person's own, or for the ways to begin one.
func (u *App) toOwn() {
	d, from := u.open, u.folder
	if d == nil {
		return
	}
	u.sealForms(d, func(trouble string) {
		switch {
		case u.open != d: // it is on its way out already
		case trouble != "":
			d.tell(trouble, false)
		default:
			u.takeOff(d)
			u.shut(d, func(err error) {
				u.proof.forget()
				if errors.Is(err, vault.ErrReplaced) {
					defer u.alert(filesReplaced, page.Sentence(err))
				}
				if u.folder = u.o.Folder; u.folder == from {
					u.welcome("", "") // the program was begun on that very journal
					return
				}
				u.Start(u.folder)
			})
		}
	})
}

// quit ends the program. What stands in the forms is sealed and comes back the next time;
// where the disk refuses it, the person decides.
func (u *App) quit() {
	d := u.open
	if d == nil {
		if len(u.kept) > 0 {
			u.askToLose(notSealed.String(), u.end)
			return
		}
		u.end()
		return
	}
	u.sealForms(d, func(trouble string) {
		if trouble != "" {
			u.askToLose(trouble, func() { u.leave(d) })
			return
		}
		u.leave(d)
	})
}

// sealForms seals what stands in the forms, and then says why some of it could not be, in a
// sentence, or nothing.
func (u *App) sealForms(d *desk, then func(trouble string)) {
	drafts := d.drafts()
	var unsealed map[string][]byte
	u.work(func(ctx context.Context) (err error) {
		unsealed, err = sealAll(ctx, d.journal, drafts)
		return err
	}, func(err error) {
		trouble := ""
		if len(unsealed) > 0 {
			_, trouble = page.Trouble(u.folder, err)
		}
		then(trouble)
	})
}

// takeOff takes an open journal off the screen.
func (u *App) takeOff(d *desk) {
	u.open = nil
	d.leave()
	u.hide()
}

// shut closes a journal, with the backup after the session.
func (u *App) shut(d *desk, then func(error)) {
	u.work(func(ctx context.Context) error { return closeJournal(ctx, d.journal) }, then)
}

// leave closes the journal and ends the program.
func (u *App) leave(d *desk) {
	if u.open != d {
		return // it is on its way out already
	}
	u.takeOff(d)
	u.waiting(wording.Say("closing-your-journal"))
	u.shut(d, func(err error) {
		if errors.Is(err, vault.ErrReplaced) {
			u.alertThen(filesReplaced, page.Sentence(err), u.end)
			return
		}
		if err != nil {
			os.Stderr.WriteString("enactive: " + page.Sentence(err) + "\n")
		}
		u.end()
	})
}

// end ends the program, which has no journal open any more.
func (u *App) end() {
	if size := u.window.Canvas().Size(); u.note == nil { // the small window has a size of its own
		u.app.Preferences().SetFloat(prefWidth, float64(size.Width))
		u.app.Preferences().SetFloat(prefHeight, float64(size.Height))
	}
	u.stop()
	// The toolkit hands what it does at its end, and what it writes of the preferences a moment
	// later, to a loop that has ended already, and breaks over it. So it has nothing left to do
	// by then.
	l := u.app.Lifecycle()
	l.SetOnExitedForeground(nil)
	if last, ok := l.(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		last.SetOnStoppedHookExecuted(nil)
	}
	u.window.Hide()
	u.work(func(context.Context) error {
		time.Sleep(written)
		return nil
	}, func(error) { u.window.Close() })
}

// written is how long the toolkit takes, at the most, to write preferences that were changed: it
// does so at once, and a tenth of a second later where several were.
const written = 400 * time.Millisecond

// askToLose asks before the program ends with something that is not saved anywhere.
func (u *App) askToLose(words string, lose func()) {
	if u.asking {
		return
	}
	u.asking = true
	var sheet *shell.Sheet
	done := func() { u.asking = false; sheet.Hide() }
	back := control.NewButton(control.Primary, wording.Say("go-back-to-it"), nil, done)
	away := control.NewButton(control.Silent, wording.Say("quit-without-saving"), nil, func() { done(); lose() })
	sheet = shell.ShowSheet(u.window.Canvas(), 520, arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("what-you-typed-is-not-saved-yet")), prose.Paragraph(words)),
		container.NewBorder(nil, nil, away, back))
	sheet.OnCancel = done
	u.window.Canvas().Focus(back)
}
