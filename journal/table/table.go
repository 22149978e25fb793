package table

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Table is a table that was read. It can be iterated over as often as needed, also by several
// goroutines at once.
type Table struct {
	Columns []Column
	Found   Found

	source source
	start  position // of the first row below the header
	header []string // trimmed; nil if there is none
	bounds limits
	// leftOut is the line of the row that LeaveSums left out.
	leftOut int
	// from1904 reports that the days of the workbook count from 1904, so that a plain number, which
	// does not say from when it counts, is no day.
	from1904 bool
}

// Column is a column, which is known by its place.
type Column struct {
	// Place is 1 for the first column.
	Place int
	// Name is its name in the file; it may be empty, or that of another column too.
	Name string
	// Label is what it is shown as: its name, "Distance #2" for a second one of that name, "#3"
	// for the third column if it has no name. No two columns have the same label.
	Label string
}

// Row is one row of a table. Cells has as many cells as the table has columns; it is only valid
// until the iteration goes on.
type Row struct {
	Line  int // where it begins in the file; of a sheet, the number of the row
	Part  int // 1, and one more below each repeated header
	Cells []Cell
	// Filled is how many cells the row lacks in the file; Repaired reports that a quote was
	// taken for a character.
	Filled   int
	Repaired bool
	// Sums reports that the row looks like the last one of sums.
	Sums bool
}

// Rows iterates over the rows below the header. Blank rows and repeated headers are left out. An
// *Error says what is wrong with one row, of which only the line is known then, and the
// iteration goes on; any other error is that of ctx, and ends it.
func (t *Table) Rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		part := 1
		for raw := range t.raw() {
			if raw.number%1024 == 0 && ctx.Err() != nil {
				yield(Row{}, ctx.Err())
				return
			}
			switch raw.what {
			case rowBlank, rowBehind:
				continue
			case rowHeader:
				part++
				continue
			}
			if raw.line == t.leftOut {
				continue
			}
			row := Row{Line: raw.line, Part: part, Cells: raw.cells, Filled: raw.filled, Repaired: raw.repaired, Sums: raw.line == t.Found.Sums}
			var err error
			if raw.bad != nil {
				row.Cells, err = nil, raw.bad
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// LeaveSums leaves out the row of sums that Facts found on a line.
func (t *Table) LeaveSums(line int) {
	t.leftOut = line
	t.Found.Rows--
}

// Find returns the column of a label, or of a name that only one column has; capitals and blanks
// matter only where columns differ in nothing else. "#3" is the third column, unless another one
// is called that.
func (t *Table) Find(name string) (Column, error) {
	for _, same := range []func(c Column) bool{
		func(c Column) bool { return c.Label == name },
		func(c Column) bool { return "#"+strconv.Itoa(c.Place) == name },
		func(c Column) bool { return loose(c.Label) == loose(name) },
	} {
		var all []Column
		for _, c := range t.Columns {
			if same(c) {
				all = append(all, c)
			}
		}
		switch {
		case len(all) == 1:
			return all[0], nil
		case len(all) > 1:
			return Column{}, &Error{Kind: KindAmbiguous, Value: name, Names: labels(all)}
		}
	}
	return Column{}, &Error{Kind: KindNoColumn, Value: name, Names: labels(t.Columns)}
}

func labels(columns []Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Label
	}
	return names
}

func loose(name string) string {
	return strings.ReplaceAll(strings.ToLower(trim(name)), " ", "_")
}

// nameColumns gives each column its label.
func nameColumns(names []string) []Column {
	columns := make([]Column, len(names))
	taken := map[string]int{}
	for _, name := range names {
		taken[name] = 0
	}
	for i, name := range names {
		c := Column{Place: i + 1, Name: name, Label: name}
		taken[name]++
		number := taken[name]
		if name == "" {
			number = i + 1
		}
		for tries := 0; name == "" || number > 1; tries++ {
			c.Label = strings.TrimSpace(name + " #" + strconv.Itoa(number))
			if _, there := taken[c.Label]; !there {
				break
			}
			number++
		}
		if c.Label != name {
			taken[c.Label], taken[name] = 1, max(taken[name], number)
		}
		columns[i] = c
	}
	return columns
}

// The fates of a row.
type rowFate byte

const (
	rowValues rowFate = iota
	rowBlank
	rowHeader // the header once more
	rowBehind // only behind the columns that all headers have
)

// shapedRow is a row with the columns of the table.
type shapedRow struct {
	rawRow
	number, filled int
	longer         bool // empty cells were cut off
	what           rowFate
}

// raw iterates over all rows below the header.
func (t *Table) raw() iter.Seq[shapedRow] {
	return func(yield func(shapedRow) bool) {
		var cells []Cell
		width := len(t.Columns)
		for at, n := t.start, 0; ; n++ {
			raw, ok := t.source.next(at, width, cells[:0])
			if !ok {
				return
			}
			at, cells = raw.end, raw.cells
			row := shapedRow{rawRow: raw, number: n}
			if row.bad == nil {
				t.shape(&row)
				cells = row.cells
			}
			if !yield(row) {
				return
			}
		}
	}
}

// shape gives a row the columns of the table.
func (t *Table) shape(row *shapedRow) {
	width := len(t.Columns)
	filled, last := filledCells(row.cells)
	common := t.Found.Common
	switch {
	case filled == 0:
		row.what = rowBlank
	case common > 0 && commonNames(t.header, row.cells) == common:
		row.what = rowHeader
	case common > 0 && last > common:
		row.cells = row.cells[:common]
		if filled, _ = filledCells(row.cells); filled == 0 {
			row.what = rowBehind
		}
	case len(t.header) > 1 && t.isHeader(row.cells):
		row.what = rowHeader
	case last > width:
		row.bad = &Error{Kind: KindLongRow, Line: row.line, Value: clip(row.cells[firstFilled(row.cells, width)].Text)}
	}
	if n := len(row.cells); n > width {
		row.longer = row.bad == nil && row.what == rowValues
		row.cells = row.cells[:width]
	} else if n < width {
		row.filled = width - n
		row.cells = append(row.cells, make([]Cell, row.filled)...)
	}
}

func firstFilled(cells []Cell, from int) int {
	return from + slices.IndexFunc(cells[from:], func(c Cell) bool { return !isBlank(c.Text) })
}

func (t *Table) isHeader(cells []Cell) bool {
	if trim(cells[0].Text) != t.header[0] {
		return false
	}
	for i := range max(len(cells), len(t.header)) {
		name, text := "", ""
		if i < len(t.header) {
			name = t.header[i]
		}
		if i < len(cells) {
			text = trim(cells[i].Text)
		}
		if text != name {
			return false
		}
	}
	return true
}
