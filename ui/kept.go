package ui

import (
	"context"
	"errors"

	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/page"
)

// write opens a form, with what was kept of it the last time it was left.
func (d *desk) write(kept string, make func() page.Form) {
	form := make()
	doc, at, found := d.journal.Draft(kept)
	if found && form.Restore(doc) != nil {
		found = false
	}
	d.take(form, make)
	d.kept = kept
	if found {
		d.tell(wording.Say("you-are-continuing-what-you-began", wording.V{"When": wording.Moment(at.In(d.journal.Now().Location()))}), false)
		d.typed()
	}
}

// leaving does something that takes an editor off the screen. What was typed there and is not
// saved is kept first, so that nothing is lost and nobody has to be asked.
func (d *desk) leaving(do func()) {
	if d.editor == nil || !d.editor.Changed() || d.kept == "" {
		do()
		return
	}
	kept, doc := d.kept, d.editor.Draft()
	d.app.work(func(ctx context.Context) error { return d.journal.SaveDraft(ctx, kept, doc) }, func(err error) {
		if err != nil {
			// The disk refuses it: the form stays, and says why.
			d.unsaved(savingDraft, err, d.seal)
			return
		}
		d.kept = "" // it is kept: saving or leaving must not drop it
		do()
		d.tellAnd(wording.Say("what-you-were-writing-is-kept-you-can"),
			control.NewButton(control.Silent, wording.Say("continue-writing"), nil, func() { d.resume(kept) }))
	})
}

// letGo drops what was kept of a form that is saved, or that its writer discarded.
func (d *desk) letGo(kept string) {
	if kept == "" {
		return
	}
	if _, _, found := d.journal.Draft(kept); !found {
		return
	}
	d.app.work(func(ctx context.Context) error { return d.journal.DropDraft(ctx, kept) }, func(err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			d.page.Fail(err)
			return
		}
		d.refresh()
	})
}

// resume opens a form on what was begun and left.
func (d *desk) resume(kept string) {
	doc, _, found := d.journal.Draft(kept)
	if !found || !d.writable(false) {
		return
	}
	back := d.shown
	d.leaving(func() {
		make := func() page.Form {
			form, err := page.Reopen(d.page, doc, func() { d.put(back) })
			if err != nil {
				d.page.Fail(err)
			}
			return form
		}
		if form := make(); form != nil {
			d.take(form, make)
			d.kept = kept
		}
	})
}
