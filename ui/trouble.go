package ui

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal/backup"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/shell"
)

// retryAfter is how long the window waits before it tries to save once more.
const retryAfter = 5 * time.Second

// trouble names something that can be wrong for a while. Their order is that on the screen.
type trouble int

const (
	notSaved trouble = iota
	notBackedUp
	onlyForReading
	lostSomething
	troubles // how many there are
)

// wrong shows a banner for as long as something is wrong.
func (d *desk) wrong(t trouble, title, words string, tools ...fyne.CanvasObject) {
	if b := d.banners[t]; b != nil {
		b.SetText(title, words)
		return
	}
	d.banners[t] = shell.NewBanner(title, words, tools...)
	d.showBanners()
}

// right takes a banner away: what it told of is right again.
func (d *desk) right(t trouble) {
	if d.banners[t] != nil {
		d.banners[t] = nil
		d.showBanners()
	}
}

func (d *desk) showBanners() {
	d.top.Objects = nil
	d.top.Hide() // even empty it would take the frame's gap
	for _, b := range d.banners {
		if b != nil {
			d.top.Add(b)
			d.top.Show()
		}
	}
	d.frame.Refresh()
}

// What can fail to be saved, each by itself.
const (
	savingForm  = "form"
	savingDraft = "draft"
)

// unsaved tells of a save that failed and has it tried again until it works. What is wrong
// with the words that were typed is for their form to say.
func (d *desk) unsaved(what string, err error, again func()) {
	if !page.IsTrouble(err) {
		return
	}
	title, words := page.Trouble(d.app.folder, err)
	d.wrong(notSaved, title, words, d.rescues(err)...)
	d.failing[what] = again
	d.retryTurn++
	turn := d.retryTurn
	d.app.after(retryAfter, func() {
		if turn != d.retryTurn || d.app.open != d {
			return
		}
		for _, again := range d.failing {
			again()
		}
	})
}

// saved notes that something was saved, or that it no longer needs to be.
func (d *desk) saved(what string) {
	delete(d.failing, what)
	if len(d.failing) == 0 {
		d.retryTurn++
		d.right(notSaved)
	}
}

// rescues are the buttons of the banner over a save that failed.
func (d *desk) rescues(err error) []fyne.CanvasObject {
	if errors.Is(err, vault.ErrReplaced) {
		return []fyne.CanvasObject{control.NewButton(control.Plain, wording.Say("open-it-again"), nil, d.app.reopen), control.NewButton(control.Silent, wording.Say("save-an-emergency-copy"), nil, d.emergency)}
	}
	if errors.Is(err, vault.ErrClosed) {
		return []fyne.CanvasObject{control.NewButton(control.Plain, wording.Say("open-it-again"), nil, d.app.reopen)}
	}
	return []fyne.CanvasObject{control.NewButton(control.Plain, wording.Say("save-an-emergency-copy"), nil, d.emergency)}
}

// emergency saves what stands in the open form elsewhere.
func (d *desk) emergency() {
	if form, ok := d.editor.(page.Written); ok {
		d.page.Emergency(form)
		return
	}
	if d.quick.Changed() {
		d.page.Emergency(d.quick)
		return
	}
	d.tell(wording.Say("an-emergency-copy-can-only-be-made"), false)
}

// backupTools are the buttons of the banner over a backup that failed.
func (d *desk) backupTools() []fyne.CanvasObject {
	again := control.NewButton(control.Plain, wording.Say("try-again"), nil, func() {
		d.app.work(func(ctx context.Context) error {
			_, err := backup.Make(ctx, d.journal)
			return err
		}, func(err error) {
			if err == nil {
				d.tell(wording.Say("the-backup-was-made-and-read-back"), false)
			}
			d.lookForTrouble()
		})
	})
	return []fyne.CanvasObject{again, control.NewButton(control.Silent, wording.Say("safety"), nil, func() { d.show(pageSafety) })}
}

// tellRepair tells what was put right while the journal was opened. What was lost, or came from
// another copy, stays on the screen until the person has read it.
func (d *desk) tellRepair(r vault.Repair) {
	if len(r.Notes) == 0 {
		return
	}
	words := strings.Join(r.Notes, " ")
	read := control.NewButton(control.Plain, wording.Say("i-have-read-this"), nil, func() { d.right(lostSomething) })
	switch {
	case !r.Lost && !r.Joined:
		d.tell(words, false)
		return
	case !r.Lost:
		d.wrong(lostSomething, wording.Say("two-copies-of-the-journal-were-joined"), words, read, control.NewButton(control.Silent, wording.Say("bin"), nil, func() { d.show(pageBin) }))
		return
	}
	d.wrong(lostSomething, wording.Say("some-of-the-journal-could-not-be-read"), words, read, control.NewButton(control.Silent, wording.Say("safety"), nil, func() { d.show(pageSafety) }))
}
