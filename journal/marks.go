package journal

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"enactive/journal/joint"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// What a document has beside its fields, so that copies of the journal that were changed apart can be joined: the
// marks of package joint, and the fields that a later version wrote, which came with another copy. A document has
// marks from its first change on. apply makes them; no command knows of them.
type beside struct {
	marks   []byte
	unknown []joint.Field
}

func (b *beside) isEmpty() bool { return b == nil || len(b.marks) == 0 && len(b.unknown) == 0 }

// marksSchema is the first schema whose documents may have marks.
const marksSchema = 5

// lastKeys has the last key of each kind of document that is taken apart by a struct.
var lastKeys = map[byte]int64{docArea: 13, docReview: 6, docFilter: 16, docFilePlan: 5, docMeasure: 19, docDay: 5,
	docExperiment: 15, docHandout: 13, docWord: 1, docReminder: 8, docAttachment: 14}

func isKnownKey(kind byte) func(int64) bool {
	if kind == docEntry {
		return func(key int64) bool { return fieldWithKey(key) != nil }
	}
	return func(key int64) bool { return key >= 1 && key <= lastKeys[kind] }
}

// besideOf returns what the body of a stored document has beside its fields; nil if nothing.
func besideOf(kind byte, body []byte) (*beside, error) {
	marks, unknown, err := joint.Split(body, isKnownKey(kind))
	if err != nil {
		return nil, fmt.Errorf("%w: %w: %w", vault.ErrDamaged, errBadDocument, err)
	}
	if b := (&beside{marks, unknown}); !b.isEmpty() {
		return b, nil
	}
	return nil, nil
}

// with returns an encoded document with what is beside it.
func (b *beside) with(doc []byte) ([]byte, error) {
	if b.isEmpty() {
		return doc, nil
	}
	body, err := joint.With(doc[2:], b.marks, b.unknown)
	if err != nil {
		return nil, fmt.Errorf("encoding a document: %w", err)
	}
	return append([]byte{doc[0], doc[1]}, body...), nil
}

// unmarked is the body of an encoded document with the fields of later versions.
func (b *beside) unmarked(doc []byte) ([]byte, error) {
	if b == nil {
		return doc[2:], nil
	}
	return joint.With(doc[2:], nil, b.unknown)
}

func (b *beside) marksOnly() []byte {
	if b == nil {
		return nil
	}
	return b.marks
}

// The keys whose texts are words, ids and dates: of two versions of them the newer stays. A key in the items of a
// list is 1000 times the key of the list and its own.
func rulesOf(kind byte) *joint.Rules {
	r := &joint.Rules{}
	var plain []int64
	switch kind {
	case docEntry:
		r.Modified, r.Deleted, r.Pair = 30, 31, [2]int64{19, 20}
		for _, f := range entryFields {
			if f.Kind == IDField || f.Kind == WordField {
				plain = append(plain, int64(f.key))
			}
		}
		plain = append(plain, 22004, 22005, 22006, 26002, 35002)
	case docArea:
		r.Modified = 11
		plain = []int64{1, 12002}
	case docReview:
		r.Modified = 6
		plain = []int64{1, 2, 3}
	case docFilter:
		plain = []int64{1, 2, 3, 4, 12, 16001, 16002}
	case docMeasure:
		r.Modified = 19
		plain = []int64{1, 3, 10}
	case docDay:
		r.Modified = 5
		plain = []int64{1, 2001}
	case docHandout:
		plain = []int64{1, 2, 6, 7, 8, 10}
	case docReminder:
		r.Modified = 8
		plain = []int64{1, 2, 4}
	case docFilePlan:
		plain = []int64{1, 2}
	case docAttachment:
		plain = []int64{1, 2, 3, 4, 5, 10}
	case docExperiment:
		r.Modified, r.Whole, r.Prefer = 15, true, furtherExperiment
	}
	r.IsText = func(keys []int64, value []byte) bool {
		if !joint.IsText(value) || len(keys) == 0 {
			return false
		}
		key := keys[0]
		for _, k := range keys[1:] {
			key = key*1000 + k
		}
		return !slices.Contains(plain, key)
	}
	return r
}

// rules has the rules of every kind; they are never changed.
var rules = func() map[byte]*joint.Rules {
	all := map[byte]*joint.Rules{docEntry: rulesOf(docEntry)}
	for kind := range lastKeys {
		all[kind] = rulesOf(kind)
	}
	return all
}()

// furtherExperiment prefers the experiment that is further: what was revealed or ended stays so.
func furtherExperiment(a, b []byte) int {
	c, err := newCodec(nil)
	if err != nil {
		return 0
	}
	x, errX := c.decodeExperiment(a)
	y, errY := c.decodeExperiment(b)
	if errX != nil || errY != nil {
		return 0
	}
	rank := func(s *sealedExperiment) []int64 {
		ended := int64(0)
		if !s.Ended.IsZero() {
			ended = 1
		}
		return []int64{int64(s.Revealed), ended, int64(len(s.Skipped)), s.Modified.Unix()}
	}
	return slices.Compare(rank(x), rank(y))
}

// identity is what names a document in every copy of the journal: its kind, and its id or what it is about.
type identity struct {
	kind byte
	id   string
}

// isNatural reports whether two copies may each write a document with the same identity of their own.
func (i identity) isNatural() bool {
	switch i.kind {
	case docReview, docFilter, docFilePlan, docDay, docHandout, docWord:
		return true
	}
	return false
}

// identityOf returns the identity of a document; its kind is 0 for what is not joined.
func identityOf(d document) identity {
	switch d := d.(type) {
	case *Entry:
		return identity{docEntry, string(d.ID)}
	case *Area:
		return identity{docArea, string(d.ID)}
	case *Review:
		return identity{docReview, strings.Join([]string{d.From.String(), d.To.String(), string(d.Area)}, " ")}
	case *Filter:
		return identity{docFilter, naming.Key(d.Name)}
	case *Handout:
		return identity{docHandout, naming.Key(d.Name)}
	case *learnedWord:
		return identity{docWord, naming.Key(d.Word)}
	case *Reminder:
		return identity{docReminder, string(d.ID)}
	case *FilePlan:
		return identity{docFilePlan, d.Format + " " + string(d.Columns[:])}
	case *Measure:
		return identity{docMeasure, string(d.ID)}
	case *Day:
		return identity{docDay, d.Date.String()}
	case *sealedExperiment:
		return identity{docExperiment, string(d.ID)}
	case *Attachment:
		return identity{docAttachment, string(d.ID)}
	}
	return identity{}
}

// stamper makes what is beside the documents of one step.
type stamper struct {
	j     *Journal
	tick  joint.Clock
	after map[vault.RecordID]*beside
	gone  map[identity]joint.Gone // of documents that the step removes
	edits []edit                  // of the lists of what is gone
}

// stamp returns what is beside the documents after a step, and the edits of the lists of what was removed.
// j.writing is held.
func (j *Journal) stamp(s step) (*stamper, error) {
	st := &stamper{j: j, after: make(map[vault.RecordID]*beside), gone: map[identity]joint.Gone{}}
	for _, e := range s.edits {
		if s.isExact(e) {
			if !e.is.isEmpty() {
				st.after[e.rec] = e.is
			}
			continue
		}
		if err := st.edit(e); err != nil {
			return nil, fmt.Errorf("%w: %w", errBadDocument, err)
		}
	}
	return st, st.remember()
}

func (st *stamper) edit(e edit) error {
	was, is := identityOf(e.before), identityOf(e.after)
	if was.kind == 0 && is.kind == 0 {
		return nil
	}
	mine := st.j.beside[e.rec]
	var before *joint.State
	if e.before != nil {
		doc, err := e.before.encoded(st.j.codec)
		if err != nil {
			return err
		}
		body, err := mine.unmarked(doc)
		if err != nil {
			return err
		}
		if before, err = joint.Parse(body, mine.marksOnly(), rules[was.kind]); err != nil {
			return err
		}
		if was != is {
			st.gone[was] = joint.Remove(before, st.goneBefore(was))
			before = nil
		}
	}
	if e.after == nil {
		return nil
	}
	gone := st.goneBefore(is)
	if before == nil && !is.isNatural() && gone.IsEmpty() {
		return nil // it has no marks until it is changed
	}
	doc, err := e.after.encoded(st.j.codec)
	if err != nil {
		return err
	}
	body, err := mine.unmarked(doc)
	if err != nil {
		return err
	}
	var seen joint.Clock
	if before != nil {
		seen = before.Seen().Latest()
	}
	at, err := st.dot(is, seen, gone.Seen.Latest())
	if err != nil {
		return err
	}
	var after *joint.State
	if before == nil {
		after, err = joint.New(body, at, gone.Seen, rules[is.kind])
	} else {
		after, err = before.Stamp(body, at)
	}
	if err != nil {
		return err
	}
	return st.keep(e.rec, after, body, mine)
}

func (st *stamper) keep(rec vault.RecordID, s *joint.State, body []byte, mine *beside) error {
	marks, err := s.Marks(body)
	if err != nil {
		return err
	}
	b := &beside{marks: marks}
	if mine != nil {
		b.unknown = mine.unknown
	}
	if !b.isEmpty() {
		st.after[rec] = b
	}
	return nil
}

// dot names a change of a document: all of a step have one clock, except where the document has seen a later one. A
// document that was removed and came back with another copy no longer says what it has seen, and a session whose
// changes of it went back in time would have the later ones taken for known; ahead remembers.
func (st *stamper) dot(of identity, seen ...joint.Clock) (joint.Dot, error) {
	j := st.j
	if j.session == (joint.Session{}) {
		id, err := j.vault.NewID()
		if err != nil {
			return joint.Dot{}, fmt.Errorf("saving: %w", err)
		}
		j.session = joint.NewSession([8]byte(id[:8]))
	}
	if st.tick == (joint.Clock{}) {
		j.clock = j.clock.Next(j.now())
		st.tick = j.clock
	}
	c := st.tick
	for _, other := range append(seen, j.ahead[of]) {
		if other.Compare(c) >= 0 {
			c = other.Next(j.now())
		}
	}
	if c.Compare(st.tick) > 0 {
		if j.ahead == nil {
			j.ahead = map[identity]joint.Clock{}
		}
		j.ahead[of] = c
	}
	return joint.Dot{Clock: c, Session: j.session}, nil
}

func (st *stamper) goneBefore(i identity) joint.Gone {
	if g, ok := st.gone[i]; ok {
		return g
	}
	return st.j.gone[i].Gone
}

// remember makes the edits of the lists of what is gone.
func (st *stamper) remember() error {
	edits, err := st.j.goneEdits(st.gone)
	st.edits = edits
	return err
}

// sameBeside reports whether two are the same.
func sameBeside(a, b *beside) bool {
	if a.isEmpty() || b.isEmpty() {
		return a.isEmpty() && b.isEmpty()
	}
	return bytes.Equal(a.marks, b.marks) && slices.EqualFunc(a.unknown, b.unknown, func(x, y joint.Field) bool {
		return bytes.Equal(x.Key, y.Key) && bytes.Equal(x.Value, y.Value)
	})
}
