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

// Errors of experiments.
const (
	// ErrNoExperiment is returned for an id that no experiment has.
	ErrNoExperiment fault.Kind = "there-is-no-such-experiment"
	// ErrExperimentEdited is returned for an experiment from a file whose seals or course do not fit.
	ErrExperimentEdited fault.Kind = "the-experiment-was-edited-in-the-file"
	// ErrExperimentEnded is returned for a change of an experiment that was ended.
	ErrExperimentEnded fault.Kind = "the-experiment-was-ended"
	// ErrExperimentRuns is returned for the result of an experiment that was not ended.
	ErrExperimentRuns fault.Kind = "the-experiment-still-runs"
	// ErrExperimentFull is returned by NextTry if each place was tried or skipped.
	ErrExperimentFull fault.Kind = "all-tries-of-the-experiment-are-done"
	// ErrOrderElsewhere is returned by NextTry for an experiment from a file: the rest of its order
	// stayed in the journal that it came from.
	ErrOrderElsewhere fault.Kind = "the-order-of-the-experiment-is-elsewhere"
	// ErrAreaRests is returned for starting or going on with an experiment in an archived area.
	ErrAreaRests fault.Kind = "the-area-of-the-experiment-is-archived"
	// ErrNothingToSkip is returned by SkipTry if no place is revealed and free.
	ErrNothingToSkip fault.Kind = "there-is-no-try-to-skip"
	// ErrMeasureDecides is returned for removing a measure that decides an experiment.
	ErrMeasureDecides fault.Kind = "the-measure-decides-an-experiment"
	// ErrTryStays is returned for moving an entry of an experiment to another area.
	ErrTryStays fault.Kind = "a-try-of-an-experiment-stays-in-its-area"
)

// Experiments returns all experiments, those that run first, and then by their start, newest first.
func (j *Journal) Experiments() []Experiment {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Experiment, 0, len(j.experiments))
	for _, x := range j.experiments {
		all = append(all, x.public())
	}
	slices.SortFunc(all, func(a, b Experiment) int {
		if a.IsRunning() != b.IsRunning() {
			if a.IsRunning() {
				return -1
			}
			return 1
		}
		return cmp.Or(b.Started.Compare(a.Started), strings.Compare(string(b.ID), string(a.ID)))
	})
	return all
}

// Experiment returns the experiment with that id.
func (j *Journal) Experiment(id ExperimentID) (Experiment, bool) {
	x, ok := j.experimentItem(id)
	if !ok {
		return Experiment{}, false
	}
	return x.public(), true
}

// ExperimentNamed returns the experiment with that name, compared by naming.Key, of an area, or of
// any if area is empty. Of several it returns the first in the order of Experiments.
func (j *Journal) ExperimentNamed(area AreaID, name string) (Experiment, bool) {
	key := naming.Key(oneLine(name))
	for _, x := range j.Experiments() {
		if naming.Key(x.Name) == key && (area == "" || x.Area == area) {
			return x, true
		}
	}
	return Experiment{}, false
}

// runningLocked are the experiments that run. The caller holds j.mu.
func (j *Journal) runningLocked() map[ExperimentID]bool {
	running := map[ExperimentID]bool{}
	for id, x := range j.experiments {
		if x.IsRunning() {
			running[id] = true
		}
	}
	return running
}

func (j *Journal) experimentItem(id ExperimentID) (*experimentItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	x, ok := j.experiments[id]
	return x, ok
}

// experimentsOf returns the experiments of an area by id.
func (j *Journal) experimentsOf(id AreaID) []*experimentItem {
	j.mu.RLock()
	defer j.mu.RUnlock()
	var all []*experimentItem
	for _, x := range j.experiments {
		if x.Area == id {
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(a, b *experimentItem) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all
}

// StartExperiment starts an experiment as one undo step and draws its order, which stays sealed.
// It reads Area, Name, With, Without, Decides, Pairs and By. An invalid value is a *FieldError, and
// so is the name of an experiment that runs in the area. It can be undone until the first place is
// revealed. An archived area is ErrAreaRests.
func (j *Journal) StartExperiment(ctx context.Context, x Experiment) (Experiment, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	x, err := CheckExperiment(Experiment{Area: x.Area, Name: x.Name, With: x.With, Without: x.Without, Decides: x.Decides,
		Pairs: x.Pairs, By: x.By, Started: now, Created: now, Modified: now})
	if err != nil {
		return Experiment{}, err
	}
	area, ok := j.areaItem(x.Area)
	switch {
	case !ok:
		return Experiment{}, fmt.Errorf("starting an experiment: %w", ErrNoArea)
	case area.Archived:
		return Experiment{}, fmt.Errorf("starting an experiment: %w", ErrAreaRests)
	}
	if err := checkDecides(&x, j.measureOf(nil)); err != nil {
		return Experiment{}, err
	}
	if !x.By.IsZero() && x.By.Before(DateOf(now)) {
		return Experiment{}, &FieldError{Field: "by", Value: x.By.String(), Want: fault.Text("today-or-a-day-to-come")}
	}
	if other, ok := j.ExperimentNamed(x.Area, x.Name); ok && other.IsRunning() {
		return Experiment{}, &FieldError{Field: "name", Value: x.Name, Want: fault.Text("a-name-that-no-running-experiment-has")}
	}
	id, err := j.NewEntryID()
	if err != nil {
		return Experiment{}, err
	}
	x.ID = ExperimentID(id)
	order, err := allot(j.random, x.ID, x.Pairs)
	if err != nil {
		return Experiment{}, err
	}
	rec, err := j.vault.NewID()
	if err != nil {
		return Experiment{}, fmt.Errorf("starting an experiment: %w", err)
	}
	s := &sealedExperiment{x, order}
	if err := j.do(ctx, step{StepName: StepName{Kind: stepStartExperiment}, edits: []edit{{rec: rec, after: s}}}); err != nil {
		return Experiment{}, err
	}
	return s.public(), nil
}

// checkDecides rejects a measure that does not exist, is not of the entries of the area, or has no
// order. which finds measures of one's own.
func checkDecides(x *Experiment, which func(MeasureID) (*Measure, bool)) error {
	if slices.Contains(Deciding(), x.Decides) {
		return nil
	}
	m, ok := which(MeasureID(x.Decides))
	switch {
	case !ok:
		return oneOf("decides", x.Decides, Deciding())
	case !m.IsOf(x.Area) || !m.IsRanked():
		return &FieldError{Field: "decides", Value: m.Name, Want: fault.Text("a-ranked-measure-of-entries-of-the-area")}
	}
	return nil
}

// NextTry returns the try to make next, which is revealed by this at the latest: the first place
// that was revealed and neither tried nor skipped, or the next place. So it never reveals two ahead,
// and asking again returns the same. A plan at the place does not fill it. Revealing is not an undo
// step and cannot be undone, and neither can the start, nor anything that changed the experiment.
func (j *Journal) NextTry(ctx context.Context, id ExperimentID) (Try, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	it, ok := j.experimentItem(id)
	if !ok {
		return Try{}, fmt.Errorf("looking for the next try: %w", ErrNoExperiment)
	}
	if !it.IsRunning() {
		return Try{}, ErrExperimentEnded
	}
	if area, ok := j.areaItem(it.Area); ok && area.Archived {
		return Try{}, ErrAreaRests
	}
	open, isOpen := j.openPlace(it)
	if !isOpen {
		open = it.Revealed
		switch {
		case open == it.Places():
			return Try{}, ErrExperimentFull
		case len(it.order.pairs[open/2].salt) == 0:
			return Try{}, ErrOrderElsewhere
		}
		after := it.changed(wholeSeconds(j.now()))
		after.Revealed = open + 1
		if err := j.settle(ctx, it, after, false); err != nil {
			return Try{}, err
		}
	}
	x, _ := j.Experiment(id)
	arm, _ := x.ArmAt(open)
	return Try{Experiment: id, Place: open, Arm: arm}, nil
}

// changed returns a copy to be changed.
func (s *sealedExperiment) changed(now time.Time) *sealedExperiment {
	c := &sealedExperiment{s.Experiment.Clone(), s.order}
	c.Modified = now
	return c
}

// settle stores what cannot be undone. Steps that touch the experiment cannot be undone any more
// either, nor redone, with all that depend on them, so that nothing leads back to before it. If final
// is set, no earlier step can be undone, and none redone: undoing the end would undo something else.
func (j *Journal) settle(ctx context.Context, it *experimentItem, after *sealedExperiment, final bool) error {
	s := step{edits: []edit{{rec: it.rec, before: &it.sealedExperiment, after: after}}}
	undo, redo := untouchedBy(j.undo, s), untouchedBy(j.redo, s)
	switch {
	case final:
		undo, redo = []step{{StepName: StepName{Kind: stepEndExperiment}}}, nil
	case len(undo) < len(j.undo):
		undo = append([]step{{StepName: StepName{Kind: stepRevealTry}}}, undo...)
	}
	if err := j.apply(ctx, s, undo, redo); err != nil {
		return err
	}
	j.undo, j.redo = undo, redo
	return nil
}

// openPlace returns the first place that was revealed and neither tried nor skipped.
func (j *Journal) openPlace(it *experimentItem) (place int, ok bool) {
	filled := j.filledPlaces()
	for place := range it.Revealed {
		e := filled[tryPlace{it.ID, place}]
		if !it.IsSkipped(place) && (e == nil || e.Type == Plan) {
			return place, true
		}
	}
	return 0, false
}

// SkipTry skips the try that NextTry returned last, as one undo step, which can be undone until
// another place is revealed. The skipped place is remembered for ever. ErrNothingToSkip is returned
// if no place is revealed and free, and a *FieldError if a plan for it exists.
func (j *Journal) SkipTry(ctx context.Context, id ExperimentID) (Try, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	it, ok := j.experimentItem(id)
	if !ok {
		return Try{}, fmt.Errorf("skipping a try: %w", ErrNoExperiment)
	}
	if !it.IsRunning() {
		return Try{}, ErrExperimentEnded
	}
	place, ok := j.openPlace(it)
	if !ok {
		return Try{}, ErrNothingToSkip
	}
	if e := j.filledPlaces()[tryPlace{id, place}]; e != nil {
		return Try{}, placeTaken(place)
	}
	after := it.changed(wholeSeconds(j.now()))
	after.Skipped = append(after.Skipped, place)
	slices.Sort(after.Skipped)
	err := j.do(ctx, step{StepName: StepName{Kind: stepSkipTry}, edits: []edit{{rec: it.rec, before: &it.sealedExperiment, after: after}}})
	if err != nil {
		return Try{}, err
	}
	x, _ := j.Experiment(id)
	arm, _ := x.ArmAt(place)
	return Try{Experiment: id, Place: place, Arm: arm}, nil
}

// EndExperiment ends an experiment, which opens all its seals and its result. It is ended early if a
// place was neither tried nor skipped. It cannot be undone: to see the result is to end it.
func (j *Journal) EndExperiment(ctx context.Context, id ExperimentID) (Experiment, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	it, ok := j.experimentItem(id)
	if !ok {
		return Experiment{}, fmt.Errorf("ending an experiment: %w", ErrNoExperiment)
	}
	if !it.IsRunning() {
		return Experiment{}, ErrExperimentEnded
	}
	_, isOpen := j.openPlace(it)
	now := wholeSeconds(j.now())
	after := it.changed(now)
	after.Ended, after.EndedEarly = now, isOpen || it.Revealed < it.Places()
	if err := j.settle(ctx, it, after, true); err != nil {
		return Experiment{}, err
	}
	return after.public(), nil
}

// experimentEdits returns the edits that move experiments to an area, or remove them if into is empty.
func (j *Journal) experimentEdits(from, into AreaID, now time.Time) []edit {
	var edits []edit
	for _, it := range j.experimentsOf(from) {
		e := edit{rec: it.rec, before: &it.sealedExperiment}
		if into != "" {
			after := it.changed(now)
			after.Area = into
			e.after = after
		}
		edits = append(edits, e)
	}
	return edits
}

// newExperiments returns the edits that add the experiments of b.
func (j *Journal) newExperiments(b Batch, with batchContext) ([]edit, error) {
	edits := make([]edit, 0, len(b.Experiments))
	seen := map[ExperimentID]bool{}
	for i := range b.Experiments {
		s, err := storedExperiment(b.Experiments[i])
		if err != nil {
			return nil, err
		}
		if _, ok := j.areaItem(s.Area); !ok && !with.made[s.Area] {
			return nil, fmt.Errorf("saving experiments: %w", ErrNoArea)
		}
		if _, ok := with.which(MeasureID(s.Decides)); !ok && !slices.Contains(Deciding(), s.Decides) {
			return nil, oneOf("decides", s.Decides, Deciding())
		}
		if seen[s.ID] {
			return nil, fmt.Errorf("saving experiments: the id %s is taken", s.ID)
		}
		seen[s.ID] = true
		if here, exists := j.experimentItem(s.ID); exists {
			after, err := here.broughtOn(s, b.tries)
			if err != nil {
				return nil, err
			}
			if after != nil {
				b.tries.added[s.ID], b.tries.broughtOn = after, true
				edits = append(edits, edit{rec: here.rec, before: &here.sealedExperiment, after: after})
			}
			continue
		}
		if s.Created.IsZero() {
			s.Created = with.now
		}
		if s.Modified.IsZero() {
			s.Modified = s.Created
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, fmt.Errorf("saving experiments: %w", err)
		}
		b.tries.added[s.ID] = s
		edits = append(edits, edit{rec: rec, after: s})
	}
	return edits, nil
}

// broughtOn returns the experiment as far on as a file has it: nil if it is no further there. What was
// skipped here stays so, and a place that an entry here has is not skipped. The same experiment with
// other seals is ErrExperimentEdited.
func (s *sealedExperiment) broughtOn(file *sealedExperiment, t *tries) (*sealedExperiment, error) {
	if !slices.EqualFunc(s.order.pairs, file.order.pairs, func(a, b sealedPair) bool { return a.commitment == b.commitment }) {
		return nil, ErrExperimentEdited
	}
	if !file.IsFurtherThan(&s.Experiment) {
		return nil, nil
	}
	after := s.changed(file.Modified)
	after.Ended, after.EndedEarly, after.Revealed = file.Ended, file.EndedEarly, max(s.Revealed, file.Revealed)
	filled := t.j.filledPlaces()
	for _, place := range file.Skipped {
		if filled[tryPlace{s.ID, place}] == nil && !after.IsSkipped(place) {
			after.Skipped = append(after.Skipped, place)
		}
	}
	slices.Sort(after.Skipped)
	after.order = &allotment{pairs: slices.Clone(s.order.pairs)}
	for i := range after.order.pairs {
		if p := &after.order.pairs[i]; len(p.salt) == 0 {
			*p = file.order.pairs[i]
		}
	}
	return after, nil
}

// storedExperiment checks an experiment from a file and returns it as it will be stored.
func storedExperiment(x Experiment) (*sealedExperiment, error) {
	x, err := CheckExperiment(x)
	if err != nil {
		return nil, err
	}
	if err := x.checkCourse(); err != nil {
		return nil, err
	}
	order, err := x.allotted()
	if err != nil {
		return nil, err
	}
	x.Seals = nil
	return &sealedExperiment{x, order}, nil
}

// experiment takes in an experiment of the other copy. Of two states of one experiment, that which
// is further on stays: ended before running, and then that with more revealed places.
func (u *union) experiment(rec vault.RecordID, other *sealedExperiment) error {
	here, exists := u.j.experimentItem(other.ID)
	if !exists {
		u.others++
		return u.add(rec, other)
	}
	if !other.IsFurtherThan(&here.Experiment) && (here.IsFurtherThan(&other.Experiment) || other.known() <= here.known()) {
		return nil
	}
	u.others++
	u.edits = append(u.edits, edit{rec: here.rec, before: &here.sealedExperiment, after: other})
	return nil
}

// IsFurtherThan reports whether x is a later state of the experiment o: ended before running, and then
// with more revealed places, and then with more that are skipped.
func (x *Experiment) IsFurtherThan(o *Experiment) bool {
	if x.IsRunning() != o.IsRunning() {
		return !x.IsRunning()
	}
	return cmp.Or(cmp.Compare(x.Revealed, o.Revealed), cmp.Compare(len(x.Skipped), len(o.Skipped))) > 0
}

// known counts the pairs whose order this copy has.
func (s *sealedExperiment) known() int {
	n := 0
	for _, p := range s.order.pairs {
		n += min(len(p.salt), 1)
	}
	return n
}
