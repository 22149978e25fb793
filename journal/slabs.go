package journal

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"enactive/journal/vault"
)

// loading is what a journal has while all of it is read.
type loading struct {
	slabs sync.Pool
	// entries are those that came.
	entries []loadedEntry
}

// loadedEntry is an entry with what the journal looks at next: each entry itself is somewhere else in memory, and
// looking at a hundred thousand of them takes longer than what is done with it.
type loadedEntry struct {
	second int64
	rec    vault.RecordID
	*item
}

// slab hands out the items of loaded entries, and their lists of texts, from arrays of them: alone, each item would take 14
// percent more, since the runtime rounds sizes up.
type slab struct {
	items []item
	texts textSlab
}

// slabItems is the number of items of an array, and slabTexts of texts. An array stays in memory as long as one of them is
// in use.
const slabItems, slabTexts = 256, 512

// slab returns a slab that nobody else uses until it is given back.
func (l *loading) slab() *slab {
	if s, ok := l.slabs.Get().(*slab); ok {
		return s
	}
	return &slab{}
}

func (l *loading) giveBack(s *slab) { l.slabs.Put(s) }

func (s *slab) item() *item {
	if len(s.items) == 0 {
		s.items = make([]item, slabItems)
	}
	it := &s.items[0]
	s.items = s.items[1:]
	return it
}

// textSlab hands out lists of texts; nil makes each alone.
type textSlab struct{ free []string }

// list returns an empty list with room for n texts.
func (s *textSlab) list(n int) []string {
	if s == nil || n > slabTexts/8 {
		return make([]string, 0, n)
	}
	if len(s.free) < n {
		s.free = make([]string, slabTexts)
	}
	list := s.free[:0:n]
	s.free = s.free[n:]
	return list
}

// inOrder returns the items by time and then id.
func (l *loading) inOrder() []*item {
	slices.SortFunc(l.entries, func(a, b loadedEntry) int {
		if c := cmp.Compare(a.second, b.second); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	order := make([]*item, len(l.entries))
	for i, a := range l.entries {
		order[i] = a.item
	}
	return order
}
