// Package table reads any table that a person exports from another program, and reports what
// each of its columns proves. It knows nothing of journals and has no words for people: what is
// wrong is an *Error with a Kind and values, and the sentences are written elsewhere.
//
// Begin with Read, which takes the bytes of a file (text with separators, .xlsx or .ods) and
// returns a Table: its columns, and in Found what was observed on the way, such as the encoding,
// the line of the header and the rows that were filled. Table.Rows iterates over the rows as
// often as needed; Table.Facts reads them and returns what every column proves: dates and
// their order, numbers and their notation, durations, distinct words, lists. A DateReader, a
// NumberReader and SplitList then read cells by what was proved or answered.
//
// What is promised: nothing is guessed where the file does not prove it, and nothing is dropped
// unless Found says so. Two readings that differ are both reported, with the cells to show them.
//
// A file may be hostile. The limits below hold for what is read, unpacked and repeated; memory
// stays below four times the size of a text file.
package table

// Limits of what is read.
const (
	// MaxFile is the most bytes of a file, and of the text of a sheet.
	MaxFile = 256 << 20
	// MaxUnpacked is the most bytes that a compressed file unpacks to, and MaxRatio how many
	// times larger than the file that may be.
	MaxUnpacked = 1 << 30
	MaxRatio    = 100
	// MaxCell is the most bytes of a cell, MaxLine of a line.
	MaxCell = 1 << 20
	MaxLine = 2 << 20
	// MaxColumns and MaxRows are the most columns and rows of a table.
	MaxColumns = 4096
	MaxRows    = 1_000_000
)

// limits are the limits of one reading; tests lower them.
type limits struct {
	file, unpacked, ratio    int64
	cell, line, columns, row int
}

func (o *Options) bounds() limits {
	l := limits{MaxFile, MaxUnpacked, MaxRatio, MaxCell, MaxLine, MaxColumns, MaxRows}
	if o.lowered != nil {
		l = *o.lowered
	}
	if o.LongLines {
		l.cell, l.line = int(l.file), int(l.file)
	}
	return l
}
