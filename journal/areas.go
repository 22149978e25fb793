package journal

import (
	"context"
	"fmt"
	"time"

	"enactive/journal/fault"
	"enactive/journal/naming"
)

// SaveArea adds or changes one area as one undo step. An area without an ID is new. A
// name that another area has is a *FieldError.
func (j *Journal) SaveArea(ctx context.Context, a Area) (Area, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	if a.ID == "" {
		a, err := j.newArea(a, now, j.hues())
		if err != nil {
			return Area{}, err
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return Area{}, fmt.Errorf("saving an area: %w", err)
		}
		return a, j.do(ctx, step{StepName: StepName{Kind: stepAddArea}, edits: []edit{{rec: rec, after: &a}}})
	}
	old, ok := j.areaItem(a.ID)
	if !ok {
		return Area{}, fmt.Errorf("saving an area: %w", ErrNoArea)
	}
	a, err := checkArea(a)
	if err != nil {
		return Area{}, err
	}
	// One that has the name of another from before such names were one can still be changed.
	if renamed := naming.Key(a.Name) != naming.Key(old.Name); renamed && j.isAreaName(a.Name) {
		return Area{}, nameTaken(a.Name)
	}
	a.Created, a.Modified = old.Created, now
	return a, j.do(ctx, step{StepName: StepName{Kind: stepChangeArea}, edits: []edit{{rec: old.rec, before: &old.Area, after: &a}}})
}

func (j *Journal) isAreaName(name string) bool {
	_, taken := j.AreaNamed(name)
	return taken
}

func nameTaken(name string) error {
	return &FieldError{Field: "area", Value: name, Want: fault.Text("a-name-that-no-other-area-has")}
}

// hues are the colours that areas have.
func (j *Journal) hues() []int {
	var taken []int
	for _, a := range j.Areas() {
		taken = append(taken, a.Color)
	}
	return taken
}

// freeHue is a colour that is told apart from those that are taken, as far as there is one.
func freeHue(taken []int) int {
	const goldenAngle = 137 // steps of it never come close to each other for long
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

// newArea completes an area that is to be added; one without a colour gets one that is
// not among those taken.
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

// RemoveArea takes an area with all that WhatGoesAlong counts out of the journal for good,
// as one undo step. It returns how many entries went with it.
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
	for _, r := range j.reviewsOf(id) {
		edits = append(edits, edit{rec: r.rec, before: &r.Review})
	}
	for _, f := range j.filtersOf(id) {
		edits = append(edits, edit{rec: f.rec, before: &f.Filter})
	}
	edits = append(edits, edit{rec: area.rec, before: &area.Area})
	return n, j.do(ctx, step{StepName: StepName{Kind: stepRemoveArea}, edits: edits})
}

// Along counts what goes along when an area is removed.
type Along struct {
	// Entries are experiences and check-ins, and Plans what has not happened yet; neither
	// counts what lies in the bin, which Binned does.
	Entries, Plans, Binned int
	// Reviews are those of this area in which something is written, and Filters the saved
	// ones that look for entries of it.
	Reviews, Filters int
}

// WhatGoesAlong counts what RemoveArea takes out of the journal together with an area.
func (j *Journal) WhatGoesAlong(id AreaID) Along {
	along := Along{Reviews: len(j.reviewsOf(id)), Filters: len(j.filtersOf(id))}
	for _, it := range j.itemsOf(id) {
		switch {
		case !it.Deleted.IsZero():
			along.Binned++
		case it.Type == Plan:
			along.Plans++
		default:
			along.Entries++
		}
	}
	return along
}

// OrderAreas puts areas into the order of ids, as one undo step. Areas that are not among
// them stand behind, in the order they had.
func (j *Journal) OrderAreas(ctx context.Context, ids []AreaID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	place := map[AreaID]int{}
	for _, id := range ids {
		if _, ok := j.areaItem(id); !ok {
			return fmt.Errorf("ordering areas: %w", ErrNoArea)
		}
		if _, twice := place[id]; !twice {
			place[id] = len(place) + 1
		}
	}
	for _, a := range j.Areas() {
		if _, there := place[a.ID]; !there {
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

// RateRung says how sure one is now of a rung, which is its place on the ladder of an area,
// as one undo step. The ratings from before stay.
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

// itemsOf are all entries of an area by time, those in the bin too.
func (j *Journal) itemsOf(id AreaID) []*item {
	j.mu.RLock()
	order := j.order
	j.mu.RUnlock()
	var all []*item
	for _, it := range order {
		if it.Area == id {
			all = append(all, it)
		}
	}
	return all
}
