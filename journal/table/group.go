package table

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Gather is what becomes of the cells of a column in the rows of one group.
type Gather byte

// The ways to gather. GatherTexts joins the different texts with "; ", the others but GatherFirst
// and GatherLast are of numbers.
const (
	GatherTexts Gather = iota
	GatherSum
	GatherMean
	GatherSmallest
	GatherLargest
	GatherFirst
	GatherLast
)

var gatherNames = []string{"texts", "sum", "mean", "smallest", "largest", "first", "last"}

// String returns texts, sum, mean, smallest, largest, first or last.
func (g Gather) String() string { return gatherNames[g] }

// ParseGather reads what String writes.
func ParseGather(s string) (Gather, bool) {
	i := slices.Index(gatherNames, s)
	return Gather(max(i, 0)), i >= 0
}

// Gathering says what becomes of the columns of a group, by their places from 0.
type Gathering struct {
	Numbers map[int]Gather
	// Single are the columns whose cells must be alike in a group unless Numbers names them.
	Single []int
	// Decimal and Durations answer what the columns leave open.
	Decimal   Notation
	Durations DurationForm
}

// Group returns the table that has one row for all rows of t that are alike in the columns by, in
// the order of their first rows. It has the same columns. The error is an *Error: that of a row
// that cannot be read, KindOpen, KindUnits and KindNotNumber if numbers cannot be gathered,
// KindSeveral, and KindGathered if the texts of a group are too long for a cell.
func (t *Table) Group(ctx context.Context, by []int, g Gathering) (*Table, error) {
	readers, err := t.gatherReaders(ctx, g)
	if err != nil {
		return nil, err
	}
	groups := map[string]*group{}
	var order []*group
	key := []byte{}
	for row, err := range t.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		key = key[:0]
		for _, i := range by {
			key = append(append(key, trim(row.Cells[i].Text)...), 0)
		}
		at := groups[string(key)]
		if at == nil {
			at = &group{line: row.Line, columns: make([]gathered, len(t.Columns))}
			groups[string(key)] = at
			order = append(order, at)
		}
		for i, cell := range row.Cells {
			err := at.columns[i].add(cell, row.Line, g.Numbers[i], readers[i])
			if err == nil && at.columns[i].size > t.bounds.cell {
				err = &Error{Kind: KindGathered, Line: at.line, Limit: int64(t.bounds.cell)}
			}
			if err != nil {
				err.Column = t.Columns[i].Label
				return nil, err
			}
		}
	}
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	b := NewBuilder(names)
	cells := make([]Cell, len(t.Columns))
	for _, at := range order {
		for i := range at.columns {
			c := &at.columns[i]
			if len(c.texts) > 1 && g.Numbers[i] == GatherTexts && slices.Contains(g.Single, i) {
				return nil, &Error{Kind: KindSeveral, Line: at.line, Column: t.Columns[i].Label, Value: clip(strings.Join(c.texts, ", "))}
			}
			cells[i] = c.cell(g.Numbers[i])
		}
		if err := b.Add(at.line, cells...); err != nil {
			return nil, err
		}
	}
	made := b.Table()
	made.Columns, made.from1904 = t.Columns, t.from1904
	return made, nil
}

// gatherReaders are the readers of the columns whose numbers are gathered.
func (t *Table) gatherReaders(ctx context.Context, g Gathering) (map[int]*NumberReader, error) {
	readers := map[int]*NumberReader{}
	if len(g.Numbers) == 0 {
		return readers, nil
	}
	facts, err := t.Facts(ctx)
	if err != nil {
		return nil, err
	}
	for i, how := range g.Numbers {
		if how == GatherFirst || how == GatherLast || how == GatherTexts {
			continue
		}
		f := &facts.Columns[i]
		r := &NumberReader{Notation: g.Decimal, Durations: g.Durations}
		switch {
		case f.Numbers.All() && f.Numbers.Verdict == Open && g.Decimal == NotationNone,
			!f.Numbers.All() && f.Durations.All() && f.Durations.Verdict == Open && g.Durations == DurationNone:
			return nil, &Error{Kind: KindOpen, Column: f.Column.Label, Value: f.Example.Value, Line: f.Example.Line}
		case f.Numbers.All() && (len(f.Numbers.Units) > 1 || len(f.Numbers.Of) > 1):
			units := f.Numbers.Units
			if len(units) < 2 {
				units = f.Numbers.Of
			}
			return nil, &Error{Kind: KindUnits, Column: f.Column.Label, Names: words(units)}
		case f.Numbers.All() && g.Decimal == NotationNone:
			r.Notation = f.Numbers.Notation
		case !f.Numbers.All() && f.Durations.All():
			r.AsDurations = true
			if g.Durations == DurationNone {
				r.Durations = f.Durations.Form
			}
		}
		readers[i] = r
	}
	return readers, nil
}

// words are the first few words of a list.
func words(counts []WordCount) []string {
	const most = 10
	var all []string
	for i, c := range counts {
		if i == most {
			break
		}
		all = append(all, strconv.Quote(c.Word))
	}
	return all
}

// group is the rows that are alike.
type group struct {
	line    int
	columns []gathered
}

// gathered is what a group has in one column.
type gathered struct {
	texts       []string
	has         map[string]bool // of many texts
	size        int             // of the texts in bytes
	first, last Cell
	n           int
	sum         float64
	low, high   float64
}

func (c *gathered) add(cell Cell, line int, how Gather, r *NumberReader) *Error {
	if IsEmpty(cell) {
		return nil
	}
	if c.first.Text == "" {
		c.first = cell
	}
	c.last = cell
	if how == GatherTexts {
		c.addText(trim(cell.Text))
		return nil
	}
	if r == nil {
		return nil
	}
	x, kind := r.read(cell)
	if kind != "" {
		return &Error{Kind: kind, Line: line, Value: clip(cell.Text)}
	}
	if c.n == 0 {
		c.low, c.high = x.Value, x.Value
	}
	c.n++
	c.sum += x.Value
	c.low, c.high = min(c.low, x.Value), max(c.high, x.Value)
	return nil
}

// addText adds a text that is not there yet.
func (c *gathered) addText(text string) {
	const few = 16 // up to which a list is searched
	if len(c.texts) <= few && slices.Contains(c.texts, text) || c.has[text] {
		return
	}
	c.texts = append(c.texts, text)
	c.size += len(text) + len(textsBetween)
	switch {
	case c.has != nil:
		c.has[text] = true
	case len(c.texts) > few:
		c.has = make(map[string]bool, len(c.texts))
		for _, text := range c.texts {
			c.has[text] = true
		}
	}
}

// textsBetween joins the texts of a group.
const textsBetween = "; "

// cell is what the group has become in the column.
func (c *gathered) cell(how Gather) Cell {
	switch {
	case how == GatherFirst, how == GatherTexts && len(c.texts) == 1:
		return c.first
	case how == GatherLast:
		return c.last
	case how == GatherTexts:
		return Cell{Text: strings.Join(c.texts, textsBetween)}
	case c.n == 0:
		return Cell{}
	}
	x := c.sum
	switch how {
	case GatherMean:
		x /= float64(c.n)
	case GatherSmallest:
		x = c.low
	case GatherLargest:
		x = c.high
	}
	const decimals = 1e10 // without the noise of adding
	if rounded := math.Round(x*decimals) / decimals; !math.IsInf(rounded, 0) {
		x = rounded
	}
	return Cell{Text: strconv.FormatFloat(x, 'f', -1, 64), Type: TypeNumber}
}
