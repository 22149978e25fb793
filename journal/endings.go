package journal

import "slices"

// The ends of ids: people read and type those instead of whole ids.
const (
	fewestOfID = 6
	wholeOfID  = 26
	// quickOfID is how many characters fit into a number.
	quickOfID = 8
)

// EndOfIDs returns how many characters at the end of their ids distinguish all entries, those in the bin
// too: an even number from 6 on. It counts once for each state of the journal.
func (j *Journal) EndOfIDs() int {
	if j.peeked != nil {
		return j.peeked.ends
	}
	return j.endings.of(j.wholeOrder(), endOfOrder)
}

func endOfOrder(order []*item) int {
	ids := make([]EntryID, len(order))
	for i, it := range order {
		ids[i] = it.ID
	}
	return endOfIDs(ids)
}

// endOfIDs is EndOfIDs of some ids.
func endOfIDs(ids []EntryID) int {
	// With the last character first, ids that share the longest end are neighbours.
	ends := make([]uint64, len(ids))
	for i, id := range ids {
		for k := range min(quickOfID, len(id)) {
			ends[i] |= uint64(id[len(id)-1-k]) << (56 - 8*k)
		}
	}
	slices.Sort(ends)
	shared := uint64(1<<64 - 1) // by the pair that differs latest
	for i := 1; i < len(ends); i++ {
		shared = min(shared, ends[i]^ends[i-1])
	}
	for n := fewestOfID; n < quickOfID; n += 2 {
		if shared>>(64-8*n) != 0 {
			return n
		}
	}
	seen := make(map[string]bool, len(ids))
next:
	for n := quickOfID; n < wholeOfID; n += 2 {
		if n == quickOfID && shared != 0 {
			return n
		}
		clear(seen)
		for _, id := range ids {
			end := string(id[max(0, len(id)-n):])
			if seen[end] {
				continue next
			}
			seen[end] = true
		}
		return n
	}
	return wholeOfID
}
