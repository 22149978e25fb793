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
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// Another copy of the journal, on another computer, is taken in as a whole: document by document by their
// identities, and each field by field. Package joint decides what stays; here is what the documents need of each
// other. It is one step.

// Taken says what taking in another copy changed, or would change.
type Taken struct {
	// New and Changed are entries, Doubles those of the changed ones of which a text has several versions now, and
	// Kept those that one copy deleted or erased and the other changed, and which stay.
	New, Changed, Doubles, Kept int
	// Deleted are entries that went into the bin or were removed.
	Deleted int
	// Others are areas, days, measures and all else that was new, changed or removed.
	Others int
	// Files are attachments that came, and Missing those of them whose files did not.
	Files, Missing int
	// Ahead are documents with a change that is dated more than a day from now: a clock is wrong.
	Ahead int
	// Left are documents that only a later version of the program can read.
	Left int
}

// IsNothing reports whether there was nothing new.
func (t Taken) IsNothing() bool {
	return t.New+t.Changed+t.Kept+t.Deleted+t.Others+t.Files == 0
}

// farAhead is how far ahead of the clock here a change may be without being reported, and how far it moves ours.
const farAhead = 24 * time.Hour

// ErrForeign is returned for documents that are no journal's.
const ErrForeign fault.Kind = "the-sealed-file-is-damaged"

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
		all[identityOf(d)] = edit{rec: rec, before: d, was: j.beside[rec]}
	}
	j.mu.RLock()
	defer j.mu.RUnlock()
	j.eachOther(add)
	return all
}

// eachOther calls do with every document that commands can change, except entries. j.mu is held.
func (j *Journal) eachOther(do func(vault.RecordID, document)) {
	for _, a := range j.areas {
		do(a.rec, &a.Area)
	}
	for _, r := range j.reviews {
		do(r.rec, &r.Review)
	}
	for _, f := range j.filters {
		do(f.rec, &f.Filter)
	}
	for _, h := range j.handouts {
		do(h.rec, &h.Handout)
	}
	for _, w := range j.words {
		do(w.rec, &w.learnedWord)
	}
	for _, r := range j.reminders {
		do(r.rec, &r.Reminder)
	}
	for _, p := range j.filePlans {
		do(p.rec, &p.FilePlan)
	}
	for _, x := range j.experiments {
		do(x.rec, &x.sealedExperiment)
	}
	for _, m := range j.measures {
		do(m.rec, &m.Measure)
	}
	for _, d := range j.days {
		do(d.rec, &d.Day)
	}
	for _, a := range j.attachments {
		do(a.rec, &a.Attachment)
	}
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
	return &fault.Error{Class: vault.ErrDamaged, Kind: ErrForeign, Err: err}
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
		mine, err := e.before.encoded(t.j.codec)
		if err == nil {
			mine, err = e.was.with(mine)
		}
		if err != nil {
			return err
		}
		if bytes.Equal(mine, c.raw) && gone.IsEmpty() {
			return nil
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
			at, err := t.st.dot(s.Seen().Latest(), t.goneOf(id).Seen.Latest())
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
	order := t.j.wholeOrder()
	for _, it := range order {
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
	at, err := t.st.dot(s.Seen().Latest())
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

// finish counts what changes and returns it as edits, with the lists of what is gone.
func (t *taking) finish(has func(Attachment) bool) ([]edit, error) {
	edits := make([]edit, 0, len(t.edits))
	for _, id := range sortedIdentities(t.edits) {
		e := *t.edits[id]
		if e.before == nil {
			rec, err := t.j.vault.NewID()
			if err != nil {
				return nil, fmt.Errorf("saving: %w", err)
			}
			e.rec = rec
		}
		if err := t.count(id, e, has); err != nil {
			return nil, err
		}
		edits = append(edits, e)
	}
	gone := map[identity]joint.Gone{}
	for id, g := range t.gone {
		if !g.Equal(t.j.gone[id].Gone) {
			gone[id] = g
		}
	}
	lists, err := t.j.goneEdits(gone)
	return append(edits, lists...), err
}

func (t *taking) count(id identity, e edit, has func(Attachment) bool) error {
	switch d := e.after.(type) {
	case *Attachment:
		if e.before == nil {
			t.Files++
			if !has(*d) {
				t.Missing++
			}
			return nil
		}
	case *Entry:
		return t.countEntry(d, e)
	}
	if id.kind == docEntry {
		t.Deleted++
		return nil
	}
	if id.kind == docAttachment || e.before == nil || e.after == nil || !sameDocument(t.j.codec, e.before, e.after) {
		t.Others++
	}
	return nil
}

func (t *taking) countEntry(d *Entry, e edit) error {
	old, had := e.before.(*Entry)
	if !had {
		if _, gone := t.j.gone[identityOf(d)]; gone {
			t.Kept++
		}
		t.New++
		return nil
	}
	was, err := t.state(old, e.was)
	if err != nil {
		return err
	}
	is, err := t.state(d, e.is)
	if err != nil {
		return err
	}
	switch {
	case old.Deleted.IsZero() && !d.Deleted.IsZero():
		t.Deleted++
	case !sameContent(t.j.codec, old, d) || old.Deleted.IsZero() != d.Deleted.IsZero() || len(is.Doubles()) != len(was.Doubles()):
		t.Changed++
	}
	if len(is.Doubles()) > len(was.Doubles()) {
		t.Doubles++
	}
	if is.WasDeleted() && d.Deleted.IsZero() && (!old.Deleted.IsZero() || !was.WasDeleted()) {
		t.Kept++
	}
	return nil
}
