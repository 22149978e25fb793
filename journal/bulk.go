package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Tag adds tags to entries and takes tags away from them, as one undo step, and returns how
// many entries it changed. Tags that differ only in case or diacritics are one; what an entry
// has already is not added again.
func (j *Journal) Tag(ctx context.Context, ids []EntryID, add, remove []string) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	add, remove = cleanItems(slices.Clone(add)), foldAll(cleanItems(slices.Clone(remove)))
	now := wholeSeconds(j.now())
	return j.changeEach(ctx, stepTag, ids, func(e *Entry) (Entry, error) {
		after := e.Clone()
		after.Tags = slices.DeleteFunc(after.Tags, func(tag string) bool { return slices.Contains(remove, Fold(tag)) })
		for _, tag := range add {
			if !anyFold([]string{Fold(tag)}, after.Tags) {
				after.Tags = append(after.Tags, tag)
			}
		}
		if slices.Equal(after.Tags, e.Tags) {
			return *e, errUnchanged
		}
		after.Modified = now
		return checkChange(after, e, now)
	})
}

// MoveTo puts entries into another area, as one undo step, and returns how many it moved.
func (j *Journal) MoveTo(ctx context.Context, ids []EntryID, area AreaID) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if _, ok := j.areaItem(area); !ok {
		return 0, fmt.Errorf("moving entries: %w", ErrNoArea)
	}
	now := wholeSeconds(j.now())
	return j.changeEach(ctx, stepMove, ids, func(e *Entry) (Entry, error) {
		if e.Area == area {
			return *e, errUnchanged
		}
		after := e.Clone()
		after.Area, after.Modified = area, now
		return after, nil
	})
}

// Delete puts entries into the bin as one undo step. Entries that are there already stay.
func (j *Journal) Delete(ctx context.Context, ids ...EntryID) error {
	return j.mark(ctx, stepDelete, wholeSeconds(j.now()), ids)
}

// Undelete takes entries out of the bin as one undo step.
func (j *Journal) Restore(ctx context.Context, ids ...EntryID) error {
	return j.mark(ctx, stepRestore, time.Time{}, ids)
}

func (j *Journal) mark(ctx context.Context, kind StepKind, deleted time.Time, ids []EntryID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	_, err := j.changeEach(ctx, kind, ids, func(e *Entry) (Entry, error) {
		if e.Deleted.IsZero() == deleted.IsZero() {
			return *e, errUnchanged
		}
		after := e.Clone()
		after.Deleted = deleted
		return after, nil
	})
	return err
}

// errUnchanged leaves one of many entries as it is.
var errUnchanged = errors.New("the entry stays as it is")

// changeEach changes entries in one step, of that kind,
// and returns how many it changed. An entry that cannot be kept as it would be keeps all from
// being changed. change must leave alone what may be sealed. j.writing is held.
func (j *Journal) changeEach(ctx context.Context, kind StepKind, ids []EntryID, change func(*Entry) (Entry, error)) (int, error) {
	var edits []edit
	seen := make(map[EntryID]bool, len(ids))
	for _, id := range ids {
		it, ok := j.item(id)
		if !ok {
			return 0, fmt.Errorf("entry %s: %w", id, ErrNoEntry)
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		after, err := change(&it.Entry)
		if errors.Is(err, errUnchanged) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("entry %s: %w", id, err)
		}
		edits = append(edits, edit{rec: it.rec, before: &it.Entry, after: &after})
	}
	if len(edits) == 0 {
		return 0, nil
	}
	return len(edits), j.do(ctx, step{StepName: StepName{Kind: kind, N: len(edits)}, edits: edits})
}
