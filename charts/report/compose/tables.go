package compose

import (
	"strings"

	"enactive/charts/paper"
	"enactive/charts/typeface"
)

// cellGap is the room between two columns of a table, in points.
const cellGap = 10.0

func (c *composer) table(t Table) {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return
	}
	before := 1
	if t.Title != "" {
		c.flow(flow{element: c.element(c.root, paper.P), style: c.styles.strong, lines: c.lines(c.styles.strong, c.geometry.measure, t.Title), before: before, keep: true, keepNext: true})
		before = 0
	}
	widths := c.widths(t)
	total := -cellGap
	for _, w := range widths {
		total += w + cellGap
	}
	e := c.element(c.root, paper.Table)
	if c.isTwin(t, total) {
		c.twin(t, widths, total, e, before)
		c.tableNote(t)
		return
	}
	head := c.headRow(t, widths)
	c.add(c.header(t, head, widths, total, []float64{0}, before, c.cellElements(t, e, true)))
	again := c.header(t, head, widths, total, []float64{0}, 0, nil) // what is set again on the next page is decoration
	for r, texts := range t.Rows {
		c.tableRow(t, c.row(t, widths, texts, c.styles.cell), widths, total, c.cellElements(t, e, false), &again, r)
	}
	c.tableNote(t)
}

func (c *composer) tableNote(t Table) {
	if t.Note != "" {
		c.flow(flow{element: c.element(c.root, paper.P), style: c.styles.quiet, lines: c.lines(c.styles.quiet, c.geometry.measure, t.Note)})
	}
}

// headRow is the row of the names of the columns.
func (c *composer) headRow(t Table, widths []float64) row {
	names := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		names[i] = col.Name
	}
	return c.row(t, widths, names, c.styles.head)
}

// header is the strip of the names of the columns, at each of lefts. Elements are those of the first;
// the others are decoration, as all are without elements.
func (c *composer) header(t Table, head row, widths []float64, total float64, lefts []float64, before int, elements []*paper.Element) strip {
	return strip{before: before, height: head.height, keep: true, set: func(at place, height int) {
		said := elements
		for _, left := range lefts {
			from := place{at.left + left, at.top}
			c.cells(t, head, widths, c.styles.head, from, said)
			c.box(nil, from.left, from.top+float64(height)*line-0.5, total, heavy/1.5, grey)
			said = nil
		}
	}}
}

// cellElements are the elements of a row.
func (c *composer) cellElements(t Table, e *paper.Element, header bool) []*paper.Element {
	r := c.element(e, paper.Row)
	elements := make([]*paper.Element, len(t.Columns))
	for i, col := range t.Columns {
		role := paper.Cell
		switch {
		case header:
			role = paper.HeaderCell
		case col.Head:
			role = paper.RowHeader
		}
		elements[i] = c.element(r, role)
	}
	return elements
}

// cells sets a row; without elements they are decoration.
func (c *composer) cells(t Table, r row, widths []float64, s paper.Style, at place, elements []*paper.Element) {
	for i, cell := range r.cells {
		var e *paper.Element
		if elements != nil {
			e = elements[i]
		}
		c.stackRight(e, s, at.left+r.lefts[i], at.top, cell, widths[i], t.Columns[i].Right)
	}
}

// row is a row of a table, broken into lines.
type row struct {
	cells  [][]typeface.Line
	lefts  []float64
	height int
}

func (c *composer) row(t Table, widths []float64, texts []string, s paper.Style) row {
	r := row{height: 1, cells: make([][]typeface.Line, len(t.Columns)), lefts: make([]float64, len(t.Columns))}
	left := 0.0
	for i := range t.Columns {
		r.lefts[i] = left
		left += widths[i] + cellGap
		if i < len(texts) && texts[i] != "" {
			r.cells[i] = c.lines(s, widths[i], texts[i])
		}
		r.height = max(r.height, len(r.cells[i]))
	}
	return r
}

// tableRow adds a row line by line, so that one that is longer than a page goes on on the next. A short
// one is not divided.
func (c *composer) tableRow(t Table, r row, widths []float64, total float64, elements []*paper.Element, again *strip, n int) {
	few := len(t.Rows)
	last := n == few-1
	for k := range r.height {
		ends := k == r.height-1
		s := strip{height: 1, again: again}
		switch {
		case !ends:
			s.keep = r.height <= 8 || together(k, r.height)
		case n == 0 && few > 1, n == few-2: // neither the first nor the last row stands alone
			s.keep = true
		}
		s.set = func(at place, height int) {
			for i, cell := range r.cells {
				if k < len(cell) {
					c.stackRight(elements[i], c.styles.cell, at.left+r.lefts[i], at.top, cell[k:k+1], widths[i], t.Columns[i].Right)
				}
			}
			if ends && !t.Lines && !last {
				c.box(nil, at.left, at.top+float64(height)*line+0.3, total, hair, hairline)
			}
		}
		c.add(s)
	}
}

// stackRight sets lines one below the other, flush right if that is asked for.
func (c *composer) stackRight(e *paper.Element, s paper.Style, left, top float64, lines []typeface.Line, width float64, right bool) {
	for i := range lines {
		x := left
		if right {
			x += width - lines[i].Width*s.Size
		}
		c.text(e, s, x, top+float64(i)*line, &lines[i])
	}
}

// widths are those of the columns: of a column without a share as wide as its widest words, of the others
// by their shares of what is left. Where that is too little, the columns of words give way, down to the
// longest word of each.
func (c *composer) widths(t Table) []float64 {
	n := len(t.Columns)
	widths, least := make([]float64, n), make([]float64, n)
	room, shares := c.geometry.measure-cellGap*float64(n-1), 0.0
	natural, narrow := 0.0, 0.0
	for i, col := range t.Columns {
		if col.Share > 0 {
			shares += col.Share
			continue
		}
		fit := func(s paper.Style, text string) {
			widths[i] = max(widths[i], c.texts.OneLine(s.Font, text).Width*s.Size)
			for word := range strings.FieldsSeq(text) {
				least[i] = max(least[i], c.texts.OneLine(s.Font, word).Width*s.Size)
			}
		}
		for word := range strings.FieldsSeq(col.Name) { // a name may take several lines
			fit(c.styles.head, word)
		}
		for _, r := range t.Rows {
			if i < len(r) {
				fit(c.styles.cell, r[i])
			}
		}
		widths[i] += 0.1 // so that rounding does not break a line
		least[i] += 0.1
		natural += widths[i]
		narrow += least[i]
	}
	most := room
	if shares > 0 {
		most = room * 0.65
	}
	if natural > most {
		give := min(1, (natural-most)/max(1e-9, natural-narrow))
		shrunk := 0.0
		for i, col := range t.Columns {
			if col.Share == 0 {
				widths[i] -= give * (widths[i] - least[i])
				shrunk += widths[i]
			}
		}
		natural = shrunk
		if natural > most { // words longer than their columns are divided
			for i := range widths {
				widths[i] *= most / natural
			}
			natural = most
		}
	}
	for i, col := range t.Columns {
		if col.Share > 0 {
			widths[i] = (room - natural) * col.Share / shares
		}
	}
	return widths
}
