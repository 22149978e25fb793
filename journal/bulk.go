package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Tag adds tags to entries and removes tags from them, as one undo step, and returns the
// number of entries changed. Tags that differ only in case or diacritics are the same; a tag
// that an entry already has is not added again.
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

// MoveTo moves entries to another area, as one undo step, and returns the number moved. A try of an
// experiment is ErrTryStays.
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
		if !e.Experiment.IsZero() {
			return *e, ErrTryStays
		}
		after := e.Clone()
		after.Area, after.Modified = area, now
		return after, nil
	})
}

// Delete moves entries to the bin as one undo step. Entries already in the bin do not change.
func (j *Journal) Delete(ctx context.Context, ids ...EntryID) error {
	return j.setDeleted(ctx, stepDelete, wholeSeconds(j.now()), ids)
}

// Restore restores entries from the bin as one undo step. An entry that was a try of an experiment
// comes back as an ordinary entry if another entry has its place by now, or if the place was skipped.
func (j *Journal) Restore(ctx context.Context, ids ...EntryID) error {
	return j.setDeleted(ctx, stepRestore, time.Time{}, ids)
}

func (j *Journal) setDeleted(ctx context.Context, kind StepKind, deleted time.Time, ids []EntryID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	t := tries{j: j}
	_, err := j.changeEach(ctx, kind, ids, func(e *Entry) (Entry, error) {
		if e.Deleted.IsZero() == deleted.IsZero() {
			return *e, errUnchanged
		}
		after := e.Clone()
		after.Deleted = deleted
		if t.check(&after, nil) != nil && !t.isBack(&after) {
			after.Experiment = Try{}
		}
		return after, nil
	})
	return err
}

// errUnchanged makes changeEach skip an entry.
var errUnchanged = errors.New("the entry does not change")

// changeEach changes entries in one step of a kind, and returns the number changed. If one of
// them is invalid after the change, none is changed. change must not touch fields that may be
// sealed. j.writing is held.
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
