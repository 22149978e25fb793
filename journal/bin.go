package journal

import (
	"context"
	"fmt"
	"time"
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
// was. It cannot be taken back.
func (j *Journal) EmptyBin(ctx context.Context) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if j.ReadOnly() != nil {
		return 0, nil // it waits
	}
	now := j.now()
	return j.remove(ctx, func(e *Entry) bool { return !e.Deleted.IsZero() && !e.LeavesBin().After(now) })
}

// Erase removes entries for good, whether they are in the bin or not, and then seals all
// that is left under new keys, so that what the disk may still hold of them opens with
// nothing that the journal keeps. It cannot be taken back, and earlier steps cannot either.
// Backups made before hold the entries still.
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
	if _, err := j.remove(ctx, func(e *Entry) bool { return chosen[e.ID] }); err != nil {
		return err
	}
	if err := j.vault.Rotate(ctx); err != nil {
		return fmt.Errorf("sealing what is left: %w", err)
	}
	return nil
}

// remove takes entries out of the journal and out of all that could bring them back.
func (j *Journal) remove(ctx context.Context, which func(*Entry) bool) (int, error) {
	j.mu.RLock()
	order := j.order
	j.mu.RUnlock()
	s := step{what: "Remove entries"}
	for _, it := range order {
		if which(&it.Entry) {
			s.edits = append(s.edits, edit{rec: it.rec, entryBefore: &it.Entry})
		}
	}
	if len(s.edits) == 0 {
		return 0, nil
	}
	if err := j.apply(ctx, s, nil); err != nil {
		return 0, err
	}
	j.undo, j.redo = nil, nil
	return len(s.edits), nil
}
