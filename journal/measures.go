package journal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// ErrNoMeasure is returned for an id or name that no measure has.
const ErrNoMeasure fault.Kind = "there-is-no-such-measure"

// ErrMeasureAsks is the class of a MeasureQuestion.
const ErrMeasureAsks fault.Kind = "the-measure-has-values"

// MeasureQuestion is returned by SaveMeasure if entries or days have values whose meaning would
// change, and Rewrite does not say what is to become of them. Nothing is changed.
type MeasureQuestion struct {
	// Name is the measure, and Values how many values it has.
	Name   string
	Values int
	// Kind, Unit and Range are what would change. Outside is how many values would be outside the
	// new range, and Example one of them, or one that is impossible, as Measure.Format writes it.
	Kind, Unit, Range bool
	Outside           int
	Example           string
	// Impossible means that no answer allows it: the values cannot be ones of the new kind.
	Impossible bool
}

func (q *MeasureQuestion) Error() string {
	return fmt.Sprintf("the measure %s has %d values", q.Name, q.Values)
}

// Is reports whether target is ErrMeasureAsks.
func (q *MeasureQuestion) Is(target error) bool { return target == ErrMeasureAsks }

// Message describes the question.
func (q *MeasureQuestion) Message() fault.Message {
	with := fault.V{"Name": q.Name}
	switch {
	case q.Impossible:
		with["Example"] = q.Example
		return fault.Count(q.Values, "the-n-values-of-the-measure-cannot-become", with)
	case q.Outside > 0:
		with["Example"] = q.Example
		return fault.Count(q.Outside, "n-values-of-the-measure-are-outside", with)
	}
	return fault.Count(q.Values, "the-measure-has-n-values-whose-meaning", with)
}

// Rewrite says what becomes of the values of a measure whose kind, unit or range changes.
type Rewrite struct {
	// Keep leaves every number as it is, even outside the new range: the old unit was a mistake,
	// or the range is for new values. A choice becomes the value that its name says, or the reverse.
	Keep bool
	// Factor multiplies each value, such as 2.20462 from kg to lb; 0 means that none is given.
	Factor float64
}

type measureItem struct {
	Measure
	rec vault.RecordID
}

// Measures returns all measures in their owner's order, archived ones last.
func (j *Journal) Measures() []Measure {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Measure, 0, len(j.measures))
	for _, m := range j.measures {
		all = append(all, m.Measure)
	}
	slices.SortFunc(all, compareMeasures)
	return all
}

func compareMeasures(a, b Measure) int {
	return rank{a.Archived, a.Order, a.Name, string(a.ID)}.compare(rank{b.Archived, b.Order, b.Name, string(b.ID)})
}

// MeasuresOf returns the measures of an area's entries that are not archived, in their order.
func (j *Journal) MeasuresOf(area AreaID) []Measure {
	return slices.DeleteFunc(j.Measures(), func(m Measure) bool { return m.Archived || !m.IsOf(area) })
}

// DayMeasures returns the measures of days that are not archived, in their order.
func (j *Journal) DayMeasures() []Measure {
	return slices.DeleteFunc(j.Measures(), func(m Measure) bool { return m.Archived || !m.OfDay })
}

// Measure returns the measure with that id.
func (j *Journal) Measure(id MeasureID) (Measure, bool) {
	m, ok := j.measureItem(id)
	if !ok {
		return Measure{}, false
	}
	return m.Measure, true
}

// MeasureNamed returns the measure with that name, compared by naming.Key.
func (j *Journal) MeasureNamed(name string) (Measure, bool) {
	key := naming.Key(oneLine(name))
	j.mu.RLock()
	defer j.mu.RUnlock()
	for _, m := range j.measures {
		if naming.Key(m.Name) == key {
			return m.Measure, true
		}
	}
	return Measure{}, false
}

func (j *Journal) measureItem(id MeasureID) (*measureItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	m, ok := j.measures[id]
	return m, ok
}

// checkedMeasure returns m as it will be stored in this journal. made are areas that are added in
// the same step.
func (j *Journal) checkedMeasure(m Measure, made map[AreaID]bool) (Measure, error) {
	m, err := CheckMeasure(m)
	if err != nil {
		return Measure{}, err
	}
	if other, exists := j.MeasureNamed(m.Name); exists && other.ID != m.ID {
		return Measure{}, measureNameTaken(m.Name)
	}
	for _, id := range m.Areas {
		if _, ok := j.areaItem(id); !ok && !made[id] {
			return Measure{}, fmt.Errorf("saving a measure: %w", ErrNoArea)
		}
	}
	return m, nil
}

func measureNameTaken(name string) error {
	return &FieldError{Field: "name", Value: name, Want: fault.Text("a-name-that-no-other-measure-has")}
}

// rewritten returns the edits of the values of old that its new version m asks for.
func (j *Journal) rewritten(old, m *Measure, how Rewrite, now time.Time) ([]edit, error) {
	entries, days := j.withMeasure(old.ID)
	q := &MeasureQuestion{Name: old.Name, Values: len(entries) + len(days), Kind: m.Kind != old.Kind, Unit: m.Unit != old.Unit && m.Kind == NumberMeasure && old.Kind == NumberMeasure,
		Range: m.Low != old.Low || m.High != old.High}
	removed := slices.ContainsFunc(old.Choices, func(c Choice) bool { _, ok := m.Choice(float64(c.Key)); return !ok })
	if q.Values == 0 || !q.Kind && !q.Unit && !q.Range && !removed {
		return nil, nil
	}
	factor := 1.0
	if how.Factor != 0 {
		factor = how.Factor
	}
	change := func(was float64) (float64, error) {
		v, err := m.becomes(old, was, factor)
		if err == nil {
			err = m.checkKind(v)
		}
		if err != nil {
			q.Impossible, q.Example = true, old.Format(was)
			return v, err
		}
		if m.isOutside(v) {
			if q.Outside++; q.Example == "" {
				q.Example = m.Format(v)
			}
		}
		return v, nil
	}
	var edits []edit
	for _, it := range entries {
		v, _ := ValueOf(it.Measures, old.ID).Get()
		x, err := change(v)
		if err != nil {
			return nil, q
		}
		if x != v {
			after := it.Entry.Clone()
			after.Measures, after.Modified = WithValue(it.Measures, old.ID, optional.Some(x)), now
			edits = append(edits, edit{rec: it.rec, before: &it.Entry, after: &after})
		}
	}
	for _, d := range days {
		v, _ := ValueOf(d.Values, old.ID).Get()
		x, err := change(v)
		if err != nil {
			return nil, q
		}
		if x != v {
			after := d.Day
			after.Values, after.Modified = WithValue(d.Values, old.ID, optional.Some(x)), now
			edits = append(edits, edit{rec: d.rec, before: &d.Day, after: &after})
		}
	}
	asked := q.Kind || q.Unit || q.Outside > 0
	if !how.Keep && (q.Outside > 0 || asked && how.Factor == 0) {
		return nil, q
	}
	return edits, nil
}

// withMeasure returns the entries, those in the bin as well, and the days that have a value of a
// measure.
func (j *Journal) withMeasure(id MeasureID) (entries []*item, days []*dayItem) {
	order := j.wholeOrder()
	j.mu.RLock()
	defer j.mu.RUnlock()
	for _, it := range order {
		if ValueOf(it.Measures, id).IsSet() {
			entries = append(entries, it)
		}
	}
	for _, d := range j.days {
		if ValueOf(d.Values, id).IsSet() {
			days = append(days, d)
		}
	}
	slices.SortFunc(days, func(a, b *dayItem) int { return strings.Compare(a.Date.String(), b.Date.String()) })
	return entries, days
}

// ValuesOf counts the values of a measure on entries, those in the bin as well, and on days.
func (j *Journal) ValuesOf(id MeasureID) (entries, days int) {
	e, d := j.withMeasure(id)
	return len(e), len(d)
}

// RemoveMeasure removes a measure with all its values, and the filters that ask for it, as one undo
// step. To keep the values, archive it.
func (j *Journal) RemoveMeasure(ctx context.Context, id MeasureID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	old, ok := j.measureItem(id)
	if !ok {
		return fmt.Errorf("removing a measure: %w", ErrNoMeasure)
	}
	if slices.ContainsFunc(j.Experiments(), func(x Experiment) bool { return x.Decides == string(id) }) {
		return fmt.Errorf("removing a measure: %w", ErrMeasureDecides)
	}
	now := wholeSeconds(j.now())
	entries, days := j.withMeasure(id)
	edits := make([]edit, 0, len(entries)+len(days)+1)
	for _, it := range entries {
		after := it.Entry.Clone()
		after.Measures, after.Modified = WithValue(it.Measures, id, OptNumber{}), now
		edits = append(edits, edit{rec: it.rec, before: &it.Entry, after: &after})
	}
	for _, d := range days {
		after := d.Day
		after.Values, after.Modified = WithValue(d.Values, id, OptNumber{}), now
		if after.isEmpty() {
			edits = append(edits, edit{rec: d.rec, before: &d.Day})
			continue
		}
		edits = append(edits, edit{rec: d.rec, before: &d.Day, after: &after})
	}
	for _, f := range j.filtersAsking(id) {
		edits = append(edits, edit{rec: f.rec, before: &f.Filter})
	}
	edits = append(edits, j.withoutAims(id, now)...)
	edits = append(edits, edit{rec: old.rec, before: &old.Measure})
	return j.do(ctx, step{StepName: StepName{Kind: stepRemoveMeasure}, edits: edits})
}

// withoutAims returns the edits that leave goals without a number of a measure.
func (j *Journal) withoutAims(id MeasureID, now time.Time) []edit {
	var edits []edit
	for _, a := range j.Areas() {
		if !slices.ContainsFunc(a.Goals, func(g Goal) bool { return g.Aim.Of == string(id) }) {
			continue
		}
		old, _ := j.areaItem(a.ID)
		after := a.Clone()
		after.Modified = now
		for i := range after.Goals {
			if after.Goals[i].Aim.Of == string(id) {
				after.Goals[i].Aim = Aim{}
			}
		}
		edits = append(edits, edit{rec: old.rec, before: &old.Area, after: &after})
	}
	return edits
}

// OrderMeasures sorts the measures in the order of ids, as one undo step. Measures that ids lacks
// follow in their previous order.
func (j *Journal) OrderMeasures(ctx context.Context, ids []MeasureID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	place := map[MeasureID]int{}
	all := j.Measures()
	for _, m := range all {
		ids = append(slices.Clip(ids), m.ID)
	}
	for _, id := range ids {
		if _, ok := j.measureItem(id); !ok {
			return fmt.Errorf("ordering measures: %w", ErrNoMeasure)
		}
		if _, seen := place[id]; !seen {
			place[id] = len(place) + 1
		}
	}
	var edits []edit
	for _, m := range all {
		old, _ := j.measureItem(m.ID)
		if m.Order == place[m.ID] {
			continue
		}
		m.Order = place[m.ID]
		edits = append(edits, edit{rec: old.rec, before: &old.Measure, after: &m})
	}
	if len(edits) == 0 {
		return nil
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepOrderMeasures}, edits: edits})
}

// newMeasures returns the edits that add the measures of b. made are the areas that b adds.
func (j *Journal) newMeasures(b Batch, made map[AreaID]bool, now time.Time) ([]edit, error) {
	edits := make([]edit, 0, len(b.Measures))
	names := map[string]bool{}
	for i, m := range b.Measures {
		m, err := j.newMeasure(m, now)
		if err == nil {
			m, err = j.checkedMeasure(m, made)
		}
		if err != nil {
			return nil, err
		}
		if names[naming.Key(m.Name)] {
			return nil, measureNameTaken(m.Name)
		}
		names[naming.Key(m.Name)] = true
		if b.Measures[i].Order == 0 {
			m.Order += i
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, fmt.Errorf("saving measures: %w", err)
		}
		edits = append(edits, edit{rec: rec, after: &m})
	}
	if len(edits)+len(j.Measures()) > MaxMeasures {
		return nil, tooMany("measures", len(edits)+len(j.Measures()))
	}
	return edits, nil
}

// measureOf finds a measure of the journal or among those that edits add.
func (j *Journal) measureOf(edits []edit) func(MeasureID) (*Measure, bool) {
	added := map[MeasureID]*Measure{}
	for _, e := range edits {
		if m, ok := e.after.(*Measure); ok {
			added[m.ID] = m
		}
	}
	return func(id MeasureID) (*Measure, bool) {
		if m, ok := added[id]; ok {
			return m, true
		}
		it, ok := j.measureItem(id)
		if !ok {
			return nil, false
		}
		return &it.Measure, true
	}
}

// measuresWithout returns the edits that take an area from the measures, or replace it by into,
// and remove the measures that are of no other area.
func (j *Journal) measuresWithout(area, into AreaID, now time.Time) []edit {
	var edits []edit
	for _, m := range j.Measures() {
		if !m.IsOf(area) {
			continue
		}
		old, _ := j.measureItem(m.ID)
		after := m.Clone()
		after.Modified = now
		after.Areas = nilIfEmpty(slices.DeleteFunc(after.Areas, func(id AreaID) bool { return id == area || id == into }))
		if into != "" {
			after.Areas = append(after.Areas, into)
			slices.Sort(after.Areas)
		}
		entries, days := j.withMeasure(m.ID)
		elsewhere := len(days) > 0 || slices.ContainsFunc(entries, func(it *item) bool { return it.Area != area })
		if len(after.Areas) == 0 && !elsewhere {
			edits = append(edits, edit{rec: old.rec, before: &old.Measure})
			continue
		}
		edits = append(edits, edit{rec: old.rec, before: &old.Measure, after: &after})
	}
	return edits
}
