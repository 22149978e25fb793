package joint

import (
	"cmp"
	"maps"
	"slices"
)

// Gone is what remains of a document that was removed: what was seen of it. Of what it held when it had no marks
// there is only the time, as the name of that session is made of the contents.
type Gone struct {
	Seen   Seen
	Firsts []int64
}

// Remove returns what remains of a document, and of what was removed of it before.
func Remove(s *State, before Gone) Gone {
	g := Gone{Seen: Seen{}}
	for session, c := range s.seen {
		if session.IsFirst() {
			g.Firsts = append(g.Firsts, c.Ms)
			continue
		}
		g.Seen[session] = c
	}
	return JoinGone(g, before)
}

// JoinGone returns what remains of a document that was removed twice.
func JoinGone(a, b Gone) Gone {
	g := Gone{Seen: maps.Clone(a.Seen), Firsts: slices.Concat(a.Firsts, b.Firsts)}
	if g.Seen == nil {
		g.Seen = Seen{}
	}
	g.Seen.add(b.Seen)
	slices.SortFunc(g.Firsts, cmp.Compare[int64])
	g.Firsts = slices.Compact(g.Firsts)
	return g
}

// IsEmpty reports whether nothing was removed.
func (g Gone) IsEmpty() bool { return len(g.Seen) == 0 && len(g.Firsts) == 0 }

// Equal reports whether two are the same.
func (g Gone) Equal(o Gone) bool {
	return maps.Equal(g.Seen, o.Seen) && slices.Equal(g.Firsts, o.Firsts)
}

// Covers reports whether nothing is in a document that was not seen when it was removed.
func (g Gone) Covers(s *State) bool {
	for session, c := range s.seen {
		if session.IsFirst() {
			if !slices.Contains(g.Firsts, c.Ms) {
				return false
			}
			continue
		}
		if !g.Seen.covers(Dot{c, session}) {
			return false
		}
	}
	return true
}
