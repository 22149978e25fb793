package exchange

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// ReadCSV reads a table of entries and checks all of it against j, without changing j.
//
// Columns may be in any order. A row without an id of ours gets one derived from its content,
// so that the same row always has the same id. A file that is not such a table, has a bad row
// without o.SkipBadRows, or has no valid row is an error that wraps ErrRejected (a
// *RejectedError lists the rows); options that do not match the file wrap ErrUsage.
func ReadCSV(ctx context.Context, r io.Reader, j *journal.Journal, o ImportPlan) (*Import, error) {
	o, err := o.named(ctx, j)
	if err != nil {
		return nil, err
	}
	c, err := openCSV(ctx, r, o)
	if err != nil {
		return nil, err
	}
	columns := c.signature()
	if columns != nil {
		if o, err = o.byColumns(ctx, j, csvKey, columns, &c.table.Found); err != nil {
			return nil, err
		}
	}
	imp, err := c.read(ctx, j, o)
	if err != nil {
		return nil, err
	}
	imp.learn(csvKey, planName(o.File), columns, o)
	return imp, nil
}

// signature are the names of the columns by which a plan is remembered; nil for our own exports and
// for a table whose columns have no names.
func (c *csvImport) signature() []string {
	if c.table == nil || c.own || c.ownDays || c.table.Found.Header == 0 && c.table.Found.Format != table.FormatRows {
		return nil
	}
	return labelsOf(c.table.Columns)
}

// ReadRows is ReadCSV for rows that another reader has put into a table; notes are what it
// observed.
func ReadRows(ctx context.Context, t *table.Table, notes []fault.Message, j *journal.Journal, o ImportPlan) (*Import, error) {
	c := &csvImport{file: o.File, table: t, notes: notes}
	return c.read(ctx, j, o)
}

// read checks all rows of a file that was opened.
func (c *csvImport) read(ctx context.Context, j *journal.Journal, o ImportPlan) (*Import, error) {
	if o.Days || c.ownDays {
		return c.readDays(ctx, j, o)
	}
	o.File, c.now = c.file, j.Now()
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
	if err := c.show(ctx, o); err != nil {
		return nil, err
	}
	if c.measures == nil {
		c.measures = newFileMeasures(j, false)
	}
	if err := c.header(o); err != nil {
		return nil, err
	}
	if c.question != nil {
		return nil, c.question
	}
	if err := c.prove(ctx, o); err != nil {
		return nil, err
	}
	in := newIntake(o.File, c.called)
	in.naming, in.imp.naming, in.imp.again = c.naming, c.naming, o.Again
	reading, stop := context.WithCancel(ctx)
	defer stop()
	inOrder(c.batches(reading), c.check, func(rows []checked) {
		if in.add(rows); in.isFull() {
			stop()
		}
	})
	switch {
	case in.isFull():
		return nil, tooManyEntries(o.File)
	case c.failed != nil:
		return nil, c.failed
	}
	imp := in.imp
	if len(imp.Bad) > 0 && (!o.SkipBadRows || len(imp.Bad) == c.count) {
		return nil, &RejectedError{File: o.File, Rows: c.count, Bad: imp.Bad}
	}
	imp.LeftOut, imp.Notes = c.layout.leftOut, append(c.notes, in.doubtNotes()...)
	if err := imp.settle(c.measures); err != nil {
		return nil, err
	}
	imp.count(j, false)
	return imp, nil
}

// csvImport is one reading of a table.
type csvImport struct {
	file string
	own  bool // it has our own header
	// ownDays reports the header of WriteDaysCSV.
	ownDays bool
	rows    *csv.Reader  // of a file with our own header
	table   *table.Table // of any other file
	proved  *table.Facts // by its rows
	now     time.Time
	loc     *time.Location
	layout  *layout
	naming  *rowNaming
	// measures are those that the file names.
	measures *fileMeasures
	isFact   func(column string) bool // reports a column whose cells become tags; nil if none do
	notes    []fault.Message
	sums     SheetRow // a last row that looks like sums
	// question is what the table leaves open about its rows.
	question error
	count    int
	failed   error     // what ended the reading, if it was not the end of the file
	spare    sync.Pool // of *batch
}

// batch is some raw rows of the file.
type batch struct {
	cells []string
	ends  []int // of each row in cells
	lines []int
	types []table.Type      // of the cells of a sheet
	bad   map[int]*RowError // the rows that could not be read, by their places
}

// names reads the row that names the columns.
func (c *csvImport) names() ([]table.Column, error) {
	if c.table != nil {
		return c.table.Columns, nil
	}
	record, err := c.rows.Read()
	if err != nil {
		return nil, c.readError(err)
	}
	columns := make([]table.Column, len(record))
	for i, name := range record {
		columns[i] = table.Column{Place: i + 1, Name: name, Label: name}
	}
	return columns, nil
}

func (c *csvImport) header(o ImportPlan) error {
	names, err := c.names()
	if err != nil {
		return err
	}
	line := 1
	if c.table != nil {
		line = c.table.Found.Header
	}
	if c.layout, err = newLayout(names, o, c.loc, c.measures, line); err != nil {
		return err
	}
	c.naming, err = newNaming(names, c.layout, o)
	return err
}

// batches reads the rows of the table. An error that ends the reading early is in c.failed.
func (c *csvImport) batches(ctx context.Context) iter.Seq[batch] {
	if c.table != nil {
		return c.tableBatches(ctx)
	}
	return func(yield func(batch) bool) {
		for more := true; more; {
			if err := ctx.Err(); err != nil {
				c.failed = fmt.Errorf("importing %s: %w", c.file, err)
				return
			}
			b := c.emptyBatch()
			for more && len(b.ends) < slab {
				more = c.readRow(&b)
			}
			if !yield(b) {
				return
			}
		}
	}
}

func (c *csvImport) emptyBatch() batch {
	if spare, ok := c.spare.Get().(*batch); ok {
		return batch{cells: spare.cells[:0], ends: spare.ends[:0], lines: spare.lines[:0], types: spare.types[:0]}
	}
	return batch{}
}

// readRow adds the next row to b and reports whether there may be more.
func (c *csvImport) readRow(b *batch) bool {
	record, err := c.rows.Read()
	if err == io.EOF {
		return false
	}
	if err != nil {
		c.failed = c.readError(err)
		return false
	}
	if isBlank(record) {
		return true
	}
	if !c.countRow() {
		return false
	}
	line, _ := c.rows.FieldPos(0)
	b.cells = append(b.cells, record...)
	b.ends = append(b.ends, len(b.cells))
	b.lines = append(b.lines, line)
	return true
}

// countRow reports whether one more row is not too many.
func (c *csvImport) countRow() bool {
	if c.count++; c.count > MaxRows {
		c.failed = rejected(fault.Text("file-has-more-than-n-rows-split-it-into", fault.V{"File": c.file, "N": MaxRows}))
		return false
	}
	return true
}

// check turns rows into entries. It runs on several goroutines at once.
func (c *csvImport) check(b batch) []checked {
	rows := newRows(len(b.ends))
	parser := rowParser{moments: momentReader{loc: c.loc}}
	start := 0
	for i, end := range b.ends {
		rows[i].line = b.lines[i]
		if rows[i].bad = b.bad[i]; rows[i].bad == nil {
			if len(b.types) > 0 {
				parser.types = b.types[start:end]
			}
			c.row(&rows[i], &parser, b.cells[start:end])
			rows[i].doubt = doubtOf(rows[i].entry.entry.Time, rows[i].written[timeColumn.timeIndex], c.loc)
		}
		rows[i].check(c.called, c.now)
		start = end
	}
	c.spare.Put(&b)
	return rows
}

func (c *csvImport) row(row *checked, parser *rowParser, record []string) {
	if row.bad = c.layout.misfit(record); row.bad != nil {
		return
	}
	row.entry.entry, row.written, row.area = c.layout.set, c.layout.setTimes, c.layout.area
	row.key = c.naming.keyOf(record)
	if c.naming.each >= 0 {
		row.each = record[c.naming.each]
	}
	parser.thens = ""
	var values valueCells
	for _, t := range c.layout.setTexts {
		if row.bad = values.putText(t.measure.column.Name, t.measure, t.text); row.bad != nil {
			return
		}
	}
	for i := range c.layout.bindings {
		b := &c.layout.bindings[i]
		cell := row.cell(record, b)
		if b.proof != nil {
			cell = b.proof.inOurWords(cell)
		}
		if b.measure != nil {
			if row.bad = values.put(parser, b, cell); row.bad != nil {
				return
			}
			continue
		}
		switch b.column {
		case idColumn:
			row.text = strings.TrimSpace(cell)
		case areaColumn:
			row.area = cell
		case tryColumn:
			row.entry.try = namedTryOf(cell)
		default:
			put := parser.put
			if b.proof != nil {
				put = parser.putProved
			}
			if row.bad = put(&row.entry.entry, &row.written, b, cell); row.bad != nil {
				return
			}
		}
	}
	row.setValues(&values)
	if err := putThens(row.entry.entry.Obstacles, splitList(parser.thens)); err != nil {
		row.bad = fieldError(err, c.called)
	}
}

// misfit is what is wrong with a row that has too many or too few cells, or nil.
func (l *layout) misfit(record []string) *RowError {
	cells, want := len(record), l.width
	if cells == want && 0 < l.named && l.named < want {
		for want = l.named; cells > want && strings.TrimSpace(record[cells-1]) == ""; {
			cells--
		}
	}
	if cells == want {
		return nil
	}
	return &RowError{is: fault.Count(cells, "the-row-has-n-cells-it-must-have", fault.V{"Columns": itoa(want)})}
}

// called is what the file calls the column that fills field.
func (c *csvImport) called(field string) string {
	for _, b := range c.layout.bindings {
		if b.column.Name == field {
			return b.name
		}
	}
	return field
}

// cell returns the text for b in a row.
func (c *checked) cell(record []string, b *binding) string {
	if len(b.cells) == 1 {
		return c.clean(record[b.cells[0]], b)
	}
	parts := make([]string, 0, len(b.cells))
	for _, i := range b.cells {
		if s := strings.TrimSpace(c.clean(record[i], b)); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

func (c *checked) clean(cell string, b *binding) string {
	if !b.isText() {
		return cell
	}
	if !utf8.ValidString(cell) {
		c.replaced++
	}
	return unguard(cell)
}

func isBlank(record []string) bool {
	for _, cell := range record {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

func (c *csvImport) readError(err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return fmt.Errorf("reading %s: %w", c.file, err)
	}
	if errors.Is(p.Err, csv.ErrQuote) && p.StartLine != p.Line {
		return rejected(fault.Text("file-line-line-a-quote-opened-in-this", fault.V{"File": c.file, "Line": itoa(p.StartLine)}))
	}
	return rejected(fault.Text("file-line-line-there-is-a-quote-where", fault.V{"File": c.file, "Line": itoa(p.StartLine)}))
}
