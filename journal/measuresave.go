package journal

import (
	"context"
	"fmt"
	"time"
)

// SaveMeasure adds or changes a measure as one undo step and returns it as stored. One without an
// ID is new. If values exist whose meaning would change, how says what becomes of them, in the same
// step; without an answer it is a *MeasureQuestion.
func (j *Journal) SaveMeasure(ctx context.Context, m Measure, how Rewrite) (Measure, error) {
	saved, _, err := j.saveMeasure(ctx, nil, m, how)
	return saved, err
}

// SaveMeasureFrom saves a measure that a form changed from base on; see SaveFrom and SaveMeasure.
func (j *Journal) SaveMeasureFrom(ctx context.Context, base, m Measure, how Rewrite) (Measure, Meanwhile, error) {
	return j.saveMeasure(ctx, &base, m, how)
}

func (j *Journal) saveMeasure(ctx context.Context, base *Measure, m Measure, how Rewrite) (_ Measure, w Meanwhile, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	old, ok := j.measureItem(m.ID)
	if !ok && m.ID != "" {
		if base == nil || sameDocument(j.codec, base, &m) {
			return Measure{}, w, fmt.Errorf("saving a measure: %w", ErrNoMeasure)
		}
		w.Back = true
	}
	if !ok {
		m, err := j.newMeasure(m, now)
		if err == nil {
			m, err = j.checkedMeasure(m, nil)
		}
		if err != nil {
			return Measure{}, w, err
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return Measure{}, w, fmt.Errorf("saving a measure: %w", err)
		}
		return m, w, j.do(ctx, step{StepName: StepName{Kind: stepAddMeasure}, edits: []edit{{rec: rec, after: &m}}})
	}
	ed := edit{rec: old.rec, before: &old.Measure, after: &m}
	var changed *since
	if base != nil {
		was := checkedOr(CheckMeasure, *base)
		if m, err = CheckMeasure(m); err != nil {
			return Measure{}, w, err
		}
		m.Created, was.Created = old.Created, old.Created
		if changed, err = j.since(ed, &was, &m); err != nil {
			return Measure{}, w, fmt.Errorf("saving a measure: %w", err)
		}
		if w = changed.Meanwhile; changed.changedNothing() {
			return old.Measure, w, nil
		}
		m = *changed.doc.(*Measure)
	}
	m.Created, m.Modified = old.Created, now
	if m, err = j.checkedMeasure(m, nil); err != nil {
		return Measure{}, w, err
	}
	edits, err := j.rewritten(&old.Measure, &m, how, now)
	if err != nil {
		return Measure{}, w, err
	}
	if err := changed.mark(&ed); err != nil {
		return Measure{}, w, fmt.Errorf("saving a measure: %w", err)
	}
	return m, w, j.do(ctx, step{StepName: StepName{Kind: stepChangeMeasure}, edits: append(edits, ed)})
}

// newMeasure returns m as a new measure. Its missing id, times and order are filled in.
func (j *Journal) newMeasure(m Measure, now time.Time) (Measure, error) {
	j.mu.RLock()
	n := len(j.measures)
	_, taken := j.measures[m.ID]
	j.mu.RUnlock()
	if n >= MaxMeasures {
		return Measure{}, tooMany("measures", n+1)
	}
	if taken {
		return Measure{}, fmt.Errorf("saving a measure: the id %s is taken", m.ID)
	}
	if m.ID == "" {
		id, err := j.NewEntryID()
		if err != nil {
			return Measure{}, err
		}
		m.ID = MeasureID(id)
	}
	if m.Created.IsZero() {
		m.Created = now
	}
	if m.Modified.IsZero() {
		m.Modified = m.Created
	}
	if m.Order == 0 {
		for _, o := range j.Measures() {
			m.Order = max(m.Order, o.Order+1)
		}
	}
	return m, nil
}
