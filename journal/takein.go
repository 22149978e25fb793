package journal

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/joint"
	"enactive/journal/vault"
)

// Another copy of the journal, on another computer, is taken in as a whole: document by document by their
// identities, and each field by field. Package joint decides what stays; here is what the documents need of each
// other. It is one step.

// farAhead is how far ahead of the clock here a change may be without being reported, and how far it moves ours.
const farAhead = 24 * time.Hour

// isJoined reports whether documents of a kind are part of what is taken in. Drafts, steps and the like stay where
// they are.
func isJoined(kind byte) bool { return rules[kind] != nil }

// staysHere reports whether documents of a kind belong to one copy alone.
func staysHere(kind byte) bool {
	return slices.Contains([]byte{docMeta, docDraft, docStep, docSnoozed, docInbox, docPerson, docWaiting, docOutside}, kind)
}

// SealedDocuments returns all documents that another copy of the journal takes in, as they are stored.
func (j *Journal) SealedDocuments() ([]vault.Change, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	all, err := j.allDocuments()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(c vault.Change) bool { return !isJoined(c.Doc[0]) && c.Doc[0] != docGone }), nil
}

// coming is a document of the other copy.
type coming struct {
	identity
	doc    document
	beside *beside
	raw    []byte // as it would be stored here
}

// taking collects what taking in a copy does.
type taking struct {
	j    *Journal
	st   *stamper
	mine map[identity]edit // what is here except entries, with rec, before and was
	all  map[identity]*coming
	// edits are what changes, by identity; dead are documents of the copy that were removed here.
	edits map[identity]*edit
	dead  map[identity]*joint.State
	gone  map[identity]joint.Gone
	Taken
	latest joint.Clock
	room   []byte // for isStored
}

// TakeIn takes in the documents of another copy as one step, which is named by its file, and returns what changed.
// With dry it changes nothing. The files of attachments are to be added before; has says whether one is there.
func (j *Journal) TakeIn(ctx context.Context, docs []vault.Change, file string, has func(Attachment) bool, dry bool) (Taken, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil && !dry {
		return Taken{}, err
	}
	t := &taking{j: j, st: &stamper{j: j}, mine: j.others(), all: map[identity]*coming{}, edits: map[identity]*edit{}, dead: map[identity]*joint.State{}, gone: map[identity]joint.Gone{}}
	if err := t.read(ctx, docs); err != nil {
		return Taken{}, err
	}
	for _, step := range []func() error{t.joinAll, t.removeGone, t.revive, t.renameMeasures, t.freeTries} {
		if err := ctx.Err(); err != nil {
			return Taken{}, err
		}
		if err := step(); err != nil {
			return Taken{}, fmt.Errorf("taking in another copy: %w", err)
		}
	}
	edits, err := t.finish(has)
	if err != nil {
		return Taken{}, fmt.Errorf("taking in another copy: %w", err)
	}
	if dry || len(edits) == 0 {
		return t.Taken, nil
	}
	if t.latest.Compare(j.clock) > 0 {
		j.clock = t.latest
	}
	t.all, t.mine, t.edits, docs = nil, nil, nil, nil // the copy itself is not needed for storing what it brought
	s := step{StepName: StepName{Kind: stepTakeIn, File: file}, edits: edits}
	if t.IsNothing() { // only who saw what, which nobody can see and nobody needs to undo
		return t.Taken, j.apply(ctx, s, j.undo, j.redo)
	}
	return t.Taken, j.do(ctx, s)
}

// others returns what is here except entries, which are found by their ids.
func (j *Journal) others() map[identity]edit {
	all := map[identity]edit{}
	add := func(rec vault.RecordID, d document) {
		if id := identityOf(d); isJoined(id.kind) {
			all[id] = edit{rec: rec, before: d, was: j.beside[rec]}
		}
	}
	j.mu.RLock()
	defer j.mu.RUnlock()
	j.eachOther(add)
	return all
}

// here returns the edit of a document that is here, with nothing after it yet.
func (t *taking) here(id identity) (edit, bool) {
	if id.kind != docEntry {
		e, ok := t.mine[id]
		return e, ok
	}
	it, ok := t.j.item(EntryID(id.id))
	if !ok {
		return edit{}, false
	}
	return edit{rec: it.rec, before: &it.Entry, was: t.j.beside[it.rec]}, true
}

// read decodes the documents of the copy.
func (t *taking) read(ctx context.Context, docs []vault.Change) error {
	c := t.j.codec
	limit := joint.Clock{Ms: t.j.now().Add(farAhead).UnixMilli()}
	for i, change := range docs {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		kind, body, _, err := c.split(change.Doc)
		if err != nil {
			return foreign(err)
		}
		if !isJoined(kind) && kind != docGone {
			if !staysHere(kind) {
				t.Left++
			}
			continue
		}
		d, err := c.changeable(kind, body)
		if err != nil {
			return foreign(err)
		}
		if g, ok := d.(*goneList); ok {
			for _, one := range g.all {
				t.gone[one.identity] = joint.JoinGone(t.goneOf(one.identity), one.Gone)
			}
			continue
		}
		b, err := besideOf(kind, body)
		if err != nil {
			return foreign(err)
		}
		one := &coming{identity: identityOf(d), doc: d, beside: b, raw: change.Doc}
		if change.Doc[1] != c.schema() {
			one.raw = append([]byte{kind, c.schema()}, body...)
		}
		if _, twice := t.all[one.identity]; twice || one.id == "" {
			return foreign(nil)
		}
		t.all[one.identity] = one
		if late := latestOf(d, b); late.Compare(limit) > 0 {
			t.Ahead++
		} else if late.Compare(t.latest) > 0 {
			t.latest = late
		}
	}
	if t.Ahead > 0 {
		t.latest = limit
	}
	return nil
}

// latestOf returns when the last change of a document was.
func latestOf(d document, b *beside) joint.Clock {
	if b != nil && len(b.marks) > 0 {
		return joint.LatestOf(b.marks)
	}
	if e, ok := d.(*Entry); ok {
		return joint.Clock{Ms: e.Modified.UnixMilli()}
	}
	return joint.Clock{}
}

func foreign(err error) error {
	return &fault.Error{Class: vault.ErrDamaged, Kind: vault.ErrNotSealed, Err: err}
}

// goneOf returns what both copies know of the removal of a document.
func (t *taking) goneOf(id identity) joint.Gone {
	if g, ok := t.gone[id]; ok {
		return g
	}
	return t.j.gone[id].Gone
}

func (t *taking) state(d document, b *beside) (*joint.State, error) {
	doc, err := d.encoded(t.j.codec)
	if err != nil {
		return nil, err
	}
	body, err := b.unmarked(doc)
	if err != nil {
		return nil, err
	}
	s, err := joint.Parse(body, b.marksOnly(), rules[doc[0]])
	if err != nil {
		return nil, foreign(err)
	}
	return s, nil
}

// joinAll joins each document of the copy with what is here.
func (t *taking) joinAll() error {
	for _, id := range sortedIdentities(t.all) {
		if err := t.joinOne(t.all[id]); err != nil {
			return err
		}
	}
	return nil
}

func sortedIdentities[V any](all map[identity]V) []identity {
	return slices.SortedFunc(maps.Keys(all), func(a, b identity) int { return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(a.id, b.id)) })
}

func (t *taking) joinOne(c *coming) error {
	gone := t.goneOf(c.identity)
	e, exists := t.here(c.identity)
	if !exists && gone.IsEmpty() {
		t.edits[c.identity] = &edit{after: c.doc, is: c.beside}
		return nil
	}
	if exists {
		same, err := t.isStored(&e, c.raw)
		if err != nil || same && gone.IsEmpty() {
			return err
		}
	}
	s, err := t.state(c.doc, c.beside)
	if err != nil {
		return err
	}
	if exists {
		own, err := t.state(e.before, e.was)
		if err != nil {
			return err
		}
		s = joint.Join(own, s)
	}
	if gone.Covers(s) {
		if exists {
			t.edits[c.identity] = &e
		}
		t.dead[c.identity] = s
		return nil
	}
	return t.show(c.identity, e, s)
}

// isStored reports whether a document that is here is the same as one of the copy.
func (t *taking) isStored(e *edit, raw []byte) (bool, error) {
	if entry, ok := e.before.(*Entry); ok && e.was.isEmpty() { // most are
		t.room = t.j.codec.appendEntry(t.room[:0], entry)
		return bytes.Equal(t.room, raw), nil
	}
	mine, err := e.before.encoded(t.j.codec)
	if err == nil {
		mine, err = e.was.with(mine)
	}
	return bytes.Equal(mine, raw), err
}

// show makes the edit that has a document as a state shows it, or none if nothing changes.
func (t *taking) show(id identity, e edit, s *joint.State) error {
	body, err := s.Body()
	if err != nil {
		return foreign(err)
	}
	d, err := t.j.codec.changeable(id.kind, body)
	if err != nil {
		return foreign(err)
	}
	if identityOf(d) != id {
		return foreign(nil)
	}
	return t.store(id, e, s, tidied(d), body)
}

// store makes the edit that has d, which a state shows in body.
func (t *taking) store(id identity, e edit, s *joint.State, d document, body []byte) error {
	_, unknown, err := joint.Split(body, isKnownKey(id.kind))
	if err != nil {
		return foreign(err)
	}
	b := &beside{unknown: unknown}
	doc, err := d.encoded(t.j.codec)
	if err != nil {
		return err
	}
	full, err := b.unmarked(doc)
	if err != nil {
		return err
	}
	if b.marks, err = s.Marks(full); err != nil {
		return err
	}
	if b.isEmpty() {
		b = nil
	}
	delete(t.edits, id)
	if e.before != nil && sameDocument(t.j.codec, e.before, d) && sameBeside(e.was, b) {
		return nil
	}
	e.after, e.is = d, b
	t.edits[id] = &e
	return nil
}

// tidied returns a document as the journal stores it, whatever was joined in it.
func tidied(d document) document {
	switch d := d.(type) {
	case *Entry:
		sortValues(d.Measures)
		if _, err := checkedForm(*d); err != nil {
			// What one copy says of what happened is more than what another says of a plan.
			tried := d.Clone()
			tried.Type = Experience
			if _, err := checkedForm(tried); err == nil {
				d.Type = Experience
			}
		}
	case *Day:
		sortValues(d.Values)
	}
	return d
}

// removeGone removes what the other copy removed, unless it was changed here.
func (t *taking) removeGone() error {
	for _, id := range sortedIdentities(t.gone) {
		e, exists := t.here(id)
		if _, both := t.all[id]; both || !exists {
			continue
		}
		s, err := t.state(e.before, e.was)
		if err != nil {
			return err
		}
		if t.gone[id].Covers(s) {
			t.edits[id], t.dead[id] = &e, s
			continue
		}
		if _, known := t.j.gone[id]; !known && id.kind == docEntry {
			t.Kept++
		}
	}
	return nil
}
