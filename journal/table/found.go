package table

import (
	"context"
	"strings"
)

// Format is the kind of a file.
type Format byte

// The formats that Read takes.
const (
	FormatText Format = iota // cells with separators
	FormatXLSX
	FormatODS
	FormatRows // of a Builder
)

// Found is what was observed while a table was read.
type Found struct {
	Format Format
	// Encoding is one of Encodings; Mark reports a byte order mark. EncodingLine is the first
	// line with a character that only the encoding explains, 0 if the file proves its encoding.
	Encoding     string
	Mark         bool
	EncodingLine int
	// Separator separates cells; SeparatorLine reports that the first line named it, and
	// OtherSeparators are those by which all rows agree as well.
	Separator       rune
	SeparatorLine   bool
	OtherSeparators []rune
	// Ends is how lines end.
	Ends struct{ LF, CRLF, CR int }
	// Sheet is the sheet that was read, Sheets the names of all.
	Sheet  string
	Sheets []string
	// Errors are the rows of the cells of a sheet that hold an error such as #DIV/0!, which is read as
	// a text; #N/A is not one of them, it means nothing. NoResults are those of formulas whose result
	// is not in the file: they are empty. Merged are the first rows of cells that span several rows,
	// the others of which are empty.
	Errors, NoResults, Merged Lines
	// Header is the line of the header, 0 if there is none. HeaderProved reports that the rows
	// below it prove it, or that they prove that there is none.
	Header       int
	HeaderProved bool
	// Before are the lines with text before the header.
	Before Lines
	// Rows counts the rows that hold something; the header and its repetitions are not counted.
	Rows int
	// Blank counts the blank rows below the header.
	Blank int
	// Filled are the rows with too few cells, Cut those of which empty cells were cut off, Repaired
	// those with a quote that was taken for a character, Repeated the repeated headers and Bad the
	// rows that cannot be read.
	Filled, Cut, Repaired, Repeated, Bad Lines
	// Common is how many columns the header and its repetitions have in common, if they differ
	// behind these, as in the files of Sleep as Android; else 0. What is behind them is not read, and
	// Behind are the rows that hold something only there.
	Common int
	Behind Lines
	// Sums is the line of the last row if it seems to hold sums, else 0.
	Sums int
}

// maxLines is how many lines are listed.
const maxLines = 20

// Lines are the lines on which something was found: how many, and the first of them.
type Lines struct {
	Count int
	First []int

	last int
}

// addOnce adds a line, of which several cells may be found one behind the other.
func (l *Lines) addOnce(line int) {
	if line != l.last {
		l.last = line
		l.add(line)
	}
}

func (l *Lines) add(line int) {
	if l.Count++; len(l.First) < maxLines {
		l.First = append(l.First, line)
	}
}

// survey reads all rows once: it holds the limits and counts what is found.
func (t *Table) survey(ctx context.Context) error {
	last, sums := 0, false
	for row := range t.raw() {
		if row.number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if row.bad != nil {
			switch row.bad.Kind {
			case KindColumns, KindCellSize:
				return row.bad
			}
		}
		if t.count(&row); t.Found.Rows > t.bounds.row {
			return &Error{Kind: KindRows, Limit: int64(t.bounds.row)}
		}
		if row.what == rowValues {
			last, sums = row.line, row.bad == nil && namesSums(row.cells)
		}
	}
	if sums && t.Found.Rows > 1 {
		t.Found.Sums = last
	}
	return nil
}

func (t *Table) count(row *shapedRow) {
	switch f := &t.Found; {
	case row.bad != nil:
		f.Rows++
		f.Bad.add(row.line)
	case row.what == rowBlank:
		f.Blank++
	case row.what == rowBehind:
		f.Behind.add(row.line)
	case row.what == rowHeader:
		f.Repeated.add(row.line)
	default:
		f.Rows++
		if row.filled > 0 {
			f.Filled.add(row.line)
		}
		if row.longer {
			f.Cut.add(row.line)
		}
		if row.repaired {
			f.Repaired.add(row.line)
		}
	}
}

// sumWords begin a row of sums, in the languages of the program and a few more.
const sumWords = "|total|totals|sum|sums|subtotal|grand total|gesamt|summe|insgesamt|gesamtsumme|somme|totaux|total général|total general|suma|sumas|totale|totali|totaal|total geral|soma|razem|合計|総計|計|"

// namesSums reports whether the first cell that holds something is a word for sums.
func namesSums(cells []Cell) bool {
	for i := range cells {
		if word := trim(cells[i].Text); word != "" {
			word = strings.ToLower(strings.TrimRight(word, ": "))
			return len(word) < 20 && !strings.Contains(word, "|") && strings.Contains(sumWords, "|"+word+"|")
		}
	}
	return false
}
