package exchange

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// dayColumn is the column of the day in a table of days.
var dayColumn = newDayColumn()

func newDayColumn() *column {
	c := &column{Field: journal.Field{Name: "day"}}
	c.Kind = journal.MomentField
	return c
}

// noteColumn is the text of an entry or a day.
var noteColumn = columnNamed("note")

// daysKey and severalKey are options of tables of days.
const (
	daysKey    = "days"
	severalKey = "several"
)

// isOwnDays reports whether a header is that of WriteDaysCSV.
func isOwnDays(header []string) bool {
	n := len(header)
	if n < 2 || header[0] != dayColumn.Name || header[n-1] != noteColumn.Name {
		return false
	}
	return !slices.ContainsFunc(header[1:n-1], func(name string) bool { return !isMeasureName(name) })
}

// dayNames are the names of columns that are taken for the day, if it is not said which one is.
var dayNames = []string{"day", "date", "tag", "datum", "día", "fecha", "jour", "data", "日付"}

// dayNamesake returns what the column at place i of a table of days is, if our is what its name
// says. Without a map to a measure each column is one, by its own name.
func (b *layoutBuilder) dayNamesake(i int, our *column) *column {
	name := b.names[i]
	switch {
	case slices.Contains(dayNames, strings.ToLower(strings.TrimSpace(name))):
		return dayColumn
	case our != nil && (our.measure != nil || our == noteColumn):
		return our
	case our == timeColumn && !slices.ContainsFunc(b.names, func(n string) bool { return slices.Contains(dayNames, strings.ToLower(strings.TrimSpace(n))) }):
		return dayColumn
	case b.isMapped || strings.TrimSpace(name) == "":
		return nil
	}
	rest, _ := cutUnit(name)
	m, err := b.measures.named(measurePrefix + rest)
	if err != nil {
		return nil
	}
	return m.column
}

func (b *layoutBuilder) requiredOfDays() error {
	if b.filled[dayColumn] == "" {
		return rejected(fault.Text("file-has-no-column-of-days", fault.V{"File": b.file, "Columns": columnList(b.header)}))
	}
	for our, by := range b.filled {
		if our != dayColumn && our != noteColumn && our.measure == nil {
			return usage(fault.Text("a-day-has-no-column", fault.V{"Column": strconv.Quote(our.Name), "First": strconv.Quote(clip(by))}))
		}
	}
	return nil
}

// readDays reads a table of days.
func (c *csvImport) readDays(ctx context.Context, j *journal.Journal, o ImportPlan) (*Import, error) {
	if c.own {
		return nil, usage(fault.Text("file-holds-entries-not-days", fault.V{"File": c.file}))
	}
	o.File, c.now, c.measures = c.file, j.Now(), newFileMeasures(j, true)
	if c.loc = o.Zone; c.loc == nil {
		c.loc = c.now.Location()
	}
	if err := c.findSums(ctx, o); err != nil {
		return nil, err
	}
	if c.table != nil {
		if err := c.reshape(ctx, &o); err != nil {
			return nil, err
		}
	}
	names, err := c.names()
	if err != nil {
		return nil, err
	}
	line := 1
	if c.table != nil {
		line = c.table.Found.Header
	}
	if c.layout, err = newLayout(names, o, c.loc, c.measures, line); err != nil {
		return nil, err
	}
	if c.question != nil {
		return nil, c.question
	}
	if c.table != nil {
		if err := c.leaveWords(ctx); err != nil {
			return nil, err
		}
	}
	if err := c.prove(ctx, o); err != nil {
		return nil, err
	}
	r := dayReader{c: c, several: o.Several, imp: &Import{File: o.File, known: map[string]int{}}, byDay: map[journal.Date]*pendingDay{}}
	for b := range c.batches(ctx) {
		if r.add(b); len(r.imp.days) > MaxEntries {
			return nil, tooManyEntries(o.File)
		}
	}
	if c.failed != nil {
		return nil, c.failed
	}
	imp := r.imp
	if len(imp.Bad) > 0 && (!o.SkipBadRows || len(imp.Bad) == c.count) {
		return nil, &RejectedError{File: o.File, Rows: c.count, Bad: imp.Bad}
	}
	imp.LeftOut, imp.Notes = c.layout.leftOut, c.notes
	if err := imp.settle(c.measures); err != nil {
		return nil, err
	}
	if err := imp.gather(o.Several); err != nil {
		return nil, err
	}
	imp.count(j, false)
	return imp, nil
}

// leaveWords leaves out the columns that were not asked for and that cannot be a measure, such as one
// of long texts.
func (c *csvImport) leaveWords(ctx context.Context) error {
	facts, err := c.facts(ctx)
	if err != nil {
		return err
	}
	c.layout.bindings = slices.DeleteFunc(c.layout.bindings, func(b binding) bool {
		if b.measure == nil || b.isAsked || b.isOurs || !b.measure.isNew || len(b.cells) != 1 {
			return false
		}
		if couldMeasure(&facts.Columns[b.cells[0]]) {
			return false
		}
		c.layout.leftOut = append(c.layout.leftOut, b.name)
		c.measures.drop(b.measure)
		return true
	})
	return nil
}

// couldMeasure reports whether the cells of a column can be values of a new measure: numbers of one
// kind, durations, or few words.
func couldMeasure(f *table.ColumnFacts) bool {
	isOne := f.Numbers.All() && len(f.Numbers.Units) == 1 && len(f.Numbers.Of) == 1 || f.Durations.All()
	return f.Filled > 0 && (isOne || !f.ManyWords && len(f.Words) <= journal.MaxChoices && f.Dates.Cells == 0)
}

// dayReader collects the days of a table.
type dayReader struct {
	c       *csvImport
	several Several
	imp     *Import
	byDay   map[journal.Date]*pendingDay
}

// add reads some rows.
func (r *dayReader) add(b batch) {
	parser := rowParser{moments: momentReader{loc: r.c.loc}}
	start := 0
	for i, end := range b.ends {
		if bad := b.bad[i]; bad != nil {
			r.refuse(bad, b.lines[i])
		} else {
			if len(b.types) > 0 {
				parser.types = b.types[start:end]
			}
			d := &pendingDay{line: b.lines[i]}
			bad := r.row(d, &parser, b.cells[start:end])
			if bad == nil {
				bad = r.place(d)
			}
			if bad != nil {
				r.refuse(bad, b.lines[i])
			}
		}
		start = end
	}
}

func (r *dayReader) refuse(bad *RowError, line int) {
	bad.File, bad.Value = r.imp.File, clip(bad.Value)
	if bad.Line == 0 {
		bad.Line = line
	}
	r.imp.Bad = append(r.imp.Bad, *bad)
}

func (r *dayReader) row(d *pendingDay, p *rowParser, record []string) *RowError {
	if bad := r.c.layout.misfit(record); bad != nil {
		return bad
	}
	var values valueCells
	var scratch checked
	for _, t := range r.c.layout.setTexts {
		if bad := values.putText(t.measure.column.Name, t.measure, t.text); bad != nil {
			return bad
		}
	}
	for i := range r.c.layout.bindings {
		b := &r.c.layout.bindings[i]
		cell := scratch.cell(record, b)
		if b.proof != nil {
			cell = b.proof.inOurWords(cell)
		}
		switch {
		case b.measure != nil:
			if bad := values.put(p, b, cell); bad != nil {
				return bad
			}
		case b.column == dayColumn:
			day, ok := readDayCell(p, b, strings.TrimSpace(cell))
			if !ok {
				return &RowError{Column: b.name, Value: cell, is: noDate(), Want: fault.Text("like-example", fault.V{"Example": "2026-11-23"})}
			}
			d.Date = day
		default:
			d.Note = cell
		}
	}
	r.imp.Replaced += scratch.replaced
	if values.outside != nil {
		return values.outside
	}
	if d.Date.IsZero() {
		return &RowError{Column: dayColumn.Name, Want: fault.Text("like-example", fault.V{"Example": "2026-11-23"})}
	}
	checked, err := journal.CheckDay(journal.Day{Date: d.Date, Note: d.Note})
	if err != nil {
		return fieldError(err, func(string) string { return dayColumn.Name })
	}
	if journal.DateOf(r.c.now).AddDays(1).Before(d.Date) {
		return &RowError{Column: dayColumn.Name, Value: d.Date.String(), Want: fault.Text("a-day-that-has-come")}
	}
	d.Note, d.Values, d.texts = checked.Note, values.values, values.texts
	return nil
}

// readDayCell reads the day of a cell, as the clock in the file shows it.
func readDayCell(p *rowParser, b *binding, cell string) (journal.Date, bool) {
	if day, err := journal.ParseDate(cell); err == nil || b.proof == nil {
		return day, err == nil
	}
	m, ok := p.readMoment(b, cell)
	return journal.DateOf(m.written), ok
}

// place adds a row. Rows without anything but the day are left out.
func (r *dayReader) place(d *pendingDay) *RowError {
	if len(d.Values)+len(d.texts) == 0 && d.Note == "" {
		return nil
	}
	first := r.byDay[d.Date]
	if first == nil {
		r.byDay[d.Date] = d
	}
	if first != nil && r.several == SeveralRefused {
		return &RowError{Column: dayColumn.Name, Value: d.Date.String(), is: fault.Text("also-the-day-of-line-line", fault.V{"Line": itoa(first.line)}),
			Want: fault.Text("the-only-row-of-its-day-or-say-which")}
	}
	r.imp.days = append(r.imp.days, d)
	return nil
}
