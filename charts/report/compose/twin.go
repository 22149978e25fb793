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
	head := c.headRow(t, widths)
	again := c.header(t, head, widths, total, lefts, 0, nil)
	room := c.twinRoom(head.height, before)
	c.add(c.header(t, head, widths, total, lefts, before, c.cellElements(t, e, true)))
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
