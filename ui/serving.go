package ui

import (
	"context"
	"errors"

	"enactive/journal"
	"enactive/journal/wording"
)

// Serve lets the commands of a terminal use the journal of an open window. lock locks the window, or says
// why it cannot. stop returns when no command uses the journal any more.
type Serve func(j *journal.Journal, lock func() error) (stop func(), err error)

// canServe reports whether commands can use the open journal, if the person wants it.
func (u *App) canServe() bool { return u.options.Serve != nil }

// serves reports whether the person wants it: it is off until they do.
func (u *App) serves() bool { return u.canServe() && u.app.Preferences().Bool(prefServe) }

// setServing remembers whether commands may use the journal, and has it begin or end.
func (u *App) setServing(on bool) {
	u.app.Preferences().SetBool(prefServe, on)
	u.serve()
}

// serve lets commands use the open journal, if they may, or no longer.
func (u *App) serve() {
	if u.open == nil || !u.canServe() {
		return
	}
	open := u.open.session
	var start func() (func(), error)
	if u.serves() {
		start = func() (func(), error) { return u.options.Serve(open.Journal(), u.lockForCommand) }
	}
	u.tasks.Work(func(context.Context) error { return open.Serve(start) }, func(err error) {
		if err != nil && u.open != nil {
			u.open.toast(wording.Say("commands-cannot-use-the-journal"), false)
		}
	})
}

// lockForCommand locks the journal because a command asked for it. It is not for the interface's thread.
func (u *App) lockForCommand() error {
	done := make(chan error, 1)
	u.tasks.onThread(func() {
		switch {
		case u.open == nil:
			done <- nil
		case !u.open.session.Protected():
			done <- errors.New(wording.Say("this-journal-has-no-passphrase-so-there"))
		default:
			u.lockNow()
			done <- nil
		}
	})
	return <-done
}

func (h pageHost) CanServe() bool     { return h.w.app.canServe() }
func (h pageHost) Serves() bool       { return h.w.app.serves() }
func (h pageHost) SetServing(on bool) { h.w.app.setServing(on) }
