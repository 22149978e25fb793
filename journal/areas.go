package journal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// SaveArea adds or changes one area as one undo step. An area without an ID is new. A
// name that another area has is a *FieldError.
func (j *Journal) SaveArea(ctx context.Context, a Area) (Area, error) {
	saved, _, err := j.saveArea(ctx, nil, a)
	return saved, err
}

// SaveAreaFrom saves an area that a form changed from base on; see SaveFrom.
func (j *Journal) SaveAreaFrom(ctx context.Context, base, a Area) (Area, Meanwhile, error) {
	return j.saveArea(ctx, &base, a)
}

func (j *Journal) saveArea(ctx context.Context, base *Area, a Area) (_ Area, m Meanwhile, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	old, ok := j.areaItem(a.ID)
	if !ok && a.ID != "" {
		if base == nil || sameDocument(j.codec, base, &a) {
			return Area{}, m, fmt.Errorf("saving an area: %w", ErrNoArea)
		}
		m.Back = true
	}
	if !ok {
		a, err := j.newArea(a, now, j.hues())
		if err != nil {
			return Area{}, m, err
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return Area{}, m, fmt.Errorf("saving an area: %w", err)
		}
		return a, m, j.do(ctx, step{StepName: StepName{Kind: stepAddArea}, edits: []edit{{rec: rec, after: &a}}})
	}
	if a, err = checkArea(a); err != nil {
		return Area{}, m, err
	}
	ed := edit{rec: old.rec, before: &old.Area, after: &a}
	var changed *since
	if base != nil {
		was := checkedOr(checkArea, *base)
		a.Created = was.Created
		if changed, err = j.since(ed, &was, &a); err != nil {
			return Area{}, m, fmt.Errorf("saving an area: %w", err)
		}
		if m = changed.Meanwhile; changed.changedNothing() {
			return old.Area, m, nil
		}
		if a, err = checkArea(*changed.doc.(*Area)); err != nil {
			return Area{}, m, err
		}
	}
	// Older releases allowed two areas with equivalent names; such areas can still be changed.
	if renamed := naming.Key(a.Name) != naming.Key(old.Name); renamed && j.isAreaName(a.Name) {
		return Area{}, m, nameTaken(a.Name)
	}
	a.Created, a.Modified = old.Created, now
	if err := changed.mark(&ed); err != nil {
		return Area{}, m, fmt.Errorf("saving an area: %w", err)
	}
	return a, m, j.do(ctx, step{StepName: StepName{Kind: stepChangeArea}, edits: []edit{ed}})
}

func (j *Journal) isAreaName(name string) bool {
	_, taken := j.AreaNamed(name)
	return taken
}

func nameTaken(name string) error {
	return &FieldError{Field: "area", Value: name, Want: fault.Text("a-name-that-no-other-area-has")}
}

// hues returns the colours in use.
func (j *Journal) hues() []int {
	var taken []int
	for _, a := range j.Areas() {
		taken = append(taken, a.Color)
	}
	return taken
}

// freeHue returns a hue as distinct as possible from the taken ones.
func freeHue(taken []int) int {
	const goldenAngle = 137 // successive multiples spread evenly over the circle
	best, distance := 0, -1
	for i := range 24 {
		hue := (200 + i*goldenAngle) % 360
		nearest := 360
		for _, t := range taken {
			d := (hue - t + 360) % 360
			nearest = min(nearest, d, 360-d)
		}
		if nearest >= 40 {
			return hue
		}
		if nearest > distance {
			best, distance = hue, nearest
		}
	}
	return best
}

// newArea fills in the defaults of an area to be added; an area without a colour gets one
// that is not taken.
func (j *Journal) newArea(a Area, now time.Time, taken []int) (Area, error) {
	a, err := checkArea(a)
	if err != nil {
		return Area{}, err
	}
	if j.isAreaName(a.Name) {
		return Area{}, nameTaken(a.Name)
	}
	if a.Color == 0 {
		a.Color = freeHue(taken)
	}
	if a.ID == "" {
		id, err := j.NewEntryID()
		if err != nil {
			return Area{}, err
		}
		a.ID = AreaID(id)
	}
	if a.Created.IsZero() {
		a.Created = now
	}
	if a.Modified.IsZero() {
		a.Modified = a.Created
	}
	if a.Order == 0 {
		for _, o := range j.Areas() {
			a.Order = max(a.Order, o.Order+1)
		}
	}
	return a, nil
}

// RemoveArea removes an area and everything that WhatGoesAlong counts from the journal, as
// one undo step. It returns the number of entries removed.
func (j *Journal) RemoveArea(ctx context.Context, id AreaID) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	area, ok := j.areaItem(id)
	if !ok {
		return 0, fmt.Errorf("removing an area: %w", ErrNoArea)
	}
	var edits []edit
	for _, it := range j.itemsOf(id) {
		edits = append(edits, edit{rec: it.rec, before: &it.Entry})
	}
	n := len(edits)
	edits = append(edits, j.attachmentsOf(edits)...)
	for _, r := range j.reviewsOf(id) {
		edits = append(edits, edit{rec: r.rec, before: &r.Review})
	}
	for _, f := range j.filtersOf(id) {
		edits = append(edits, edit{rec: f.rec, before: &f.Filter})
	}
	edits = append(edits, j.measuresWithout(id, "", wholeSeconds(j.now()))...)
	edits = append(edits, j.experimentEdits(id, "", time.Time{})...)
	edits = append(edits, edit{rec: area.rec, before: &area.Area})
	return n, j.do(ctx, step{StepName: StepName{Kind: stepRemoveArea}, edits: edits})
}

// Along counts what is removed together with an area.
type Along struct {
	// Entries are experiences and check-ins, and Plans what has not happened yet; both exclude
	// entries in the bin, which Binned counts.
	Entries, Plans, Binned int
	// Reviews are the area's reviews that have a text, and Filters the saved filters that
	// select the area.
	Reviews, Filters int
	// Measures are those of no other area, without values elsewhere.
	Measures int
	// Experiments are the area's experiments, running or ended.
	Experiments int
	// Attachments are the photos and files of the entries.
	Attachments int
}

// WhatGoesAlong counts what RemoveArea removes together with an area.
func (j *Journal) WhatGoesAlong(id AreaID) Along {
	along := Along{Reviews: len(j.reviewsOf(id)), Filters: len(j.filtersOf(id)), Experiments: len(j.experimentsOf(id))}
	for _, it := range j.itemsOf(id) {
		along.Attachments += j.CountAttachments(Holder{Entry: it.ID})
		switch {
		case !it.Deleted.IsZero():
			along.Binned++
		case it.Type == Plan:
			along.Plans++
		default:
			along.Entries++
		}
	}
	for _, ed := range j.measuresWithout(id, "", j.now()) {
		if ed.after == nil {
			along.Measures++
		}
	}
	return along
}

// OrderAreas sorts the areas in the order of ids, as one undo step. Areas that ids lacks
// follow in their previous order.
func (j *Journal) OrderAreas(ctx context.Context, ids []AreaID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	place := map[AreaID]int{}
	for _, id := range ids {
		if _, ok := j.areaItem(id); !ok {
			return fmt.Errorf("ordering areas: %w", ErrNoArea)
		}
		if _, seen := place[id]; !seen {
			place[id] = len(place) + 1
		}
	}
	for _, a := range j.Areas() {
		if _, exists := place[a.ID]; !exists {
			place[a.ID] = len(place) + 1
		}
	}
	var edits []edit
	for _, a := range j.Areas() {
		old, _ := j.areaItem(a.ID)
		if a.Order == place[a.ID] {
			continue
		}
		a.Order = place[a.ID]
		edits = append(edits, edit{rec: old.rec, before: &old.Area, after: &a})
	}
	if len(edits) == 0 {
		return nil
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepOrderAreas}, edits: edits})
}

// RateRung records the current confidence in a rung, given by its index on the ladder of an
// area, as one undo step. Earlier ratings remain.
func (j *Journal) RateRung(ctx context.Context, id AreaID, rung int, value Rating) (Area, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	old, ok := j.areaItem(id)
	if !ok {
		return Area{}, fmt.Errorf("rating a rung: %w", ErrNoArea)
	}
	if rung < 0 || rung >= len(old.Ladder) {
		return Area{}, fmt.Errorf("rating a rung: %w", ErrNoRung)
	}
	now := wholeSeconds(j.now())
	a := old.Area.Clone()
	a.Ladder[rung].Ratings = append(a.Ladder[rung].Ratings, RungRating{At: now, Value: value})
	a, err := checkArea(a)
	if err != nil {
		return Area{}, err
	}
	a.Modified = now
	return a, j.do(ctx, step{StepName: StepName{Kind: stepRateRung}, edits: []edit{{rec: old.rec, before: &old.Area, after: &a}}})
}

func (j *Journal) areaItem(id AreaID) (*areaItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	a, ok := j.areas[id]
	return a, ok
}

// itemsOf returns all entries of an area by time, including those in the bin.
func (j *Journal) itemsOf(id AreaID) []*item {
	order := j.wholeOrder()
	var all []*item
	for _, it := range order {
		if it.Area == id {
			all = append(all, it)
		}
	}
	return all
}

type areaItem struct {
	Area
	rec vault.RecordID
}

// Areas returns all areas in their owner's order, archived ones last.
func (j *Journal) Areas() []Area {
	j.mu.RLock()
	defer j.mu.RUnlock()
	areas := make([]Area, 0, len(j.areas))
	for _, a := range j.areas {
		areas = append(areas, a.Area)
	}
	slices.SortFunc(areas, compareAreas)
	return areas
}

// compareAreas compares areas by the order of Areas.
func compareAreas(a, b Area) int {
	return rank{a.Archived, a.Order, a.Name, string(a.ID)}.compare(rank{b.Archived, b.Order, b.Name, string(b.ID)})
}

// rank is where an area or a measure stands among its like: in the owner's order, archived ones last.
type rank struct {
	archived bool
	order    int
	name, id string
}

func (r rank) compare(other rank) int {
	switch {
	case r.archived && !other.archived:
		return 1
	case other.archived && !r.archived:
		return -1
	}
	return cmp.Or(cmp.Compare(r.order, other.order), strings.Compare(Fold(r.name), Fold(other.name)), strings.Compare(r.id, other.id))
}

// Area returns the area with that id.
func (j *Journal) Area(id AreaID) (Area, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	a, ok := j.areas[id]
	if !ok {
		return Area{}, false
	}
	return a.Area, true
}

// AreaNamed returns the area with that name, compared by naming.Key. Of several, which older
// journals may have, it returns the one with the same spelling, or else the first in the
// owner's order.
func (j *Journal) AreaNamed(name string) (Area, bool) {
	name = oneLine(name)
	var found Area
	for _, a := range j.areasAlike(name) {
		if found.ID == "" || nameAsTyped(a.Name) == nameAsTyped(name) && nameAsTyped(found.Name) != nameAsTyped(name) {
			found = a
		}
	}
	return found, found.ID != ""
}

// areasAlike returns the areas whose names have the same naming.Key, in their order.
func (j *Journal) areasAlike(name string) []Area {
	key := naming.Key(name)
	j.mu.RLock()
	var alike []Area
	for _, a := range j.areas {
		if naming.Key(a.Name) == key {
			alike = append(alike, a.Area)
		}
	}
	j.mu.RUnlock()
	slices.SortFunc(alike, compareAreas)
	return alike
}

// AlikeAreas returns the areas whose names look the same, in sets of two or more, each in the
// order of Areas. Releases up to 0.3 allowed such areas if the names had different encodings
// of the same characters; MergeAreas merges them.
func (j *Journal) AlikeAreas() [][]Area {
	var sets [][]Area
	at := map[string]int{}
	for _, a := range j.Areas() {
		key := naming.Key(a.Name)
		if i, exists := at[key]; exists {
			sets[i] = append(sets[i], a)
			continue
		}
		at[key] = len(sets)
		sets = append(sets, []Area{a})
	}
	return slices.DeleteFunc(sets, func(set []Area) bool { return len(set) < 2 })
}

// nameAsTyped distinguishes names with the same naming.Key.
func nameAsTyped(name string) string { return strings.ToLower(name) }
