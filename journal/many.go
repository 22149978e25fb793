package journal

import (
	"context"
	"fmt"
	"slices"
)

// Tag adds tags to entries and takes tags away from them, as one undo step, and returns how
// many entries it changed. Tags that differ only in case or diacritics are one; what an entry
// has already is not added again.
func (j *Journal) Tag(ctx context.Context, ids []EntryID, add, remove []string) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	add, remove = cleanItems(slices.Clone(add)), foldAll(cleanItems(slices.Clone(remove)))
	return j.changeMany(ctx, tagOne, tagMany, ids, func(e *Entry) {
		e.Tags = slices.DeleteFunc(e.Tags, func(tag string) bool { return slices.Contains(remove, Fold(tag)) })
		for _, tag := range add {
			if !anyFold([]string{Fold(tag)}, e.Tags) {
				e.Tags = append(e.Tags, tag)
			}
		}
	})
}

// MoveTo puts entries into another area, as one undo step, and returns how many it moved.
func (j *Journal) MoveTo(ctx context.Context, ids []EntryID, area AreaID) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if _, ok := j.areaItem(area); !ok {
		return 0, fmt.Errorf("moving entries: %w", ErrNoArea)
	}
	return j.changeMany(ctx, moveOne, moveMany, ids, func(e *Entry) { e.Area = area })
}

// changeMany changes entries in one step with a name for one of them and one for many. What
// change leaves as it was is left alone; an entry that cannot be kept as it would be keeps
// all from being changed. It must change nothing but the area, tags and what else is never
// sealed.
func (j *Journal) changeMany(ctx context.Context, one, many string, ids []EntryID, change func(*Entry)) (int, error) {
	now := wholeSeconds(j.now())
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
		after := it.Entry.Clone()
		change(&after)
		if after.Area == it.Area && slices.Equal(after.Tags, it.Tags) {
			continue
		}
		after, err := Check(after)
		if err != nil {
			return 0, fmt.Errorf("entry %s: %w", id, err)
		}
		after.Modified = now
		edits = append(edits, edit{rec: it.rec, before: &it.Entry, after: &after})
	}
	if len(edits) == 0 {
		return 0, nil
	}
	return len(edits), j.do(ctx, step{counted(len(edits), one, many), edits})
}
