package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"enactive/plaincopy"
	"enactive/ui/files"
	"enactive/ui/problem"
)

// outsideTrouble says why a file of a name cannot be opened by another program; nothing if it can.
func (u *App) outsideTrouble(name string) string {
	switch {
	case files.MayRun(name):
		return problem.Unopened(name, files.ErrMayRun)
	case !u.copies.Parents.HasMemory():
		return problem.Unopened(name, plaincopy.ErrNoMemory)
	}
	return ""
}

// openOutside writes a plain copy of what read returns into memory and hands it to another program. It
// is removed when the journal is locked or closed, or at once if nothing opens it.
func (u *App) openOutside(w *mainWindow, name string, read func(context.Context) ([]byte, error), done func(trouble string, err error)) {
	if trouble := u.outsideTrouble(name); trouble != "" {
		done(trouble, nil)
		return
	}
	var path string
	var unread error
	u.tasks.Work(func(ctx context.Context) error {
		var data []byte
		if data, unread = read(ctx); unread != nil {
			return unread
		}
		var err error
		path, err = u.copies.Write(name, data)
		return err
	}, func(err error) {
		switch {
		case !w.isActive(): // it was locked meanwhile
			_ = u.copies.RemoveAll() // the next start sweeps what stays
		case unread != nil:
			done("", unread)
		case err != nil:
			done(problem.Unopened(name, err), nil)
		default:
			u.handOver(w.window, path, func(err error) {
				trouble := ""
				if err != nil {
					_ = u.copies.Remove(path) // or with the lock
					trouble = problem.Unopened(name, err)
				}
				if w.isActive() {
					done(trouble, nil)
				}
			})
		}
	})
}

// handOver has another program open a file. The desktop may wait for a person, so that it is no work that
// a lock waits for.
func (u *App) handOver(over fyne.Window, path string, done func(error)) {
	open := u.options.OpenFile
	if open == nil {
		open = func(ctx context.Context, _ fyne.Window, path string) error { return files.Open(ctx, path) }
	}
	ctx := u.tasks.ctx
	go func() {
		err := open(ctx, over, path)
		u.tasks.onThread(func() { done(err) })
	}()
}
