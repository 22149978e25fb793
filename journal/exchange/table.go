package exchange

import (
	"context"
	"io"

	"enactive/journal"
	"enactive/journal/table"
)

// Table describes a CSV file before its columns are mapped.
type Table struct {
	Columns []TableColumn
}

// TableColumn is a column of a file.
type TableColumn struct {
	// Name is its label, by which it is known: its name, or its place such as #3 if IsNameless.
	Name       string
	IsNameless bool
	// Ours is our column of that name; nothing where we have none, or have it already.
	Ours string
	// IsFact reports that its cells become tags, unless a person says otherwise.
	IsFact bool
	// Example is the first nonempty cell.
	Example string
	// IsNumbers reports whether all nonempty cells are numbers, from Low to High.
	IsNumbers bool
	Low, High float64
	// Orders are the ways to read the dates of the column, and Decimals those to read its numbers, if
	// its cells do not prove one.
	Orders, Decimals []Choice
}

// NeedsNoMapping reports whether the table can be imported without a mapping: it has a time and an
// area, and no column that would be ignored, other than the one that an export adds for spreadsheets.
func (t Table) NeedsNoMapping() bool {
	has := map[string]bool{}
	for _, c := range t.Columns {
		if c.Name == localTime {
			continue
		}
		if c.Ours == "" || c.asks() {
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

// ReadTable looks through a file of rows without taking its cells for anything, so that a
// person can say what they are. The rows of our own exports are not looked through. Its errors are those of ReadCSV.
func ReadTable(ctx context.Context, r io.Reader, file string) (Table, error) {
	c, err := openCSV(ctx, r, ImportPlan{File: file})
	if err != nil {
		return Table{}, err
	}
	columns, err := c.names()
	if err != nil {
		return Table{}, err
	}
	t := Table{Columns: make([]TableColumn, len(columns))}
	names := make([]string, len(columns))
	for i, col := range columns {
		names[i] = col.Name
		t.Columns[i].Name, t.Columns[i].IsNameless = col.Label, col.Name == ""
	}
	taken := map[string]bool{}
	for i, our := range namesakes(names) {
		if our != nil && !taken[our.Name] {
			t.Columns[i].Ours, taken[our.Name] = our.Name, true
		}
	}
	if c.table == nil {
		return t, nil // our own export, in which there is nothing to ask
	}
	facts, err := c.table.Facts(ctx)
	if err != nil {
		return Table{}, c.tableError(err)
	}
	for i := range facts.Columns {
		t.Columns[i].learn(&facts.Columns[i])
	}
	return t, nil
}

// learn takes from the facts of a column what a person needs to say what it is.
func (c *TableColumn) learn(f *table.ColumnFacts) {
	c.Example = clip(f.Example.Value)
	if n := &f.Numbers; n.All() && n.Verdict == table.Proved {
		c.IsNumbers, c.Low, c.High = true, n.Smallest[table.NotationNone].Number, n.Largest[table.NotationNone].Number
	} else if n.All() && n.Verdict == table.Open {
		c.Decimals = openDecimals(n)
	}
	if f.Dates.Verdict == table.Open {
		c.Orders = openOrders(&f.Dates)
	}
}
