package journal

import (
	"context"
	"fmt"
	"time"

	"enactive/journal/vault"
)

// Save adds or changes one entry as one undo step, and returns it as it is kept once it
// is on the disk. An entry without an ID is new. Changing what was said before an
// outcome was recorded is ErrSealed.
func (j *Journal) Save(ctx context.Context, e Entry) (*Entry, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	var old *Entry
	if e.ID != "" {
		it, ok := j.item(e.ID)
		if !ok {
			return nil, fmt.Errorf("saving entry %s: %w", e.ID, ErrNoEntry)
		}
		old = &it.Entry
	}
	e, err := Check(e)
	if err != nil {
		return nil, err
	}
	if _, ok := j.Area(e.Area); !ok {
		return nil, fmt.Errorf("saving an entry: %w", ErrNoArea)
	}
	if err := j.dateBeforeRating(&e, old, now); err != nil {
		return nil, err
	}
	e.Modified = now
	ed := edit{entryBefore: old, entryAfter: &e}
	what := "Change an entry"
	if old == nil {
		what = "Add an entry"
		e.Created = now
		if e.ID, err = j.NewEntryID(); err != nil {
			return nil, err
		}
		if ed.rec, err = j.vault.NewID(); err != nil {
			return nil, fmt.Errorf("saving an entry: %w", err)
		}
	} else {
		e.Created, e.Deleted = old.Created, old.Deleted
		if err := checkSeal(old, &e); err != nil {
			return nil, err
		}
		it, _ := j.item(e.ID)
		ed.rec = it.rec
	}
	if err := j.do(ctx, step{what, []edit{ed}}); err != nil {
		return nil, err
	}
	saved, _ := j.Entry(e.ID)
	return saved, nil
}

// dateBeforeRating notes when a rating "before" that was just typed in was given, so
// that hindsight can never pass for foresight.
func (j *Journal) dateBeforeRating(e *Entry, old *Entry, now time.Time) error {
	if e.Type == Experience && e.Outcome != "" && e.Time.After(now.Add(time.Hour)) && (old == nil || !old.Time.Equal(e.Time)) {
		return &FieldError{Field: "time", Value: e.Time.Format(time.RFC3339),
			Want: "not in the future, because its outcome is known; to look ahead, make a plan"}
	}
	if !e.EfficacyBefore.IsSet() {
		return nil
	}
	if e.Type == CheckIn {
		e.EfficacyBeforeAt = e.Time
		return nil
	}
	typedNow := e.EfficacyBeforeAt.IsZero()
	if old != nil && old.EfficacyBefore.IsSet() {
		if old.EfficacyBefore == e.EfficacyBefore {
			if typedNow {
				e.EfficacyBeforeAt = old.EfficacyBeforeAt
			}
			typedNow = false
		} else if e.EfficacyBeforeAt.Equal(old.EfficacyBeforeAt) {
			typedNow = true
		}
		if old.IsRetrospective() && !e.EfficacyBeforeAt.After(e.Time) {
			e.EfficacyBeforeAt = e.Time.Add(time.Second) // moving the event does not turn hindsight into foresight
		}
	}
	if !typedNow {
		return nil
	}
	e.EfficacyBeforeAt = now
	if e.Outcome != "" && e.EfficacyBeforeAt.Equal(e.Time) {
		e.EfficacyBeforeAt = e.Time.Add(time.Second)
	}
	return nil
}

// checkSeal refuses a change to what was said before, once it is sealed or is being sealed.
func checkSeal(old, e *Entry) error {
	completing := old.Type == Plan && e.Type == Experience
	if !old.IsSealed() && !completing {
		return nil
	}
	field := ""
	switch {
	case old.Intention != e.Intention:
		field = "intention"
	case old.EfficacyBefore != e.EfficacyBefore || !old.EfficacyBeforeAt.Equal(e.EfficacyBeforeAt):
		field = "efficacy_before"
	case old.StressExpected != e.StressExpected:
		field = "stress_expected"
	case old.IsSealed() && e.Type != Experience:
		field = "type"
	case old.IsSealed() && e.Outcome == "":
		field = "outcome"
	}
	if field != "" {
		return fmt.Errorf("%s cannot be changed: %w", field, ErrSealed)
	}
	if old.IsSealed() && !e.IsSealed() {
		return &FieldError{Field: "time", Value: e.Time.Format(time.RFC3339),
			Want: "later than " + old.Created.Format(time.RFC3339) + ", when you wrote down what you expected"}
	}
	return nil
}

// Batch is a set of areas and entries that come in together, as from a file. They keep
// their ids and times; an id that is in the journal already is an error.
type Batch struct {
	// What names the step for undo, such as "Import ratings.csv".
	What    string
	Areas   []Area
	Entries []Entry
}

// SaveBatch adds all of b or nothing, as one undo step. Entries without an ID, and
// created or modified times that are not given, are filled in.
func (j *Journal) SaveBatch(ctx context.Context, b Batch) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	var edits []edit
	known := map[AreaID]bool{}
	names := map[string]bool{}
	hues := j.hues()
	for _, a := range b.Areas {
		a, err := j.newArea(a, now, hues)
		if err != nil {
			return err
		}
		if names[Fold(a.Name)] {
			return nameTaken(a.Name)
		}
		names[Fold(a.Name)] = true
		hues = append(hues, a.Color)
		rec, err := j.vault.NewID()
		if err != nil {
			return fmt.Errorf("saving areas: %w", err)
		}
		known[a.ID] = true
		edits = append(edits, edit{rec: rec, areaAfter: &a})
	}
	seen := map[EntryID]bool{}
	for i := range b.Entries {
		e, err := Check(b.Entries[i])
		if err != nil {
			return err
		}
		if _, ok := j.Area(e.Area); !ok && !known[e.Area] {
			return fmt.Errorf("saving entries: %w", ErrNoArea)
		}
		if e.ID == "" {
			if e.ID, err = j.NewEntryID(); err != nil {
				return err
			}
		}
		if _, there := j.item(e.ID); there || seen[e.ID] {
			return fmt.Errorf("saving entries: the id %s is taken", e.ID)
		}
		seen[e.ID] = true
		if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
			e.EfficacyBeforeAt = e.Time
		}
		if e.Created.IsZero() {
			e.Created = now
		}
		if e.Modified.IsZero() {
			e.Modified = e.Created
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return fmt.Errorf("saving entries: %w", err)
		}
		edits = append(edits, edit{rec: rec, entryAfter: &e})
	}
	if len(edits) == 0 {
		return nil
	}
	return j.do(ctx, step{b.What, edits})
}

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
		return a, j.do(ctx, step{"Add an area", []edit{{rec: rec, areaAfter: &a}}})
	}
	j.mu.RLock()
	old, ok := j.areas[a.ID]
	j.mu.RUnlock()
	if !ok {
		return Area{}, fmt.Errorf("saving an area: %w", ErrNoArea)
	}
	a, err := checkArea(a)
	if err != nil {
		return Area{}, err
	}
	if other, taken := j.AreaNamed(a.Name); taken && other.ID != a.ID {
		return Area{}, nameTaken(a.Name)
	}
	a.Created, a.Modified = old.Created, now
	return a, j.do(ctx, step{"Change an area", []edit{{rec: old.rec, areaBefore: &old.Area, areaAfter: &a}}})
}

func nameTaken(name string) error {
	return &FieldError{Field: "area", Value: name, Want: "a name that no other area has"}
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
	if _, taken := j.AreaNamed(a.Name); taken {
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

// RemoveArea takes an area and all its entries out of the journal for good, as one undo
// step. It returns how many entries went with it.
func (j *Journal) RemoveArea(ctx context.Context, id AreaID) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	j.mu.RLock()
	area, ok := j.areas[id]
	order := j.order
	j.mu.RUnlock()
	if !ok {
		return 0, fmt.Errorf("removing an area: %w", ErrNoArea)
	}
	var edits []edit
	for _, it := range order {
		if it.Area == id {
			edits = append(edits, edit{rec: it.rec, entryBefore: &it.Entry})
		}
	}
	n := len(edits)
	edits = append(edits, edit{rec: area.rec, areaBefore: &area.Area})
	return n, j.do(ctx, step{"Remove an area", edits})
}

// Delete puts entries into the bin as one undo step. Entries that are there already stay.
func (j *Journal) Delete(ctx context.Context, ids ...EntryID) error {
	return j.mark(ctx, "Delete", wholeSeconds(j.now()), ids)
}

// Undelete takes entries out of the bin as one undo step.
func (j *Journal) Undelete(ctx context.Context, ids ...EntryID) error {
	return j.mark(ctx, "Bring back", time.Time{}, ids)
}

func (j *Journal) mark(ctx context.Context, verb string, deleted time.Time, ids []EntryID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	var edits []edit
	for _, id := range ids {
		it, ok := j.item(id)
		if !ok {
			return fmt.Errorf("entry %s: %w", id, ErrNoEntry)
		}
		if it.Deleted.IsZero() == deleted.IsZero() {
			continue
		}
		after := it.Entry.Clone()
		after.Deleted = deleted
		edits = append(edits, edit{rec: it.rec, entryBefore: &it.Entry, entryAfter: &after})
	}
	if len(edits) == 0 {
		return nil
	}
	what := fmt.Sprintf("%s %d entries", verb, len(edits))
	if len(edits) == 1 {
		what = verb + " an entry"
	}
	return j.do(ctx, step{what, edits})
}

// SetSample marks the journal as the sample year, or takes the mark away. It is no undo step.
func (j *Journal) SetSample(ctx context.Context, sample bool) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return err
	}
	meta := j.meta
	meta.Sample = sample
	if meta.Created.IsZero() {
		meta.Created = wholeSeconds(j.now())
	}
	c, err := j.metaChange(meta, j.resealDue)
	if err != nil {
		return err
	}
	if err := j.vault.Apply(ctx, []vault.Change{c}); err != nil {
		return fmt.Errorf("saving the journal's own data: %w", err)
	}
	j.mu.Lock()
	j.meta = meta
	j.mu.Unlock()
	return nil
}

// metaChange writes the journal's own data. j.writing is held.
func (j *Journal) metaChange(meta Meta, resealDue bool) (vault.Change, error) {
	if j.metaRec == (vault.RecordID{}) {
		rec, err := j.vault.NewID()
		if err != nil {
			return vault.Change{}, fmt.Errorf("saving the journal's own data: %w", err)
		}
		j.metaRec = rec
	}
	doc, err := j.codec.encode(docMeta, metaDoc{meta.Sample, stampOf(meta.Created), resealDue})
	return vault.Change{ID: j.metaRec, Doc: doc}, err
}

func (j *Journal) item(id EntryID) (*item, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	it, ok := j.entries[id]
	return it, ok
}
