package exchange

import (
	"fmt"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
)

// settle gives the rows and days of i the values of measures whose kinds only all of them together
// prove.
func (i *Import) settle(f *fileMeasures) error {
	i.measures = f
	empty, err := f.settle(func(yield func([]measureText) bool) {
		for _, in := range i.rows {
			if len(in.texts) > 0 && !yield(in.texts) {
				return
			}
		}
		for _, d := range i.days {
			if !yield(d.texts) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	i.LeftOut = append(i.LeftOut, empty...)
	fresh := map[journal.MeasureID]*fileMeasure{}
	for _, m := range f.all {
		if m.isNew && m.isProved {
			fresh[m.ID] = m
		}
	}
	for _, in := range i.rows {
		in.entry.Measures, in.texts = valued(in.entry.Measures, in.texts), nil
		for _, v := range in.entry.Measures {
			if m := fresh[v.Measure]; m != nil {
				m.areas[in.area] = true
				m.show(v.Value)
			}
		}
		in.entry.Origin = withValues(in.entry.Origin, in.entry.Measures)
	}
	for _, d := range i.days {
		d.Values, d.texts = valued(d.Values, d.texts), nil
		for _, v := range d.Values {
			if m := fresh[v.Measure]; m != nil {
				m.show(v.Value)
			}
		}
	}
	return nil
}

// show lets a new measure of numbers show the decimals of a value.
func (m *fileMeasure) show(v float64) {
	if m.Kind == journal.NumberMeasure && m.isCounted {
		m.Decimals = max(m.Decimals, decimalsOf(v))
	}
}

// joinedValues returns values with those of more whose measures they lack.
func joinedValues(values, more []journal.MeasureValue) []journal.MeasureValue {
	joined := slices.Clip(values)
	for _, v := range more {
		if !journal.ValueOf(values, v.Measure).IsSet() {
			joined = append(joined, v)
		}
	}
	return joined
}

// measureOf finds a measure of the journal or of the file.
func (i *Import) measureOf(id journal.MeasureID) (*journal.Measure, bool) {
	if i.measures == nil {
		return nil, false
	}
	for _, m := range i.measures.all {
		if m.ID == id && m.here == nil {
			return &m.Measure, true
		}
	}
	m, ok := i.measures.j.Measure(id)
	return &m, ok
}

// measureTexts are values as a person reads them.
func (i *Import) measureTexts(values []journal.MeasureValue) string {
	var texts []string
	for _, v := range values {
		if m, ok := i.measureOf(v.Measure); ok {
			texts = append(texts, m.Name+" "+m.Format(v.Value))
		}
	}
	return strings.Join(texts, "; ")
}

// Conflict is a value that differs here and in the file. It stays as it is here.
type Conflict struct {
	// Of is what the value is of: a day such as 2026-11-28, or an entry by its time and title.
	Of string
	// Name is the name of the measure, or "note".
	Name, Here, There string
}

// maxConflicts is how many conflicts are told one by one.
const maxConflicts = 100

// differ notes the values that both have and that are not the same.
func (i *Import) differ(of string, here, there []journal.MeasureValue) {
	for _, v := range there {
		x, ok := journal.ValueOf(here, v.Measure).Get()
		if m, known := i.measureOf(v.Measure); ok && known && x != v.Value {
			i.Conflicts = append(i.Conflicts, Conflict{of, m.Name, m.Format(x), m.Format(v.Value)})
		}
	}
}

func (i *Import) noteConflicts() {
	for n, c := range i.Conflicts {
		if n == maxConflicts {
			i.Notes = append(i.Notes, fault.Count(len(i.Conflicts)-n, "and-n-more-values-differ"))
			break
		}
		i.Notes = append(i.Notes, fault.Text("of-name-is-here-and-there-in-the-file", fault.V{"Of": c.Of, "Name": c.Name, "Here": clip(c.Here), "There": clip(c.There)}))
	}
}

// countMeasures fills in NewMeasures: those with a value that Apply adds, or all of the file.
func (i *Import) countMeasures(j *journal.Journal, whole bool) {
	if i.measures == nil {
		return
	}
	needed := i.neededMeasures(j, whole)
	for _, m := range i.measures.all {
		if !needed[m.ID] {
			continue
		}
		i.NewMeasures = append(i.NewMeasures, m.Name)
		if !whole {
			i.Notes = append(i.Notes, m.becameNote())
		}
		if m.second != "" {
			i.Notes = append(i.Notes, fault.Text("the-new-measure-of-one-word-got-a-second", fault.V{"Name": m.Name, "Value": m.second}))
		}
	}
}

// neededMeasures are the new measures that Apply adds.
func (i *Import) neededMeasures(j *journal.Journal, whole bool) map[journal.MeasureID]bool {
	needed := map[journal.MeasureID]bool{}
	mark := func(values []journal.MeasureValue) {
		for _, v := range values {
			needed[v.Measure] = true
		}
	}
	if i.measures == nil {
		return needed
	}
	for _, in := range i.rows {
		if !in.isThere(j) {
			mark(in.entry.Measures)
		}
	}
	for _, u := range i.updates {
		mark(u.after.Measures)
	}
	for _, d := range i.days {
		mark(d.Values)
	}
	for _, m := range i.measures.all {
		needed[m.ID] = m.isNew && (whole || needed[m.ID])
	}
	return needed
}

// placeMeasures adds the new measures to batch. ids are those of the areas of i.
func (i *Import) placeMeasures(j *journal.Journal, ids []journal.AreaID, batch *journal.Batch) error {
	if i.measures == nil {
		return nil
	}
	needed := i.neededMeasures(j, i.whole)
	keepsOrder := len(j.Measures()) == 0 && i.whole
	for _, m := range i.measures.all {
		if !needed[m.ID] {
			continue
		}
		_, isThere := j.Measure(m.ID)
		if _, isNamed := j.MeasureNamed(m.Name); isThere || isNamed {
			return rejected(fault.Text("the-measure-was-made-since-the-file-was-read", fault.V{"Name": m.Name, "File": i.File}))
		}
		made := m.Measure.Clone()
		for at := range ids {
			if m.areas[at] && ids[at] != "" && !m.OfDay { // entries can have values of before it was one of days
				made.Areas = append(made.Areas, ids[at])
			}
		}
		if !keepsOrder {
			made.Order = 0 // behind those that the journal has
		}
		batch.Measures = append(batch.Measures, made)
	}
	if keepsOrder {
		slices.SortStableFunc(batch.Measures, func(a, b journal.Measure) int { return a.Order - b.Order })
	}
	return nil
}

// pendingDay is a day of the file, with values of measures whose kinds are not known yet.
type pendingDay struct {
	journal.Day
	line  int
	texts []measureText
}

// countDays counts the days, and finds the values that differ.
func (i *Import) countDays(j *journal.Journal) {
	for _, d := range i.days {
		here, ok := j.Day(d.Date)
		if !ok {
			i.Days++
			continue
		}
		more := len(joinedValues(here.Values, d.Values)) > len(here.Values)
		if here.Note == "" && d.Note != "" {
			more = true
		} else if d.Note != "" && d.Note != here.Note {
			i.Conflicts = append(i.Conflicts, Conflict{d.Date.String(), "note", here.Note, d.Note})
		}
		i.differ(d.Date.String(), here.Values, d.Values)
		if more {
			i.Days++
		} else {
			i.DaysThere++
		}
	}
}

func entryName(e *journal.Entry) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s", e.Time.Format("2006-01-02 15:04"), clip(e.FirstLine())))
}

// hasOtherValues reports whether a row has something else than its entry here in the measures that the
// file has.
func (i *Import) hasOtherValues(in *incoming) bool {
	if i.measures == nil {
		return false
	}
	for _, m := range i.measures.all {
		if id := m.id(); journal.ValueOf(in.old.Measures, id) != journal.ValueOf(in.entry.Measures, id) {
			return true
		}
	}
	return false
}

// orderMeasures sorts the new measures of notes, which are read in any order, so that each note has
// its measures in their order, as it was when they were written.
func (i *Import) orderMeasures(f *fileMeasures) {
	place := map[*fileMeasure]int{}
	var all []*fileMeasure
	before := map[[2]int]bool{}
	for _, in := range i.rows {
		for n, t := range in.texts {
			if _, seen := place[t.measure]; !seen {
				place[t.measure] = len(all)
				all = append(all, t.measure)
			}
			if n > 0 {
				before[[2]int{place[in.texts[n-1].measure], place[t.measure]}] = true
			}
		}
	}
	var sorted []*fileMeasure
	done := make([]bool, len(all))
	for len(sorted) < len(all) {
		next := -1
		for at := range all {
			isFree := !done[at]
			for other := range all {
				isFree = isFree && (done[other] || !before[[2]int{other, at}])
			}
			if isFree {
				next = at
				break
			}
		}
		if next < 0 { // the notes were edited, and disagree
			next = slices.Index(done, false)
		}
		done[next] = true
		sorted = append(sorted, all[next])
	}
	rest := slices.DeleteFunc(f.all, func(m *fileMeasure) bool { _, ok := place[m]; return ok })
	f.all = append(rest, sorted...)
}
