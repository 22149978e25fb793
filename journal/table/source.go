package table

// source is where the rows of a table are: the text of a file, or a sheet.
type source interface {
	// begin is the position of the first row.
	begin() position
	// next reads the row at a position, its cells behind those in cells. width is how many
	// columns the table has, 0 if that is not known yet. There is no row if ok is false.
	next(at position, width int, cells []Cell) (row rawRow, ok bool)
}

// position is a place in a source.
type position struct{ offset, line int }

// rawRow is a row before it has the columns of the table.
type rawRow struct {
	at       position // where it begins; only set in a sample
	line     int
	end      position
	cells    []Cell
	repaired bool   // a quote was taken for a character
	bad      *Error // the cells could not be separated
}
