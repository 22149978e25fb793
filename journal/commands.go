package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"enactive/journal/vault"
)

// edit is one document before and after a command; nil means it was or is not there.
type edit struct {
	rec         vault.RecordID
	entryBefore *Entry
	entryAfter  *Entry
	areaBefore  *Area
	areaAfter   *Area
}

func (e edit) inverse() edit {
	return edit{e.rec, e.entryAfter, e.entryBefore, e.areaAfter, e.areaBefore}
}

// step is one command: what undo takes back as a whole.
type step struct {
	what  string
	edits []edit
}

func (s step) inverse() step {
	edits := make([]edit, len(s.edits))
	for i, e := range s.edits {
		edits[len(edits)-1-i] = e.inverse()
	}
	return step{s.what, edits}
}

// maxUndo is how many steps undo remembers.
const maxUndo = 100

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
	for _, a := range b.Areas {
		a, err := j.newArea(a, now)
		if err != nil {
			return err
		}
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
		a, err := j.newArea(a, now)
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

func (j *Journal) newArea(a Area, now time.Time) (Area, error) {
	a, err := checkArea(a)
	if err != nil {
		return Area{}, err
	}
	if _, taken := j.AreaNamed(a.Name); taken {
		return Area{}, nameTaken(a.Name)
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
	meta, rec := j.meta, j.metaRec
	meta.Sample = sample
	if meta.Created.IsZero() {
		meta.Created = wholeSeconds(j.now())
	}
	if rec == (vault.RecordID{}) {
		var err error
		if rec, err = j.vault.NewID(); err != nil {
			return fmt.Errorf("saving the journal's own data: %w", err)
		}
	}
	doc, err := j.codec.encode(docMeta, metaDoc{Sample: meta.Sample, Created: stampOf(meta.Created)})
	if err != nil {
		return err
	}
	if err := j.vault.Apply(ctx, []vault.Change{{ID: rec, Doc: doc}}); err != nil {
		return fmt.Errorf("saving the journal's own data: %w", err)
	}
	j.mu.Lock()
	j.meta, j.metaRec = meta, rec
	j.mu.Unlock()
	return nil
}

// Undo takes back the last command and returns what it was, such as "Delete an entry".
func (j *Journal) Undo(ctx context.Context) (string, error) { return j.travel(ctx, &j.undo, &j.redo) }

// Redo does again what Undo took back last.
func (j *Journal) Redo(ctx context.Context) (string, error) { return j.travel(ctx, &j.redo, &j.undo) }

func (j *Journal) travel(ctx context.Context, from, to *[]step) (string, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if len(*from) == 0 {
		return "", ErrNothingToUndo
	}
	s := (*from)[len(*from)-1]
	if err := j.apply(ctx, s.inverse()); err != nil {
		return "", err
	}
	*from = (*from)[:len(*from)-1]
	*to = append(*to, s.inverse())
	return s.what, nil
}

// CanUndo returns what Undo would take back, or nothing.
func (j *Journal) CanUndo() (what string, ok bool) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if len(j.undo) == 0 {
		return "", false
	}
	return j.undo[len(j.undo)-1].what, true
}

// do applies s and remembers it for undo.
func (j *Journal) do(ctx context.Context, s step) error {
	if err := j.apply(ctx, s); err != nil {
		return err
	}
	j.undo = append(j.undo, s)
	if len(j.undo) > maxUndo {
		j.undo = slices.Clone(j.undo[len(j.undo)-maxUndo:])
	}
	j.redo = nil
	return nil
}

// apply writes s to the disk, then to memory, then tells the listeners.
func (j *Journal) apply(ctx context.Context, s step) error {
	changes := make([]vault.Change, 0, len(s.edits))
	for _, e := range s.edits {
		c := vault.Change{ID: e.rec}
		var err error
		switch {
		case e.entryAfter != nil:
			c.Doc, err = j.codec.encodeEntry(e.entryAfter)
		case e.areaAfter != nil:
			c.Doc, err = j.codec.encodeArea(e.areaAfter)
		}
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	if err := j.vault.Apply(ctx, changes); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	j.feed.tell(j.remember(s.edits))
	return nil
}

// remember brings memory up to what is on the disk and says what changed.
func (j *Journal) remember(edits []edit) Change {
	j.mu.Lock()
	defer j.mu.Unlock()
	var change Change
	touched := map[AreaID]bool{}
	gone, come := map[*item]bool{}, []*item(nil)
	for _, e := range edits {
		if e.areaBefore != nil || e.areaAfter != nil {
			j.rememberArea(e, touched)
			continue
		}
		if e.entryBefore != nil {
			gone[j.entries[e.entryBefore.ID]] = true
			delete(j.entries, e.entryBefore.ID)
			touched[e.entryBefore.Area] = true
			change.Entries = append(change.Entries, e.entryBefore.ID)
		}
		if e.entryAfter != nil {
			it := &item{Entry: *e.entryAfter, rec: e.rec, folded: foldEntry(e.entryAfter)}
			j.entries[it.ID] = it
			come = append(come, it)
			touched[it.Area] = true
			if e.entryBefore == nil {
				change.Entries = append(change.Entries, it.ID)
			}
		}
	}
	j.order = reorder(j.order, gone, come)
	for id := range touched {
		change.Areas = append(change.Areas, id)
	}
	slices.Sort(change.Areas)
	return change
}

func (j *Journal) rememberArea(e edit, touched map[AreaID]bool) {
	if e.areaAfter != nil {
		j.areas[e.areaAfter.ID] = &areaItem{*e.areaAfter, e.rec}
		touched[e.areaAfter.ID] = true
		return
	}
	delete(j.areas, e.areaBefore.ID)
	touched[e.areaBefore.ID] = true
}

// fewEdits is up to how many edits single insertions beat merging the whole order.
const fewEdits = 32

// reorder returns a new order without gone and with come in their places.
func reorder(order []*item, gone map[*item]bool, come []*item) []*item {
	if len(gone)+len(come) <= fewEdits {
		out := append(make([]*item, 0, len(order)+len(come)), order...) // readers keep the old order
		for it := range gone {
			if i, ok := slices.BinarySearchFunc(out, it, compareItems); ok {
				out = slices.Delete(out, i, i+1)
			}
		}
		for _, it := range come {
			i, _ := slices.BinarySearchFunc(out, it, compareItems)
			out = slices.Insert(out, i, it)
		}
		return out
	}
	slices.SortFunc(come, compareItems)
	out := make([]*item, 0, len(order)+len(come)-len(gone))
	for _, it := range order {
		if gone[it] {
			continue
		}
		for len(come) > 0 && compareItems(come[0], it) < 0 {
			out, come = append(out, come[0]), come[1:]
		}
		out = append(out, it)
	}
	return append(out, come...)
}

func (j *Journal) item(id EntryID) (*item, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	it, ok := j.entries[id]
	return it, ok
}

// IsFieldError reports whether err says that a value is wrong, and which.
func IsFieldError(err error) (*FieldError, bool) {
	var f *FieldError
	ok := errors.As(err, &f)
	return f, ok
}
