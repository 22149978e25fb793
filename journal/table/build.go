package table

import "unsafe"

// Builder makes a Table of rows that are not those of a file, such as the entries of another
// journal. The limits of a file hold.
type Builder struct {
	names []string
	rows  sheetWriter
}

// NewBuilder begins a table with columns of these names; a name may be empty, or that of another
// column too.
func NewBuilder(names []string) *Builder {
	return &Builder{names: names, rows: sheetWriter{bounds: (&Options{}).bounds()}}
}

// Add adds a row; line is where it is in the file, or its number. Missing cells are empty, and a
// row of empty cells is left out. The error is an *Error: KindRows, KindCellSize, KindUnpacked,
// or KindColumns if there are more cells than columns.
func (b *Builder) Add(line int, cells ...Cell) error {
	if len(cells) > len(b.names) {
		return &Error{Kind: KindColumns, Line: line, Limit: int64(len(b.names))}
	}
	return b.rows.row(line, cells)
}

// Len is how many rows were added.
func (b *Builder) Len() int { return b.rows.rows }

// Table returns the table. Add must not be called any more.
func (b *Builder) Table() *Table {
	t := &Table{Columns: nameColumns(b.names), bounds: b.rows.bounds}
	t.source = &sheetSource{data: unsafe.String(unsafe.SliceData(b.rows.data), len(b.rows.data))} // never written again
	t.start = t.source.begin()
	t.Found.Format, t.Found.Rows, t.Found.HeaderProved = FormatRows, b.rows.rows, true
	return t
}
