package table

import (
	"strings"
)

// maxBefore is how many rows may come before the header.
const maxBefore = 60

// sampled is a row that is looked at to find the header.
type sampled struct {
	rawRow
	filled, width int // of the cells that hold something
	comment       bool
}

// findHeader finds the row that names the columns, and where the values begin.
func (t *Table) findHeader(o Options) error {
	rows := t.sample(o.Header)
	switch {
	case o.Header > 0 && (len(rows) == 0 || rows[0].line != o.Header):
		return &Error{Kind: KindNoHeader, Line: o.Header}
	case len(rows) == 0:
		return &Error{Kind: KindEmpty}
	case rows[0].bad != nil && (rows[0].bad.Kind == KindColumns || o.Header > 0):
		return rows[0].bad
	}
	at := 0
	if o.Header == 0 {
		at = firstFitting(rows)
	}
	header, proved := true, true
	switch {
	case o.NoHeader:
		header = false
	case o.Header == 0:
		header, proved = isNamed(rows[at], rows[at+1:])
	}
	if !header && !o.NoHeader {
		at, header = headerBefore(rows, at)
	} else if !header {
		at = firstValues(rows, at)
	}
	t.Found.HeaderProved = proved
	for _, r := range rows[:at] {
		t.Found.Before.add(r.line)
	}
	if rows[at].bad != nil {
		return rows[at].bad // and so are all others
	}
	if header {
		t.nameBy(rows[at], rows[at+1:])
	} else {
		t.number(rows[at:])
	}
	return nil
}

// headerBefore looks once more at the rows before values that have no header: the last of them
// may be one that lacks names for the last columns, and others may be values that lack cells.
func headerBefore(rows []sampled, at int) (begin int, header bool) {
	first := firstValues(rows, at)
	if first == 0 {
		return 0, false
	}
	above := rows[first-1]
	if named, proved := isNamed(above, rows[first:]); named && proved && above.filled > 1 && !above.comment && above.bad == nil {
		return first - 1, true
	}
	return first, false
}

// firstValues is the first row up to one with values that has such values too.
func firstValues(rows []sampled, at int) int {
	for i := range rows[:at] {
		if header, proved := isNamed(rows[i], rows[i+1:]); rows[i].bad == nil && !header && proved && rows[i].filled > 1 {
			return i
		}
	}
	return at
}

// nameBy takes a row for the header. Columns that most rows fill and it does not name get no name.
func (t *Table) nameBy(row sampled, below []sampled) {
	width, _ := usual(below)
	t.header = make([]string, max(len(row.cells), width))
	for i, c := range row.cells {
		t.header[i] = trim(c.Text)
	}
	if common := t.changing(below); common > 0 {
		t.Found.Common, t.Found.HeaderProved, t.header = common, true, t.header[:common]
	}
	t.Columns, t.Found.Header, t.start = nameColumns(t.header), row.line, row.end
}

// minCommon is how many names a row must have in common with the header to be one too.
const minCommon = 3

// changing is how many columns the header has in common with all its repetitions, if one of them
// goes on in another way; else 0.
func (t *Table) changing(below []sampled) int {
	common, differs := len(t.header), false
	for i := range below {
		cells := below[i].cells
		n := commonNames(t.header, cells)
		if n < minCommon || below[i].bad != nil || t.isHeader(cells) {
			continue
		}
		common, differs = min(common, n), true
	}
	if !differs {
		return 0
	}
	return common
}

// commonNames is how many cells from the first on are the names of the header.
func commonNames(header []string, cells []Cell) int {
	n := 0
	for n < len(header) && n < len(cells) && header[n] != "" && trim(cells[n].Text) == header[n] {
		n++
	}
	return n
}

// number takes no row for the header.
func (t *Table) number(rows []sampled) {
	width := 0
	for _, r := range rows {
		width = max(width, r.width, len(r.cells))
	}
	t.Columns = nameColumns(make([]string, min(width, t.bounds.columns)))
	t.start = rows[0].at
}

// sample reads the first rows that hold something, from a line on if one is asked for.
func (t *Table) sample(line int) []sampled {
	var rows []sampled
	from := 0
	for at := t.source.begin(); len(rows) < sampleRows && at.offset-from < sampleBytes; {
		raw, ok := t.source.next(at, 0, nil)
		if !ok {
			break
		}
		row := sampled{rawRow: raw}
		row.at, at = at, raw.end
		row.filled, row.width = filledCells(raw.cells)
		switch {
		case row.filled == 0 && raw.bad == nil:
		case row.line < line:
			t.Found.Before.add(row.line)
			from = at.offset
		default:
			row.comment = isComment(raw.cells)
			rows = append(rows, row)
		}
	}
	return rows
}

// isComment reports whether a row is a remark: a first cell with # or // and a text behind it.
func isComment(cells []Cell) bool {
	if len(cells) == 0 {
		return false
	}
	first := trim(cells[0].Text)
	text, ok := strings.CutPrefix(first, "#")
	if !ok {
		text, ok = strings.CutPrefix(first, "//")
	}
	return ok && (text != "" || len(cells) == 1)
}

// firstFitting is the first row that the rows below it fit: it is as wide as most of them are,
// and names most of the columns that they fill.
func firstFitting(rows []sampled) int {
	for i := range rows[:min(len(rows), maxBefore)] {
		row := &rows[i]
		if row.bad != nil {
			continue
		}
		below := rows[i+1:]
		if len(below) == 0 {
			if row.comment && i == 0 {
				return i
			}
			return firstPlain(rows)
		}
		width, filled := usual(below)
		if row.comment && (row.filled == 1 || row.width != width || namedBelow(below)) {
			continue
		}
		if row.width >= width && row.filled*3 >= filled*2 {
			return i
		}
	}
	return firstPlain(rows)
}

// namedBelow reports whether the first row that is not a comment is proved to be a header.
func namedBelow(rows []sampled) bool {
	for i := range rows {
		if !rows[i].comment {
			header, proved := isNamed(rows[i], rows[i+1:])
			return header && proved
		}
	}
	return false
}

// firstPlain is the widest row, where none fits.
func firstPlain(rows []sampled) int {
	best := 0
	for i := range rows[:min(len(rows), maxBefore)] {
		if rows[i].bad == nil && !rows[i].comment && (rows[i].width > rows[best].width || rows[best].comment || rows[best].bad != nil) {
			best = i
		}
	}
	return best
}

// usual is how wide most rows are, the least where several widths are as frequent, and how many
// cells most of them fill.
func usual(rows []sampled) (width, filled int) {
	var widths, fills []int
	for _, r := range rows {
		if r.bad == nil {
			widths, fills = append(widths, r.width), append(fills, r.filled)
		}
	}
	width, times := mostFrequent(widths, 0)
	for w, n := range counts(widths) {
		if n == times {
			width = min(width, w)
		}
	}
	filled, _ = mostFrequent(fills, 0)
	return width, filled
}

// isNamed reports whether a row names columns, and whether the rows below prove it: a word over
// values is a name, and a value over values is none. Without proof the first row is the header.
func isNamed(row sampled, below []sampled) (header, proved bool) {
	names, values := 0, 0
	for i, c := range row.cells {
		top := shapeOf(c)
		if top == shapeEmpty {
			continue
		}
		var counts [numShapes]int
		for _, b := range below {
			if i < len(b.cells) {
				counts[shapeOf(b.cells[i])]++
			}
		}
		switch under := max(counts[shapeNumber], counts[shapeDate]); {
		case top == shapeWord && under > counts[shapeWord]:
			names++
		case top != shapeWord && counts[top] > counts[shapeWord]:
			values++
		case top == shapeDate && len(below) == 0:
			values++
		}
	}
	return values == 0 || names > values, (names > 0) != (values > 0)
}

// cellShape is what a cell looks like.
type cellShape byte

const (
	shapeEmpty cellShape = iota
	shapeWord
	shapeNumber
	shapeDate
	numShapes
)

func shapeOf(c Cell) cellShape {
	text := trim(c.Text)
	switch {
	case text == "" || IsEmptyWord(text):
		return shapeEmpty
	case c.Type == TypeNumber:
		return shapeNumber
	case c.Type == TypeDate, c.Type == TypeDuration:
		return shapeDate
	}
	text = bareValue(text)
	if p, ok := parseMoment(text); ok && (p.hasDate() || p.hasTime) {
		return shapeDate
	}
	if isPlainNumber(text) {
		return shapeNumber
	}
	return shapeWord
}
