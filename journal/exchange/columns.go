package exchange

import (
	"slices"
	"strings"
	"time"

	"enactive/journal"
)

// column is one field of an entry as files name it.
type column struct {
	journal.Field
	// timeIndex is the index of a time column in writtenTimes.
	timeIndex int
	// measure is set for a column of the values of one measure, which only tables have.
	measure *fileMeasure
}

// fileFields are the fields in files, in the order of JSON.
var fileFields = makeColumns()

// columns are the same in the order of CSV: first those that every CSV has, whose order is
// guaranteed, and then the later ones.
var columns = append(columnsThat(isPromised), laterColumns...)

// laterColumns are in a CSV only if an entry has a value for them. Those of measures follow.
var laterColumns = append(columnsThat(func(c *column) bool { return !isPromised(c) && c != measuresColumn }), thensColumn)

// Columns with special treatment.
var (
	idColumn   = columnNamed("id")
	areaColumn = columnNamed("area")
	timeColumn = columnNamed("time")

	ratedAtColumn = columnNamed("efficacy_before_at")

	// measuresColumn is in JSON; a table has a column for each measure.
	measuresColumn = columnNamed("measures")
	// thensColumn is the part of the obstacles for which tables and Markdown have a list of its own.
	thensColumn = &column{Field: journal.Field{Name: "thens"}}
)

// localTime is the column that repeats an entry's time as its clock showed it, such as 2026-11-23
// 18:05:00, which spreadsheets take for a date, unlike a time with an offset. It is in a CSV only
// on request, and is not read again: the time with its offset is in the column time.
const localTime = "local_time"

// tryColumn names the try that an entry is, such as "Walk first/3/with": see tryText. It is in a CSV only
// if an entry is a try. Any other table may have a column of that name, and no map fills it.
var tryColumn = newTryColumn()

func newTryColumn() *column {
	c := &column{Field: journal.Field{Name: tryKey}}
	c.Kind = journal.LineField
	return c
}

func makeColumns() []*column {
	var all []*column
	times := 0
	for _, f := range journal.Fields() {
		if f.Internal {
			continue
		}
		c := &column{Field: *f}
		if f.Kind == journal.MomentField {
			c.timeIndex = times
			times++
		}
		all = append(all, c)
	}
	return all
}

func isPromised(c *column) bool { return !c.IsLater() }

func columnsThat(are func(*column) bool) []*column { return columnsIn(fileFields, are) }

// columnsIn filters columns.
func columnsIn(all []*column, are func(*column) bool) []*column {
	return slices.DeleteFunc(slices.Clone(all), func(c *column) bool { return !are(c) })
}

// writtenTimes are the times of one entry as written in the file, in column order.
type writtenTimes [4]time.Time

// entry returns e with the times as written in the file.
func (t *writtenTimes) entry(e journal.Entry) journal.Entry {
	for _, c := range fileFields {
		if c.Kind == journal.MomentField {
			*c.Moment(&e) = t[c.timeIndex]
		}
	}
	return e
}

// put stores a time in e, and as it was written.
func (t *writtenTimes) put(c *column, e *journal.Entry, m moment) {
	*c.Moment(e), t[c.timeIndex] = m.at, m.written
}

// isText reports whether the cells of the column are free text.
func (c *column) isText() bool {
	switch c.Kind {
	case journal.LineField, journal.TextField, journal.ListField, journal.ObstaclesField, journal.PeopleField, journal.AnswersField:
		return true
	}
	return c == areaColumn || c == thensColumn || c == tryColumn
}

// putItems stores the items of a list, obstacles or people in e.
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

// columnNamed returns our column with exactly that name, or nil.
func columnNamed(name string) *column {
	for _, c := range fileFields {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// tableColumn is columnNamed for tables; the columns of measures are not among them.
func tableColumn(name string) *column {
	switch c := columnNamed(name); {
	case name == thensColumn.Name:
		return thensColumn
	case c != measuresColumn:
		return c
	}
	return nil
}

// Columns returns the names of the columns of every CSV export, in order. Later columns, such
// as mastery, follow if an entry has a value for them.
func Columns() []string { return columnNames(columnsThat(isPromised)) }

func columnNames(columns []*column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// isOwn reports whether a header is that of a CSV export.
func isOwn(header []string) bool {
	promised := Columns()
	if len(header) < len(promised) || !slices.Equal(header[:len(promised)], promised) {
		return false
	}
	later := append(columnNames(laterColumns), measurePrefix, tryKey, localTime)
	for _, name := range header[len(promised):] {
		if strings.HasPrefix(name, measurePrefix) && slices.Contains(later, measurePrefix) {
			later = later[slices.Index(later, measurePrefix):]
			continue
		}
		i := slices.Index(later, name)
		if i < 0 {
			return false
		}
		later = later[i+1:]
	}
	return true
}

// IsNumber reports whether a column of ours has numbers, and returns their scale.
func IsNumber(ours string) (low, high float64, ok bool) {
	c := columnNamed(ours)
	if c == nil || c.Kind != journal.NumberField {
		return 0, 0, false
	}
	return c.Low, c.High, true
}
