package state

import (
	"slices"

	"enactive/journal"
)

// AreaRow is what the list of areas says of one.
type AreaRow struct {
	Area    journal.Area
	Entries int
}

// AreaRows lists the areas in their order, archived ones last, with how much is written in
// each, plans aside.
func AreaRows(j *journal.Journal) []AreaRow {
	counts := map[journal.AreaID]int{}
	for _, e := range j.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}}) {
		counts[e.Area]++
	}
	var rows []AreaRow
	for _, a := range j.Areas() {
		rows = append(rows, AreaRow{a, counts[a.ID]})
	}
	return rows
}

// Moved is an order of areas with one of them so many places further down, or up for less
// than 0; the same order where it cannot go there.
func Moved(ids []journal.AreaID, id journal.AreaID, by int) []journal.AreaID {
	at := slices.Index(ids, id)
	to := at + by
	if at < 0 || to < 0 || to >= len(ids) {
		return ids
	}
	out := slices.Delete(slices.Clone(ids), at, at+1)
	return slices.Insert(out, to, id)
}
