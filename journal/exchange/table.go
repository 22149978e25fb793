package exchange

import (
	"context"
	"io"
	"strings"

	"enactive/journal"
)

// Table describes a CSV file before its columns are mapped.
type Table struct {
	Columns []TableColumn
}

// TableColumn is a column of a file.
type TableColumn struct {
	Name string
	// Ours is our column with that name; empty if there is none or it is taken.
	Ours string
	// Example is the first nonempty cell.
	Example string
	// IsNumbers reports whether all nonempty cells are numbers, from Low to High.
	IsNumbers bool
	Low, High float64
}

// NeedsNoMapping reports whether the table can be imported without a mapping: it has a time and an
// area, and no column that would be ignored.
func (t Table) NeedsNoMapping() bool {
	has := map[string]bool{}
	for _, c := range t.Columns {
		if c.Ours == "" {
			return false
		}
		has[c.Ours] = true
	}
	return has[timeColumn.Name] && has[areaColumn.Name]
}

// IsNumber reports whether a column of ours has numbers, and returns their scale.
func IsNumber(ours string) (low, high float64, ok bool) {
	c := columnNamed(ours)
	if c == nil || c.Kind != journal.NumberField {
		return 0, 0, false
	}
	return c.Low, c.High, true
}

// ReadTable examines a file without interpreting its cells, so that a person can map its
// columns. The rows of a table that needs no mapping are not read. Its errors are those of
// ReadCSV.
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
		t.Columns[i] = TableColumn{Name: names[i]}
		if our != nil && !taken[our.Name] {
			t.Columns[i].Ours, taken[our.Name] = our.Name, true
		}
	}
	if t.NeedsNoMapping() { // nothing to map, and ReadCSV reads the rows anyway
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
	return t, nil
}

func (t *Table) add(cells []string) {
	for i := range min(len(cells), len(t.Columns)) {
		c, cell := &t.Columns[i], strings.TrimSpace(unguard(cells[i]))
		if cell == "" {
			continue
		}
		x, ok := parseNumber(cell)
		if c.Example == "" {
			c.Example, c.IsNumbers, c.Low, c.High = clip(cell), ok, x, x
		}
		c.IsNumbers = c.IsNumbers && ok
		if c.IsNumbers {
			c.Low, c.High = min(c.Low, x), max(c.High, x)
		}
	}
}
