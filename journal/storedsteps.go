package journal

import (
	"maps"
	"slices"

	"enactive/journal/vault"
)

// The last steps are kept sealed beside the entries, so that they can be taken back, or done
// again, after the program was closed. A step holds what it has replaced; what the last one
// has made is in the journal itself, and what one before it has made is what later ones have
// replaced.

// A last step of more than this is not kept, and cannot be taken back the next time: Undo then
// says so with an error that wraps ErrTooLarge.
const (
	maxStoredEdits = 1000
	maxStoredBytes = 4 << 20
)

// maxEarlierBytes is about how much the steps before the last one may take together, and those
// after the first one to be done again: with every change of the journal they are written anew.
const maxEarlierBytes = 32 << 10

// stepDoc is the last step, with those before it and those that Redo does again. A release that
// does not know the latter drops them when it keeps a step of its own, which is right: they led
// to what was there before that.
type stepDoc struct {
	// English is what releases up to 0.3.0 called the step.
	English string    `cbor:"1,keyasint,omitempty"`
	Edits   []editDoc `cbor:"2,keyasint"`
	// TooLarge tells that there was a step, which is not kept.
	TooLarge bool `cbor:"3,keyasint,omitempty"`
	// Earlier are the steps before it, and Undone those that were taken back; what comes first
	// in them is taken back, or done again, first.
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
	// Before is the document as it was, and nothing where there was none.
	Before []byte `cbor:"2,keyasint,omitempty"`
}

// storedStep is a step as it is kept, and about how many bytes it takes.
type storedStep struct {
	doc  stepDoc
	size int
}

// persistSteps is the change that keeps what can be taken back and done again, as far as there is
// room; without either it lets what is kept go.
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
	back, left, err := j.encodeStack(undo, maxStoredBytes)
	if err != nil {
		return nil, err
	}
	again, _, err := j.encodeStack(redo, left)
	if err != nil {
		return nil, err
	}
	var d stepDoc
	if len(back) > 0 {
		d, d.Earlier = back[0], back[1:]
	}
	if len(again) > 0 && !again[0].TooLarge {
		d.Undone = again
	}
	doc, err := j.codec.encode(docStep, d)
	if err != nil {
		return nil, err
	}
	return []vault.Change{{ID: j.stepRec, Doc: doc}}, nil
}

// encodeStack keeps as many steps of a stack as there is room for, from its top, and of the top at
// least the name. It returns how much room is left.
func (j *Journal) encodeStack(stack []step, room int) (kept []stepDoc, left int, err error) {
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
			kept, left = append(kept, top), max(room-k.size, 0)
			if top.TooLarge {
				break
			}
			room = min(left, maxEarlierBytes)
			continue
		}
		if k.doc.TooLarge || k.size > room {
			break
		}
		kept = append(kept, k.doc)
		room, left = room-k.size, left-k.size
	}
	return kept, left, nil
}

// kept is s as it is kept, made once.
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

// encodeEdits fills k with what s has replaced.
func (j *Journal) encodeEdits(s *step, k *storedStep) error {
	const around = 24 // bytes of an edit beside the document
	if k.doc.TooLarge {
		return nil
	}
	for _, e := range s.edits {
		var before []byte
		if e.before != nil {
			var err error
			if before, err = e.before.encoded(j.codec); err != nil {
				return err
			}
		}
		if k.size += around + len(before); k.size > maxStoredBytes {
			k.doc.Edits, k.doc.TooLarge = nil, true
			return nil
		}
		k.doc.Edits = append(k.doc.Edits, editDoc{e.rec[:], before})
	}
	return nil
}

// loadSteps makes the kept steps those that Undo takes back and Redo does again. What does
// not fit the journal as it is now, as after a repair, is left out, with all that leads there.
func (j *Journal) loadSteps(d stepDoc) {
	now := j.documents(d.records())
	j.redo = j.loadStack(d.Undone, maps.Clone(now))
	if d.TooLarge {
		j.undoTooLarge = d.name()
		return
	}
	if len(d.Edits) == 0 {
		return // there was nothing to take back
	}
	last := d
	last.Earlier, last.Undone = nil, nil
	j.undo = j.loadStack(append([]stepDoc{last}, d.Earlier...), now)
}

// records are those that a step and all that are kept with it have changed.
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

// restoreAll makes a stack of what was kept of it; now is what restore takes.
func (j *Journal) loadStack(kept []stepDoc, now map[vault.RecordID]document) []step {
	var stack []step
	for _, d := range kept {
		s, ok := j.loadStep(d, now)
		if !ok {
			break
		}
		stack = append(stack, s)
	}
	slices.Reverse(stack)
	return stack
}

// restore makes a step of what was kept of it, where now is what it has made, and turns now into
// what it has replaced.
func (j *Journal) loadStep(d stepDoc, now map[vault.RecordID]document) (step, bool) {
	s := step{StepName: d.name()}
	for _, kept := range d.Edits {
		if len(kept.Rec) != len(vault.RecordID{}) {
			return step{}, false
		}
		e := edit{rec: vault.RecordID(kept.Rec)}
		e.after = now[e.rec]
		if len(kept.Before) > 0 {
			var err error
			if e.before, err = j.codec.document(kept.Before); err != nil {
				return step{}, false
			}
		}
		if e.before == nil && e.after == nil {
			return step{}, false
		}
		s.edits = append(s.edits, e)
	}
	for _, e := range s.edits {
		if e.before == nil {
			delete(now, e.rec)
			continue
		}
		now[e.rec] = e.before
	}
	return s, len(s.edits) > 0
}

// documents are those of the records that a step can change.
func (j *Journal) documents(of map[vault.RecordID]bool) map[vault.RecordID]document {
	found := make(map[vault.RecordID]document, len(of))
	keep := func(rec vault.RecordID, d document) {
		if of[rec] {
			found[rec] = d
		}
	}
	for _, it := range j.entries {
		keep(it.rec, &it.Entry)
	}
	for _, a := range j.areas {
		keep(a.rec, &a.Area)
	}
	for _, r := range j.reviews {
		keep(r.rec, &r.Review)
	}
	for _, f := range j.filters {
		keep(f.rec, &f.Filter)
	}
	return found
}

// document reads the document of something that a step can change; nil is another one.
func (c *codec) document(doc []byte) (document, error) {
	kind, body, _, err := c.split(doc)
	if err != nil {
		return nil, err
	}
	return c.changeable(kind, body)
}

// changeable reads the body of a document that a step can change; nil is another one.
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
	}
	return nil, nil
}
