package exchange

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/naming"
)

// Import is a file that was read and checked: what Apply would bring in.
type Import struct {
	// File is what messages call the file.
	File string
	// Added counts the entries that Apply adds, AlreadyThere those that the journal has
	// already, and InBin how many of these lie in its bin, where they stay.
	Added, AlreadyThere, InBin int
	// Reviews counts the reviews that Apply adds, and ReviewsThere those of days and an area of
	// which the journal has one, which stays; Filters and FiltersThere are the same for saved
	// filters, by their names.
	Reviews, ReviewsThere, Filters, FiltersThere int
	// NewAreas are the names of the areas that Apply makes, in the order of the file.
	NewAreas []string
	// LeftOut are the columns or fields of the file that have no place in the journal.
	LeftOut []string
	// Notes are what was observed while a table was read, such as its encoding.
	Notes []fault.Message
	// Bad are the rows that are skipped.
	Bad []RowError
	// Replaced counts the cells in which bytes that are no UTF-8 became U+FFFD.
	Replaced int

	ordered bool // the areas have an order of their own
	areas   []journal.Area
	rows    []*incoming
	reviews []keptReview
	filters []keptFilter
	known   map[string]int // the place in areas by name, as it is written and by its key
}

// incoming is an entry that waits for its area.
type incoming struct {
	entry journal.Entry
	area  int
	made  bool // the id was made from the row
}

// areaCalled returns the place of the area with that name among those of i.
func (i *Import) areaCalled(name string) int {
	for _, spelling := range []string{name, strings.ToLower(name), naming.Key(name)} {
		if at, ok := i.known[spelling]; ok {
			return at
		}
	}
	return i.addArea(journal.Area{Name: name})
}

// addArea takes an area in, and returns its place.
func (i *Import) addArea(a journal.Area) int {
	if i.known == nil {
		i.known = map[string]int{}
	}
	at := len(i.areas)
	i.areas = append(i.areas, a)
	i.known[a.Name], i.known[strings.ToLower(a.Name)] = at, at
	if _, alike := i.known[naming.Key(a.Name)]; !alike {
		i.known[naming.Key(a.Name)] = at
	}
	return at
}

// count fills in what Apply will do. whole is true for a file that has all its areas made.
func (i *Import) count(j *journal.Journal, whole bool) {
	findMoved(j, i.rows)
	needed := make([]bool, len(i.areas))
	for _, in := range i.rows {
		old, there := j.Entry(in.entry.ID)
		if !there {
			i.Added++
			needed[in.area] = true
			continue
		}
		i.AlreadyThere++
		if !old.Deleted.IsZero() {
			i.InBin++
		}
	}
	ids := make([]journal.AreaID, len(i.areas))
	for at, a := range i.areas {
		there, ok := areaIn(j, a)
		ids[at] = there.ID
		if !ok && (needed[at] || whole) {
			i.NewAreas = append(i.NewAreas, a.Name)
		}
	}
	reviews, filters := i.wordsIn(j, ids)
	i.Reviews, i.ReviewsThere = len(reviews), len(i.reviews)-len(reviews)
	i.Filters, i.FiltersThere = len(filters), len(i.filters)-len(filters)
}

// areaIn returns the area of j that a is: the one of that name, or else the one of that
// id, which has another name by now.
func areaIn(j *journal.Journal, a journal.Area) (journal.Area, bool) {
	if there, ok := j.AreaNamed(a.Name); ok {
		return there, true
	}
	if a.ID == "" {
		return journal.Area{}, false
	}
	return j.Area(a.ID)
}

// Apply adds the areas and entries of i, with its reviews and filters, to j as one undo step, all or nothing. What has
// come into j since i was read is left as it is; Added then says how many were added.
func (i *Import) Apply(ctx context.Context, j *journal.Journal) error {
	wanted := map[string]bool{}
	for _, name := range i.NewAreas {
		wanted[name] = true
	}
	var fresh []*incoming
	for _, in := range i.rows {
		if _, there := j.Entry(in.entry.ID); !there {
			fresh = append(fresh, in)
			wanted[i.areas[in.area].Name] = true
		}
	}
	batch := journal.Batch{Kind: journal.StepImport, File: filepath.Base(i.File), Entries: make([]journal.Entry, len(fresh))}
	ids, err := i.placeAreas(j, wanted, &batch)
	if err != nil {
		return fmt.Errorf("importing %s: %w", i.File, err)
	}
	for at, in := range fresh {
		batch.Entries[at] = in.entry
		batch.Entries[at].Area = ids[in.area]
	}
	reviews, filters := i.wordsIn(j, ids)
	for _, r := range reviews {
		batch.Reviews = append(batch.Reviews, r.Review)
	}
	for _, f := range filters {
		batch.Filters = append(batch.Filters, f.Filter)
	}
	if err := j.SaveBatch(ctx, batch); err != nil {
		return fmt.Errorf("importing %s: %w", i.File, err)
	}
	i.Added, i.Reviews, i.Filters = len(batch.Entries), len(reviews), len(filters)
	return nil
}

// placeAreas finds the areas of i in j and adds those that are wanted and not there to
// batch. It returns the id of each area of i.
func (i *Import) placeAreas(j *journal.Journal, wanted map[string]bool, batch *journal.Batch) ([]journal.AreaID, error) {
	ids := make([]journal.AreaID, len(i.areas))
	existing := j.Areas()
	next := 0
	for _, a := range existing {
		next = max(next, a.Order+1)
	}
	for at, a := range i.areas {
		if there, ok := areaIn(j, a); ok {
			ids[at] = there.ID
			continue
		}
		if !wanted[a.Name] {
			continue
		}
		if a.ID == "" {
			id, err := j.NewEntryID()
			if err != nil {
				return nil, err
			}
			a.ID = journal.AreaID(id)
		}
		if len(existing) > 0 || !i.ordered {
			a.Order = next + len(batch.Areas) // behind those that are there, in the order of the file
		}
		ids[at] = a.ID
		batch.Areas = append(batch.Areas, a)
	}
	return ids, nil
}

// RejectedError lists the rows for which a file was refused. It wraps ErrRejected.
type RejectedError struct {
	File string
	// Rows is how many rows the file has, the bad ones included.
	Rows int
	Bad  []RowError
}

// maxTold is how many bad rows an error spells out.
const maxTold = 10

func (e *RejectedError) Error() string {
	return fmt.Sprintf("importing %s: %d of %d rows are wrong; first %v", e.File, len(e.Bad), e.Rows, &e.Bad[0])
}

// Messages are one sentence for one bad row; else a heading and one for each of the first ten.
func (e *RejectedError) Messages() []fault.Message {
	if len(e.Bad) == 1 {
		return []fault.Message{fault.Text("trouble-nothing-was-imported", fault.V{"Trouble": e.Bad[0].Message()})}
	}
	lines := []fault.Message{fault.Count(e.Rows, "nothing-was-imported-because-bad", fault.V{"Bad": len(e.Bad), "File": e.File})}
	for n := range e.Bad {
		if n == maxTold {
			return append(lines, fault.Count(len(e.Bad)-maxTold, "and-n-more"))
		}
		lines = append(lines, e.Bad[n].Message())
	}
	return lines
}

// Unwrap tells the kind of e.
func (e *RejectedError) Unwrap() error { return ErrRejected }
