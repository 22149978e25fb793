package journal

import (
	"context"
	"fmt"
	"time"

	"enactive/journal/joint"
)

// A form shows what is stored as it was when the form was opened. Until it is saved, a command, another window, undo or
// a file from another computer may change the same. So whatever edits in place says with SaveFrom and its like from
// what it began, and only what it changed of that is changed in what is stored by then.

// Meanwhile says what had become of something between its opening in a form and its saving.
type Meanwhile struct {
	// Changed reports that what is stored now is more than what the form shows.
	Changed bool
	// Twice counts the texts that were changed here and in the form: both versions stay until one is chosen.
	Twice int
	// Back reports that it had been deleted, and is there again with what was written.
	Back bool
}

// since is a document that a form changed, applied to what is stored.
type since struct {
	Meanwhile
	j      *Journal
	st     *stamper
	id     identity
	stored edit
	beside *beside
	// state is what becomes of it if a text has several versions, body what it shows, and doc the same as a document;
	// body is nil if the form changed nothing.
	state *joint.State
	body  []byte
	doc   document
}

// since applies the changes of a form from base to mine to what is stored, if anything is: both are as they would be
// stored. j.writing is held.
func (j *Journal) since(stored edit, base, mine document) (*since, error) {
	w := &since{j: j, st: &stamper{j: j}, id: identityOf(mine), stored: stored, beside: j.beside[stored.rec], doc: stored.before}
	t := &taking{j: j, st: w.st}
	if stored.before == nil {
		stored.before, w.beside = emptyLike(mine), nil
	}
	s, err := t.state(stored.before, w.beside)
	if err != nil {
		return nil, err
	}
	was, err := w.encoded(base)
	if err != nil {
		return nil, err
	}
	is, err := w.encoded(mine)
	if err != nil {
		return nil, err
	}
	at, err := w.st.dot(w.id, s.Seen().Latest())
	if err != nil {
		return nil, err
	}
	next, twice, err := s.StampSince(was, is, at)
	if err != nil || next == nil {
		return w, err
	}
	w.Twice = twice
	if w.body, err = next.Body(); err != nil {
		return nil, err
	}
	if w.doc, err = j.codec.changeable(w.id.kind, w.body); err != nil {
		return nil, err
	}
	w.doc = tidied(w.doc)
	w.Changed = !joint.Same(w.body, is, rules[w.id.kind])
	// Any other change is one as by any command, which undo takes back in the copies on other computers, too.
	if w.stored.before != nil && len(next.Doubles()) > 0 {
		w.state = next
	}
	return w, nil
}

// checkedOr returns what was stored as it would be stored today; as it is if it could not be.
func checkedOr[D any](check func(D) (D, error), d D) D {
	if checked, err := check(d); err == nil {
		return checked
	}
	return d
}

// emptyLike returns what a document is when nothing of it is stored.
func emptyLike(d document) document {
	switch d := d.(type) {
	case *Day:
		return &Day{Date: d.Date, Created: d.Created}
	case *Review:
		return &Review{From: d.From, To: d.To, Area: d.Area, Created: d.Created}
	}
	return d
}

// encoded returns the body of a document with the fields of later versions that the stored one has.
func (w *since) encoded(d document) ([]byte, error) {
	doc, err := d.encoded(w.j.codec)
	if err != nil {
		return nil, err
	}
	return w.beside.unmarked(doc)
}

// changedNothing reports that the form changed nothing.
func (w *since) changedNothing() bool { return w != nil && w.body == nil }

// mark gives the edit that stores the document, as it was checked, the marks of what stays.
func (w *since) mark(e *edit) error {
	if w == nil || w.state == nil || e.after == nil {
		return nil
	}
	body, err := w.encoded(e.after)
	if err != nil {
		return err
	}
	s := w.state
	marks, err := s.Marks(w.body)
	if err != nil {
		return err
	}
	// The check may have changed what was joined, which is a change of its own.
	shown, err := joint.Parse(w.body, marks, rules[w.id.kind])
	if err != nil {
		return err
	}
	at, err := w.st.dot(w.id, s.Seen().Latest())
	if err != nil {
		return err
	}
	if checked, _, err := shown.StampSince(w.body, body, at); err != nil {
		return err
	} else if checked != nil {
		s = checked
	}
	if marks, err = s.Marks(body); err != nil {
		return err
	}
	is := &beside{marks: marks}
	if w.beside != nil {
		is.unknown = w.beside.unknown
	}
	if !is.isEmpty() {
		e.is = is
	}
	e.was, e.exact = w.beside, true
	return nil
}

// SaveFrom saves an entry that a form changed from base on, as it was when the form was opened. Only what the form
// changed is changed in what is stored by now; of a text that was changed there too, both versions stay. What was
// moved to the bin or erased meanwhile is there again. The files are attached to it in the same step; after an
// error they are still prepared. See Save for the rest.
func (j *Journal) SaveFrom(ctx context.Context, base, e Entry, files ...*Prepared) (*Entry, Meanwhile, error) {
	return j.saveEntry(ctx, &base, e, files)
}

// sinceEntry applies what a form changed of an entry to the stored one.
func (j *Journal) sinceEntry(stored edit, base *Entry, e Entry) (*since, error) {
	mine, err := checkedForm(e)
	if err != nil {
		return nil, err
	}
	was := checkedOr(checkedForm, base.Clone())
	was.ID, mine.Created, mine.Modified, mine.Deleted, mine.Origin = e.ID, was.Created, was.Modified, was.Deleted, was.Origin
	sortValues(was.Measures)
	sortValues(mine.Measures)
	switch same := was.EfficacyBefore == mine.EfficacyBefore; {
	case same && (mine.EfficacyBeforeAt.IsZero() || mine.Type == CheckIn):
		mine.EfficacyBeforeAt = was.EfficacyBeforeAt
	case !same && mine.EfficacyBeforeAt.Equal(was.EfficacyBeforeAt):
		mine.EfficacyBeforeAt = time.Time{} // it is given now
	}
	return j.since(stored, &was, &mine)
}

// broughtBack makes an ordinary entry of one that was deleted meanwhile and whose place in an experiment is taken.
func (j *Journal) broughtBack(e *Entry) {
	t := tries{j: j}
	if t.check(e, nil) != nil && !t.isBack(e) {
		e.Experiment = Try{}
	}
}

// erasedMeanwhile returns the error of saving an entry that is not there any more: none if a form changed something of it.
func (j *Journal) erasedMeanwhile(base *Entry, e Entry) error {
	gone := fmt.Errorf("saving entry %s: %w", e.ID, ErrNoEntry)
	if base == nil || base.ID != e.ID {
		return gone
	}
	checked, err := checkedForm(e)
	if err != nil {
		return err
	}
	if was := checkedOr(checkedForm, *base); sameContent(j.codec, &checked, &was) {
		return gone
	}
	return nil
}
