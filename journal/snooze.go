package journal

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"enactive/journal/vault"
)

// The window prompts once for a plan whose time has passed. The snoozed plans are stored sealed
// beside the entries; snoozing is not an entry and cannot be undone.

type snoozedDoc struct {
	Plans []snoozedPlan `cbor:"1,keyasint"`
}

type snoozedPlan struct {
	ID   string `cbor:"1,keyasint"`
	Time stamp  `cbor:"2,keyasint"` // the planned time when it was snoozed
}

func (d *snoozedDoc) times(c *codec) map[EntryID]time.Time {
	times := make(map[EntryID]time.Time, len(d.Plans))
	for _, p := range d.Plans {
		times[EntryID(p.ID)] = c.zones.time(p.Time)
	}
	return times
}

// Snooze stops prompts for these plans, until a plan is rescheduled, becomes an experience, or
// is removed. Like a draft it is not an undo step and notifies no listener.
func (j *Journal) Snooze(ctx context.Context, ids ...EntryID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return err
	}
	plans := maps.Clone(j.snoozed)
	if plans == nil {
		plans = map[EntryID]time.Time{}
	}
	for _, id := range ids {
		it, ok := j.item(id)
		if !ok {
			return fmt.Errorf("putting off the plan %s: %w", id, ErrNoEntry)
		}
		if it.Type == Plan {
			plans[id] = it.Time
		}
	}
	if maps.EqualFunc(plans, j.snoozed, time.Time.Equal) {
		return nil
	}
	c, err := j.snoozeChange(plans)
	if err == nil {
		err = j.put(ctx, []vault.Change{c})
	}
	if err != nil {
		return fmt.Errorf("putting off plans: %w", err)
	}
	j.mu.Lock()
	j.snoozed = plans
	j.mu.Unlock()
	return nil
}

// IsSnoozed reports whether the plan was snoozed.
func (j *Journal) IsSnoozed(id EntryID) bool {
	j.mu.RLock()
	defer j.mu.RUnlock()
	_, ok := j.snoozed[id]
	return ok
}

// snoozedAfter returns the snoozed plans after the edits, and the change that stores them if
// the edits affect them.
func (j *Journal) snoozedAfter(edits []edit) (map[EntryID]time.Time, []vault.Change, error) {
	left := maps.Clone(j.snoozed)
	for _, e := range edits {
		before, ok := e.before.(*Entry)
		if !ok || len(left) == 0 {
			continue
		}
		after, stays := e.after.(*Entry)
		if !stays || after.Type != Plan || !after.Time.Equal(left[before.ID]) {
			delete(left, before.ID)
		}
	}
	if len(left) == len(j.snoozed) {
		return j.snoozed, nil, nil
	}
	c, err := j.snoozeChange(left)
	return left, []vault.Change{c}, err
}

// snoozeChange returns the change that stores plans as the snoozed ones.
func (j *Journal) snoozeChange(plans map[EntryID]time.Time) (vault.Change, error) {
	if j.snoozedRec == (vault.RecordID{}) {
		rec, err := j.vault.NewID()
		if err != nil {
			return vault.Change{}, err
		}
		j.snoozedRec = rec
	}
	if len(plans) == 0 {
		return vault.Change{ID: j.snoozedRec}, nil
	}
	var d snoozedDoc
	for _, id := range slices.Sorted(maps.Keys(plans)) {
		d.Plans = append(d.Plans, snoozedPlan{string(id), stampOf(plans[id])})
	}
	doc, err := j.codec.encode(docSnoozed, d)
	return vault.Change{ID: j.snoozedRec, Doc: doc}, err
}
