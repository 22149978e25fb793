package journal

import (
	"enactive/journal/vault"
)

// The last step is kept sealed beside the entries, so that it can be taken back after the
// program was closed. It holds what the step has replaced; what the step has made is in
// the journal itself.

// A step of more than this is not kept, and cannot be taken back the next time: Undo then
// says so with an error that wraps ErrTooLarge.
const (
	maxKeptEdits = 1000
	maxKeptBytes = 4 << 20
)

type stepDoc struct {
	What  string    `cbor:"1,keyasint"`
	Edits []editDoc `cbor:"2,keyasint"`
	// TooLarge tells that there was a step, which is not kept.
	TooLarge bool `cbor:"3,keyasint,omitempty"`
}

type editDoc struct {
	Rec []byte `cbor:"1,keyasint"`
	// Before is the document as it was, and nothing where there was none.
	Before []byte `cbor:"2,keyasint,omitempty"`
}

// keepStep is the change that keeps s as the last step, or only its name when it is too
// large; without s it lets the one that is kept go.
func (j *Journal) keepStep(s *step) ([]vault.Change, error) {
	none := []vault.Change{{ID: j.stepRec}}
	if j.stepRec == (vault.RecordID{}) {
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, err
		}
		j.stepRec, none = rec, nil
	}
	if s == nil {
		return none, nil
	}
	d := stepDoc{What: s.what, TooLarge: len(s.edits) > maxKeptEdits}
	if err := j.keepEdits(s, &d); err != nil {
		return nil, err
	}
	doc, err := j.codec.encode(docStep, d)
	if err != nil {
		return nil, err
	}
	return []vault.Change{{ID: j.stepRec, Doc: doc}}, nil
}

// keepEdits fills d with what s has replaced.
func (j *Journal) keepEdits(s *step, d *stepDoc) error {
	if d.TooLarge {
		return nil
	}
	size := 0
	for _, e := range s.edits {
		var before []byte
		if e.before != nil {
			var err error
			if before, err = e.before.encoded(j.codec); err != nil {
				return err
			}
		}
		if size += len(before); size > maxKeptBytes {
			d.Edits, d.TooLarge = nil, true
			return nil
		}
		d.Edits = append(d.Edits, editDoc{e.rec[:], before})
	}
	return nil
}

// restoreStep makes the kept step the one that Undo takes back. One that does not fit the
// journal as it is now, as after a repair, is left out.
func (j *Journal) restoreStep(d stepDoc) {
	if d.TooLarge {
		j.notKept = d.What
		return
	}
	now := j.documents()
	s := step{what: d.What}
	for _, kept := range d.Edits {
		if len(kept.Rec) != len(vault.RecordID{}) {
			return
		}
		e := edit{rec: vault.RecordID(kept.Rec)}
		e.after = now[e.rec]
		if len(kept.Before) > 0 {
			var err error
			if e.before, err = j.codec.document(kept.Before); err != nil {
				return
			}
		}
		if e.before == nil && e.after == nil {
			return
		}
		s.edits = append(s.edits, e)
	}
	if len(s.edits) > 0 {
		j.undo = []step{s}
	}
}

// documents are all that a step can have changed, by their records.
func (j *Journal) documents() map[vault.RecordID]document {
	all := make(map[vault.RecordID]document, len(j.entries)+len(j.areas))
	for _, it := range j.entries {
		all[it.rec] = &it.Entry
	}
	for _, a := range j.areas {
		all[a.rec] = &a.Area
	}
	for _, r := range j.reviews {
		all[r.rec] = &r.Review
	}
	for _, f := range j.filters {
		all[f.rec] = &f.Filter
	}
	return all
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
