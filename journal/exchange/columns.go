package exchange

import (
	"slices"
	"time"

	"enactive/journal"
)

// column is one field of an entry as files name it.
type column struct {
	journal.Field
	// told is the place of a time among those that a file tells of an entry.
	told int
}

// fileFields are the fields that files have, in the order in which JSON names them.
var fileFields = makeColumns()

// columns are the same in the order in which a CSV has them: first those that every CSV has,
// whose order is a promise, and then those that came later.
var columns = slices.Concat(columnsThat(isPromised), laterColumns)

// laterColumns are in a CSV only if an entry has a value for them.
var laterColumns = columnsThat(func(c *column) bool { return !isPromised(c) })

// The columns that are treated apart: an id and an area are no values of the entry alone.
var (
	idColumn   = columnNamed("id")
	areaColumn = columnNamed("area")
	timeColumn = columnNamed("time")
)

func makeColumns() []*column {
	var all []*column
	times := 0
	for _, f := range journal.Fields() {
		if f.Internal {
			continue
		}
		c := &column{Field: *f}
		if f.Kind == journal.MomentField {
			c.told = times
			times++
		}
		all = append(all, c)
	}
	return all
}

func isPromised(c *column) bool { return !c.IsLater() }

func columnsThat(are func(*column) bool) []*column { return columnsIn(fileFields, are) }

// columnsIn are those of some columns that are as asked.
func columnsIn(all []*column, are func(*column) bool) []*column {
	return slices.DeleteFunc(slices.Clone(all), func(c *column) bool { return !are(c) })
}

// toldTimes are the times of one entry as the file tells them, in the order of their columns.
type toldTimes [4]time.Time

// entry returns e with the times as the file tells them.
func (t *toldTimes) entry(e journal.Entry) journal.Entry {
	for _, c := range fileFields {
		if c.Kind == journal.MomentField {
			*c.Moment(&e) = t[c.told]
		}
	}
	return e
}

// put notes a moment in e, and as it was told.
func (t *toldTimes) put(c *column, e *journal.Entry, m moment) {
	*c.Moment(e), t[c.told] = m.at, m.told
}

// isText reports whether cells of the column hold what a person wrote.
func (c *column) isText() bool {
	switch c.Kind {
	case journal.LineField, journal.TextField, journal.ListField, journal.ObstaclesField, journal.PeopleField:
		return true
	}
	return c == areaColumn
}

// putItems puts the items of a list, obstacles or people into e.
func (c *column) putItems(e *journal.Entry, items []string) {
	switch c.Kind {
	case journal.ObstaclesField:
		e.Obstacles = parseObstacles(items)
	case journal.PeopleField:
		e.People = parsePeople(items)
	default:
		*c.List(e) = items
	}
}

// columnNamed returns our column of exactly that name, or nil.
func columnNamed(name string) *column {
	for _, c := range fileFields {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Columns returns the names of the columns that every CSV of the journal's own has, in
// their order. Columns that came later, such as mastery, follow where an entry has a value
// for them.
func Columns() []string { return columnNames(columnsThat(isPromised)) }

func columnNames(columns []*column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// isOwn reports whether a header is that of a CSV of the journal's own.
func isOwn(header []string) bool {
	promised := Columns()
	if len(header) < len(promised) || !slices.Equal(header[:len(promised)], promised) {
		return false
	}
	later := columnNames(laterColumns)
	for _, name := range header[len(promised):] {
		i := slices.Index(later, name)
		if i < 0 {
			return false
		}
		later = later[i+1:]
	}
	return true
}
