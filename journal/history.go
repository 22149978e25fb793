package journal

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"enactive/journal/naming"
	"enactive/journal/vault"
)

// edit is one document before and after a command; nil means it was or is not there.
type edit struct {
	rec           vault.RecordID
	before, after document
}

// document is what a command can change: an *Entry, an *Area, a *Review or a *Filter.
type document interface {
	encoded(c *codec) ([]byte, error)
}

func (e edit) inverse() edit { return edit{e.rec, e.after, e.before} }

// step is one command: what undo takes back as a whole.
type step struct {
	StepName
	edits []edit
	kept  *keptStep // as it is kept on the disk, once that was made
}

func (s step) inverse() step {
	edits := make([]edit, len(s.edits))
	for i, e := range s.edits {
		edits[len(edits)-1-i] = e.inverse()
	}
	return step{StepName: s.StepName, edits: edits}
}

// maxUndo is how many steps undo remembers.
const maxUndo = 100

// Undo undoes the last command and returns its name.
func (j *Journal) Undo(ctx context.Context) (StepName, error) { return j.travel(ctx, &j.undo, &j.redo) }

// Redo redoes what Undo undid last.
func (j *Journal) Redo(ctx context.Context) (StepName, error) { return j.travel(ctx, &j.redo, &j.undo) }

func (j *Journal) travel(ctx context.Context, from, to *[]step) (StepName, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return StepName{}, err
	}
	if len(*from) == 0 {
		if from == &j.undo && !j.notKept.isNone() {
			return StepName{}, tooLarge(j.notKept)
		}
		return StepName{}, ErrNothingToUndo
	}
	s := (*from)[len(*from)-1]
	fewer := (*from)[:len(*from)-1]
	more := append(slices.Clip(*to), s.inverse())
	undo, redo := fewer, more
	if from == &j.redo {
		undo, redo = more, fewer
	}
	if err := j.apply(ctx, s.inverse(), undo, redo); err != nil {
		return StepName{}, err
	}
	j.undo, j.redo = undo, redo
	return s.StepName, nil
}

// CanUndo returns what Undo would take back, or nothing.
func (j *Journal) CanUndo() (what StepName, ok bool) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if len(j.undo) == 0 {
		return StepName{}, false
	}
	return j.undo[len(j.undo)-1].StepName, true
}

// do applies s and remembers it for undo.
func (j *Journal) do(ctx context.Context, s step) error {
	undo := append(slices.Clip(j.undo), s)
	if len(undo) > maxUndo {
		undo = slices.Clone(undo[len(undo)-maxUndo:])
	}
	if err := j.apply(ctx, s, undo, nil); err != nil {
		return err
	}
	j.undo, j.redo = undo, nil
	return nil
}

// apply writes s to the disk, together with what Undo takes back and Redo does again after it,
// then to memory, then tells the listeners. More changes go to the disk alone, all in one.
func (j *Journal) apply(ctx context.Context, s step, undo, redo []step, more ...vault.Change) error {
	if err := j.ReadOnly(); err != nil {
		return err
	}
	changes := make([]vault.Change, 0, len(s.edits))
	for _, e := range s.edits {
		c := vault.Change{ID: e.rec}
		if e.after != nil {
			var err error
			if c.Doc, err = e.after.encoded(j.codec); err != nil {
				return err
			}
		}
		changes = append(changes, c)
	}
	kept, err := j.keepSteps(undo, redo)
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	putOff, asked, err := j.putOffAfter(s.edits)
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	if err := j.put(ctx, slices.Concat(changes, kept, asked, more)); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	j.notKept = StepName{}
	j.feed.tell(j.remember(s.edits, putOff))
	return nil
}

// remember brings memory up to what is on the disk and says what changed.
func (j *Journal) remember(edits []edit, putOff map[EntryID]time.Time) Change {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.putOff = putOff
	m := memory{areas: map[AreaID]bool{}, periods: map[period]bool{}, gone: map[*item]bool{}}
	for _, e := range edits {
		j.forget(e.before, &m)
		j.learn(e, &m)
	}
	j.order = reorder(j.order, m.gone, m.come)
	m.change.Areas = slices.Sorted(maps.Keys(m.areas))
	for p := range m.periods {
		m.change.Reviews = append(m.change.Reviews, j.reviewOf(p))
	}
	slices.SortFunc(m.change.Reviews, compareReviews)
	return m.change
}

// memory is what a step does to what is in memory, while it is done.
type memory struct {
	change  Change
	areas   map[AreaID]bool
	periods map[period]bool
	gone    map[*item]bool
	come    []*item
}

// forget takes what was there before an edit out of memory.
func (j *Journal) forget(before document, m *memory) {
	switch d := before.(type) {
	case *Entry:
		m.gone[j.entries[d.ID]] = true
		delete(j.entries, d.ID)
		m.areas[d.Area] = true
		m.change.Entries = append(m.change.Entries, d.ID)
	case *Area:
		delete(j.areas, d.ID)
		m.areas[d.ID] = true
	case *Review:
		delete(j.reviews, d.period())
		m.periods[d.period()] = true
	case *Filter:
		delete(j.filters, naming.Key(d.Name))
		m.change.Filters = true
	}
}

// learn takes what an edit has made into memory.
func (j *Journal) learn(e edit, m *memory) {
	switch d := e.after.(type) {
	case *Entry:
		it := &item{Entry: *d, rec: e.rec, folded: foldEntry(d)}
		j.entries[it.ID] = it
		m.come = append(m.come, it)
		m.areas[it.Area] = true
		if e.before == nil {
			m.change.Entries = append(m.change.Entries, it.ID)
		}
	case *Area:
		j.areas[d.ID] = &areaItem{*d, e.rec}
		m.areas[d.ID] = true
	case *Review:
		j.reviews[d.period()] = &reviewItem{*d, e.rec}
		m.periods[d.period()] = true
	case *Filter:
		j.filters[naming.Key(d.Name)] = &filterItem{*d, e.rec}
		m.change.Filters = true
	}
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
