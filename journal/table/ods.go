package table

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// odsBook is an OpenDocument spreadsheet. Of its content.xml only the tables are read.
type odsBook struct {
	a      *archive
	sheets []string
}

func openODS(a *archive) (*odsBook, error) {
	if a.has("META-INF/manifest.xml") {
		err := a.each("META-INF/manifest.xml", func(_ *xmlPart, e xml.StartElement) error {
			if e.Name.Local == "encryption-data" {
				return &Error{Kind: KindEncrypted}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	b := &odsBook{a: a}
	err := a.each("content.xml", func(p *xmlPart, e xml.StartElement) error {
		if e.Name.Local == "table" {
			b.sheets = append(b.sheets, attr(e, "name"))
			return p.skip()
		}
		return nil
	})
	a.unpacked = 0 // the same part is read once more
	return b, err
}

func (b *odsBook) names() []string { return b.sheets }

func (b *odsBook) read(sheet int, w *sheetWriter) error {
	number := -1
	return b.a.each("content.xml", func(p *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "table" {
			return nil
		}
		if number++; number != sheet {
			return p.skip()
		}
		r := odsReader{p: p, w: w}
		return r.table()
	})
}

// odsReader reads one table.
type odsReader struct {
	p     *xmlPart
	w     *sheetWriter
	line  int
	cells []Cell
}

func (r *odsReader) table() error {
	for depth := r.p.depth; r.p.depth >= depth; {
		token, err := r.p.next()
		if err != nil {
			return unexpected(err)
		}
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "table-row":
			err = r.row(repeated(e, "number-rows-repeated"))
		case e.Name.Local == "table": // a table in a cell of this one
			err = r.p.skip()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// row reads a row that is there n times. Empty ones only count.
func (r *odsReader) row(n int) error {
	r.cells = r.cells[:0]
	empty := 0 // cells that only matter if another one follows
	for depth := r.p.depth; r.p.depth >= depth; {
		token, err := r.p.next()
		if err != nil {
			return unexpected(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
			if err := r.p.skip(); err != nil {
				return err
			}
			continue
		}
		times := repeated(e, "number-columns-repeated")
		if repeated(e, "number-rows-spanned") > 1 {
			r.w.merged.addOnce(r.line + 1)
		}
		cell, err := r.cell(e)
		if err != nil {
			return err
		}
		if isBlank(cell.Text) {
			empty = min(empty+times, r.w.bounds.columns+1)
			continue
		}
		if len(r.cells)+empty+times > r.w.bounds.columns {
			return &Error{Kind: KindColumns, Line: r.line + 1, Limit: int64(r.w.bounds.columns)}
		}
		r.cells = append(r.cells, make([]Cell, empty)...)
		for empty = 0; times > 0; times-- {
			r.cells = append(r.cells, cell)
		}
	}
	if len(r.cells) == 0 {
		r.line = min(r.line+n, maxLineNumber)
		return nil
	}
	for ; n > 0; n-- {
		r.line++
		if err := r.w.row(r.line, r.cells); err != nil {
			return err
		}
	}
	return nil
}

// maxLineNumber is the last row that a sheet can have.
const maxLineNumber = 1 << 30

// repeated is how often a cell or row is there.
func repeated(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxLineNumber)
}

// cell reads a cell by its type.
func (r *odsReader) cell(e xml.StartElement) (Cell, error) {
	text, err := r.paragraphs()
	if err != nil {
		return Cell{}, err
	}
	value := attr(e, "value")
	switch kind := attr(e, "value-type"); {
	case isSheetError(text) && attr(e, "formula") != "":
		r.w.errors.addOnce(r.line + 1)
	case kind == "" && text == "" && attr(e, "formula") != "":
		r.w.noResults.addOnce(r.line + 1)
	}
	switch attr(e, "value-type") {
	case "float":
		if _, err := strconv.ParseFloat(value, 64); err == nil {
			return Cell{plainNumber(value), TypeNumber}, nil
		}
	case "currency", "percentage":
		if x, err := strconv.ParseFloat(value, 64); err == nil {
			f := cellFormat{percent: attr(e, "value-type") == "percentage"}
			if currency := attr(e, "currency"); isUnit(currency) {
				f.unit = currency
			}
			return f.number(value, x), nil
		}
	case "date":
		if value := attr(e, "date-value"); value != "" {
			return Cell{value, TypeDate}, nil
		}
	case "time":
		if value, ok := odsTime(attr(e, "time-value")); ok {
			return Cell{Text: value}, nil
		}
	case "boolean":
		if value := attr(e, "boolean-value"); value != "" {
			return Cell{Text: value}, nil
		}
	case "string":
		if text == "" {
			return Cell{Text: attr(e, "string-value")}, nil
		}
	}
	return Cell{Text: text}, nil
}

// isSheetError reports whether the text of a formula is an error, such as #DIV/0! or Err:502.
func isSheetError(text string) bool {
	return len(text) < 20 && !IsEmptyWord(text) && (strings.HasPrefix(text, "#") && strings.ContainsAny(text, "!?") || strings.HasPrefix(text, "Err:"))
}

// plainNumber writes a number without an exponent.
func plainNumber(value string) string {
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || x > 1e15 || x < -1e15 {
		return value
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// odsTime writes PT17H01M00S as 17:01:00.
func odsTime(value string) (string, bool) {
	rest, ok := strings.CutPrefix(value, "PT")
	var parts [3]string
	for i, unit := range []string{"H", "M", "S"} {
		part, behind, found := strings.Cut(rest, unit)
		if ok = ok && found && part != ""; !ok {
			return "", false
		}
		whole, fraction, _ := strings.Cut(strings.Replace(part, ",", ".", 1), ".")
		if !onlyDigits(whole) || !onlyDigits(fraction) || len(whole) > 5 || fraction != "" && unit != "S" {
			return "", false
		}
		if parts[i] = strings.Repeat("0", max(0, 2-len(whole))) + whole; strings.Trim(fraction, "0") != "" {
			parts[i] += "." + fraction
		}
		rest = behind
	}
	return strings.Join(parts[:], ":"), rest == ""
}

// paragraphs reads the text of a cell up to its end, its paragraphs on lines of their own.
func (r *odsReader) paragraphs() (string, error) {
	var b strings.Builder
	first := true
	for depth := r.p.depth; r.p.depth >= depth; {
		token, err := r.p.next()
		if err != nil {
			return "", unexpected(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if e.Name.Local != "p" { // a remark, a picture
			if err := r.p.skip(); err != nil {
				return "", err
			}
			continue
		}
		if !first {
			b.WriteByte('\n')
		}
		first = false
		if err := r.paragraph(&b); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func (r *odsReader) paragraph(b *strings.Builder) error {
	for depth := r.p.depth; r.p.depth >= depth; {
		token, err := r.p.next()
		if err != nil {
			return unexpected(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			b.Write(token)
		case xml.StartElement:
			switch token.Name.Local {
			case "s":
				b.WriteString(strings.Repeat(" ", min(repeated(token, "c"), 1000)))
			case "tab":
				b.WriteByte('\t')
			case "line-break":
				b.WriteByte('\n')
			case "annotation", "note":
				err = r.p.skip()
			}
		}
		if err == nil && b.Len() > r.w.bounds.cell {
			err = &Error{Kind: KindCellSize, Line: r.line + 1, Limit: int64(r.w.bounds.cell)}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
