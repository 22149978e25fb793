package table

import (
	"encoding/xml"
	"path"
	"strconv"
	"strings"
)

// maxShared is the most distinct texts of an .xlsx file.
const maxShared = 5_000_000

// xlsxBook is an .xlsx file.
type xlsxBook struct {
	a        *archive
	sheets   []string
	parts    []string // of the sheets
	texts    []string // that cells share
	formats  []cellFormat
	from1904 bool
}

func openXLSX(a *archive) (*xlsxBook, error) {
	b := &xlsxBook{a: a}
	book := "xl/workbook.xml"
	root, err := b.relations("")
	if err != nil {
		return nil, err
	}
	for _, r := range root {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			book = r.target
		}
	}
	relations, err := b.relations(book)
	if err != nil {
		return nil, err
	}
	if err := b.workbook(book, relations); err != nil {
		return nil, err
	}
	for _, r := range relations {
		switch {
		case !a.has(r.target):
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = b.readTexts(r.target)
		case strings.HasSuffix(r.kind, "/styles"):
			err = b.readFormats(r.target)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// relation says where a part of a part is.
type relation struct{ id, kind, target string }

// relations reads what belongs to a part; "" is the whole file.
func (b *xlsxBook) relations(part string) ([]relation, error) {
	dir, name := path.Split(part)
	file := dir + "_rels/" + name + ".rels"
	if !b.a.has(file) {
		return nil, nil
	}
	var all []relation
	err := b.a.each(file, func(_ *xmlPart, e xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			target := attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			all = append(all, relation{attr(e, "Id"), attr(e, "Type"), strings.TrimPrefix(path.Clean(target), "/")})
		}
		return nil
	})
	return all, err
}

// workbook reads the names of the sheets; those that are hidden come last.
func (b *xlsxBook) workbook(part string, relations []relation) error {
	var hidden, hiddenParts []string
	err := b.a.each(part, func(_ *xmlPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			v := attr(e, "date1904")
			b.from1904 = v == "1" || v == "true"
		case "sheet":
			for _, r := range relations {
				if r.id != attr(e, "id") || !strings.HasSuffix(r.kind, "/worksheet") {
					continue
				}
				if state := attr(e, "state"); state == "" || state == "visible" {
					b.sheets, b.parts = append(b.sheets, attr(e, "name")), append(b.parts, r.target)
				} else {
					hidden, hiddenParts = append(hidden, attr(e, "name")), append(hiddenParts, r.target)
				}
				break
			}
		}
		return nil
	})
	b.sheets, b.parts = append(b.sheets, hidden...), append(b.parts, hiddenParts...)
	return err
}

func (b *xlsxBook) names() []string { return b.sheets }

// readTexts reads the texts that cells share.
func (b *xlsxBook) readTexts(part string) error {
	total := int64(0)
	return b.a.each(part, func(p *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := p.runs()
		if err != nil {
			return err
		}
		b.texts = append(b.texts, text)
		limit := b.a.bounds.file / 2
		if total += int64(len(text)); total > limit || len(b.texts) > maxShared {
			return &Error{Kind: KindUnpacked, Limit: limit}
		}
		return nil
	})
}

// runs joins the texts in an element; how they are pronounced is passed over.
func (p *xmlPart) runs() (string, error) {
	text, many := "", false
	var b strings.Builder
	for depth := p.depth; p.depth >= depth; {
		token, err := p.next()
		if err != nil {
			return "", unexpected(err)
		}
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
			continue
		case e.Name.Local == "rPh":
			err = p.skip()
		case e.Name.Local == "t":
			var part string
			if part, err = p.text(); text == "" && !many {
				text = part
			} else {
				if !many {
					b.WriteString(text)
				}
				b.WriteString(part)
				many = true
			}
		}
		if err == nil && b.Len() > p.a.bounds.cell {
			err = &Error{Kind: KindCellSize, Limit: int64(p.a.bounds.cell)}
		}
		if err != nil {
			return "", err
		}
	}
	if many {
		text = b.String()
	}
	return text, nil
}

func (b *xlsxBook) read(sheet int, w *sheetWriter) error {
	r := xlsxReader{book: b, w: w}
	err := b.a.each(b.parts[sheet], func(p *xmlPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			return r.begin(e)
		case "c":
			return r.cell(p, e)
		case "mergeCell":
			if first, last := mergedRows(attr(e, "ref")); first < last {
				w.merged.addOnce(first)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.end()
}

// xlsxReader reads one sheet.
type xlsxReader struct {
	book  *xlsxBook
	w     *sheetWriter
	line  int
	cells []Cell
}

// begin begins a row.
func (r *xlsxReader) begin(e xml.StartElement) error {
	first := r.line == 0 && len(r.cells) == 0
	if err := r.end(); err != nil {
		return err
	}
	if !first {
		r.line++
	}
	if n, err := strconv.Atoi(attr(e, "r")); err == nil && n >= r.line && n <= maxLineNumber {
		r.line = n
	}
	return nil
}

func (r *xlsxReader) end() error {
	r.line = max(r.line, 1) // cells before the first row are in one
	if len(r.cells) == 0 {
		return nil
	}
	err := r.w.row(r.line, r.cells)
	r.cells = r.cells[:0]
	return err
}

func (r *xlsxReader) cell(p *xmlPart, e xml.StartElement) error {
	place := columnOf(attr(e, "r"))
	if place == 0 {
		place = len(r.cells) + 1
	}
	value, formula, err := p.value()
	if err != nil {
		return err
	}
	kind := attr(e, "t")
	switch {
	case value == "" && formula && kind != "str":
		r.w.noResults.addOnce(max(r.line, 1))
		return nil
	case value == "":
		return nil
	case kind == "e" && !IsEmptyWord(value):
		r.w.errors.addOnce(max(r.line, 1))
	}
	if place > r.w.bounds.columns {
		return &Error{Kind: KindColumns, Line: r.line, Limit: int64(r.w.bounds.columns)}
	}
	for len(r.cells) < place {
		r.cells = append(r.cells, Cell{})
	}
	r.cells[place-1], err = r.typed(kind, attr(e, "s"), value)
	return err
}

// mergedRows are the first and the last row of A2:B4.
func mergedRows(ref string) (first, last int) {
	begin, end, _ := strings.Cut(ref, ":")
	row := func(s string) int {
		n, err := strconv.Atoi(strings.TrimLeft(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		if err != nil || n < 1 || n > maxLineNumber {
			return 0
		}
		return n
	}
	return row(begin), row(end)
}

// value is what is in <v> or <is>. Of a formula only its result is read.
func (p *xmlPart) value() (value string, formula bool, err error) {
	for depth := p.depth; p.depth >= depth; {
		token, err := p.next()
		if err != nil {
			return "", formula, unexpected(err)
		}
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "v":
			value, err = p.text()
		case e.Name.Local == "is":
			value, err = p.runs()
		default:
			formula = formula || e.Name.Local == "f"
			err = p.skip()
		}
		if err != nil {
			return "", formula, err
		}
	}
	return value, formula, nil
}

// columnOf is the place of the column of BC12; 0 if it is not clear.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		if c := ref[i] &^ 0x20; c < 'A' || c > 'Z' {
			break
		} else {
			n = n*26 + int(c-'A') + 1
		}
	}
	return n
}

// typed reads a value by the type and the format of its cell.
func (r *xlsxReader) typed(kind, style, value string) (Cell, error) {
	switch kind {
	case "s":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n >= len(r.book.texts) {
			return Cell{}, &Error{Kind: KindDamaged, Line: r.line, Value: clip(value)}
		}
		return Cell{Text: r.book.texts[n]}, nil
	case "b":
		return Cell{Text: strconv.FormatBool(value == "1" || value == "true")}, nil
	case "d":
		return Cell{value, TypeDate}, nil
	case "str", "inlineStr", "e":
		return Cell{Text: value}, nil
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return Cell{Text: value}, nil
	}
	var format cellFormat
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(r.book.formats) {
		format = r.book.formats[n]
	}
	switch {
	case format.sheetFormat == formatNumber, format.sheetFormat == formatDate && x < 0, x >= 2_958_466: // the year 10000
		return format.number(value, x), nil
	}
	return format.cell(x, r.book.from1904), nil
}
