package journal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// Save adds or changes one entry as one undo step, and returns the stored entry once it is
// on the disk. An entry without an ID is new. Changing a sealed field after an outcome was
// recorded is ErrSealed.
func (j *Journal) Save(ctx context.Context, e Entry) (*Entry, error) {
	saved, _, err := j.saveEntry(ctx, nil, e, nil)
	return saved, err
}

// saveEntry saves an entry with files: as it is, or as a form changed it from base on.
func (j *Journal) saveEntry(ctx context.Context, base *Entry, e Entry, files []*Prepared) (_ *Entry, m Meanwhile, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	var old *Entry
	var changed *since
	ed, what := edit{}, stepAddEntry
	if e.ID != "" {
		what = stepChangeEntry
		if it, ok := j.item(e.ID); ok {
			old = &it.Entry
			ed.rec, ed.before = it.rec, old
		} else if err := j.erasedMeanwhile(base, e); err != nil {
			return nil, m, err
		}
		switch {
		case old == nil: // it comes back as it was when the form was opened, with what the form changed
			old, m.Back = base, true
			e.Deleted = base.Deleted
		case base == nil:
			e.Deleted = old.Deleted
		default:
			if changed, err = j.sinceEntry(ed, base, e); err != nil {
				return nil, m, err
			}
			if changed.changedNothing() {
				return j.attachAlone(ctx, ed, base, now, files)
			}
			e, m = changed.doc.(*Entry).Clone(), changed.Meanwhile
			m.Back = e.Deleted.IsZero() && !old.Deleted.IsZero()
		}
	}
	if e, err = j.checkedEntry(e, old, now); err != nil {
		return nil, m, err
	}
	if m.Back {
		j.broughtBack(&e)
	} else if err := (&tries{j: j}).check(&e, old); err != nil {
		return nil, m, err
	}
	if old == nil {
		e.Created = now
		if e.ID, err = j.NewEntryID(); err != nil {
			return nil, m, err
		}
	}
	if ed.before == nil {
		if ed.rec, err = j.vault.NewID(); err != nil {
			return nil, m, fmt.Errorf("saving an entry: %w", err)
		}
	}
	ed.after = &e
	if err := changed.mark(&ed); err != nil {
		return nil, m, fmt.Errorf("saving an entry: %w", err)
	}
	if e.Type == CheckIn {
		what = map[StepKind]StepKind{stepAddEntry: stepAddCheckIn, stepChangeEntry: stepChangeCheckIn}[what]
	}
	_, attached, err := j.attaching(Holder{Entry: e.ID}, now, files)
	if err != nil {
		return nil, m, err
	}
	if err := j.do(ctx, step{StepName: StepName{Kind: what}, edits: append([]edit{ed}, attached...)}); err != nil {
		return nil, m, err
	}
	j.discardAll(files)
	saved, _ := j.Entry(e.ID)
	return saved, m, nil
}

// attachAlone attaches the files of a form in which nothing else was changed from base on. An entry that was
// moved to the bin meanwhile is there again.
func (j *Journal) attachAlone(ctx context.Context, stored edit, base *Entry, now time.Time, files []*Prepared) (*Entry, Meanwhile, error) {
	var m Meanwhile
	to := stored.before.(*Entry)
	_, edits, err := j.attaching(Holder{Entry: to.ID}, now, files)
	if err != nil {
		return nil, m, err
	}
	if len(edits) > 0 {
		what := StepName{Kind: stepAttach, N: len(edits)}
		if m.Back = base.Deleted.IsZero() && !to.Deleted.IsZero(); m.Back {
			back := to.Clone()
			back.Deleted = time.Time{}
			stored.after = &back
			edits = append(edits, stored)
		}
		if err := j.do(ctx, step{StepName: what, edits: edits}); err != nil {
			return nil, m, err
		}
	}
	j.discardAll(files)
	saved, _ := j.Entry(to.ID)
	return saved, m, nil
}

// checkedEntry returns e, which is new or a new version of old, as it will be stored.
func (j *Journal) checkedEntry(e Entry, old *Entry, now time.Time) (Entry, error) {
	e, err := checkChange(e, old, now)
	if err != nil {
		return Entry{}, err
	}
	if _, ok := j.Area(e.Area); !ok {
		return Entry{}, fmt.Errorf("saving an entry: %w", ErrNoArea)
	}
	var had []MeasureValue
	if old != nil {
		had = old.Measures
	}
	if e.Measures, err = checkValues(e.Measures, had, j.measureOf(nil)); err != nil {
		return Entry{}, err
	}
	j.dateBeforeRating(&e, old, now)
	e.Modified, e.Origin = now, ""
	if old == nil {
		return e, nil
	}
	e.Created, e.Origin = old.Created, old.Origin
	return e, checkSeal(old, &e)
}

// checkChange is Check, except that the other fields of an entry with the result of a future
// event, which older releases allowed, can still be changed.
func checkChange(e Entry, old *Entry, now time.Time) (Entry, error) {
	if old != nil && old.Time.Equal(e.Time) && old.isForetold(now) {
		return checkedForm(e)
	}
	return Check(e, now)
}

// dateBeforeRating sets when a newly entered "before" rating was given, so that hindsight
// can never pass for foresight.
func (j *Journal) dateBeforeRating(e *Entry, old *Entry, now time.Time) {
	if !e.EfficacyBefore.IsSet() {
		return
	}
	if e.Type == CheckIn {
		e.EfficacyBeforeAt = e.Time
		return
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
		return
	}
	e.EfficacyBeforeAt = now
	if e.Outcome != "" && e.EfficacyBeforeAt.Equal(e.Time) {
		e.EfficacyBeforeAt = e.Time.Add(time.Second)
	}
}

// answersBefore returns the answers of e that were given before the event.
func answersBefore(e *Entry) []Answer {
	return slices.DeleteFunc(slices.Clone(e.Answers), func(a Answer) bool { return a.When != AskedBefore })
}

// checkSeal rejects a change of sealed fields once the entry is sealed or being sealed.
func checkSeal(old, e *Entry) error {
	completing := old.Type == Plan && e.Type == Experience
	if !old.IsSealed() && !completing {
		return nil
	}
	field := ""
	changed := slices.IndexFunc(sealedFields, func(f *Field) bool { return !f.equal(old, e) })
	switch {
	case changed >= 0:
		field = sealedFields[changed].Name
	case !slices.Equal(answersBefore(old), answersBefore(e)):
		field = "answers"
	case !old.EfficacyBeforeAt.Equal(e.EfficacyBeforeAt):
		field = "efficacy_before"
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
			Want: fault.Text("later-than-written-when-you-wrote-down", fault.V{"Written": old.Created.Format(time.RFC3339)})}
	}
	return nil
}

// Batch is a set of areas, entries, reviews and filters that are added together, such as
// from a file, with their own ids and times. An id, the period of a review or the name of a
// filter that the journal already has is an error. Its changes are made to entries that the
// journal has.
type Batch struct {
	// Kind names the step for undo, and File the imported file.
	Kind    StepKind
	File    string
	Areas   []Area
	Entries []Entry
	Changes []EntryChange
	Reviews []Review
	Filters []Filter
	// Measures are new ones. Days add the values and notes that the journal's days lack; those that
	// they have stay.
	Measures []Measure
	Days     []Day
	// Experiments are experiments from a file. Their seals and their course are checked: one that was
	// edited there is ErrExperimentEdited. One that runs can be ended here, but its order goes on only
	// as far as the file has it. One that the journal has is brought on if it is further in the file,
	// which cannot be undone, and else stays.
	Experiments []Experiment
	// Attachments are prepared files. Those of entries that neither the journal nor the batch has are left
	// out.
	Attachments []NewAttachment
	// Plan is how the file was read, to be remembered; nil if it is not. Its Used is set, and its
	// name gets a number if a plan for other columns has it.
	Plan *FilePlan

	tries *tries
}

// EntryChange is a new version of an entry.
type EntryChange struct {
	// Before is the entry as Entry or Entries returned it. It is ErrEdited if the journal has
	// another version by now.
	Before *Entry
	After  Entry
}

func (b Batch) name() StepName { return StepName{Kind: b.Kind, File: b.File} }

// SaveBatch adds all of b or nothing, as one undo step. Missing entry ids and missing
// created or modified times are filled in.
func (j *Journal) SaveBatch(ctx context.Context, b Batch) (err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	edits, made, err := j.newAreas(b, now)
	if err != nil {
		return err
	}
	b.tries = &tries{j: j, added: map[ExperimentID]*sealedExperiment{}, fromFile: true}
	measures, err := j.newMeasures(b, made, now)
	if err != nil {
		return err
	}
	edits = append(edits, measures...)
	which := j.measureOf(measures)
	for _, more := range []func(Batch, batchContext) ([]edit, error){j.newExperiments, j.changedEntries, j.newEntries, j.newReviews, j.newFilters, j.newDays, j.newAttachments} {
		add, err := more(b, batchContext{made, which, now})
		if err != nil {
			return err
		}
		edits = append(edits, add...)
	}
	plan, err := j.filePlanEdits(b, len(edits), now)
	if err != nil {
		return err
	}
	if edits = append(edits, plan...); len(edits) == 0 {
		return nil
	}
	s := step{StepName: b.name(), edits: edits}
	defer func() {
		if err == nil {
			for _, a := range b.Attachments {
				j.Discard(a.File)
			}
		}
	}()
	if !b.tries.broughtOn {
		return j.do(ctx, s)
	}
	undo := []step{{StepName: StepName{Kind: stepRevealTry}}}
	for _, x := range b.tries.added {
		if !x.IsRunning() {
			undo[0].StepName = StepName{Kind: stepEndExperiment}
		}
	}
	if err := j.apply(ctx, s, undo, nil); err != nil {
		return err
	}
	j.undo, j.redo = undo, nil
	return nil
}

// batchContext is what the parts of a Batch are checked against: the areas that it adds, the measures
// of the journal and the batch, and the time.
type batchContext struct {
	made  map[AreaID]bool
	which func(MeasureID) (*Measure, bool)
	now   time.Time
}

// newAreas returns the edits that add the areas of b, and the ids of these areas.
func (j *Journal) newAreas(b Batch, now time.Time) ([]edit, map[AreaID]bool, error) {
	edits := make([]edit, 0, len(b.Areas))
	made, names, hues := map[AreaID]bool{}, map[string]bool{}, j.hues()
	for _, a := range b.Areas {
		a, err := j.newArea(a, now, hues)
		if err != nil {
			return nil, nil, err
		}
		// An old journal may have areas whose names look the same; restoring it must not fail,
		// so only an identical name is rejected.
		if names[nameAsTyped(a.Name)] {
			return nil, nil, nameTaken(a.Name)
		}
		names[nameAsTyped(a.Name)], made[a.ID] = true, true
		hues = append(hues, a.Color)
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, nil, fmt.Errorf("saving areas: %w", err)
		}
		edits = append(edits, edit{rec: rec, after: &a})
	}
	return edits, made, nil
}

// CheckStored is Check for an entry that a journal has stored before, with its id and its
// time of creation: it is accepted even with the result of a future event. No release since
// 0.3 allows writing such an entry, and the statistics ignore it before its time.
func CheckStored(e Entry, now time.Time) (Entry, error) {
	if !isStored(&e) {
		return Check(e, now)
	}
	return checkedForm(e)
}

// isStored reports whether a journal has stored e before. Values of its measures may then be outside
// a range that has changed since.
func isStored(e *Entry) bool { return e.ID != "" && !e.Created.IsZero() }

// newEntries returns the edits that add the entries of b.
func (j *Journal) newEntries(b Batch, with batchContext) ([]edit, error) {
	edits := make([]edit, 0, len(b.Entries))
	seen := map[EntryID]bool{}
	for i := range b.Entries {
		e, err := CheckStored(b.Entries[i], with.now)
		switch {
		case err != nil:
		case isStored(&b.Entries[i]):
			e.Measures, err = checkStoredValues(e.Measures, with.which)
		default:
			e.Measures, err = checkValues(e.Measures, nil, with.which)
		}
		if err != nil {
			return nil, err
		}
		if _, ok := j.Area(e.Area); !ok && !with.made[e.Area] {
			return nil, fmt.Errorf("saving entries: %w", ErrNoArea)
		}
		if e.ID == "" {
			if e.ID, err = j.NewEntryID(); err != nil {
				return nil, err
			}
		}
		if _, exists := j.item(e.ID); exists || seen[e.ID] {
			return nil, fmt.Errorf("saving entries: the id %s is taken", e.ID)
		}
		seen[e.ID] = true
		if err := b.tries.check(&e, nil); err != nil {
			return nil, err
		}
		if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
			e.EfficacyBeforeAt = e.Time
		}
		if e.Created.IsZero() {
			e.Created = with.now
		}
		if e.Modified.IsZero() {
			e.Modified = e.Created
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, fmt.Errorf("saving entries: %w", err)
		}
		edits = append(edits, edit{rec: rec, after: &e})
	}
	return edits, nil
}

// changedEntries returns the edits that change the entries of b.
func (j *Journal) changedEntries(b Batch, with batchContext) ([]edit, error) {
	edits := make([]edit, 0, len(b.Changes))
	seen := make(map[EntryID]bool, len(b.Changes))
	for i := range b.Changes {
		old := b.Changes[i].Before
		it, ok := j.item(old.ID)
		if !ok || &it.Entry != old || seen[old.ID] {
			return nil, fmt.Errorf("changing entry %s: %w", old.ID, ErrEdited)
		}
		seen[old.ID] = true
		e, err := CheckChange(old, b.Changes[i].After, with.now)
		if err == nil {
			e.Measures, err = checkValues(e.Measures, old.Measures, with.which)
		}
		if err != nil {
			return nil, err
		}
		if _, ok := j.Area(e.Area); !ok && !with.made[e.Area] {
			return nil, fmt.Errorf("changing entries: %w", ErrNoArea)
		}
		if err := b.tries.check(&e, old); err != nil {
			return nil, err
		}
		e.ID, e.Created, e.Deleted, e.Modified = old.ID, old.Created, old.Deleted, with.now
		edits = append(edits, edit{rec: it.rec, before: old, after: &e})
	}
	return edits, nil
}

// CheckChange returns e, a new version of the entry old, as it will be stored. An invalid value
// is a *FieldError, and a change of what is sealed is ErrSealed.
func CheckChange(old *Entry, e Entry, now time.Time) (Entry, error) {
	e, err := checkChange(e, old, now)
	if err != nil {
		return Entry{}, err
	}
	e.Created = old.Created
	return e, checkSeal(old, &e)
}

// SetSample sets or clears the mark of the sample year. It is not an undo step.
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
	if err := j.put(ctx, []vault.Change{c}); err != nil {
		return fmt.Errorf("saving the journal's own data: %w", err)
	}
	j.mu.Lock()
	j.meta = meta
	j.mu.Unlock()
	return nil
}

// metaChange returns the change that writes the journal's metadata. j.writing is held.
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
	it, ok := j.entries[id]
	j.mu.RUnlock()
	if !ok && j.peeked != nil {
		return j.peeked.item(id)
	}
	return it, ok
}
