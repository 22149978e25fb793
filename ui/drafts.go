package ui

import (
	"bytes"
	"context"
	"errors"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/page"
)

// The names under which what stands in the forms is kept.
const (
	draftOfQuick  = "quick"
	draftOfEditor = "editor"
	draftOfReview = "review"
)

// sealAfter is how long after the last key what was typed is sealed.
const sealAfter = 2 * time.Second

// drafts are what stands in the forms and is not saved; an empty one means that nothing does.
func (d *desk) drafts() map[string][]byte {
	all := map[string][]byte{draftOfQuick: d.quick.Draft(), draftOfEditor: nil, draftOfReview: d.review.Draft()}
	if d.editor != nil {
		all[draftOfEditor] = d.editor.Draft()
	}
	return all
}

// typed has what was typed sealed soon.
func (d *desk) typed() {
	d.typeTurn++
	turn := d.typeTurn
	d.app.after(sealAfter, func() {
		if turn == d.typeTurn && d.app.open == d {
			d.seal()
		}
	})
}

// seal seals what stands in the forms now, and forgets the draft of what was saved or left.
func (d *desk) seal() {
	drafts := map[string][]byte{}
	for key, doc := range d.drafts() {
		if !bytes.Equal(doc, d.sealed[key]) {
			drafts[key] = doc
		}
	}
	if len(drafts) == 0 {
		d.saved(savingDraft)
		return
	}
	d.app.work(func(ctx context.Context) error {
		_, err := sealAll(ctx, d.journal, drafts)
		return err
	}, func(err error) {
		if err != nil {
			d.unsaved(savingDraft, err, d.seal)
			return
		}
		for key, doc := range drafts {
			d.sealed[key] = doc
		}
		d.saved(savingDraft)
	})
}

// sealAll seals drafts in the journal and returns those that hold something and could not be.
func sealAll(ctx context.Context, j *journal.Journal, drafts map[string][]byte) (unsealed map[string][]byte, err error) {
	unsealed = map[string][]byte{}
	for key, doc := range drafts {
		if doc == nil {
			err = errors.Join(err, j.DropDraft(ctx, key))
			continue
		}
		if failed := j.SaveDraft(ctx, key, doc); failed != nil {
			unsealed[key] = doc
			err = errors.Join(err, failed)
		}
	}
	return unsealed, err
}

// bringBack puts what was typed before the journal was locked into its forms again. What
// was kept in memory is newer than what was sealed.
func (d *desk) bringBack(kept map[string][]byte) {
	find := func(key string) []byte {
		sealed, _, _ := d.journal.Draft(key)
		d.sealed[key] = sealed
		if doc := kept[key]; doc != nil {
			return doc
		}
		return sealed
	}
	editor, quick := find(draftOfEditor), find(draftOfQuick)
	if words := find(draftOfReview); len(words) > 0 {
		d.review.Restore(words)
	}
	back := false
	if len(editor) > 0 {
		remake := func() page.Form {
			form, _ := page.Reopen(d.page, editor, func() { d.put(pageHome) }) // what is no draft opens nothing
			return form
		}
		if form := remake(); form != nil {
			d.take(form, remake)
			d.kept = page.KeptOf(editor)
			back = true
		}
	}
	if len(quick) > 0 && d.quick.Restore(quick) == nil {
		if back = true; d.editor == nil {
			d.openQuick()
		}
	}
	if back {
		d.tell(wording.Say("what-you-were-writing-has-been-restored"), false)
	}
	if kept != nil {
		d.seal()
	}
}
