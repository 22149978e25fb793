package journal

import (
	"maps"
	"slices"

	"enactive/journal/vault"
)

// The last steps are stored sealed beside the entries, so that they can be undone or redone
// after the program was closed. A stored step holds only the documents that it replaced: the
// results of the last step are in the journal, and those of an earlier step are what later
// steps replaced.

// A larger last step is not stored, and cannot be undone after closing: Undo then returns an
// error that wraps ErrTooLarge.
const (
	maxStoredEdits = 50_000 // the decoder takes no array of more than 65,536
	maxStoredBytes = 4 << 20
)

// maxEarlierBytes approximately limits the steps before the last one, and the redo steps after
// the first one: all of them are rewritten with every change of the journal.
const maxEarlierBytes = 32 << 10

// stepDoc is the last step, with the earlier and the undone ones. A release that does not know
// the latter drops them when it stores a step of its own, which is right: a new step
// invalidates them.
type stepDoc struct {
	// English is the step's name by releases up to 0.3.0.
	English string    `cbor:"1,keyasint,omitempty"`
	Edits   []editDoc `cbor:"2,keyasint"`
	// TooLarge marks a step whose edits are not stored.
	TooLarge bool `cbor:"3,keyasint,omitempty"`
	// Earlier are the steps before it, and Undone the undone ones; the first of each is undone
	// or redone first.
	Earlier []stepDoc `cbor:"4,keyasint,omitempty"`
	Undone  []stepDoc `cbor:"5,keyasint,omitempty"`
	// Kind, N and File are the name of the step.
	Kind string `cbor:"6,keyasint,omitempty"`
	N    int    `cbor:"7,keyasint,omitempty"`
	File string `cbor:"8,keyasint,omitempty"`
}

func docOf(s StepName, tooLarge bool) stepDoc {
	return stepDoc{English: s.Text, TooLarge: tooLarge, Kind: string(s.Kind), N: s.N, File: s.File}
}

func (d *stepDoc) name() StepName {
	if d.English != "" {
		return oldStepName(d.English)
	}
	return StepName{Kind: StepKind(d.Kind), N: d.N, File: d.File}
}

type editDoc struct {
	Rec []byte `cbor:"1,keyasint"`
	// Before is the document before the step; empty if there was none.
	Before []byte `cbor:"2,keyasint,omitempty"`
	// Exact says that undoing it restores its marks as well.
	Exact bool `cbor:"3,keyasint,omitempty"`
}

// storedStep is the stored form of a step with its approximate size in bytes.
type storedStep struct {
	doc  stepDoc
	size int
}

// persistSteps returns the change that stores the undo and redo stacks as far as they fit, or
// that removes the stored ones if both are empty.
func (j *Journal) persistSteps(undo, redo []step) ([]vault.Change, error) {
	none := []vault.Change{{ID: j.stepRec}}
	if j.stepRec == (vault.RecordID{}) {
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, err
		}
		j.stepRec, none = rec, nil
	}
	if len(undo)+len(redo) == 0 {
		return none, nil
	}
	undoDocs, left, err := j.encodeStack(undo, maxStoredBytes)
	if err != nil {
		return nil, err
	}
	redoDocs, _, err := j.encodeStack(redo, left)
	if err != nil {
		return nil, err
	}
	var d stepDoc
	if len(undoDocs) > 0 {
		d, d.Earlier = undoDocs[0], undoDocs[1:]
	}
	if len(redoDocs) > 0 && !redoDocs[0].TooLarge {
		d.Undone = redoDocs
	}
	doc, err := j.codec.encode(docStep, d)
	if err != nil {
		return nil, err
	}
	return []vault.Change{{ID: j.stepRec, Doc: doc}}, nil
}

// encodeStack encodes as many steps from the top of a stack as fit into room, and of the top
// at least the name. It returns the remaining room.
func (j *Journal) encodeStack(stack []step, room int) (docs []stepDoc, left int, err error) {
	left = room
	for i := range stack {
		k, err := j.encodeStep(&stack[len(stack)-1-i])
		if err != nil {
			return nil, 0, err
		}
		if i == 0 {
			top := k.doc
			if k.size > room {
				top = docOf(top.name(), true)
			}
			docs, left = append(docs, top), max(room-k.size, 0)
			if top.TooLarge {
				break
			}
			room = min(left, maxEarlierBytes)
			continue
		}
		if k.doc.TooLarge || k.size > room {
			break
		}
		docs = append(docs, k.doc)
		room, left = room-k.size, left-k.size
	}
	return docs, left, nil
}

// encodeStep returns the stored form of s, which it caches.
func (j *Journal) encodeStep(s *step) (*storedStep, error) {
	if s.stored != nil {
		return s.stored, nil
	}
	k := &storedStep{doc: docOf(s.StepName, len(s.edits) > maxStoredEdits)}
	if err := j.encodeEdits(s, k); err != nil {
		return nil, err
	}
	s.stored = k
	return k, nil
}

// encodeEdits fills k with the documents that s replaced.
func (j *Journal) encodeEdits(s *step, k *storedStep) error {
	const overhead = 24 // bytes of an edit in addition to the document
	if k.doc.TooLarge {
		return nil
	}
	for _, e := range s.edits {
		var before []byte
		if e.before != nil {
			var err error
			if before, err = e.before.encoded(j.codec); err == nil && s.isExact(e) {
				before, err = e.was.with(before)
			}
			if err != nil {
				return err
			}
		}
		if k.size += overhead + len(before); k.size > maxStoredBytes {
			k.doc.Edits, k.doc.TooLarge = nil, true
			return nil
		}
		k.doc.Edits = append(k.doc.Edits, editDoc{e.rec[:], before, e.exact})
	}
	return nil
}

// loadSteps fills the undo and redo stacks from the stored steps. Steps that do not match the
// current documents, for instance after a repair, are dropped with all that depend on them.
func (j *Journal) loadSteps(d stepDoc) {
	now := j.documents(d.records())
	j.redo = j.loadStack(d.Undone, maps.Clone(now))
	if d.TooLarge {
		j.undoTooLarge = d.name()
		return
	}
	if len(d.Edits) == 0 && d.name().stays() == nil {
		return // there was nothing to undo
	}
	last := d
	last.Earlier, last.Undone = nil, nil
	j.undo = j.loadStack(append([]stepDoc{last}, d.Earlier...), now)
}

// records returns the records that a step and those stored with it changed.
func (d *stepDoc) records() map[vault.RecordID]bool {
	all := map[vault.RecordID]bool{}
	for _, s := range slices.Concat([]stepDoc{*d}, d.Earlier, d.Undone) {
		for _, e := range s.Edits {
			if len(e.Rec) == len(vault.RecordID{}) {
				all[vault.RecordID(e.Rec)] = true
			}
		}
	}
	return all
}

// loadStack decodes a stack of stored steps; see loadStep for now.
func (j *Journal) loadStack(docs []stepDoc, now map[vault.RecordID]document) []step {
	var stack []step
	marks := map[vault.RecordID]*beside{} // where they are not as now
	for _, d := range docs {
		s, ok := j.loadStep(d, now, marks)
		if !ok {
			break
		}
		stack = append(stack, s)
	}
	slices.Reverse(stack)
	return stack
}

// loadStep decodes a stored step whose results are in now and marks, and replaces them there with the
// documents before the step.
func (j *Journal) loadStep(d stepDoc, now map[vault.RecordID]document, marks map[vault.RecordID]*beside) (step, bool) {
	s := step{StepName: d.name()}
	for _, stored := range d.Edits {
		if len(stored.Rec) != len(vault.RecordID{}) {
			return step{}, false
		}
		e := edit{rec: vault.RecordID(stored.Rec), exact: stored.Exact}
		if e.after = now[e.rec]; s.isExact(e) {
			e.is = j.beside[e.rec]
			if later, changed := marks[e.rec]; changed {
				e.is = later
			}
		}
		if len(stored.Before) > 0 {
			var err error
			if e.before, err = j.codec.document(stored.Before); err != nil {
				return step{}, false
			}
			if s.isExact(e) {
				if e.was, err = besideOf(stored.Before[0], stored.Before[2:]); err != nil {
					return step{}, false
				}
			}
		}
		if e.before == nil && e.after == nil {
			return step{}, false
		}
		s.edits = append(s.edits, e)
	}
	for _, e := range s.edits {
		if s.isExact(e) {
			marks[e.rec] = e.was
		}
		if e.before == nil {
			delete(now, e.rec)
			continue
		}
		now[e.rec] = e.before
	}
	return s, len(s.edits) > 0 || s.stays() != nil
}

// documents returns the current documents of records that a step can change.
func (j *Journal) documents(of map[vault.RecordID]bool) map[vault.RecordID]document {
	found := make(map[vault.RecordID]document, len(of))
	add := func(rec vault.RecordID, d document) {
		if of[rec] {
			found[rec] = d
		}
	}
	if j.loading != nil { // the same entries
		j.eachOther(add)
		for _, l := range j.loading.entries {
			if of[l.rec] {
				found[l.rec] = &l.Entry
			}
		}
	} else {
		j.eachDocument(add)
	}
	if j.peeked != nil {
		j.peeked.addUnread(of, found)
	}
	return found
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
	for _, w := range j.waiting {
		do(w.rec, &w.Waiting)
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
	for rec, g := range j.goneLists {
		do(rec, g)
	}
}

// eachDocument calls do with every document that commands can change. j.mu is held.
func (j *Journal) eachDocument(do func(vault.RecordID, document)) {
	j.eachOther(do)
	for _, it := range j.entries {
		do(it.rec, &it.Entry)
	}
}

// document decodes a document that a step can change; nil for other kinds.
func (c *codec) document(doc []byte) (document, error) {
	kind, body, _, err := c.split(doc)
	if err != nil {
		return nil, err
	}
	return c.changeable(kind, body)
}

// changeable decodes the body of a document that a step can change; nil for other kinds.
func (c *codec) changeable(kind byte, body []byte) (document, error) {
	switch kind {
	case docEntry:
		return c.decodeEntry(body)
	case docArea:
		return c.decodeArea(body)
	case docReview:
		return c.decodeReview(body)
	case docFilter:
		return c.decodeFilter(body)
	case docHandout:
		return c.decodeHandout(body)
	case docWord:
		return c.decodeWord(body)
	case docReminder:
		return c.decodeReminder(body)
	case docWaiting:
		return c.decodeWaiting(body)
	case docFilePlan:
		return c.decodeFilePlan(body)
	case docMeasure:
		return c.decodeMeasure(body)
	case docDay:
		return c.decodeDay(body)
	case docExperiment:
		return c.decodeExperiment(body)
	case docAttachment:
		return c.decodeAttachment(body)
	case docGone:
		return c.decodeGone(body)
	}
	return nil, nil
}
