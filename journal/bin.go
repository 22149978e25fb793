package journal

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// BinDays is how many days a deleted entry stays in the bin.
const BinDays = 30

// LeavesBin returns when an entry in the bin is removed permanently, or the zero time for
// an entry that is not in the bin.
func (e *Entry) LeavesBin() time.Time {
	if e.Deleted.IsZero() {
		return time.Time{}
	}
	return e.Deleted.AddDate(0, 0, BinDays)
}

// EmptyBin removes the entries that have been in the bin for BinDays, and returns their
// number. It cannot be undone; steps after the last one that touched those entries still can.
func (j *Journal) EmptyBin(ctx context.Context) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if j.ReadOnly() != nil {
		return 0, nil // until the journal is writable
	}
	now := j.now()
	s := j.removal(func(e *Entry) bool { return !e.Deleted.IsZero() && !e.LeavesBin().After(now) })
	if len(s.edits) == 0 {
		return 0, nil
	}
	entries := 0
	for _, e := range s.edits {
		if _, ok := e.before.(*Entry); ok {
			entries++
		}
	}
	undo := untouchedBy(j.undo, s)
	if err := j.apply(ctx, s, undo, nil); err != nil {
		return 0, err
	}
	j.undo, j.redo = undo, nil
	return entries, nil
}

// Erase removes entries permanently, in the bin or not, with their drafts and attachments, and then reseals
// the rest under new keys, so that no remaining key opens traces of them on the disk. Neither
// it nor any earlier step can be undone. Earlier backups still contain the entries.
//
// After an error that wraps ErrNotResealed the entries are removed, and resealing the rest is
// retried each time the journal is opened; after any other error nothing has changed.
func (j *Journal) Erase(ctx context.Context, ids ...EntryID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	chosen := map[EntryID]bool{}
	for _, id := range ids {
		if _, ok := j.item(id); !ok {
			return fmt.Errorf("erasing entry %s: %w", id, ErrNoEntry)
		}
		chosen[id] = true
	}
	if len(chosen) == 0 {
		return nil
	}
	due, err := j.metaChange(j.meta, true)
	if err != nil {
		return err
	}
	drafts, keys := j.draftsOf(chosen)
	s := j.removal(func(e *Entry) bool { return chosen[e.ID] })
	gone := filesOf(s.edits)
	if err := j.apply(ctx, s, nil, nil, append(drafts, due)...); err != nil {
		return err
	}
	j.undo, j.redo, j.resealDue = nil, nil, true
	for _, key := range keys {
		d := j.drafts[key]
		delete(j.drafts, key)
		j.forgetFilesOf(d)
		for _, p := range d.files {
			gone = append(gone, p.a.file.ID)
		}
	}
	j.eraseFiles(gone)
	if err := j.reseal(ctx); err != nil {
		return fmt.Errorf("%w: %w", ErrNotResealed, err)
	}
	return nil
}

// reseal seals the remaining records under new keys.
func (j *Journal) reseal(ctx context.Context) error {
	if err := j.vault.Rotate(ctx); err != nil {
		return err
	}
	j.resealed(ctx)
	return nil
}

// resealed records that no resealing is due. If that fails, the journal is resealed again
// when it is opened next, which is harmless.
func (j *Journal) resealed(ctx context.Context) {
	if !j.resealDue {
		return
	}
	done, err := j.metaChange(j.meta, false)
	if err == nil {
		err = j.put(ctx, []vault.Change{done})
	}
	j.resealDue = err != nil
}

// removal returns the step that removes entries from the journal.
func (j *Journal) removal(which func(*Entry) bool) step {
	order := j.wholeOrder()
	s := step{StepName: StepName{Kind: stepRemoveEntries}}
	for _, it := range order {
		if which(&it.Entry) {
			s.edits = append(s.edits, edit{rec: it.rec, before: &it.Entry})
		}
	}
	s.edits = append(s.edits, j.attachmentsOf(s.edits)...)
	return s
}

// filesOf returns the files of the attachments that edits remove.
func filesOf(edits []edit) []sealedfile.ID {
	var ids []sealedfile.ID
	for _, e := range edits {
		if a, ok := e.before.(*Attachment); ok && e.after == nil {
			ids = append(ids, a.file.ID)
		}
	}
	return ids
}

// untouchedBy returns the steps on top of a stack that can be undone, or redone, without touching the
// records that s changes.
func untouchedBy(stack []step, s step) []step {
	changed := map[vault.RecordID]bool{}
	for _, e := range s.edits {
		changed[e.rec] = true
	}
	for i, u := range slices.Backward(stack) {
		if slices.ContainsFunc(u.edits, func(e edit) bool { return changed[e.rec] }) {
			return slices.Clone(stack[i+1:])
		}
	}
	return stack
}

// draftsOf finds the drafts that mention the ids; the format of drafts is unknown here.
func (j *Journal) draftsOf(ids map[EntryID]bool) (gone []vault.Change, keys []string) {
	for key, d := range j.drafts {
		for id := range ids {
			if strings.Contains(key, string(id)) || bytes.Contains(d.text, []byte(id)) {
				gone, keys = append(gone, vault.Change{ID: d.rec}), append(keys, key)
				break
			}
		}
	}
	return gone, keys
}
