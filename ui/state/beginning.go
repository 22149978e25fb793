package state

import (
	"slices"

	"enactive/journal"
	"enactive/journal/describe"
)

// Beginning is what an area of a young journal holds, one by one.
type Beginning struct {
	Area journal.Area
	describe.Beginning
}

// Beginnings returns what the areas hold while the journal has fewer than describe.BeginningEntries
// entries: those that have any entry, or the first area while none has. Later it returns nothing.
func Beginnings(j *journal.Journal) []Beginning {
	written := journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, Limit: describe.BeginningEntries}
	if j.Meta().Sample || len(j.Entries(written)) >= describe.BeginningEntries {
		return nil
	}
	var all []Beginning
	for _, a := range j.Areas() {
		entries := j.Entries(journal.Query{Area: a.ID})
		if !a.Archived {
			all = append(all, Beginning{a, describe.BeginningOf(a, entries, j.Now())})
		}
	}
	begun := slices.DeleteFunc(slices.Clone(all), func(b Beginning) bool { return b.IsEmpty() })
	if len(begun) > 0 || len(all) == 0 {
		return begun
	}
	return all[:1]
}
