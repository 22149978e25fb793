package table

import (
	"context"
	"encoding/binary"
	"strings"
	"unsafe"
)

// openSheet takes an .xlsx or .ods file.
func (t *Table) openSheet(ctx context.Context, raw []byte, o Options) error {
	a, err := openArchive(ctx, raw, t.bounds)
	if err != nil {
		return err
	}
	var b book
	switch {
	case a.has("content.xml"):
		t.Found.Format = FormatODS
		b, err = openODS(a)
	case a.has("xl/workbook.xml"), a.has("_rels/.rels"):
		t.Found.Format = FormatXLSX
		var x *xlsxBook
		x, err = openXLSX(a)
		if b = x; err == nil {
			t.from1904 = x.from1904
		}
	default:
		return &Error{Kind: KindArchive}
	}
	if err != nil {
		return err
	}
	return t.chooseSheet(b, a, o.Sheet)
}

// book is an .xlsx or .ods file with its sheets.
type book interface {
	names() []string
	// read writes the rows of a sheet.
	read(sheet int, w *sheetWriter) error
}

// chooseSheet reads the sheet that is asked for, or the first one that holds something.
func (t *Table) chooseSheet(b book, a *archive, wanted string) error {
	t.Found.Sheets = b.names()
	for i, name := range t.Found.Sheets {
		if wanted != "" && name != wanted && !strings.EqualFold(name, wanted) {
			continue
		}
		w := &sheetWriter{bounds: t.bounds}
		if err := b.read(i, w); err != nil {
			return a.damaged(err)
		}
		if w.rows > 0 {
			t.Found.Sheet = name
			t.Found.Errors, t.Found.NoResults, t.Found.Merged = w.errors, w.noResults, w.merged
			t.source = &sheetSource{data: unsafe.String(unsafe.SliceData(w.data), len(w.data))} // never written again
			return nil
		}
		if wanted != "" {
			return &Error{Kind: KindEmpty, Value: name}
		}
	}
	if wanted != "" {
		return &Error{Kind: KindNoSheet, Value: wanted, Names: t.Found.Sheets}
	}
	return &Error{Kind: KindEmpty}
}

// sheetWriter puts the rows of a sheet one behind the other: the number of the row, how many
// cells it has, and of each its type, its length and its text.
type sheetWriter struct {
	bounds limits
	data   []byte
	rows   int

	errors, noResults, merged Lines // of Found
}

// row adds a row. Empty cells at its end, and empty rows, are left out.
func (w *sheetWriter) row(number int, cells []Cell) error {
	filled, width := filledCells(cells)
	switch {
	case filled == 0:
		return nil
	case width > w.bounds.columns:
		return &Error{Kind: KindColumns, Line: number, Limit: int64(w.bounds.columns)}
	case w.rows > w.bounds.row: // the header is one of them
		return &Error{Kind: KindRows, Limit: int64(w.bounds.row)}
	}
	w.rows++
	w.data = binary.AppendUvarint(w.data, uint64(number))
	w.data = binary.AppendUvarint(w.data, uint64(width))
	for _, c := range cells[:width] {
		if len(c.Text) > w.bounds.cell {
			return &Error{Kind: KindCellSize, Line: number, Limit: int64(w.bounds.cell)}
		}
		w.data = append(w.data, byte(c.Type))
		w.data = binary.AppendUvarint(w.data, uint64(len(c.Text)))
		w.data = append(w.data, c.Text...)
	}
	if int64(len(w.data)) > w.bounds.file {
		return &Error{Kind: KindUnpacked, Limit: w.bounds.file}
	}
	return nil
}

// sheetSource is what a sheetWriter wrote.
type sheetSource struct{ data string }

func (s *sheetSource) begin() position { return position{0, 1} }

func (s *sheetSource) next(at position, _ int, cells []Cell) (rawRow, bool) {
	if at.offset >= len(s.data) {
		return rawRow{}, false
	}
	i := at.offset
	row := rawRow{line: s.number(&i)}
	for n := s.number(&i); n > 0; n-- {
		t := Type(s.data[i])
		i++
		size := s.number(&i)
		cells = append(cells, Cell{s.data[i : i+size], t})
		i += size
	}
	row.cells, row.end = cells, position{i, row.line + 1}
	return row, true
}

// number reads what binary.AppendUvarint wrote.
func (s *sheetSource) number(i *int) int {
	n, shift := 0, 0
	for {
		b := s.data[*i]
		*i++
		n |= int(b&0x7F) << shift
		if b < 0x80 {
			return n
		}
		shift += 7
	}
}
