package journal

import (
	"fmt"
	"slices"
	"strconv"

	"enactive/journal/fault"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// Try is which try of an experiment an entry is; the zero Try is none.
type Try struct {
	Experiment ExperimentID
	// Place is the place in the experiment, from 0.
	Place int
	// Arm is the arm as allotted, and Done the arm that was really done; empty if as allotted.
	Arm, Done Arm
}

// IsZero reports whether it is none.
func (t Try) IsZero() bool { return t.Experiment == "" }

// Pair returns the number of its pair, from 0.
func (t Try) Pair() int { return t.Place / 2 }

// Really returns the arm that was done.
func (t Try) Really() Arm {
	if t.Done != "" {
		return t.Done
	}
	return t.Arm
}

// tryPlace is a place of an experiment, which at most one entry outside the bin has.
type tryPlace struct {
	experiment ExperimentID
	place      int
}

func (t Try) at() tryPlace { return tryPlace{t.Experiment, t.Place} }

// checkTry checks the form of the try of an entry.
func checkTry(e *Entry) error {
	t := &e.Experiment
	if t.IsZero() {
		*t = Try{}
		return nil
	}
	switch {
	case e.Type == CheckIn:
		return wrongTry(string(t.Experiment), *t, fault.Text("empty-a-check-in-holds-only-a-rating"))
	case t.Place < 0 || t.Place >= 2*insight.MostPairs:
		return wrongTry(string(t.Experiment), *t, fault.Text("a-place-that-was-revealed"))
	case !slices.Contains(Arms(), t.Arm) || t.Done != "" && !slices.Contains(Arms(), t.Done):
		return wrongTry(string(t.Experiment), *t, oneOfWords(Arms()))
	}
	if t.Done == t.Arm {
		t.Done = ""
	}
	return nil
}

// wrongTry says what a try of an experiment must be; the name is its id if there is no such experiment.
func wrongTry(name string, t Try, want fault.Message) error {
	return &FieldError{Field: "experiment", Value: fmt.Sprintf("%s %d %s", name, t.Place+1, t.Really()), Want: want}
}

func placeTaken(place int) error {
	return &FieldError{Field: "experiment", Value: strconv.Itoa(place + 1), Want: fault.Text("a-place-that-no-other-entry-has")}
}

// tries checks the tries of entries that one step adds or changes.
type tries struct {
	j *Journal
	// added are the experiments that the step adds or brings on, which broughtOn reports.
	added     map[ExperimentID]*sealedExperiment
	broughtOn bool
	// fromFile reports that new entries are of a file.
	fromFile bool
	filled   map[tryPlace]*Entry // nil until needed
}

// check rejects a try that e, a new version of old or a new entry, may not have: it must be of an
// experiment of its area, at a revealed place that is not skipped and that no other entry has, with
// the arm that was allotted. What was really done may be said at any time. Of an experiment that has
// ended, a new entry of a file is a try if it was written before the end.
func (t *tries) check(e, old *Entry) error {
	if e.Experiment.IsZero() || !e.Deleted.IsZero() {
		return nil
	}
	if t.filled == nil {
		t.filled = t.j.filledPlaces()
	}
	try := e.Experiment
	x, err := t.experiment(try)
	if err != nil {
		return err
	}
	if x.Area != e.Area && (old == nil || old.Area != e.Area) {
		if old != nil && old.Experiment.at() == try.at() {
			return ErrTryStays
		}
		return wrongTry(x.Name, try, fault.Text("of-an-experiment-of-its-area"))
	}
	if other := t.filled[try.at()]; other != nil && (old == nil || other.ID != old.ID) {
		return placeTaken(try.Place)
	}
	isKept := old != nil && old.Experiment.at() == try.at() && old.Deleted.IsZero()
	_, isAdded := t.added[try.Experiment]
	arm, isOpen := x.ArmAt(try.Place)
	switch {
	case !isOpen || try.Place >= x.Revealed || x.IsSkipped(try.Place):
		return wrongTry(x.Name, try, fault.Text("a-place-that-was-revealed"))
	case arm != try.Arm:
		return wrongTry(x.Name, try, fault.Text("arm-as-allotted", fault.V{"Arm": string(arm)}))
	case !isKept && !isAdded && !x.IsRunning() && !(t.fromFile && old == nil && !e.Created.IsZero() && !e.Created.After(x.Ended)):
		return ErrExperimentEnded
	}
	t.filled[try.at()] = e
	return nil
}

func (t *tries) experiment(try Try) (Experiment, error) {
	if s, ok := t.added[try.Experiment]; ok {
		return s.public(), nil
	}
	x, ok := t.j.Experiment(try.Experiment)
	if !ok {
		return Experiment{}, wrongTry(string(try.Experiment), try, fault.Text("of-an-experiment-of-its-area"))
	}
	return x, nil
}

// filledPlaces returns the entries outside the bin that are tries of experiments, by their places.
func (j *Journal) filledPlaces() map[tryPlace]*Entry {
	order := j.wholeOrder()
	filled := map[tryPlace]*Entry{}
	for _, it := range order {
		if !it.Experiment.IsZero() && it.Deleted.IsZero() {
			filled[it.Experiment.at()] = &it.Entry
		}
	}
	return filled
}

// Place is one revealed place of an experiment.
type Place struct {
	Try
	// Entry is the entry of the place, nil if there is none outside the bin; it may be a plan. It must
	// not be changed.
	Entry *Entry
	// Value is its rating in the measure that decides.
	Value   insight.Number
	Skipped bool
}

// IsDone reports whether the place was tried.
func (p *Place) IsDone() bool { return p.Entry != nil && p.Entry.Type == Experience }

// Course is what may be seen of an experiment while it runs: what was tried, and no sums.
type Course struct {
	Experiment Experiment
	// Places are the revealed places in their order.
	Places []Place
	// PairsDone is the number of pairs of which both places were tried, rated or not.
	PairsDone int
}

// PairsUnrated is the number of pairs done of which a try lacks the rating that decides, which will not
// count.
func (c *Course) PairsUnrated() int {
	n := 0
	for i := 1; i < len(c.Places); i += 2 {
		a, b := &c.Places[i-1], &c.Places[i]
		if a.IsDone() && b.IsDone() && !(a.Value.IsSet() && b.Value.IsSet()) {
			n++
		}
	}
	return n
}

// Open returns the place that NextTry would return without revealing another.
func (c *Course) Open() (Place, bool) {
	for _, p := range c.Places {
		if !p.IsDone() && !p.Skipped {
			return p, true
		}
	}
	return Place{}, false
}

// Course returns the course of an experiment; ErrNoExperiment if there is none with that id.
func (j *Journal) Course(id ExperimentID) (Course, error) {
	x, ok := j.Experiment(id)
	if !ok {
		return Course{}, ErrNoExperiment
	}
	c := Course{Experiment: x, Places: make([]Place, x.Revealed)}
	filled, valueOf := j.filledPlaces(), j.deciding(x.Decides)
	for i := range c.Places {
		p := &c.Places[i]
		arm, _ := x.ArmAt(i)
		p.Try, p.Skipped = Try{Experiment: id, Place: i, Arm: arm}, x.IsSkipped(i)
		if e := filled[tryPlace{id, i}]; e != nil {
			p.Entry, p.Done = e, e.Experiment.Done
			p.Value = valueOf(e)
		}
		if i%2 == 1 && p.IsDone() && c.Places[i-1].IsDone() {
			c.PairsDone++
		}
	}
	return c, nil
}

// deciding returns what reads the rating that decides from an entry: nothing for a plan, and of a
// measure with named values the place of the value among them.
func (j *Journal) deciding(decides string) func(*Entry) insight.Number {
	read := func(e *Entry) insight.Number {
		v, ok := ValueOf(e.Measures, MeasureID(decides)).Get()
		m, exists := j.Measure(MeasureID(decides))
		if !ok || !exists {
			return insight.Number{}
		}
		return optional.Some(m.Rank(v))
	}
	for _, f := range numberFields {
		if f.Name == decides {
			read = f.number
		}
	}
	return func(e *Entry) insight.Number {
		if e.Type != Experience {
			return insight.Number{}
		}
		return read(e)
	}
}

// isBack reports whether e, which comes back from the bin, may have its place, even of an experiment
// that was ended meanwhile.
func (t *tries) isBack(e *Entry) bool {
	x, err := t.experiment(e.Experiment)
	if err != nil || x.IsSkipped(e.Experiment.Place) || x.Area != e.Area || t.filled[e.Experiment.at()] != nil {
		return false
	}
	t.filled[e.Experiment.at()] = e
	return true
}

// freeTries makes ordinary entries of those of the other copy whose place another entry has.
func (u *union) freeTries() {
	filled := u.j.filledPlaces()
	for _, ed := range u.edits {
		if e, ok := ed.before.(*Entry); ok && filled[e.Experiment.at()] == e {
			delete(filled, e.Experiment.at())
		}
	}
	for _, ed := range u.edits {
		e, ok := ed.after.(*Entry)
		if !ok || e.Experiment.IsZero() || !e.Deleted.IsZero() {
			continue
		}
		if filled[e.Experiment.at()] != nil {
			e.Experiment = Try{}
			continue
		}
		filled[e.Experiment.at()] = e
	}
}
