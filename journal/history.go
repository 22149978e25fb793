package journal

import (
	"context"
	"fmt"
	"slices"

	"enactive/journal/vault"
)

// edit is one document before and after a command; nil means it was or is not there.
type edit struct {
	rec         vault.RecordID
	entryBefore *Entry
	entryAfter  *Entry
	areaBefore  *Area
	areaAfter   *Area
}

func (e edit) inverse() edit {
	return edit{e.rec, e.entryAfter, e.entryBefore, e.areaAfter, e.areaBefore}
}

// step is one command: what undo takes back as a whole.
type step struct {
	what  string
	edits []edit
}

func (s step) inverse() step {
	edits := make([]edit, len(s.edits))
	for i, e := range s.edits {
		edits[len(edits)-1-i] = e.inverse()
	}
	return step{s.what, edits}
}

// maxUndo is how many steps undo remembers.
const maxUndo = 100

// Undo takes back the last command and returns what it was, such as "Delete an entry".
func (j *Journal) Undo(ctx context.Context) (string, error) { return j.travel(ctx, &j.undo, &j.redo) }

// Redo does again what Undo took back last.
func (j *Journal) Redo(ctx context.Context) (string, error) { return j.travel(ctx, &j.redo, &j.undo) }

func (j *Journal) travel(ctx context.Context, from, to *[]step) (string, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return "", err
	}
	if len(*from) == 0 {
		if from == &j.undo && j.notKept != "" {
			return "", &tooLargeError{j.notKept}
		}
		return "", ErrNothingToUndo
	}
	s := (*from)[len(*from)-1]
	// What Undo takes back next is kept: the step before this one, or this one again.
	again := s.inverse()
	next := &again
	if from == &j.undo {
		next = nil
		if n := len(j.undo); n > 1 {
			next = &j.undo[n-2]
		}
	}
	if err := j.apply(ctx, s.inverse(), next); err != nil {
		return "", err
	}
	*from = (*from)[:len(*from)-1]
	*to = append(*to, s.inverse())
	return s.what, nil
}

// CanUndo returns what Undo would take back, or nothing.
func (j *Journal) CanUndo() (what string, ok bool) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if len(j.undo) == 0 {
		return "", false
	}
	return j.undo[len(j.undo)-1].what, true
}

// do applies s and remembers it for undo.
func (j *Journal) do(ctx context.Context, s step) error {
	if err := j.apply(ctx, s, &s); err != nil {
		return err
	}
	j.undo = append(j.undo, s)
	if len(j.undo) > maxUndo {
		j.undo = slices.Clone(j.undo[len(j.undo)-maxUndo:])
	}
	j.redo = nil
	return nil
}

// apply writes s to the disk, together with the step that Undo takes back after it, then
// to memory, then tells the listeners. More changes go to the disk alone, all in one.
func (j *Journal) apply(ctx context.Context, s step, next *step, more ...vault.Change) error {
	if err := j.ReadOnly(); err != nil {
		return err
	}
	changes := make([]vault.Change, 0, len(s.edits))
	for _, e := range s.edits {
		c := vault.Change{ID: e.rec}
		var err error
		switch {
		case e.entryAfter != nil:
			c.Doc, err = j.codec.encodeEntry(e.entryAfter)
		case e.areaAfter != nil:
			c.Doc, err = j.codec.encodeArea(e.areaAfter)
		}
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	kept, err := j.keepStep(next)
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	if err := j.vault.Apply(ctx, slices.Concat(changes, kept, more)); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	j.notKept = ""
	j.feed.tell(j.remember(s.edits))
	return nil
}

// remember brings memory up to what is on the disk and says what changed.
func (j *Journal) remember(edits []edit) Change {
	j.mu.Lock()
	defer j.mu.Unlock()
	var change Change
	touched := map[AreaID]bool{}
	gone, come := map[*item]bool{}, []*item(nil)
	for _, e := range edits {
		if e.areaBefore != nil || e.areaAfter != nil {
			j.rememberArea(e, touched)
			continue
		}
		if e.entryBefore != nil {
			gone[j.entries[e.entryBefore.ID]] = true
			delete(j.entries, e.entryBefore.ID)
			touched[e.entryBefore.Area] = true
			change.Entries = append(change.Entries, e.entryBefore.ID)
		}
		if e.entryAfter != nil {
			it := &item{Entry: *e.entryAfter, rec: e.rec, folded: foldEntry(e.entryAfter)}
			j.entries[it.ID] = it
			come = append(come, it)
			touched[it.Area] = true
			if e.entryBefore == nil {
				change.Entries = append(change.Entries, it.ID)
			}
		}
	}
	j.order = reorder(j.order, gone, come)
	for id := range touched {
		change.Areas = append(change.Areas, id)
	}
	slices.Sort(change.Areas)
	return change
}

func (j *Journal) rememberArea(e edit, touched map[AreaID]bool) {
	if e.areaAfter != nil {
		j.areas[e.areaAfter.ID] = &areaItem{*e.areaAfter, e.rec}
		touched[e.areaAfter.ID] = true
		return
	}
	delete(j.areas, e.areaBefore.ID)
	touched[e.areaBefore.ID] = true
}

// fewEdits is up to how many edits single insertions beat merging the whole order.
const fewEdits = 32

// reorder returns a new order without gone and with come in their places.
func reorder(order []*item, gone map[*item]bool, come []*item) []*item {
	if len(gone)+len(come) <= fewEdits {
		out := append(make([]*item, 0, len(order)+len(come)), order...) // readers keep the old order
		for it := range gone {
			if i, ok := slices.BinarySearchFunc(out, it, compareItems); ok {
				out = slices.Delete(out, i, i+1)
			}
		}
		for _, it := range come {
			i, _ := slices.BinarySearchFunc(out, it, compareItems)
			out = slices.Insert(out, i, it)
		}
		return out
	}
	slices.SortFunc(come, compareItems)
	out := make([]*item, 0, len(order)+len(come)-len(gone))
	for _, it := range order {
		if gone[it] {
			continue
		}
		for len(come) > 0 && compareItems(come[0], it) < 0 {
			out, come = append(out, come[0]), come[1:]
		}
		out = append(out, it)
	}
	return append(out, come...)
}
