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
		var err error
		switch {
		case e.entryBefore != nil:
			before, err = j.codec.encodeEntry(e.entryBefore)
		case e.areaBefore != nil:
			before, err = j.codec.encodeArea(e.areaBefore)
		}
		if err != nil {
			return err
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
	entries, areas := map[vault.RecordID]*Entry{}, map[vault.RecordID]*Area{}
	for _, it := range j.entries {
		entries[it.rec] = &it.Entry
	}
	for _, a := range j.areas {
		areas[a.rec] = &a.Area
	}
	s := step{what: d.What}
	for _, kept := range d.Edits {
		if len(kept.Rec) != len(vault.RecordID{}) {
			return
		}
		e := edit{rec: vault.RecordID(kept.Rec)}
		e.entryAfter, e.areaAfter = entries[e.rec], areas[e.rec]
		if len(kept.Before) > 0 {
			kind, body, _, err := j.codec.split(kept.Before)
			if err != nil {
				return
			}
			switch kind {
			case docEntry:
				e.entryBefore, err = j.codec.decodeEntry(body)
			case docArea:
				e.areaBefore, err = j.codec.decodeArea(body)
			}
			if err != nil {
				return
			}
		}
		if e.entryBefore == nil && e.areaBefore == nil && e.entryAfter == nil && e.areaAfter == nil {
			return
		}
		s.edits = append(s.edits, e)
	}
	if len(s.edits) > 0 {
		j.undo = []step{s}
	}
}
