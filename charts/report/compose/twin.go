package compose

import (
	"slices"

	"enactive/charts/paper"
)

// fewestTwin is from how many rows on a narrow table is set in two halves side by side.
const fewestTwin = 16

// isTwin reports whether a table of short rows is so narrow that two of its rows go side by side.
func (c *composer) isTwin(t Table, total float64) bool {
	return t.Lines && len(t.Rows) >= fewestTwin && 2*total+2*gutter <= c.geometry.measure &&
		!slices.ContainsFunc(t.Columns, func(col Column) bool { return col.Share > 0 })
}

// twin sets a narrow table in two halves side by side on each page: the left one is read first.
func (c *composer) twin(t Table, widths []float64, total float64, e *paper.Element, before int) {
	lefts := []float64{0, (c.geometry.measure + gutter) / 2}
	names := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		names[i] = col.Name
	}
	head := c.row(t, widths, names, c.styles.head)
	header := func(cells []*paper.Element) strip {
		return strip{before: before, height: head.height, keep: true, set: func(at place, height int) {
			for h, left := range lefts {
				from := at
				from.left += left
				if h > 0 {
					cells = nil // said once
				}
				c.cells(t, head, widths, c.styles.head, from, cells)
				c.box(nil, from.left, at.top+float64(height)*line-0.5, total, heavy/1.5, grey)
			}
		}}
	}
	again := header(nil)
	again.before = 0
	room := c.twinRoom(head.height, before)
	c.add(header(c.cellElements(t, e, true)))
	for rows := t.Rows; len(rows) > 0; room = c.geometry.rows - head.height {
		n := max(1, min(room, (len(rows)+1)/2))
		block := rows[:min(2*n, len(rows))]
		rows = rows[len(block):]
		set, elements := make([]row, len(block)), make([][]*paper.Element, len(block))
		for i, texts := range block {
			set[i], elements[i] = c.row(t, widths, texts, c.styles.cell), c.cellElements(t, e, false)
		}
		for k := range n {
			c.add(strip{height: 1, again: &again, keep: k < n-1 && (k == 0 || k == n-2), set: func(at place, _ int) {
				for h, left := range lefts {
					if i := k + h*n; i < len(set) {
						from := at
						from.left += left
						c.cells(t, set[i], widths, c.styles.cell, from, elements[i])
					}
				}
			}})
		}
	}
}

// twinRoom is how many lines a table has on the page on which it begins, below its header.
func (c *composer) twinRoom(head, before int) int {
	if n := c.room() - c.need(c.group, c.used > 0, false) - before - head; c.used > 0 && n >= 2 {
		return n
	}
	if len(c.group) == 0 {
		before = 0 // left out at the head of a page
	}
	return c.geometry.rows - c.need(c.group, false, false) - before - head
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
