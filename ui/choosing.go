package ui

import (
	"fyne.io/fyne/v2"

	"enactive/journal/wording"
)

// chooseNatively shows the desktop's dialog for a file or a folder over a window, one at a time, or calls
// none where there is no such dialog.
func (u *App) chooseNatively(over fyne.Window, folder bool, from string, then func(path string), none func()) {
	if u.options.Choose == nil {
		none()
		return
	}
	if u.choosing {
		return
	}
	u.choosing = true
	title := wording.Say("which-file")
	if folder {
		title = wording.Say("which-folder")
	}
	ctx, path, answered := u.tasks.ctx, "", false
	go func() { // it waits for the person, so that it is no work that a lock waits for
		path, answered = u.options.Choose(ctx, over, title, from, folder)
		u.tasks.onThread(func() {
			u.choosing = false
			switch {
			case !answered:
				none()
			case path != "":
				then(path)
			}
		})
	}()
}
