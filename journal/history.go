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

// edit is one document before and after a command; nil means that it did not or does not exist.
type edit struct {
	rec           vault.RecordID
	before, after document
	// was and is are beside them before and after, in a step that isExact or an edit that is.
	was, is *beside
	exact   bool
}

// document is an *Entry, an *Area, a *Review, a *Filter, a *Handout, a *Reminder, a *Waiting, a *FilePlan, a *Measure, a *Day, a
// *sealedExperiment, an *Attachment or a *goneList, which commands can change.
type document interface {
	encoded(c *codec) ([]byte, error)
}

func (e edit) inverse() edit { return edit{e.rec, e.after, e.before, e.is, e.was, e.exact} }

// isExact reports whether undoing an edit of the step restores what is beside its document as well.
func (s *step) isExact(e edit) bool { return e.exact || s.StepName.isExact() }

// step is one command, which is undone as a whole.
type step struct {
	StepName
	edits  []edit
	stored *storedStep // as stored on the disk; nil until encoded
}

func (s step) inverse() step {
	edits := make([]edit, len(s.edits))
	for i, e := range s.edits {
		edits[len(edits)-1-i] = e.inverse()
	}
	return step{StepName: s.StepName, edits: edits}
}

// maxUndo is the maximum number of steps that can be undone.
const maxUndo = 100

// Undo undoes the last command and returns its name.
func (j *Journal) Undo(ctx context.Context) (StepName, error) {
	return j.undoRedo(ctx, &j.undo, &j.redo)
}

// Redo redoes the last undone command and returns its name.
func (j *Journal) Redo(ctx context.Context) (StepName, error) {
	return j.undoRedo(ctx, &j.redo, &j.undo)
}

func (j *Journal) undoRedo(ctx context.Context, from, to *[]step) (StepName, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return StepName{}, err
	}
	if len(*from) == 0 {
		if from == &j.undo && !j.undoTooLarge.isNone() {
			return StepName{}, tooLarge(j.undoTooLarge)
		}
		return StepName{}, ErrNothingToUndo
	}
	s := (*from)[len(*from)-1]
	if err := s.stays(); err != nil {
		return StepName{}, err
	}
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

// CanUndo returns the name of the step that Undo would undo, if any.
func (j *Journal) CanUndo() (what StepName, ok bool) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if len(j.undo) == 0 || j.undo[len(j.undo)-1].stays() != nil {
		return StepName{}, false
	}
	return j.undo[len(j.undo)-1].StepName, true
}

// do applies s and adds it to the undo history.
func (j *Journal) do(ctx context.Context, s step) error {
	if j.peeked != nil {
		if err := j.peeked.write(ctx, s); err != nil {
			return err
		}
	}
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

// apply writes s to the disk, together with the undo and redo stacks after it, then updates
// the index and notifies the listeners. more is written to the disk in the same transaction
// and not indexed.
func (j *Journal) apply(ctx context.Context, s step, undo, redo []step, more ...vault.Change) error {
	if j.peeked == nil || !j.peeked.writes {
		if err := j.ReadOnly(); err != nil {
			return err
		}
	}
	marks, err := j.stamp(s)
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	edits := slices.Concat(s.edits, marks.edits)
	changes := make([]vault.Change, 0, len(edits))
	for _, e := range edits {
		c := vault.Change{ID: e.rec}
		if e.after != nil {
			if c.Doc, err = e.after.encoded(j.codec); err == nil {
				c.Doc, err = marks.after[e.rec].with(c.Doc)
			}
			if err != nil {
				return err
			}
		}
		changes = append(changes, c)
	}
	stepChanges, err := j.persistSteps(undo, redo)
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	snoozed, snoozeChanges, err := j.snoozedAfter(s.edits)
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	if err := j.put(ctx, slices.Concat(changes, stepChanges, snoozeChanges, more)); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	j.undoTooLarge = StepName{}
	j.feed.notify(j.updateIndex(edits, snoozed, marks.after))
	return nil
}

// updateIndex applies edits to the index in memory and returns what changed.
func (j *Journal) updateIndex(edits []edit, snoozed map[EntryID]time.Time, marks map[vault.RecordID]*beside) Change {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.snoozed = snoozed
	u := newIndexUpdate()
	for _, e := range edits {
		j.removeFromIndex(e, u)
		j.applyToIndex(e, u)
		if b := marks[e.rec]; b != nil {
			j.beside[e.rec] = b
		} else {
			delete(j.beside, e.rec)
		}
	}
	j.order = reorder(j.order, u.removed, u.added)
	u.change.Areas = slices.Sorted(maps.Keys(u.areas))
	for p := range u.periods {
		u.change.Reviews = append(u.change.Reviews, j.reviewOf(p))
	}
	slices.SortFunc(u.change.Reviews, compareReviews)
	u.change.Days = slices.SortedFunc(maps.Keys(u.days), Date.Compare)
	return u.change
}

// indexUpdate collects the effects of a step on the index.
type indexUpdate struct {
	change  Change
	areas   map[AreaID]bool
	periods map[period]bool
	days    map[Date]bool
	removed map[*item]bool
	added   []*item
}

func newIndexUpdate() *indexUpdate {
	return &indexUpdate{areas: map[AreaID]bool{}, periods: map[period]bool{}, days: map[Date]bool{}, removed: map[*item]bool{}}
}

// removeFromIndex removes the document before an edit from the index.
func (j *Journal) removeFromIndex(e edit, u *indexUpdate) {
	switch d := e.before.(type) {
	case *Entry:
		u.removed[j.entries[d.ID]] = true
		delete(j.entries, d.ID)
		u.areas[d.Area] = true
		u.change.Entries = append(u.change.Entries, d.ID)
	case *Area:
		delete(j.areas, d.ID)
		u.areas[d.ID] = true
	case *Review:
		delete(j.reviews, d.period())
		u.periods[d.period()] = true
	case *Filter:
		delete(j.filters, naming.Key(d.Name))
		u.change.Filters = true
	case *Handout:
		delete(j.handouts, naming.Key(d.Name))
		u.change.Handouts = true
	case *learnedWord:
		delete(j.words, naming.Key(d.Word))
		u.change.Words = true
	case *Reminder:
		delete(j.reminders, d.ID)
		u.change.Reminders = true
	case *Waiting:
		delete(j.waiting, d.ID)
		u.change.Waiting = true
	case *FilePlan:
		delete(j.filePlans, d.key())
	case *Measure:
		delete(j.measures, d.ID)
		u.change.Measures = true
	case *Day:
		delete(j.days, d.Date)
		u.days[d.Date] = true
	case *sealedExperiment:
		delete(j.experiments, d.ID)
		u.change.Experiments = append(u.change.Experiments, d.ID)
	case *Attachment:
		delete(j.attachments, d.ID)
		if delete(j.attached[d.Holder], d.ID); len(j.attached[d.Holder]) == 0 {
			delete(j.attached, d.Holder)
		}
		u.change.Attachments = append(u.change.Attachments, *d)
	case *goneList:
		j.indexGone(e.rec, d, nil)
	}
}

// applyToIndex adds the document after an edit to the index.
func (j *Journal) applyToIndex(e edit, u *indexUpdate) {
	switch d := e.after.(type) {
	case *Entry:
		it := &item{Entry: *d, rec: e.rec}
		j.entries[it.ID] = it
		u.added = append(u.added, it)
		u.areas[it.Area] = true
		if e.before == nil {
			u.change.Entries = append(u.change.Entries, it.ID)
		}
	case *Area:
		j.areas[d.ID] = &areaItem{*d, e.rec}
		u.areas[d.ID] = true
	case *Review:
		j.reviews[d.period()] = &reviewItem{*d, e.rec}
		u.periods[d.period()] = true
	case *Filter:
		j.filters[naming.Key(d.Name)] = &filterItem{*d, e.rec}
		u.change.Filters = true
	case *Handout:
		j.handouts[naming.Key(d.Name)] = &handoutItem{*d, e.rec}
		u.change.Handouts = true
	case *learnedWord:
		j.words[naming.Key(d.Word)] = &wordItem{*d, e.rec}
		u.change.Words = true
	case *Reminder:
		j.reminders[d.ID] = &reminderItem{*d, e.rec}
		u.change.Reminders = true
	case *Waiting:
		j.waiting[d.ID] = &waitingItem{*d, e.rec}
		u.change.Waiting = true
	case *FilePlan:
		j.filePlans[d.key()] = &filePlanItem{*d, e.rec}
	case *Measure:
		j.measures[d.ID] = &measureItem{*d, e.rec}
		u.change.Measures = true
	case *Day:
		j.days[d.Date] = &dayItem{*d, e.rec}
		u.days[d.Date] = true
	case *sealedExperiment:
		j.experiments[d.ID] = &experimentItem{*d, e.rec}
		if e.before == nil {
			u.change.Experiments = append(u.change.Experiments, d.ID)
		}
	case *Attachment:
		it := &attachmentItem{*d, e.rec}
		j.attachments[d.ID] = it
		if j.attached[d.Holder] == nil {
			j.attached[d.Holder] = map[AttachmentID]*attachmentItem{}
		}
		j.attached[d.Holder][d.ID] = it
		if e.before == nil {
			u.change.Attachments = append(u.change.Attachments, *d)
		}
	case *goneList:
		j.indexGone(e.rec, nil, d)
	}
}

// fewEdits is the number of edits up to which single insertions are faster than merging the
// whole order.
const fewEdits = 32

// reorder returns a new order without removed and with added in their places.
func reorder(order []*item, removed map[*item]bool, added []*item) []*item {
	if len(removed)+len(added) <= fewEdits {
		out := append(make([]*item, 0, len(order)+len(added)), order...) // readers use the old order
		for it := range removed {
			if i, ok := slices.BinarySearchFunc(out, it, compareItems); ok {
				out = slices.Delete(out, i, i+1)
			}
		}
		for _, it := range added {
			i, _ := slices.BinarySearchFunc(out, it, compareItems)
			out = slices.Insert(out, i, it)
		}
		return out
	}
	slices.SortFunc(added, compareItems)
	out := make([]*item, 0, len(order)+len(added)-len(removed))
	for _, it := range order {
		if removed[it] {
			continue
		}
		for len(added) > 0 && compareItems(added[0], it) < 0 {
			out, added = append(out, added[0]), added[1:]
		}
		out = append(out, it)
	}
	return append(out, added...)
}
