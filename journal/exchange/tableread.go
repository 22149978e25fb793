package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"enactive/journal/fault"
	"enactive/journal/table"
)

// openCSV begins to read a file, which messages call by a name. A file with our own header is
// read by encoding/csv, exactly as it was exported; any other one by package table.
func openCSV(ctx context.Context, r io.Reader, o ImportPlan) (*csvImport, error) {
	c := &csvImport{file: o.File}
	if c.file == "" {
		c.file = "the file"
	}
	var head [8 << 10]byte
	n, err := io.ReadFull(r, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, c.tableError(&table.Error{Kind: table.KindRead, Err: err})
	}
	var whole io.Reader
	begin := head[:n]
	for len(begin) < maxHeader && bytes.HasPrefix(bytes.TrimPrefix(begin, []byte("\uFEFF")), []byte("id,")) && bytes.IndexByte(begin, '\n') < 0 {
		more := make([]byte, len(head))
		n, err := io.ReadFull(r, more)
		begin = append(begin, more[:n]...)
		if err != nil {
			break // also the end; a failure comes again below
		}
	}
	n, whole = len(begin), io.MultiReader(bytes.NewReader(begin), r)
	c.own, c.ownDays = ownHeader(begin)
	own := c.own || c.ownDays
	if !own || o.needsTable() {
		o.Reading.LongLines = own
		return c, c.openTable(ctx, whole, o.Reading)
	}
	raw, err := readAll(whole, sizeHint(r)+n)
	switch {
	case err != nil:
		return nil, c.tableError(&table.Error{Kind: table.KindRead, Err: err})
	case len(raw) > MaxFile:
		return nil, c.tableError(&table.Error{Kind: table.KindFileSize, Limit: MaxFile})
	case !utf8.Valid(raw): // another program has saved it
		return c, c.openTable(ctx, bytes.NewReader(raw), table.Options{LongLines: true})
	}
	c.rows = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\uFEFF"))))
	c.rows.FieldsPerRecord = -1
	c.rows.ReuseRecord = true
	return c, nil
}

// needsTable reports whether something is asked for that our own exports never need.
func (o *ImportPlan) needsTable() bool {
	return o.Reading != table.Options{} || len(o.Words)+len(o.Split)+len(o.Each.Columns)+len(o.Group.By) > 0
}

// maxHeader is the most bytes of a header of ours: the names of all measures are in it.
const maxHeader = 1 << 20

// ownHeader reports whether a file begins with the header of our exports, or with that of our days.
func ownHeader(head []byte) (entries, days bool) {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\uFEFF")), []byte("\n"))
	names, err := csv.NewReader(bytes.NewReader(append(bytes.TrimSuffix(line, []byte("\r")), '\n'))).Read()
	if err != nil {
		return false, false
	}
	for i, name := range names {
		names[i] = unguard(name)
	}
	return isOwn(names), isOwnDays(names)
}

func readAll(r io.Reader, size int) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(min(size, MaxFile) + bytes.MinRead)
	_, err := io.Copy(&b, io.LimitReader(r, MaxFile+1))
	return b.Bytes(), err
}

// sizeHint is how much is left to be read, if that is known.
func sizeHint(r io.Reader) int {
	switch r := r.(type) {
	case interface{ Len() int }:
		return r.Len()
	case interface{ Stat() (fs.FileInfo, error) }:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return int(min(info.Size(), MaxFile))
		}
	}
	return 0
}

func (c *csvImport) openTable(ctx context.Context, r io.Reader, o table.Options) (err error) {
	if c.table, err = table.Read(ctx, r, o); err != nil {
		return c.tableError(err)
	}
	c.noteReading()
	return nil
}

// tableBatches reads the rows of a table that is not our own.
func (c *csvImport) tableBatches(ctx context.Context) iter.Seq[batch] {
	return func(yield func(batch) bool) {
		sheet := c.table.Found.Format != table.FormatText
		b := c.emptyBatch()
		for row, err := range c.table.Rows(ctx) {
			var bad *RowError
			if err != nil {
				var failed error
				if bad, failed = c.rowError(err); failed != nil {
					c.failed = failed
					return
				}
				row.Line = bad.Line
			}
			if !c.countRow() {
				return
			}
			b.addRow(row, bad, sheet)
			if len(b.ends) < slab {
				continue
			}
			if !yield(b) {
				return
			}
			b = c.emptyBatch()
		}
		if len(b.ends) > 0 {
			yield(b)
		}
	}
}

// addRow copies a row, because its cells are parts of the text of the whole file.
func (b *batch) addRow(row table.Row, bad *RowError, typed bool) {
	if bad != nil {
		if b.bad == nil {
			b.bad = map[int]*RowError{}
		}
		b.bad[len(b.ends)] = bad
	}
	size := 0
	for _, cell := range row.Cells {
		size += len(cell.Text)
	}
	var all strings.Builder
	all.Grow(size)
	for _, cell := range row.Cells {
		all.WriteString(cell.Text)
	}
	texts := all.String()
	for _, cell := range row.Cells {
		b.cells = append(b.cells, texts[:len(cell.Text)])
		texts = texts[len(cell.Text):]
		if typed {
			b.types = append(b.types, cell.Type)
		}
	}
	b.ends = append(b.ends, len(b.cells))
	b.lines = append(b.lines, row.Line)
}

// findColumn returns the place of the column of that label: spelt exactly so, by its place as #3,
// or else with other capitals or blanks for _, if only one is.
func findColumn(file string, labels []string, name string) (int, error) {
	if i := slices.Index(labels, name); i >= 0 {
		return i, nil
	}
	if number, ok := strings.CutPrefix(name, "#"); ok {
		if n, err := strconv.Atoi(number); err == nil && 1 <= n && n <= len(labels) {
			return n - 1, nil
		}
	}
	var alike []int
	for i, label := range labels {
		if loose(label) == loose(name) {
			alike = append(alike, i)
		}
	}
	switch len(alike) {
	case 1:
		return alike[0], nil
	case 0:
		return 0, usage(fault.Text("file-has-no-column-name-its-columns-are", fault.V{"File": file, "Name": strconv.Quote(clip(name)), "Columns": columnList(labels)}))
	}
	var names []string
	for _, i := range alike {
		names = append(names, labels[i])
	}
	return 0, usage(fault.Text("name-may-be-several-columns-of-file", fault.V{"File": file, "Name": strconv.Quote(clip(name)), "Columns": columnList(names)}))
}

// tableError puts what is wrong with a file as a whole into an error of this package.
func (c *csvImport) tableError(err error) error {
	e, ok := err.(*table.Error)
	if !ok {
		return fmt.Errorf("importing %s: %w", c.file, err)
	}
	if e.Kind == table.KindRead {
		return fmt.Errorf("reading %s: %w", c.file, e.Err)
	}
	with := fault.V{"File": c.file, "Line": itoa(e.Line), "N": itoa(int(e.Limit)), "Name": strconv.Quote(clip(e.Value)), "Names": columnList(e.Names), "Encoding": e.Value}
	switch e.Kind {
	case table.KindFileSize, table.KindUnpacked, table.KindLineSize, table.KindCellSize:
		with["N"] = itoa(int(e.Limit >> 20))
	case table.KindRows, table.KindColumns:
		with["N"] = int(e.Limit)
	}
	switch e.Kind {
	case table.KindNoHeader, table.KindNoSheet, table.KindNoEncoding, table.KindNoSeparator:
		return usage(fault.Text(tableFault(e), with))
	}
	return rejected(fault.Text(tableFault(e), with))
}

// tableFault is the message about a file that is not a table, or cannot be read as it was said.
func tableFault(e *table.Error) fault.Kind {
	switch e.Kind {
	case table.KindFileSize:
		return "file-is-larger-than-n-mib-split-it-into"
	case table.KindUnpacked:
		return "file-unpacks-to-more-than-n-mib-save"
	case table.KindRatio:
		return "file-unpacks-to-more-than-n-times-its"
	case table.KindLineSize:
		return "file-line-line-is-longer-than-n-mib-so"
	case table.KindCellSize:
		return "file-line-line-has-a-cell-longer-than-n"
	case table.KindColumns:
		return "file-line-line-has-more-than-n-columns"
	case table.KindRows:
		return "file-has-more-than-n-rows-split-it-into"
	case table.KindEmpty:
		if e.Value != "" {
			return "the-sheet-name-of-file-is-empty"
		}
		return "file-is-empty-it-must-begin-with-a-row"
	case table.KindJSON:
		return "file-is-json-not-a-table-import-it-as"
	case table.KindMarkup:
		return "file-is-a-web-page-not-a-table-save-the"
	case table.KindOldSheet:
		return "file-is-an-old-or-locked-spreadsheet"
	case table.KindArchive:
		return "file-is-compressed-and-not-a-spreadsheet"
	case table.KindEncrypted:
		return "file-has-a-password-save-it-without-one"
	case table.KindDamaged:
		return "a-part-of-file-cannot-be-read-open-it"
	case table.KindEncoding:
		return "file-line-line-is-not-in-encoding"
	case table.KindMixed:
		return "file-is-utf-8-but-line-line-is-not-say"
	case table.KindNoEncoding:
		return "the-encoding-name-is-not-known"
	case table.KindNoSeparator:
		return "name-cannot-separate-the-cells"
	case table.KindNoHeader:
		return "no-row-of-file-begins-on-line-line"
	case table.KindNoSheet:
		return "file-has-no-sheet-name-its-sheets-are"
	case table.KindQuote:
		return "file-line-line-there-is-a-quote-where"
	}
	return "file-is-not-text-so-it-cannot-be-a-csv"
}

// rowError is what is wrong with one row of a table; failed ends the reading.
func (c *csvImport) rowError(err error) (bad *RowError, failed error) {
	e, ok := err.(*table.Error)
	if !ok {
		return nil, c.tableError(err)
	}
	switch e.Kind {
	case table.KindLongRow:
		return &RowError{Line: e.Line, is: fault.Count(len(c.table.Columns), "the-row-has-more-cells-than-the-n", fault.V{"Value": strconv.Quote(clip(e.Value))})}, nil
	case table.KindQuote:
		return &RowError{Line: e.Line, is: fault.Text("a-quote-in-this-row-is-not-closed-or")}, nil
	}
	return nil, c.tableError(err)
}
