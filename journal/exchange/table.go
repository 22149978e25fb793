package exchange

import (
	"context"
	"io"
	"strings"
)

// Table is what a CSV file holds, before it is said what its columns are.
type Table struct {
	Columns []TableColumn
}

// TableColumn is a column of a file.
type TableColumn struct {
	Name string
	// Ours is our column of that name; nothing where we have none, or have it already.
	Ours string
	// Example is the first cell that holds something.
	Example string
	// IsNumbers reports whether all cells that hold something are numbers, from Low to High.
	IsNumbers bool
	Low, High float64
}

// Speaks reports whether the table can be read as it is: it has a time and an area, and no
// column that would be left out.
func (t Table) Speaks() bool {
	has := map[string]bool{}
	for _, c := range t.Columns {
		if c.Ours == "" {
			return false
		}
		has[c.Ours] = true
	}
	return has[columns[colTime].name] && has[columns[colArea].name]
}

// IsNumber reports whether a column of ours holds numbers, and on which scale.
func IsNumber(ours string) (low, high float64, ok bool) {
	c := columnNamed(ours)
	if c == nil || c.number == nil {
		return 0, 0, false
	}
	return c.low, c.high, true
}

// ReadTable looks through a file of rows without taking its cells for anything, so that a
// person can say what they are. Its errors are those of ReadCSV.
func ReadTable(ctx context.Context, r io.Reader, file string) (Table, error) {
	c, err := newCSVImport(r, file)
	if err != nil {
		return Table{}, err
	}
	names, err := c.names()
	if err != nil {
		return Table{}, err
	}
	t := Table{Columns: make([]TableColumn, len(names))}
	taken := map[string]bool{}
	for i, our := range namesakes(names) {
		t.Columns[i] = TableColumn{Name: names[i], IsNumbers: true}
		if our != nil && !taken[our.name] {
			t.Columns[i].Ours, taken[our.name] = our.name, true
		}
	}
	if isOurs(names) { // there is nothing to say about it, and its texts may be long
		return t, nil
	}
	for b := range c.batches(ctx) {
		start := 0
		for _, end := range b.ends {
			t.add(b.cells[start:end])
			start = end
		}
		c.spare.Put(&b)
	}
	if c.failed != nil {
		return Table{}, c.failed
	}
	for i := range t.Columns {
		if t.Columns[i].Example == "" {
			t.Columns[i].IsNumbers = false
		}
	}
	return t, nil
}

func (t *Table) add(cells []string) {
	for i := range min(len(cells), len(t.Columns)) {
		c, cell := &t.Columns[i], strings.TrimSpace(unguard(cells[i]))
		if cell == "" {
			continue
		}
		first := c.Example == ""
		if first {
			c.Example = clip(cell)
		}
		x, ok := parseNumber(cell)
		if !c.IsNumbers || !ok {
			c.IsNumbers = false
			continue
		}
		if first {
			c.Low, c.High = x, x
		}
		c.Low, c.High = min(c.Low, x), max(c.High, x)
	}
}
