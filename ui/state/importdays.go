package state

import (
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/naming"
)

// measurePrefix begins the name by which a column is a measure.
const measurePrefix = "m:"

// dayField and noteField are what a column of a table of days is that is no measure.
const dayField, noteField = "day", "note"

func isMeasure(ours string) bool { return strings.HasPrefix(ours, measurePrefix) }

// CanBeDays reports whether the rows of the sheet can be the values of days: a column has dates, and
// none has our area.
func (f *ImportForm) CanBeDays() bool {
	s := f.Sheet
	isTable := s.IsText || len(s.Sheets) > 0 // what the rows of another journal are is known
	return isTable && f.dayColumn() >= 0 && !slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Ours == "area" })
}

// dayColumn is the place of the first column that alone says which day it was, or -1.
func (f *ImportForm) dayColumn() int {
	return slices.IndexFunc(f.Sheet.Columns, func(c Column) bool {
		return slices.ContainsFunc(f.Sheet.When, func(way []string) bool { return len(way) == 1 && way[0] == c.Name })
	})
}

// ReadDays says whether each row is the values of a day or an entry, and begins the answers about the
// columns again with what the sheet proves.
func (f *ImportForm) ReadDays(on bool) {
	f.rest, f.Several = ImportPlan{}, ""
	if f.setDays(on); on {
		return
	}
	f.proveWhen()
	for i := range f.Columns {
		f.Suggest(i)
	}
}

func (f *ImportForm) setDays(on bool) {
	f.Days, f.When = on, nil
	day := f.dayColumn()
	for i, c := range f.Sheet.Columns {
		a := &f.Columns[i]
		switch {
		case !on:
			*a = ColumnAnswer{Ours: c.Ours}
		case i == day:
			*a = ColumnAnswer{Ours: dayField}
		case c.Ours == noteField:
			*a = ColumnAnswer{Ours: noteField}
		default:
			*a = ColumnAnswer{Ours: c.Measure}
		}
	}
}

func (f *ImportForm) hasDay() bool {
	return slices.ContainsFunc(f.Columns, func(a ColumnAnswer) bool { return a.Ours == dayField }) || f.rest.fills(dayField)
}

// needsOfDays is Needs where each row is a day.
func (f *ImportForm) needsOfDays(i int) []QuestionKind {
	c := f.Sheet.Columns[i]
	var all []QuestionKind
	switch ours := f.Columns[i].Ours; {
	case ours == dayField && len(c.Orders) > 0:
		all = append(all, AskOrder)
	case isMeasure(ours) && len(c.Decimals) > 0:
		all = append(all, AskDecimal)
	case isMeasure(ours) && len(c.Durations) > 0:
		all = append(all, AskDurations)
	}
	return all
}

// addDays adds what each column is to the plan of a table of days. It names every column, so that none
// becomes a measure that was left out.
func (f *ImportForm) addDays(p *ImportPlan) {
	p.Leave = slices.Clone(p.Leave)
	for i, a := range f.Columns {
		name := f.Sheet.Columns[i].Name
		switch {
		case a.Ours != "":
			p.Map = append(p.Map, ColumnMap{From: name, To: a.Ours})
		case !f.rest.reads(name):
			p.Leave = append(p.Leave, name)
		}
	}
}

// DayMeanings are what a column of a table of days can be, by its place: the day, the note, a measure of
// its own name and, after it, the other measures of days.
func (f *ImportForm) DayMeanings(column int, known []journal.Measure) []string {
	c := f.Sheet.Columns[column]
	all := []string{dayField, noteField}
	if c.Measure != "" {
		all = append(all, c.Measure)
	}
	for i := range known {
		if ours := measurePrefix + known[i].Name; known[i].OfDay && !known[i].Archived && naming.Key(ours) != naming.Key(c.Measure) {
			all = append(all, ours)
		}
	}
	return all
}

// MeasureIn returns the name of the measure that a meaning is; ok is false if it is none.
func MeasureIn(ours string) (name string, ok bool) { return strings.CutPrefix(ours, measurePrefix) }
