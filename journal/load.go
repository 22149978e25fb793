package journal

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"enactive/journal/vault"
)

// loaded is one decoded document. Most are entries, so it has what these have, and more only for others.
type loaded struct {
	rec    vault.RecordID
	second int64 // of the entry's time
	entry  *item
	beside *beside
	other  *loadedOther // nil for an entry of this release
}

// loadedOther is of a document other than an entry, whose kind says which field is set, or of another release.
type loadedOther struct {
	meta    *Meta
	due     bool // the journal is to be resealed
	doc     document
	draft   *draftDoc
	step    *stepDoc
	snoozed *snoozedDoc
	outside *outsideItem
	newer   bool
	older   []byte // the migrated document, if an older release wrote it
}

// rest returns what l has beside what entries have.
func (l loaded) rest() loadedOther {
	if l.other == nil {
		return loadedOther{}
	}
	return *l.other
}

// load takes all documents, most of which early has decoded.
func (j *Journal) load(ctx context.Context, early *vault.Early[loaded]) error {
	n := j.vault.Count()
	j.entries = make(map[EntryID]*item, n)
	j.loading.entries = make([]loadedEntry, 0, n)
	defer func() { j.loading = nil }()
	if err := vault.LoadEarly(ctx, j.vault, early, j.addLoaded); err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	if len(j.loading.entries) != len(j.entries) { // of several with an id, the last one counts
		j.loading.entries = slices.DeleteFunc(j.loading.entries, func(l loadedEntry) bool { return j.entries[l.ID] != l.item })
	}
	j.order = j.loading.inOrder()
	if j.loadedStep != nil && j.newer == 0 {
		j.loadSteps(*j.loadedStep)
	}
	j.loadedStep = nil
	return nil
}

// decode decodes one document; the vault calls it from several goroutines. While all of the journal is read, the
// document belongs to it, and the texts of an entry stay in it.
func (j *Journal) decode(rec vault.RecordID, doc []byte) (loaded, error) {
	kind, body, a, err := j.codec.split(doc)
	if err != nil {
		return loaded{}, err
	}
	l := loaded{rec: rec}
	if a != current {
		l.other = &loadedOther{newer: a == newer}
	}
	if a == older {
		l.other.older = append([]byte{kind, j.codec.schema()}, body...)
	}
	if kind == docEntry {
		err = j.decodeEntry(&l, body)
	} else {
		err = j.decodeOther(&l, kind, body)
	}
	if err != nil && l.other != nil && l.other.newer {
		return loaded{other: &loadedOther{newer: true}}, nil // it stays on the disk unchanged
	}
	return l, err
}

func (j *Journal) decodeEntry(l *loaded, body []byte) (err error) {
	var more bool
	if j.loading == nil { // a few documents, read later
		l.entry = &item{rec: l.rec}
		more, err = j.codec.decodeEntryInto(&l.entry.Entry, body)
	} else {
		s := j.loading.slab()
		l.entry = s.item()
		l.entry.rec = l.rec
		text := unsafe.String(unsafe.SliceData(body), len(body)) // never written again
		more, err = j.codec.decodeEntryText(&l.entry.Entry, body, text, &s.texts)
		j.loading.giveBack(s)
	}
	if err != nil {
		return err
	}
	l.second = l.entry.Time.Unix()
	if more {
		l.beside, err = besideOf(docEntry, body)
	}
	return err
}

func (j *Journal) decodeOther(l *loaded, kind byte, body []byte) (err error) {
	if l.other == nil {
		l.other = &loadedOther{}
	}
	o := l.other
	switch kind {
	case docMeta:
		var d metaDoc
		err = j.codec.decode(body, &d)
		o.meta, o.due = &Meta{Sample: d.Sample, Created: j.codec.zones.time(d.Created)}, d.Reseal
	case docArea, docReview, docFilter, docFilePlan, docMeasure, docDay, docExperiment, docHandout, docWord, docAttachment, docReminder:
		if o.doc, err = j.codec.changeable(kind, body); err == nil {
			l.beside, err = besideOf(kind, body)
		}
	case docWaiting:
		o.doc, err = j.codec.changeable(kind, body)
	case docGone:
		o.doc, err = j.codec.decodeGone(body)
	case docDraft:
		o.draft = &draftDoc{}
		err = j.codec.decode(body, o.draft)
	case docStep:
		o.step = &stepDoc{}
		err = j.codec.decode(body, o.step)
	case docOutside:
		o.outside, err = j.codec.decodeOutside(body)
	case docSnoozed:
		o.snoozed = &snoozedDoc{}
		err = j.codec.decode(body, o.snoozed)
	default:
		o.newer = true
	}
	return err
}

func (j *Journal) addLoaded(l loaded) error {
	if l.beside != nil {
		j.beside[l.rec] = l.beside
	}
	if l.entry != nil {
		j.entries[l.entry.ID] = l.entry
		if j.loading != nil {
			j.loading.entries = append(j.loading.entries, loadedEntry{l.second, l.rec, l.entry})
		}
	}
	if l.other != nil {
		return j.addOther(l)
	}
	return nil
}

func (j *Journal) addOther(l loaded) error {
	o := l.other
	if o.newer {
		j.newer++
	}
	if o.older != nil {
		j.older = append(j.older, vault.Change{ID: l.rec, Doc: o.older})
	}
	switch {
	case o.meta != nil:
		j.meta, j.metaRec, j.resealDue = *o.meta, l.rec, o.due
	case o.doc != nil:
		j.applyToIndex(edit{rec: l.rec, after: o.doc}, newIndexUpdate())
	case o.draft != nil:
		d, err := j.decodedDraft(l.rec, o.draft)
		if err != nil {
			return err
		}
		j.drafts[o.draft.Key] = d
	case o.step != nil:
		j.stepRec, j.loadedStep = l.rec, o.step
	case o.outside != nil:
		j.outside, j.outside.rec = *o.outside, l.rec
	case o.snoozed != nil:
		j.snoozedRec, j.snoozed = l.rec, o.snoozed.times(j.codec)
	}
	return nil
}
