package journal

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/vault"
)

// BinDays is how many days a deleted entry stays in the bin.
const BinDays = 30

// LeavesBin is when an entry in the bin goes for good; the zero time for one that is not
// in the bin.
func (e *Entry) LeavesBin() time.Time {
	if e.Deleted.IsZero() {
		return time.Time{}
	}
	return e.Deleted.AddDate(0, 0, BinDays)
}

// EmptyBin removes what has been in the bin for BinDays, and returns how many entries that
// was. It cannot be taken back; steps after the last one that had to do with those entries
// still can.
func (j *Journal) EmptyBin(ctx context.Context) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if j.ReadOnly() != nil {
		return 0, nil // it waits
	}
	now := j.now()
	s := j.removal(func(e *Entry) bool { return !e.Deleted.IsZero() && !e.LeavesBin().After(now) })
	if len(s.edits) == 0 {
		return 0, nil
	}
	undo := j.withoutThoseOf(s)
	if err := j.apply(ctx, s, undo, nil); err != nil {
		return 0, err
	}
	j.undo, j.redo = undo, nil
	return len(s.edits), nil
}

// Erase removes entries for good, whether they are in the bin or not, with what was being
// written about them, and then seals all that is left under new keys, so that what the disk
// may still hold of them opens with nothing that the journal keeps. It cannot be taken back,
// and earlier steps cannot either. Backups made before hold the entries still.
//
// After an error that wraps ErrNotResealed the entries are gone, and sealing the rest anew
// is tried again each time the journal is opened; after any other nothing has changed.
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
	if err := j.apply(ctx, j.removal(func(e *Entry) bool { return chosen[e.ID] }), nil, nil, append(drafts, due)...); err != nil {
		return err
	}
	j.undo, j.redo, j.resealDue = nil, nil, true
	for _, key := range keys {
		delete(j.drafts, key)
	}
	if err := j.reseal(ctx); err != nil {
		return fmt.Errorf("%w: %w", ErrNotResealed, err)
	}
	return nil
}

// reseal seals all that is left after erasing under new keys.
func (j *Journal) reseal(ctx context.Context) error {
	if err := j.vault.Rotate(ctx); err != nil {
		return err
	}
	j.resealed(ctx)
	return nil
}

// resealed notes that nothing waits to be sealed anew. Where that cannot be noted, the next
// opening does it once more, which harms nothing.
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

// removal is the step that takes entries out of the journal.
func (j *Journal) removal(which func(*Entry) bool) step {
	j.mu.RLock()
	order := j.order
	j.mu.RUnlock()
	s := step{StepName: StepName{Kind: stepRemoveEntries}}
	for _, it := range order {
		if which(&it.Entry) {
			s.edits = append(s.edits, edit{rec: it.rec, before: &it.Entry})
		}
	}
	return s
}

// withoutThoseOf are the steps that can be taken back without touching what s removes.
func (j *Journal) withoutThoseOf(s step) []step {
	gone := map[vault.RecordID]bool{}
	for _, e := range s.edits {
		gone[e.rec] = true
	}
	for i, u := range slices.Backward(j.undo) {
		if slices.ContainsFunc(u.edits, func(e edit) bool { return gone[e.rec] }) {
			return slices.Clone(j.undo[i+1:])
		}
	}
	return j.undo
}

// draftsOf finds the drafts that speak of entries by their ids, which is all that is known
// of what a draft holds.
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
