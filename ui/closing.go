package ui

import (
	"context"
	"errors"
	"os"
	"time"

	"fyne.io/fyne/v2/container"

	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// goToOwn leaves the journal that is open for the person's own, or for the ways to begin one.
func (u *App) goToOwn() {
	w, from := u.open, u.folder
	if w == nil {
		return
	}
	u.sealForms(w, func(trouble string) {
		switch {
		case u.open != w: // it is on its way out already
		case trouble != "":
			w.toast(trouble, false)
		default:
			u.detach(w)
			u.closeSession(w, func(err error) {
				w.session.Forget()
				if errors.Is(err, vault.ErrReplaced) {
					defer u.alert(filesReplaced, problem.Sentence(err))
				}
				if u.folder = u.options.Folder; u.folder == from {
					u.showWelcome("", "") // the program was begun on that very journal
					return
				}
				u.Start(u.folder)
			})
		}
	})
}

// quit ends the program. The contents of the forms are sealed and restored the next time;
// if the disk refuses them, the person decides.
func (u *App) quit() {
	w := u.open
	if w == nil {
		if len(u.unsealed.drafts) > 0 {
			u.askToLose(notSealed.String(), u.end)
			return
		}
		u.end()
		return
	}
	u.sealForms(w, func(trouble string) {
		if trouble != "" {
			u.askToLose(trouble, func() { u.closeAndEnd(w) })
			return
		}
		u.closeAndEnd(w)
	})
}

// sealForms seals the contents of the forms, and then calls then with a sentence about what could
// not be sealed, or with nothing.
func (u *App) sealForms(w *mainWindow, then func(trouble string)) {
	all, j := u.collectDrafts(), w.journal()
	var unsealed map[string][]byte
	u.tasks.Work(func(ctx context.Context) (err error) {
		unsealed, err = drafts.SealAll(ctx, j, all)
		return err
	}, func(err error) {
		trouble := ""
		if len(unsealed) > 0 {
			_, trouble = problem.Trouble(u.folder, err)
		}
		then(trouble)
	})
}

// detach takes an open journal off the screen, and closes all windows but the first.
func (u *App) detach(w *mainWindow) {
	all := u.windows()
	u.Page()
	u.open, u.others = nil, nil
	u.followReminders()
	for _, each := range all {
		each.close()
	}
	u.clearScreen()
	_ = u.copies.RemoveAll() // again at the end
	closeFurther(all[1:])
}

// closeSession closes a journal, with the backup after the session.
func (u *App) closeSession(w *mainWindow, then func(error)) {
	u.tasks.Work(w.session.Close, then)
}

// closeAndEnd closes the journal and ends the program.
func (u *App) closeAndEnd(w *mainWindow) {
	if u.open != w {
		return // it is on its way out already
	}
	u.detach(w)
	u.showWaiting(wording.Say("closing-your-journal"))
	u.closeSession(w, func(err error) {
		if errors.Is(err, vault.ErrReplaced) {
			u.alertThen(filesReplaced, problem.Sentence(err), u.end)
			return
		}
		if err != nil {
			os.Stderr.WriteString("enactive: " + problem.Sentence(err) + "\n")
		}
		u.end()
	})
}

// end ends the program after its journal is closed.
func (u *App) end() {
	u.rememberPlace()
	u.tasks.stop()
	// At its end the toolkit passes its last work, such as writing the preferences, to a loop that
	// has stopped already, and crashes. So nothing may be left to do by then.
	l := u.app.Lifecycle()
	l.SetOnEnteredForeground(nil)
	l.SetOnExitedForeground(nil)
	if last, ok := l.(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		last.SetOnStoppedHookExecuted(nil)
	}
	u.window.Hide()
	u.tasks.Work(func(context.Context) error {
		time.Sleep(preferencesDelay)
		return nil
	}, func(error) {
		_ = u.copies.RemoveAll() // the next start sweeps what stays
		u.window.Close()
	})
}

// preferencesDelay is how long the toolkit takes, at the most, to write preferences that were changed: it
// does so at once, and a tenth of a second later where several were.
const preferencesDelay = 400 * time.Millisecond

// askToLose asks before the program ends with unsaved input.
func (u *App) askToLose(words string, lose func()) {
	if u.unsealed.asking {
		return
	}
	u.unsealed.asking = true
	var sheet *shell.Sheet
	done := func() { u.unsealed.asking = false; sheet.Hide() }
	back := control.NewButton(control.Primary, wording.Say("go-back-to-it"), nil, done)
	away := control.NewButton(control.Silent, wording.Say("quit-without-saving"), nil, func() { done(); lose() })
	sheet = shell.ShowSheet(u.window.Canvas(), 520, arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("what-you-typed-is-not-saved-yet")), prose.Paragraph(words)),
		container.NewBorder(nil, nil, away, back))
	sheet.OnCancel = done
	u.window.Canvas().Focus(back)
}
