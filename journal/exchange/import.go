package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/naming"
)

// Import is a file that was read and checked, with the changes that Apply makes.
type Import struct {
	// File is the name of the file in messages.
	File string
	// Added counts the entries that Apply adds, AlreadyThere those that the journal already has,
	// and InBin how many of the latter are in its bin, where they stay.
	Added, AlreadyThere, InBin int
	// Changed counts the entries that Apply updates because their rows have changed since they came
	// in; Changes lists them. Kept counts those of AlreadyThere whose rows have changed too, and
	// which stay as they are: because AgainKeep says so, or because what has changed in the file was
	// edited here or is sealed. KeptFields counts the fields of the updated entries that stay for
	// the latter reasons.
	Changed, Kept, KeptFields int
	// Ambiguous counts those of Added that may be a changed row of one of several entries, or one
	// of several changed rows of an entry. Unproved counts those that have the id of an entry's row,
	// while nothing shows that it is the same table: many programs count from 1 in every file.
	Ambiguous, Unproved int
	// Different counts those of AlreadyThere that have an id of ours and are not the same here as in the
	// file, such as an export that was edited.
	Different int
	// Reviews counts the reviews that Apply adds, and ReviewsThere those of a period and area for
	// which the journal has one, which does not change; Filters and FiltersThere are the same for
	// saved filters, by name.
	Reviews, ReviewsThere, Filters, FiltersThere int
	// Days counts the days to which Apply adds values or a note, and DaysThere those that have all
	// of the file already, or other values, which are Conflicts.
	Days, DaysThere int
	Conflicts       []Conflict
	// Experiments counts the experiments that Apply adds or brings on to where they are in the file, and
	// ExperimentsThere those that the journal has as far on already, which do not change.
	Experiments, ExperimentsThere int
	// GoOn counts those of Experiments that run in this journal and go on here to where they are in the
	// file, perhaps to their end, for good.
	GoOn int
	// Attachments counts the photos and files that Apply adds, and AttachmentsThere those that the journal
	// has already.
	Attachments, AttachmentsThere int
	// NewMeasures are the names of the measures that Apply adds, in the order of the file.
	NewMeasures []string
	// NewAreas are the names of the areas that Apply creates, in the order of the file.
	NewAreas []string
	// LeftOut are the ignored columns or fields of the file.
	LeftOut []string
	// Notes are what was observed while a table was read, such as its encoding.
	Notes []fault.Message
	// Bad are the rows that are skipped.
	Bad []RowError
	// Replaced counts the cells in which invalid UTF-8 was replaced by U+FFFD.
	Replaced int

	// Remembered is the name of the plan that Apply remembered, if it is new or has changed.
	Remembered string

	learned *learnedPlan
	named   bool // by Remember
	ordered bool // the file orders its areas
	areas   []journal.Area
	rows    []*incoming
	reviews []pendingReview
	filters []pendingFilter
	// attachments are those that Apply reads from files.
	attachments []pendingAttachment
	files       fs.FS
	// experiments are those of the file.
	experiments []pendingExperiment
	updates     []*update
	naming      *rowNaming // nil for a format without changed rows
	again       Again
	summer      summer
	// measures are those that the file names, nil for a format without them; whole reports that all
	// new ones are added, like all areas.
	measures *fileMeasures
	whole    bool
	days     []*pendingDay
	known    map[string]int // the index in areas by exact name and by naming.Key
}

// incoming is an entry whose area is not assigned yet.
type incoming struct {
	entry journal.Entry
	area  int
	line  int
	made  bool // the id was derived from the row
	names rowNames
	old   *journal.Entry // that of the row, if it came in before
	isNew bool           // it is none of several entries
	texts []measureText  // values of measures whose kind is not known yet
	try   *namedTry      // that of a table or note, by the name of its experiment; nil for none
}

// areaNamed returns the index of the area with that name in i.areas.
func (i *Import) areaNamed(name string) int {
	for _, spelling := range []string{name, strings.ToLower(name), naming.Key(name)} {
		if at, ok := i.known[spelling]; ok {
			return at
		}
	}
	return i.addArea(journal.Area{Name: name})
}

// addArea adds an area and returns its index.
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

// count fills in the numbers of changes. whole is true if Apply creates all areas of the file.
func (i *Import) count(j *journal.Journal, whole bool) {
	i.recognise(j)
	i.findTries(j)
	i.whole = whole
	needed := make([]bool, len(i.areas))
	for _, in := range i.rows {
		if i.countRow(j, in) {
			needed[in.area] = true
		}
	}
	i.noteChanges()
	i.countDays(j)
	i.countExperiments(j)
	i.countMeasures(j, whole)
	i.noteConflicts()
	ids := make([]journal.AreaID, len(i.areas))
	for at, a := range i.areas {
		existing, ok := areaIn(j, a)
		ids[at] = existing.ID
		if !ok && (needed[at] || whole) {
			i.NewAreas = append(i.NewAreas, a.Name)
		}
	}
	reviews, filters := i.missingIn(j, ids)
	i.Reviews, i.ReviewsThere = len(reviews), len(i.reviews)-len(reviews)
	i.Filters, i.FiltersThere = len(filters), len(i.filters)-len(filters)
}

// noteChanges notes which changed rows are not imported, or as new ones.
func (i *Import) noteChanges() {
	note := func(n int, m fault.Message) {
		if n > 0 {
			i.Notes = append(i.Notes, m)
		}
	}
	if i.again == AgainUpdate {
		note(i.Kept, fault.Count(i.Kept, "n-changed-rows-were-edited-here"))
	} else {
		note(i.Kept, fault.Count(i.Kept, "n-changed-rows-stay-as-they-are"))
	}
	note(i.Different, fault.Count(i.Different, "n-entries-are-not-as-in-the-file"))
	note(i.KeptFields, fault.Count(i.KeptFields, "n-values-stay-as-edited-here"))
	note(i.Ambiguous, fault.Count(i.Ambiguous, "n-rows-could-be-one-of-several"))
	note(i.Unproved, fault.Count(i.Unproved, "n-rows-have-ids-that-came-before"))
}

// countRow counts a row, and reports whether its area is needed.
func (i *Import) countRow(j *journal.Journal, in *incoming) bool {
	if in.old == nil {
		i.Added++
		return true
	}
	u := i.changed(j, in)
	switch {
	case u == nil:
		if !in.made && in.old.ID == in.entry.ID && in.old.Deleted.IsZero() && i.isDifferent(j, in) {
			i.Different++
		}
	case i.again == AgainAdd && in.old.ID != in.entry.ID:
		in.old = nil
		i.Added++
		return true
	case i.again != AgainUpdate || len(u.set) == 0:
		i.Kept++
	default:
		i.Changed++
		i.KeptFields += len(u.kept)
		i.differ(entryName(in.old), u.after.Measures, in.entry.Measures)
		i.updates = append(i.updates, u)
		return slices.Contains(u.set, areaColumn)
	}
	i.AlreadyThere++
	if i.naming != nil && in.old.ID != in.entry.ID || in.made {
		i.differ(entryName(in.old), in.old.Measures, in.entry.Measures)
	}
	if !in.old.Deleted.IsZero() {
		i.InBin++
	}
	return false
}

// isDifferent reports whether a row has something else than its entry here, in the fields that the
// file fills.
func (i *Import) isDifferent(j *journal.Journal, in *incoming) bool {
	all := fileFields
	if i.naming != nil {
		all = i.naming.filled
	}
	if i.hasOtherValues(in) || !in.entry.Experiment.IsZero() && in.entry.Experiment != in.old.Experiment {
		return true
	}
	var here, there fingerprint
	for _, c := range all {
		switch {
		case c.Phase == journal.Automatic:
		case c == areaColumn:
			if area, ok := areaIn(j, i.areas[in.area]); !ok || area.ID != in.old.Area {
				return true
			}
		case c.Kind == journal.MomentField:
			if !c.Moment(in.old).Equal(*c.Moment(&in.entry)) {
				return true
			}
		default:
			here.bytes, there.bytes = here.bytes[:0], there.bytes[:0]
			here.field(c, in.old, "")
			there.field(c, &in.entry, "")
			if !bytes.Equal(here.bytes, there.bytes) {
				return true
			}
		}
	}
	return false
}

// isThere reports whether j has the entry of a row.
func (in *incoming) isThere(j *journal.Journal) bool {
	if _, existing := j.Entry(in.entry.ID); existing || in.old == nil {
		return existing
	}
	_, existing := j.Entry(in.old.ID)
	return existing
}

// areaIn returns the area of j for a: the one with that name, or else the renamed one with
// that id.
func areaIn(j *journal.Journal, a journal.Area) (journal.Area, bool) {
	if existing, ok := j.AreaNamed(a.Name); ok {
		return existing, true
	}
	if a.ID == "" {
		return journal.Area{}, false
	}
	return j.Area(a.ID)
}

// Apply adds the areas, entries, reviews and filters of i to j, and updates the entries of
// changed rows, as one undo step, all or nothing. Whatever was added to j or edited there since i
// was read does not change; afterwards Added and Changed are the numbers of entries actually
// added and updated.
func (i *Import) Apply(ctx context.Context, j *journal.Journal) error {
	const tries = 3 // entries may be edited at the same time
	defer i.discardAttachments(j)
	err := i.prepareAttachments(ctx, j)
	for try := 0; err == nil; try++ {
		if err = i.apply(ctx, j); !errors.Is(err, journal.ErrEdited) || try+1 == tries {
			break
		}
		err = nil
	}
	if err != nil {
		return fmt.Errorf("importing %s: %w", i.File, err)
	}
	return nil
}

func (i *Import) apply(ctx context.Context, j *journal.Journal) error {
	wanted := map[string]bool{}
	for _, name := range i.NewAreas {
		wanted[name] = true
	}
	var fresh []*incoming
	for _, in := range i.rows {
		if !in.isThere(j) {
			fresh = append(fresh, in)
			wanted[i.areas[in.area].Name] = true
		}
	}
	batch := journal.Batch{Kind: journal.StepImport, File: filepath.Base(i.File), Entries: make([]journal.Entry, len(fresh))}
	updates := i.stillUpdates(j)
	for _, u := range updates {
		if slices.Contains(u.set, areaColumn) {
			wanted[i.areas[u.in.area].Name] = true
		}
	}
	ids, err := i.placeAreas(j, wanted, &batch)
	if err != nil {
		return err
	}
	if err := i.placeMeasures(j, ids, &batch); err != nil {
		return err
	}
	for _, d := range i.days {
		batch.Days = append(batch.Days, d.Day)
	}
	i.placeExperiments(j, ids, &batch)
	tries := i.tries(j)
	for at, in := range fresh {
		batch.Entries[at] = in.entry
		batch.Entries[at].Area = ids[in.area]
		if !tries[in] {
			batch.Entries[at].Experiment = journal.Try{}
		}
	}
	for _, u := range updates {
		c := journal.EntryChange{Before: u.before, After: u.after}
		if slices.Contains(u.set, areaColumn) {
			c.After.Area = ids[u.in.area]
		}
		batch.Changes = append(batch.Changes, c)
	}
	reviews, filters := i.missingIn(j, ids)
	for _, r := range reviews {
		batch.Reviews = append(batch.Reviews, r.Review)
	}
	for _, f := range filters {
		batch.Filters = append(batch.Filters, f.Filter)
	}
	i.placeAttachments(j, &batch)
	batch.Plan = i.planFor(j)
	var before journal.FilePlan
	if batch.Plan != nil {
		before, _ = j.FilePlanOf(batch.Plan.Format, batch.Plan.Columns)
	}
	if err := j.SaveBatch(ctx, batch); err != nil {
		return err
	}
	i.noteRemembered(j, batch.Plan, before)
	i.Attachments = len(batch.Attachments)
	i.Added, i.Changed, i.Reviews, i.Filters = len(batch.Entries), len(batch.Changes), len(reviews), len(filters)
	return nil
}

// placeAreas finds the areas of i in j and adds the missing ones that are wanted to batch. It
// returns the id of each area of i.
func (i *Import) placeAreas(j *journal.Journal, wanted map[string]bool, batch *journal.Batch) ([]journal.AreaID, error) {
	ids := make([]journal.AreaID, len(i.areas))
	existing := j.Areas()
	next := 0
	for _, a := range existing {
		next = max(next, a.Order+1)
	}
	for at, a := range i.areas {
		if existing, ok := areaIn(j, a); ok {
			ids[at] = existing.ID
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
			a.Order = next + len(batch.Areas) // after the existing ones, in the order of the file
		}
		ids[at] = a.ID
		batch.Areas = append(batch.Areas, a)
	}
	return ids, nil
}

// RejectedError lists the bad rows of a rejected file. It wraps ErrRejected.
type RejectedError struct {
	File string
	// Rows is the number of rows in the file, including the bad ones.
	Rows int
	Bad  []RowError
}

// maxListed is the maximum number of bad rows in an error.
const maxListed = 10

func (e *RejectedError) Error() string {
	return fmt.Sprintf("importing %s: %d of %d rows are wrong; first %v", e.File, len(e.Bad), e.Rows, &e.Bad[0])
}

// Messages returns one sentence for one bad row; else a heading and one for each of the first
// ten.
func (e *RejectedError) Messages() []fault.Message {
	if len(e.Bad) == 1 {
		return []fault.Message{fault.Text("trouble-nothing-was-imported", fault.V{"Trouble": e.Bad[0].Message()})}
	}
	lines := []fault.Message{fault.Count(e.Rows, "nothing-was-imported-because-bad", fault.V{"Bad": len(e.Bad), "File": e.File})}
	for n := range e.Bad {
		if n == maxListed {
			return append(lines, fault.Count(len(e.Bad)-maxListed, "and-n-more"))
		}
		lines = append(lines, e.Bad[n].Message())
	}
	return lines
}

// Unwrap returns ErrRejected.
func (e *RejectedError) Unwrap() error { return ErrRejected }
