package journal

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"math/bits"
	"slices"
	"sort"

	"github.com/oklog/ulid/v2"

	"enactive/journal/vault"
)

// write prepares a journal of which not all is read for a step, which must be that of one new entry: it needs none of
// the others. It is an error that wraps vault.ErrDoubt, and nothing was changed, if anything that was asked for needed
// all entries, or the files are not as the index says, or a program that copies folders has changed something, which an
// opening reports. Only one step can be saved.
func (p *peeked) write(ctx context.Context, s step) error {
	if s.Kind != stepAddEntry && s.Kind != stepAddCheckIn || len(s.edits) != 1 || s.edits[0].before != nil || p.writes || !p.j.Holds() {
		return vault.ErrDoubt
	}
	j := p.j
	if p.latest = p.loadLast(); p.latest == nil && p.last >= 0 || len(j.vault.FreshCopies(j.seenFolder)) > 0 {
		return vault.ErrDoubt
	}
	if err := j.vault.WriteOn(ctx); err != nil {
		return err
	}
	if j.line(ctx) != vault.Continued {
		return vault.ErrDoubt
	}
	if j.loadedStep != nil {
		j.loadSteps(*j.loadedStep)
		j.loadedStep = nil
	}
	p.writes = true
	return nil
}

func (p *peeked) loadLast() *item {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last < 0 {
		return nil
	}
	it, _ := p.load(p.last)
	return it
}

// unread stands for the document of an entry that was not read. It says that there is one, which is all that the steps
// before the next one need to be stored again; they cannot be undone.
type unread struct{}

func (unread) encoded(*codec) ([]byte, error) { return nil, vault.ErrDoubt }

// addUnread adds the entries of records.
func (p *peeked) addUnread(of map[vault.RecordID]bool, found map[vault.RecordID]document) {
	if len(of) == 0 {
		return
	}
	for i := range p.n {
		if rec := vault.RecordID(p.row(i)[:16]); of[rec] {
			found[rec] = unread{}
		}
	}
}

// tagOf returns the tag that the index has of a record.
func (p *peeked) tagOf(rec vault.RecordID) (vault.Tag, bool) {
	for rest := p.others; len(rest) > 0; rest = rest[peekOther:] {
		if vault.RecordID(rest[:16]) == rec {
			return vault.Tag(rest[16:peekOther]), true
		}
	}
	for i := range p.n {
		if row := p.row(i); vault.RecordID(row[:16]) == rec {
			return vault.Tag(row[16:32]), true
		}
	}
	return vault.Tag{}, false
}

// renewIndex brings the index up to date with the entry that was saved, when the journal is closed. j.mu is held.
func (p *peeked) renewIndex() {
	if p.writes {
		p.j.vault.RenewIndex(p.tagOf, p.contentsAfter)
	}
}

// contentsAfter returns the contents of the index after the step that saved one new entry, as indexContents would make
// them of everything, except for the order of the other documents. j.mu is held.
func (p *peeked) contentsAfter(tags *vault.Tags) ([]byte, bool) {
	j := p.j
	if len(j.order) != 1 {
		return nil, false
	}
	it := j.order[0]
	id, err := ulid.ParseStrict(string(it.ID))
	tag, tagged := tags.Of(it.rec)
	area := slices.Index(p.areas, it.Area)
	if err != nil || id.String() != string(it.ID) || !tagged || area < 0 || !it.Deleted.IsZero() {
		return nil, false
	}
	row := appendPeekRow(make([]byte, 0, peekRow), it, tag, id, area)
	at := sort.Search(p.n, func(i int) bool {
		return cmp.Or(cmp.Compare(p.second(i), it.Time.Unix()), bytes.Compare(p.row(i)[32:48], id[:])) > 0
	})
	last := p.last
	if last >= at {
		last++
	}
	if p.latest == nil || laterWritten(&it.Entry, &p.latest.Entry) {
		last = at
	}
	c := indexFields{ends: max(p.ends, p.endOf(id)), last: last, deleted: p.deleted, areas: p.areas, others: p.othersAfter(tags, it.rec), entries: p.n + 1}
	if !c.fit() {
		return nil, false
	}
	b := c.append(make([]byte, 0, len(p.rows)+len(c.others)+4096), j.codec.schema())
	return append(append(append(b, p.rows[:at*peekRow]...), row...), p.rows[at*peekRow:]...), true
}

// othersAfter returns the other documents after a step that saved an entry with a record.
func (p *peeked) othersAfter(tags *vault.Tags, entry vault.RecordID) []byte {
	saved := map[vault.RecordID]bool{}
	var others []byte
	for rec := range tags.Changed {
		saved[rec] = true
		if tag, ok := tags.Of(rec); ok && rec != entry {
			others = append(append(others, rec[:]...), tag[:]...)
		}
	}
	for rest := p.others; len(rest) > 0; rest = rest[peekOther:] {
		if !saved[vault.RecordID(rest[:16])] {
			others = append(others, rest[:peekOther]...)
		}
	}
	return others
}

// endOf returns how many characters at the end of an id distinguish it from all others, as EndOfIDs does.
func (p *peeked) endOf(id ulid.ULID) int {
	high, low := binary.BigEndian.Uint64(id[:8]), binary.BigEndian.Uint64(id[8:])
	same := 0 // bits at the end
	for i := range p.n {
		other := p.row(i)[32:48]
		shared := bits.TrailingZeros64(binary.BigEndian.Uint64(other[8:]) ^ low)
		if shared == 64 {
			shared += bits.TrailingZeros64(binary.BigEndian.Uint64(other) ^ high)
		}
		same = max(same, shared)
	}
	const perCharacter = 5
	n := same/perCharacter + 1
	return min(max(fewestOfID, n+n%2), wholeOfID)
}
