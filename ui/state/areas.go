package state

import (
	"slices"

	"enactive/journal"
)

// AreaRow is an area as the list of areas shows it.
type AreaRow struct {
	Area    journal.Area
	Entries int
}

// AreaRows lists the areas in their order, archived ones last, each with its number of entries
// without plans.
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

// Moved returns the order of areas after moving one of them down by a number of places, or up
// if the number is negative. The order stays the same if the area cannot move that far.
func Moved(ids []journal.AreaID, id journal.AreaID, by int) []journal.AreaID {
	at := slices.Index(ids, id)
	to := at + by
	if at < 0 || to < 0 || to >= len(ids) {
		return ids
	}
	out := slices.Delete(slices.Clone(ids), at, at+1)
	return slices.Insert(out, to, id)
}
