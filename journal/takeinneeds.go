package journal

import (
	"fmt"
	"slices"
	"strings"

	"enactive/journal/naming"
)

// What the documents that were joined need of each other.

// needs returns what a document cannot be without.
func needs(d document) (all []identity) {
	area := func(id AreaID) {
		if id != "" {
			all = append(all, identity{docArea, string(id)})
		}
	}
	switch d := d.(type) {
	case *Entry:
		area(d.Area)
		for _, v := range d.Measures {
			all = append(all, identity{docMeasure, string(v.Measure)})
		}
		if !d.Experiment.IsZero() {
			all = append(all, identity{docExperiment, string(d.Experiment.Experiment)})
		}
	case *Review:
		area(d.Area)
	case *Filter:
		area(d.Query.Area)
	case *Handout:
		for _, id := range d.Areas {
			area(id)
		}
	case *Reminder:
		area(d.Area)
	case *Measure:
		for _, id := range d.Areas {
			area(id)
		}
	case *Day:
		for _, v := range d.Values {
			all = append(all, identity{docMeasure, string(v.Measure)})
		}
	case *sealedExperiment:
		area(d.Area)
	case *Attachment:
		if d.Entry != "" {
			all = append(all, identity{docEntry, string(d.Entry)})
		}
	}
	return all
}

// revive keeps what was removed if something that stays cannot be without it.
func (t *taking) revive() error {
	var check func(d document) error
	check = func(d document) error {
		for _, id := range needs(d) {
			s, dead := t.dead[id]
			if !dead {
				continue
			}
			delete(t.dead, id)
			at, err := t.st.dot(id, s.Seen().Latest(), t.goneOf(id).Seen.Latest())
			if err != nil {
				return err
			}
			e, _ := t.here(id)
			delete(t.edits, id)
			if err := t.show(id, e, s.Touch(at)); err != nil {
				return err
			}
			if id.kind == docEntry {
				t.Kept++
			}
			if revived := t.edits[id]; revived != nil {
				if err := check(revived.after); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(t.dead) > 0 {
		if err := t.eachStaying(check); err != nil {
			return err
		}
	}
	return t.checkNeeds()
}

// eachStaying calls do with every document that is in the journal afterwards.
func (t *taking) eachStaying(do func(document) error) error {
	for _, id := range sortedIdentities(t.edits) {
		if e := t.edits[id]; e != nil && e.after != nil {
			if err := do(e.after); err != nil {
				return err
			}
		}
	}
	for _, it := range t.j.wholeOrder() {
		if _, changed := t.edits[identity{docEntry, string(it.ID)}]; !changed {
			if err := do(&it.Entry); err != nil {
				return err
			}
		}
	}
	for _, id := range sortedIdentities(t.mine) {
		if _, changed := t.edits[id]; !changed {
			if err := do(t.mine[id].before); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkNeeds rejects a copy with a document that cannot be without one that is nowhere.
func (t *taking) checkNeeds() error {
	for _, id := range sortedIdentities(t.edits) {
		e := t.edits[id]
		if e.after == nil {
			continue
		}
		for _, need := range needs(e.after) {
			if !t.stays(need) {
				return foreign(fmt.Errorf("%d of kind %d has no %d", id.kind, need.kind, need.kind))
			}
		}
	}
	return nil
}

func (t *taking) stays(id identity) bool {
	if e, changed := t.edits[id]; changed {
		return e.after != nil
	}
	_, here := t.here(id)
	return here
}

// change makes a change of this copy's own to a document that was joined.
func (t *taking) change(id identity, to document) error {
	e, here := t.here(id)
	d, b := e.before, e.was
	if joined := t.edits[id]; joined != nil {
		d, b = joined.after, joined.is
	} else if !here {
		return nil
	}
	s, err := t.state(d, b)
	if err != nil {
		return err
	}
	doc, err := to.encoded(t.j.codec)
	if err != nil {
		return err
	}
	body, err := b.unmarked(doc)
	if err != nil {
		return err
	}
	at, err := t.st.dot(id, s.Seen().Latest())
	if err != nil {
		return err
	}
	if s, err = s.Stamp(body, at); err != nil {
		return err
	}
	return t.store(id, e, s, to, body)
}

// renameMeasures gives another name to each of several measures of one name except the first, made of its id, so
// that every copy gives the same.
func (t *taking) renameMeasures() error {
	var all []*Measure
	if err := t.eachStaying(func(d document) error {
		if m, ok := d.(*Measure); ok {
			all = append(all, m)
		}
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b *Measure) int { return strings.Compare(string(a.ID), string(b.ID)) })
	taken := map[string]bool{}
	for _, m := range all {
		if key := naming.Key(m.Name); !taken[key] {
			taken[key] = true
			continue
		}
		other := m.Clone()
		other.Name = m.Name + " (" + strings.ToLower(string(m.ID[max(len(m.ID)-4, 0):])) + ")"
		if err := t.change(identity{docMeasure, string(m.ID)}, &other); err != nil {
			return err
		}
	}
	return nil
}

// freeTries makes ordinary entries of those whose place in an experiment an entry with a smaller id has.
func (t *taking) freeTries() error {
	touched := false
	for _, e := range t.edits {
		entry, ok := e.after.(*Entry)
		touched = touched || ok && !entry.Experiment.IsZero()
	}
	if !touched {
		return nil
	}
	var all []*Entry
	if err := t.eachStaying(func(d document) error {
		if e, ok := d.(*Entry); ok && !e.Experiment.IsZero() && e.Deleted.IsZero() {
			all = append(all, e)
		}
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b *Entry) int { return strings.Compare(string(a.ID), string(b.ID)) })
	filled := map[tryPlace]bool{}
	for _, e := range all {
		if at := e.Experiment.at(); !filled[at] {
			filled[at] = true
			continue
		}
		other := e.Clone()
		other.Experiment = Try{}
		if err := t.change(identity{docEntry, string(e.ID)}, &other); err != nil {
			return err
		}
	}
	return nil
}
