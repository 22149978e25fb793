package exchange

import (
	"slices"

	"enactive/journal"
)

// recognise finds the entry of each row that came in before: that with the id of the whole row, or
// else that of a row of the same name.
func (i *Import) recognise(j *journal.Journal) {
	findMoved(j, i.rows)
	r := recogniser{naming: i.naming, taken: map[journal.EntryID]bool{}}
	var rest []*incoming
	for _, in := range i.rows {
		if in.old, _ = j.Entry(in.entry.ID); in.old != nil {
			r.taken[in.old.ID] = true
			r.countProof(in)
		} else if in.entry.Origin != "" {
			rest = append(rest, in)
		}
	}
	if i.naming == nil || len(rest) == 0 {
		return
	}
	r.group(rest)
	r.findEntries(j)
	for level, groups := range r.inOrder {
		r.pair(level, groups)
	}
	i.Ambiguous, i.Unproved = r.ambiguous, r.unproved
}

// recogniser finds the entries of rows that are not as they were.
type recogniser struct {
	naming  *rowNaming
	taken   map[journal.EntryID]bool
	groups  map[journal.RowName]*sameName
	inOrder [len(rowNames{})][]*sameName // by level, in the order of the file
	// proofs counts the rows with ids that are as they were. Many programs count from 1 in every
	// file; rows that have not changed show that a file is the same table as before.
	proofs              int
	ambiguous, unproved int
}

// sameName are the rows and entries of one name that are not paired yet.
type sameName struct {
	rows         []*incoming
	live, binned []*journal.Entry
}

// candidate is a row with the entry that may be that of the row before it changed.
type candidate struct {
	in  *incoming
	old *journal.Entry
}

// isOfSameTime reports whether the time has not changed.
func (c *candidate) isOfSameTime() bool { return timeOf(c.in.entry.Origin) == timeOf(c.old.Origin) }

func (r *recogniser) countProof(in *incoming) {
	if name, ok := in.old.Origin.Row(); ok && name == in.names[byID] && saysTheSame(in.old.Origin, in.entry.Origin) {
		r.proofs++
	}
}

func (r *recogniser) group(rest []*incoming) {
	r.groups = map[journal.RowName]*sameName{}
	for _, in := range rest {
		for level, name := range in.names {
			if name == (journal.RowName{}) {
				continue
			}
			g := r.groups[name]
			if g == nil {
				g = &sameName{}
				r.groups[name] = g
				r.inOrder[level] = append(r.inOrder[level], g)
			}
			g.rows = append(g.rows, in)
		}
	}
}

func (r *recogniser) findEntries(j *journal.Journal) {
	for _, q := range []journal.Query{{}, {InBin: true}} {
		for _, e := range j.Entries(q) {
			name, ok := e.Origin.Row()
			if !ok {
				continue
			}
			g := r.groups[name]
			if g == nil || r.taken[e.ID] || !r.naming.isFrom(e.Origin) {
				continue
			}
			if q.InBin {
				g.binned = append(g.binned, e)
			} else {
				g.live = append(g.live, e)
			}
		}
	}
}

// pair pairs the rows and entries of the names of a level.
func (r *recogniser) pair(level int, groups []*sameName) {
	var all []candidate
	for _, g := range groups {
		g.rows = slices.DeleteFunc(g.rows, func(in *incoming) bool { return in.old != nil || in.isNew })
		before := len(g.rows)
		g.pairEqual(&g.live)
		g.pairEqual(&g.binned)
		if level == byID {
			r.proofs += before - len(g.rows)
		}
		found, ambiguous := g.candidates()
		all, r.ambiguous = append(all, found...), r.ambiguous+ambiguous
	}
	sameTime, otherTime := true, true
	if level == byID && !r.naming.keyIsID {
		sameTime, otherTime = r.prove(all)
	}
	for _, c := range all {
		if c.isOfSameTime() && sameTime || !c.isOfSameTime() && otherTime {
			c.in.old = c.old
			continue
		}
		c.in.isNew = true
		r.unproved++
	}
}

// prove reports whether the rows with the ids of entries are these entries: as long as they have
// their times, if at least one row is as it was, and otherwise if not more rows have another time.
func (r *recogniser) prove(all []candidate) (sameTime, otherTime bool) {
	moved := 0
	for _, c := range all {
		switch {
		case !c.isOfSameTime():
			moved++
		case r.isOnlyMore(c.old.Origin, c.in.entry.Origin):
			r.proofs++ // the program has added a column
		}
	}
	return r.proofs > 0, r.proofs > 0 && r.proofs >= moved
}

// isOnlyMore reports whether a row has every value that it came with, and came with more than its
// time and area and what all rows have.
func (r *recogniser) isOnlyMore(came, comes journal.Origin) bool {
	now, _ := r.naming.read(comes)
	hasMore := false
	for in := range fieldsIn(came) {
		if !now.has[in.Key] || now.in[in.Key].Value != in.Value {
			return false
		}
		hasMore = hasMore || !isOf(&in, timeColumn) && !isOf(&in, areaColumn) && !r.naming.isSet[in.Key]
	}
	return hasMore
}

// candidates returns the pairs of rows and entries of one time, and then those that alone are
// left, and the number of rows that may be one of several entries, or the entries one of several
// rows: they count as new.
func (g *sameName) candidates() (all []candidate, ambiguous int) {
	if len(g.rows) > 1 || len(g.live) > 1 {
		all = g.sameTimes()
	}
	switch {
	case len(g.rows) == 0 || len(g.live)+len(g.binned) == 0:
	case len(g.rows) == 1 && len(g.live) == 1:
		all = append(all, candidate{g.rows[0], g.live[0]})
	case len(g.live) == 0 && len(g.rows) <= len(g.binned):
		for n, in := range g.rows {
			all = append(all, candidate{in, g.binned[n]}) // it stays in the bin
		}
	default:
		for _, in := range g.rows {
			in.isNew = true
		}
		return all, len(g.rows)
	}
	return all, 0
}

// sameTimes takes the rows and live entries out of g that alone have a time.
func (g *sameName) sameTimes() (all []candidate) {
	entries, rows := map[[4]byte][]*journal.Entry{}, map[[4]byte]int{}
	for _, e := range g.live {
		entries[timeOf(e.Origin)] = append(entries[timeOf(e.Origin)], e)
	}
	for _, in := range g.rows {
		rows[timeOf(in.entry.Origin)]++
	}
	paired := map[*journal.Entry]bool{}
	g.rows = slices.DeleteFunc(g.rows, func(in *incoming) bool {
		at := timeOf(in.entry.Origin)
		if rows[at] != 1 || len(entries[at]) != 1 {
			return false
		}
		paired[entries[at][0]] = true
		all = append(all, candidate{in, entries[at][0]})
		return true
	})
	g.live = slices.DeleteFunc(g.live, func(e *journal.Entry) bool { return paired[e] })
	return all
}

// pairEqual pairs rows with entries whose rows had the same in every field, and takes both out of
// g.
func (g *sameName) pairEqual(entries *[]*journal.Entry) {
	if len(g.rows) == 0 || len(*entries) == 0 {
		return
	}
	by := make(map[string][]*journal.Entry, len(*entries))
	for _, e := range *entries {
		values := valuesOf(e.Origin)
		by[values] = append(by[values], e)
	}
	paired := map[*journal.Entry]bool{}
	g.rows = slices.DeleteFunc(g.rows, func(in *incoming) bool {
		values := valuesOf(in.entry.Origin)
		same := by[values]
		if len(same) == 0 {
			return false
		}
		in.old, by[values], paired[same[0]] = same[0], same[1:], true
		return true
	})
	*entries = slices.DeleteFunc(*entries, func(e *journal.Entry) bool { return paired[e] })
}
