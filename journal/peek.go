package journal

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/vault"
)

// The contents of the index, see vault.Peek: all entries by time and then id, and where the other documents
// are. It has no text of any entry.
//
//	version      1  1
//	schema       1  of the documents
//	ends         1  what EndOfIDs says
//	last         4  the place of the entry written last, of those outside the bin; all bits set for none
//	deleted      8  when the first of those in the bin was deleted, in seconds since 1970; 0 for none
//	areas        2  count, each: id 1+n
//	others       4  count of the other documents, each: record 16, tag 16
//	entries      4  count, each:
//	    record  16
//	    tag     16  of the sealed document
//	    id      16  a ULID
//	    time     8  in seconds since 1970
//	    area     2  its place among the areas
//	    flags    1  bit 0: in the bin
const (
	peekVersion = 1
	peekOther   = 16 + 16
	peekRow     = 16 + 16 + 16 + 8 + 2 + 1
	inBinFlag   = 1
	// peekFrom is from how many entries on there is an index: fewer are read as fast.
	peekFrom = 1000
	// maxPeekOthers is the maximum number of other documents, since all of them are read.
	maxPeekOthers = 10_000
	// maxPeeked is how many entries are read one by one at most: reading all takes less time than many.
	maxPeeked = 500
)

// peeked are the entries of a journal of which not all are read.
type peeked struct {
	j     *Journal
	rows  []byte
	n     int
	areas []AreaID
	last  int
	ends  int

	mu     sync.Mutex
	loaded map[int]*item
	read   int // how many were read one by one
	// others are the other documents as in the index, and deleted is as there.
	others  []byte
	deleted int64
	// writes is set once one new entry can be saved, and latest is the entry written last before it.
	writes bool
	latest *item
	// beyond is set once something was asked for that needs all entries, or something was not as the index says.
	beyond bool
}

// Peek opens the journal in dir to read a few of its entries, if that can be done without reading all of them:
// see vault.Peek. What it returns answers as any journal, except that after its use Holds tells whether
// everything that was asked for could be answered; if not, all answers are void, and Whole opens the journal. The error
// wraps vault.ErrDoubt if Open must be used.
// One new entry can be saved, see peeked.write; whatever else would change the journal is an error that wraps vault.ErrDoubt.
func Peek(ctx context.Context, dir string, key vault.Key, o Options) (*Journal, error) {
	o = o.withDefaults()
	v, contents, err := vault.Peek(ctx, dir, key, o.Vault)
	if err != nil {
		return nil, err
	}
	j, err := newJournal(o)
	if err == nil {
		j.use(v)
		err = j.loadPeeked(contents)
	}
	if err == nil && j.line(ctx) != vault.Continued {
		err = vault.ErrDoubt // which an opening reports
	}
	if err != nil {
		return nil, closing(v, errors.Join(vault.ErrDoubt, err))
	}
	return j, nil
}

// IsPeeked reports whether Peek opened the journal.
func (j *Journal) IsPeeked() bool { return j.peeked != nil }

// Holds reports whether all answers of a journal that Peek opened are those that Open would have given.
func (j *Journal) Holds() bool {
	if j.peeked == nil {
		return true
	}
	j.peeked.mu.Lock()
	defer j.peeked.mu.Unlock()
	return !j.peeked.beyond && j.vault.PeekStillHolds() == nil
}

// Whole closes a journal that Peek opened, and opens it as Open does, without deriving its key again.
func (j *Journal) Whole(ctx context.Context, o Options) (*Journal, vault.Repair, error) {
	return openWith(ctx, o.withDefaults(), func(early *vault.Early[loaded]) (*vault.Vault, vault.Repair, error) {
		return j.vault.Whole(ctx, early)
	})
}

// indexContents returns the contents of the index, and false if there shall be none. j.writing and j.mu are
// held.
func (j *Journal) indexContents(tags *vault.Tags) ([]byte, bool) {
	places := map[AreaID]int{}
	f := indexFields{ends: j.endings.of(j.order, endOfOrder), last: -1, entries: len(j.order)}
	for id := range j.areas {
		places[id] = len(places)
		f.areas = append(f.areas, id)
	}
	rows := make([]byte, 0, len(j.order)*peekRow)
	where := make(map[vault.RecordID]int32, len(j.order))
	for i, it := range j.order {
		where[it.rec] = int32(i)
	}
	ends, found := make([]vault.Tag, len(j.order)), 0
	for rec, t := range tags.All() {
		if i, ok := where[rec]; ok {
			ends[i] = t
			found++
		} else {
			f.others = append(append(f.others, rec[:]...), t[:]...)
		}
	}
	if found != len(j.order) || len(where) != found {
		return nil, false
	}
	for i, it := range j.order {
		id, err := ulid.ParseStrict(string(it.ID))
		place, known := places[it.Area]
		if err != nil || id.String() != string(it.ID) || !known {
			return nil, false
		}
		if it.Deleted.IsZero() {
			if f.last < 0 || laterWritten(&it.Entry, &j.order[f.last].Entry) {
				f.last = i
			}
		} else if at := it.Deleted.Unix(); f.deleted == 0 || at < f.deleted {
			f.deleted = at
		}
		rows = appendPeekRow(rows, it, ends[i], id, place)
	}
	if !f.fit() {
		return nil, false
	}
	return append(f.append(make([]byte, 0, len(rows)+len(f.others)+4096), j.codec.schema()), rows...), true
}

// appendPeekRow appends the row of an entry, whose area is the one at a place among those of the index.
func appendPeekRow(rows []byte, it *item, tag vault.Tag, id ulid.ULID, area int) []byte {
	flags := byte(0)
	if !it.Deleted.IsZero() {
		flags = inBinFlag
	}
	rows = append(append(append(rows, it.rec[:]...), tag[:]...), id[:]...)
	rows = binary.BigEndian.AppendUint64(rows, uint64(it.Time.Unix()))
	return append(binary.BigEndian.AppendUint16(rows, uint16(area)), flags)
}

// indexFields are the contents of the index before the entries.
type indexFields struct {
	ends, last int
	deleted    int64
	areas      []AreaID
	others     []byte
	entries    int
}

// fit reports whether there can be an index with the fields.
func (f *indexFields) fit() bool {
	return len(f.areas) <= math.MaxUint16 && len(f.others) <= maxPeekOthers*peekOther &&
		!slices.ContainsFunc(f.areas, func(id AreaID) bool { return len(id) > math.MaxUint8 })
}

func (f *indexFields) append(b []byte, schema byte) []byte {
	b = append(b, peekVersion, schema, byte(f.ends))
	b = binary.BigEndian.AppendUint32(b, uint32(f.last))
	b = binary.BigEndian.AppendUint64(b, uint64(f.deleted))
	b = binary.BigEndian.AppendUint16(b, uint16(len(f.areas)))
	for _, id := range f.areas {
		b = append(append(b, byte(len(id))), id...)
	}
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(f.others)/peekOther)), f.others...)
	return binary.BigEndian.AppendUint32(b, uint32(f.entries))
}

// writeIndex stores what Peek needs, when the journal is closed. j.writing is held.
func (j *Journal) writeIndex() {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.peeked != nil {
		j.peeked.renewIndex()
		return
	}
	if j.ReadOnly() != nil || j.resealDue || len(j.order) < j.peekFrom {
		return
	}
	j.vault.WriteIndex(j.indexContents)
}

var errBadIndex = errors.New("the contents of the index have no readable form")

// loadPeeked reads the contents of the index, and all documents but the entries.
func (j *Journal) loadPeeked(contents []byte) error {
	r := &indexReader{rest: contents}
	if version, schema := r.byte(), r.byte(); version != peekVersion || schema != j.codec.schema() {
		return errBadIndex
	}
	p := &peeked{j: j, loaded: map[int]*item{}, ends: int(r.byte()), last: int(int32(r.uint32()))}
	p.deleted = r.int64()
	if deleted := p.deleted; deleted != 0 && j.now().After(time.Unix(deleted, 0).AddDate(0, 0, BinDays-1)) {
		return errors.New("the bin is to be emptied")
	}
	for range r.uint16() {
		p.areas = append(p.areas, AreaID(r.take(int(r.byte()))))
	}
	others := r.take(int(min(r.uint32(), maxPeekOthers+1)) * peekOther)
	p.n = int(r.uint32())
	p.rows = r.take(p.n * peekRow)
	p.others = others
	if r.short || len(r.rest) > 0 || p.last >= p.n {
		return errBadIndex
	}
	for ; len(others) > 0; others = others[peekOther:] {
		rec := vault.RecordID(others[:16])
		doc, err := j.vault.PeekAt(rec, vault.Tag(others[16:peekOther]))
		if err != nil {
			return err
		}
		l, err := j.decode(rec, doc)
		if err != nil {
			return err
		}
		if o := l.rest(); l.entry != nil || o.newer || o.older != nil || o.due {
			return errBadIndex
		}
		if err := j.addLoaded(l); err != nil {
			return err
		}
	}
	j.peeked = p
	return nil
}

// indexReader reads fields. After a read past the end, short is true and all further fields are zero.
type indexReader struct {
	rest  []byte
	short bool
}

func (r *indexReader) take(n int) []byte {
	if r.short || n < 0 || n > len(r.rest) {
		r.short = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// number reads a number of some bytes.
func (r *indexReader) number(size int) (n uint64) {
	for _, b := range r.take(size) {
		n = n<<8 | uint64(b)
	}
	return n
}

func (r *indexReader) byte() byte     { return byte(r.number(1)) }
func (r *indexReader) uint16() uint16 { return uint16(r.number(2)) }
func (r *indexReader) uint32() uint32 { return uint32(r.number(4)) }
func (r *indexReader) int64() int64   { return int64(r.number(8)) }
