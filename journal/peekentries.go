package journal

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/vault"
)

// The part of a row of the index that an entry must agree with.
func (p *peeked) row(i int) []byte { return p.rows[i*peekRow : (i+1)*peekRow] }

func (p *peeked) second(i int) int64 { return int64(binary.BigEndian.Uint64(p.row(i)[48:])) }

func (p *peeked) isInBin(i int) bool { return p.row(i)[peekRow-1]&inBinFlag != 0 }

// area returns the area of an entry, "" if the index has none at that place.
func (p *peeked) area(i int) AreaID {
	if place := int(binary.BigEndian.Uint16(p.row(i)[56:])); place < len(p.areas) {
		return p.areas[place]
	}
	return ""
}

func (p *peeked) id(i int) EntryID { return EntryID(ulid.ULID(p.row(i)[32:48]).String()) }

// load returns an entry. ok is false if it is not what the index says, or too many were asked for.
func (p *peeked) load(i int) (*item, bool) {
	if it := p.loaded[i]; it != nil {
		return it, true
	}
	if p.beyond || p.read == maxPeeked {
		p.beyond = true
		return nil, false
	}
	p.read++
	it, err := p.readRow(i)
	if err != nil {
		p.beyond = true
		return nil, false
	}
	p.loaded[i] = it
	return it, true
}

func (p *peeked) readRow(i int) (*item, error) {
	row := p.row(i)
	rec := vault.RecordID(row[:16])
	doc, err := p.j.vault.PeekAt(rec, vault.Tag(row[16:32]))
	if err != nil {
		return nil, err
	}
	return p.decodeRow(i, rec, doc)
}

// decodeRow decodes the document of a record, which must be the entry that the index has there.
func (p *peeked) decodeRow(i int, rec vault.RecordID, doc []byte) (*item, error) {
	l, err := p.j.decode(rec, doc)
	if err != nil {
		return nil, err
	}
	e := l.entry
	if e == nil || l.other != nil || e.ID != p.id(i) || e.Time.Unix() != p.second(i) || e.Area != p.area(i) || e.Deleted.IsZero() == p.isInBin(i) {
		return nil, fmt.Errorf("%w: another entry", errBadIndex)
	}
	if l.beside != nil {
		p.j.mu.Lock()
		defer p.j.mu.Unlock()
		p.j.beside[rec] = l.beside
	}
	return e, nil
}

// entries is Journal.Entries. It reads entry after entry until it has what was asked for.
func (p *peeked) entries(q Query) []*Entry {
	m := p.j.matcher(q)
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(m.look.words) > 0 {
		return p.search(m)
	}
	from, to := p.within(q)
	if q.Limit == 0 && to-from > maxPeeked {
		p.beyond = true
		return nil
	}
	var found []*Entry
	for k := range to - from {
		i := from + k
		if q.Newest {
			i = to - 1 - k
		}
		if p.isInBin(i) != q.InBin || q.Area != "" && p.area(i) != q.Area {
			continue
		}
		it, ok := p.load(i)
		if !ok {
			return nil
		}
		if m.matches(it) {
			found = append(found, &it.Entry)
		}
		if q.Limit > 0 && len(found) == q.Limit {
			break
		}
	}
	return found
}

// within is Query.among.
func (p *peeked) within(q Query) (from, to int) {
	const apart = 2
	at := func(t time.Time) int {
		low, high := 0, p.n
		for low < high {
			if middle := (low + high) / 2; p.second(middle) < t.Unix() {
				low = middle + 1
			} else {
				high = middle
			}
		}
		return low
	}
	to = p.n
	if !q.To.IsZero() {
		to = at(q.To.AddDays(1 + apart).In(time.UTC))
	}
	if !q.From.IsZero() {
		from = min(at(q.From.AddDays(-apart).In(time.UTC)), to)
	}
	return from, to
}

// item is Journal.item.
func (p *peeked) item(id EntryID) (*item, bool) {
	want, err := ulid.ParseStrict(string(id))
	if err != nil {
		return nil, false // all in the index are
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.n {
		if [16]byte(p.row(i)[32:48]) == want && p.id(i) == id {
			return p.load(i)
		}
	}
	return nil, false
}

// alike is Journal.EntriesAlike.
func (p *peeked) alike(part string) []*Entry {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found []*Entry
	var text [ulid.EncodedSize]byte
	for i := range p.n {
		if ulid.ULID(p.row(i)[32:48]).MarshalTextTo(text[:]) != nil || !bytes.HasSuffix(text[:], []byte(part)) && !bytes.HasPrefix(text[:], []byte(part)) {
			continue
		}
		it, ok := p.load(i)
		if !ok {
			return nil
		}
		found = append(found, &it.Entry)
	}
	return found
}

// lastWritten is Journal.LastWritten.
func (p *peeked) lastWritten() (*Entry, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last < 0 {
		return nil, false
	}
	it, ok := p.load(p.last)
	if !ok {
		return nil, false
	}
	return &it.Entry, true
}

// all is called for what needs all entries.
func (p *peeked) all() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.beyond = true
}

// wholeOrder returns all entries in their order, for what needs all of them.
func (j *Journal) wholeOrder() []*item {
	if j.peeked != nil {
		j.peeked.all()
	}
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.order
}

// EntriesAlike returns the entries whose ids begin or end with a part, those outside the bin first, each by time
// and then id. They are shared and must not be changed.
func (j *Journal) EntriesAlike(part string) []*Entry {
	var found []*Entry
	if j.peeked != nil {
		found = j.peeked.alike(part)
	} else {
		for _, it := range j.wholeOrder() {
			if isPartOf(part, it.ID) {
				found = append(found, &it.Entry)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *Entry) int {
		return boolOrder(!a.Deleted.IsZero(), !b.Deleted.IsZero())
	})
	return found
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func isPartOf(part string, id EntryID) bool {
	return strings.HasSuffix(string(id), part) || strings.HasPrefix(string(id), part)
}

// LastWritten returns the entry outside the bin that was created last, if there is one. It must not be changed.
func (j *Journal) LastWritten() (*Entry, bool) {
	if j.peeked != nil {
		return j.peeked.lastWritten()
	}
	var last *Entry
	for _, it := range j.wholeOrder() {
		if it.Deleted.IsZero() && (last == nil || laterWritten(&it.Entry, last)) {
			last = &it.Entry
		}
	}
	return last, last != nil
}

// laterWritten reports whether a was created after b, by its id if at the same time.
func laterWritten(a, b *Entry) bool {
	if c := a.Created.Compare(b.Created); c != 0 {
		return c > 0
	}
	return a.ID > b.ID
}
