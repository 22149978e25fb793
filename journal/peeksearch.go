package journal

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"enactive/journal/vault"
)

// search returns the entries that m selects by words, which needs all entries. But a document in which the words do not
// occur is not taken apart, and nothing is kept of it. Each entry of the index must come once, in the version that the
// index has; otherwise nothing holds. p.mu is held.
func (p *peeked) search(m matcher) []*Entry {
	if p.beyond {
		return nil
	}
	byRecord := p.rowsByRecord()
	from, to := p.within(m.Query)
	m.look.known = nil // signs are of no use for one search
	came := make([]atomic.Bool, p.n)
	var all atomic.Int64
	var mu sync.Mutex
	found := map[int]*item{}
	err := p.j.vault.PeekEach(context.Background(), func() func(vault.RecordID, vault.Tag, []byte) error {
		m, next := m, 0
		return func(rec vault.RecordID, tag vault.Tag, doc []byte) error {
			place, ok := byRecord.find(rec, next)
			if !ok {
				return nil // no entry
			}
			next = place + 1
			i := int(byRecord[place].row)
			if vault.Tag(p.row(i)[16:32]) != tag || came[i].Swap(true) || len(doc) < 2 || doc[0] != docEntry || doc[1] != p.j.codec.schema() {
				return fmt.Errorf("%w: another document", errBadIndex)
			}
			all.Add(1)
			if i < from || i >= to || p.isInBin(i) != m.InBin || m.Area != "" && p.area(i) != m.Area || !m.look.mayFind(doc) {
				return nil
			}
			it, err := p.decodeRow(i, rec, doc)
			if err != nil || !m.matches(it) {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			found[i] = it
			return nil
		}
	})
	if err != nil || all.Load() != int64(p.n) {
		p.beyond = true
		return nil
	}
	rows := make([]int, 0, len(found))
	for i := range found {
		rows = append(rows, i)
	}
	slices.Sort(rows)
	if m.Newest {
		slices.Reverse(rows)
	}
	if m.Limit > 0 {
		rows = rows[:min(len(rows), m.Limit)]
	}
	var entries []*Entry
	for _, i := range rows {
		if p.loaded[i] == nil {
			p.loaded[i] = found[i]
		}
		entries = append(entries, &p.loaded[i].Entry)
	}
	return entries
}

// recordRow is a record with its row in the index.
type recordRow struct {
	rec vault.RecordID
	row int32
}

// recordRows are sorted by their records.
type recordRows []recordRow

func (p *peeked) rowsByRecord() recordRows {
	rows := make(recordRows, p.n)
	for i := range rows {
		rows[i] = recordRow{vault.RecordID(p.row(i)[:16]), int32(i)}
	}
	slices.SortFunc(rows, func(a, b recordRow) int {
		x, y := binary.BigEndian.Uint64(a.rec[:]), binary.BigEndian.Uint64(b.rec[:])
		if x == y {
			return bytes.Compare(a.rec[:], b.rec[:])
		}
		return cmp.Compare(x, y)
	})
	return rows
}

// find returns the place of a record, which is probably next.
func (r recordRows) find(rec vault.RecordID, next int) (place int, ok bool) {
	if next < len(r) && r[next].rec == rec {
		return next, true
	}
	return slices.BinarySearchFunc(r, rec, func(a recordRow, rec vault.RecordID) int { return bytes.Compare(a.rec[:], rec[:]) })
}
