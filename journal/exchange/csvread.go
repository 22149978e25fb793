package exchange

import (
	"bufio"
	"bytes"
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
)

// ReadCSV reads a table of entries and checks all of it against j, without changing j.
//
// Columns may be in any order. A row without an id of ours gets one derived from its content,
// so that the same row always has the same id. A file that is not such a table, has a bad row
// without o.SkipBadRows, or has no valid row is an error that wraps ErrRejected (a
// *RejectedError lists the rows); options that do not match the file wrap ErrUsage.
func ReadCSV(ctx context.Context, r io.Reader, j *journal.Journal, o CSVOptions) (*Import, error) {
	c, err := newCSVImport(r, o.File)
	if err != nil {
		return nil, err
	}
	o.File, c.now = c.file, j.Now()
	c.loc = c.now.Location()
	if err := c.header(o); err != nil {
		return nil, err
	}
	in := newIntake(o.File, c.columnName)
	inOrder(c.batches(ctx), c.check, in.add)
	if c.failed != nil {
		return nil, c.failed
	}
	imp := in.imp
	if len(imp.Bad) > 0 && (!o.SkipBadRows || len(imp.Bad) == c.count) {
		return nil, &RejectedError{File: o.File, Rows: c.count, Bad: imp.Bad}
	}
	imp.LeftOut = c.layout.leftOut
	imp.count(j, false)
	return imp, nil
}

// newCSVImport starts reading a file; file is its name in messages.
func newCSVImport(r io.Reader, file string) (*csvImport, error) {
	if file == "" {
		file = "the file"
	}
	limited := &limitedReader{r: r, file: file, line: 1, maxLine: MaxLine}
	text, err := plainText(limited, file)
	if err != nil {
		return nil, err
	}
	c := &csvImport{file: file, rows: csv.NewReader(bufio.NewReaderSize(text, 64<<10)), limits: limited}
	c.rows.FieldsPerRecord = -1
	c.rows.ReuseRecord = true
	return c, nil
}

// csvImport reads one table.
type csvImport struct {
	file   string
	rows   *csv.Reader
	limits *limitedReader
	now    time.Time
	loc    *time.Location
	layout *layout
	count  int
	failed error     // what ended the reading, if it was not the end of the file
	spare  sync.Pool // of *batch
}

// batch is some raw rows of the file.
type batch struct {
	cells []string
	ends  []int // of each row in cells
	lines []int
}

// names reads the header row.
func (c *csvImport) names() ([]string, error) {
	record, err := c.rows.Read()
	if err == io.EOF {
		return nil, rejected(fault.Text("file-is-empty-it-must-begin-with-a-row", fault.V{"File": c.file}))
	}
	if err != nil {
		return nil, c.readError(err)
	}
	header := make([]string, len(record))
	for i, name := range record {
		header[i] = strings.TrimSpace(unguard(name))
	}
	if len(header) == 1 {
		switch {
		case strings.Contains(header[0], ";"):
			return nil, rejected(fault.Text("the-columns-of-file-are-separated-by", fault.V{"File": c.file}))
		case strings.Contains(header[0], "\t"):
			return nil, rejected(fault.Text("the-columns-of-file-are-separated", fault.V{"File": c.file}))
		}
	}
	return header, nil
}

func (c *csvImport) header(o CSVOptions) error {
	names, err := c.names()
	if err != nil {
		return err
	}
	c.layout, err = newLayout(names, o, c.loc)
	if err != nil {
		return err
	}
	if c.layout.own {
		c.limits.maxLine = MaxFile
	}
	return nil
}

// batches reads the rows of the table. An error that ends the reading early is in c.failed.
func (c *csvImport) batches(ctx context.Context) iter.Seq[batch] {
	return func(yield func(batch) bool) {
		for more := true; more; {
			if err := ctx.Err(); err != nil {
				c.failed = fmt.Errorf("importing %s: %w", c.file, err)
				return
			}
			b := batch{}
			if spare, ok := c.spare.Get().(*batch); ok {
				b = batch{cells: spare.cells[:0], ends: spare.ends[:0], lines: spare.lines[:0]}
			}
			for more && len(b.ends) < slab {
				more = c.read(&b)
			}
			if !yield(b) {
				return
			}
		}
	}
}

// read adds the next row to b and reports whether there may be more.
func (c *csvImport) read(b *batch) bool {
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
	if c.count++; c.count > MaxRows {
		c.failed = rejected(fault.Text("file-has-more-than-n-rows-split-it-into", fault.V{"File": c.file, "N": MaxRows}))
		return false
	}
	line, _ := c.rows.FieldPos(0)
	b.cells = append(b.cells, record...)
	b.ends = append(b.ends, len(b.cells))
	b.lines = append(b.lines, line)
	return true
}

// check converts rows into entries. It runs on several goroutines at once.
func (c *csvImport) check(b batch) []checked {
	rows := newRows(len(b.ends))
	parser := rowParser{momentReader{loc: c.loc}}
	start := 0
	for i, end := range b.ends {
		rows[i].line = b.lines[i]
		c.row(&rows[i], &parser, b.cells[start:end])
		rows[i].check(c.columnName, c.now)
		start = end
	}
	c.spare.Put(&b)
	return rows
}

func (c *csvImport) row(row *checked, parser *rowParser, record []string) {
	if len(record) != c.layout.width {
		row.bad = &RowError{is: fault.Count(len(record), "the-row-has-n-cells-it-must-have", fault.V{"Columns": itoa(c.layout.width)})}
		return
	}
	row.entry.entry, row.written, row.area = c.layout.set, c.layout.setTimes, c.layout.area
	for i := range c.layout.bindings {
		b := &c.layout.bindings[i]
		cell := row.cell(record, b)
		switch b.column {
		case idColumn:
			row.text = strings.TrimSpace(cell)
		case areaColumn:
			row.area = cell
		default:
			if row.bad = parser.put(&row.entry.entry, &row.written, b, cell); row.bad != nil {
				return
			}
		}
	}
}

// columnName returns the file's name of the column that fills field.
func (c *csvImport) columnName(field string) string {
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
		if errors.Is(err, ErrRejected) {
			return err
		}
		return fmt.Errorf("reading %s: %w", c.file, err)
	}
	if errors.Is(p.Err, csv.ErrQuote) && p.StartLine != p.Line {
		return rejected(fault.Text("file-line-line-a-quote-opened-in-this", fault.V{"File": c.file, "Line": itoa(p.StartLine)}))
	}
	return rejected(fault.Text("file-line-line-there-is-a-quote-where", fault.V{"File": c.file, "Line": itoa(p.StartLine)}))
}

// plainText strips the byte order mark and rejects a file that is not text.
func plainText(r *limitedReader, file string) (io.Reader, error) {
	head := make([]byte, 4096)
	n, err := io.ReadFull(r, head)
	head = head[:n]
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		if errors.Is(err, ErrRejected) {
			return nil, err
		}
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return nil, rejected(fault.Text("file-is-text-in-utf-16-save-it-as-utf-8", fault.V{"File": file}))
	}
	head = bytes.TrimPrefix(head, []byte("\uFEFF"))
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return nil, rejected(fault.Text("file-is-not-csv-but-a-compressed-file", fault.V{"File": file}))
	}
	if looksLikeJSON(head) {
		return nil, rejected(fault.Text("file-is-json-not-a-table-import-it-as", fault.V{"File": file}))
	}
	first, _, cut := bytes.Cut(head, []byte("\n"))
	mangled := cut && !utf8.Valid(first)
	if bytes.ContainsFunc(first, isForeign) || mangled && bytes.IndexByte(head, 0) >= 0 {
		return nil, rejected(fault.Text("file-is-not-text-so-it-cannot-be-a-csv", fault.V{"File": file}))
	}
	if mangled {
		return nil, rejected(fault.Text("file-is-not-utf-8-text-save-it-as-utf-8", fault.V{"File": file}))
	}
	if endsInReturns(first) {
		return nil, rejected(fault.Text("the-lines-of-file-end-in-carriage", fault.V{"File": file}))
	}
	return io.MultiReader(bytes.NewReader(head), r), nil
}

// looksLikeJSON reports whether a file that begins with head is a JSON object or list of
// objects.
func looksLikeJSON(head []byte) bool {
	begin, list := bytes.CutPrefix(bytes.TrimSpace(head), []byte("["))
	begin = bytes.TrimSpace(begin)
	return bytes.HasPrefix(begin, []byte("{")) || list && len(begin) == 0
}

// endsInReturns reports whether a first line continues after an unquoted carriage return:
// encoding/csv would read the whole file as the header.
func endsInReturns(first []byte) bool {
	line, rest, found := bytes.Cut(first, []byte("\r"))
	return found && len(rest) > 0 && !bytes.Contains(line, []byte(`"`))
}

// isForeign reports whether r never occurs in the header of a table.
func isForeign(r rune) bool { return r < ' ' && r != '\t' && r != '\r' }

// limitedReader fails on a file that is too large or has too long a line.
type limitedReader struct {
	r       io.Reader
	file    string
	total   int64
	line    int // the current line
	inLine  int // bytes of it read so far
	maxLine int
}

func (l *limitedReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.total += int64(n); l.total > MaxFile {
		return 0, rejected(fault.Text("file-is-larger-than-n-mib-split-it-into", fault.V{"File": l.file, "N": itoa(MaxFile >> 20)}))
	}
	for rest := p[:n]; ; {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			l.inLine += len(rest)
		} else {
			l.inLine += end
		}
		if l.inLine > l.maxLine {
			return 0, rejected(fault.Text("file-line-line-is-longer-than-n-mib-so", fault.V{"File": l.file, "Line": itoa(l.line), "N": itoa(l.maxLine >> 20)}))
		}
		if end < 0 {
			return n, err
		}
		rest, l.inLine = rest[end+1:], 0
		l.line++
	}
}
