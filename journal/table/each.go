package table

import "context"

// Each returns the table that has a row for each of some columns, by their places from 0, and each
// row of t in which that column has something: the other columns, then one with the label of the
// column and one with its cell, which are called name and value unless there are columns of that
// name. Cells whose text skip reports are left out too. A row that cannot be read is an *Error.
func (t *Table) Each(ctx context.Context, places []int, name, value string, skip func(text string) bool) (*Table, error) {
	each := make([]bool, len(t.Columns))
	for _, i := range places {
		each[i] = true
	}
	var names []string
	var others []int
	for i, c := range t.Columns {
		if !each[i] {
			names, others = append(names, c.Label), append(others, i)
		}
	}
	b := NewBuilder(append(names, name, value))
	cells := make([]Cell, len(others)+2)
	for row, err := range t.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		for i, at := range others {
			cells[i] = row.Cells[at]
		}
		for _, at := range places {
			cell := row.Cells[at]
			if IsEmpty(cell) || skip(trim(cell.Text)) {
				continue
			}
			cells[len(others)], cells[len(others)+1] = Cell{Text: t.Columns[at].Label}, cell
			if err := b.Add(row.Line, cells...); err != nil {
				return nil, err
			}
		}
	}
	made := b.Table()
	made.from1904 = t.from1904
	return made, nil
}
