package exchange

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/table"
)

// ColumnEach makes an entry of each of several columns of a row.
type ColumnEach struct {
	Columns []string
	// To is the column of ours that the names of the columns fill; if it is empty, a ColumnMap says
	// what the column "column" is.
	To string
}

// Names of the columns that ColumnEach adds.
const (
	eachName  = "column"
	eachValue = "value"
)

// RowGroup makes one entry of all rows that are alike in some columns.
type RowGroup struct {
	By []string
	// Numbers says what becomes of the numbers of a column.
	Numbers map[string]table.Gather
}

// ParseEach reads columns such as "Meditate, Run: area". The error wraps ErrUsage.
func ParseEach(s string) (ColumnEach, error) {
	names, to, hasTo := cutLastOutsideQuotes(s, ':')
	e := ColumnEach{Columns: namesIn(names), To: strings.TrimSpace(to)}
	if len(e.Columns) == 0 || hasTo && e.To == "" {
		return e, misused(`%q names no columns; write it like "Meditate, Run: area"`, clip(s))
	}
	if e.To == "" {
		return e, nil
	}
	_, err := target(e.To)
	return e, err
}

func (e ColumnEach) flag() string {
	if e.To == "" {
		return joinNames(e.Columns)
	}
	return joinNames(e.Columns) + ": " + e.To
}

// ParseGroup reads a grouping such as "Date, Workout: Reps=sum". The error wraps ErrUsage.
func ParseGroup(s string) (RowGroup, error) {
	const example = `write it like "Date, Workout: Reps=sum, Weight=largest"`
	names, rest, _ := cutLastOutsideQuotes(s, ':')
	g := RowGroup{By: namesIn(names)}
	if len(g.By) == 0 {
		return g, misused("%q names no columns; %s", clip(s), example)
	}
	for _, pair := range splitOutsideQuotes(rest, ',') {
		column, how, ok := cutLastOutsideQuotes(pair, '=')
		of, known := table.ParseGather(strings.TrimSpace(how))
		if !ok || !known {
			return g, misused("%q does not say what becomes of the numbers: sum, mean, smallest, largest, first or last; %s", clip(pair), example)
		}
		if g.Numbers == nil {
			g.Numbers = map[string]table.Gather{}
		}
		g.Numbers[unquoteName(column)] = of
	}
	return g, nil
}

func (g RowGroup) flag() string {
	if len(g.Numbers) == 0 {
		return joinNames(g.By)
	}
	var numbers []string
	for _, column := range slices.Sorted(maps.Keys(g.Numbers)) {
		numbers = append(numbers, quoteName(column)+"="+g.Numbers[column].String())
	}
	return joinNames(g.By) + ": " + strings.Join(numbers, ", ")
}

func namesIn(s string) []string {
	names := splitOutsideQuotes(s, ',')
	for i, name := range names {
		names[i] = unquoteName(name)
	}
	return names
}

func joinNames(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quoteName(name)
	}
	return strings.Join(quoted, ", ")
}

// reshape makes the rows that the plan asks for of those in the file.
func (c *csvImport) reshape(ctx context.Context, o *ImportPlan) error {
	if len(o.Each.Columns) > 0 {
		if err := c.makeEach(ctx, o); err != nil {
			return err
		}
	}
	if len(o.Group.By) > 0 {
		return c.makeGroups(ctx, o)
	}
	return nil
}

func (c *csvImport) makeEach(ctx context.Context, o *ImportPlan) error {
	places, err := c.places(o.Each.Columns)
	if err != nil {
		return err
	}
	skipped := map[string]bool{}
	for _, w := range o.Words {
		if w.From != eachValue {
			continue
		}
		for theirs, ours := range w.Ours {
			skipped[theirs] = ours == ""
		}
	}
	made, err := c.table.Each(ctx, places, eachName, eachValue, func(text string) bool { return skipped[text] })
	if err != nil {
		return c.shapeError(err)
	}
	if o.Each.To != "" {
		name := made.Columns[len(made.Columns)-2].Label
		if named := (ColumnMap{From: name, To: o.Each.To}); !slices.Contains(o.Map, named) { // as in a plan that was shown
			o.Map = append(slices.Clone(o.Map), named)
		}
	}
	c.notes = append(c.notes, fault.Count(made.Found.Rows, "n-entries-were-made-of-the-columns", fault.V{"Columns": columnList(o.Each.Columns)}))
	c.table, c.proved = made, nil
	return nil
}

func (c *csvImport) makeGroups(ctx context.Context, o *ImportPlan) error {
	by, err := c.places(o.Group.By)
	if err != nil {
		return err
	}
	numbers := map[int]table.Gather{}
	for name, of := range o.Group.Numbers {
		at, err := findColumn(c.file, labelsOf(c.table.Columns), name)
		if err != nil {
			return err
		}
		numbers[at] = of
	}
	var single []int
	for _, m := range o.Map {
		if _, _, isNumber := IsNumber(m.To); !isNumber {
			continue
		}
		if at, err := findColumn(c.file, labelsOf(c.table.Columns), m.From); err == nil {
			single = append(single, at)
		}
	}
	made, err := c.table.Group(ctx, by, table.Gathering{Numbers: numbers, Single: single, Decimal: o.Decimal, Durations: o.Durations})
	if err != nil {
		return c.shapeError(err)
	}
	c.notes = append(c.notes, fault.Count(made.Found.Rows, "rows-became-n-entries-by-columns", fault.V{"Rows": itoa(c.table.Found.Rows), "Columns": columnList(o.Group.By)}))
	c.table, c.proved = made, nil
	return nil
}

// shapeError is what is wrong with the rows of a file whose shape was to change.
func (c *csvImport) shapeError(err error) error {
	e, ok := err.(*table.Error)
	if !ok {
		return c.tableError(err)
	}
	with := fault.V{"Column": e.Column, "Value": strconv.Quote(clip(e.Value)), "Line": itoa(e.Line)}
	switch e.Kind {
	case table.KindOpen:
		return rejected(fault.Text("the-numbers-of-column-cannot-be-gathered", with))
	case table.KindNotNumber:
		return rejected(fault.Text("column-has-value-in-line-which-is-no-number", with))
	case table.KindUnits:
		with["Units"] = strings.Join(e.Names, ", ")
		return rejected(fault.Text("the-numbers-in-column-have-other-units", with))
	case table.KindGathered:
		with["N"] = itoa(int(e.Limit >> 20))
		return rejected(fault.Text("the-texts-of-column-in-a-group-are-too", with))
	case table.KindSeveral:
		return rejected(fault.Text("column-has-several-values-in-a-group", with))
	}
	bad, failed := c.rowError(err)
	if failed != nil {
		return failed
	}
	bad.File = c.file
	return &RejectedError{File: c.file, Rows: c.table.Found.Rows, Bad: []RowError{*bad}}
}

// places are the places of columns, from 0.
func (c *csvImport) places(names []string) ([]int, error) {
	labels := labelsOf(c.table.Columns)
	places := make([]int, len(names))
	for i, name := range names {
		at, err := findColumn(c.file, labels, name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(places[:i], at) {
			return nil, usage(fault.Text("column-name-is-named-twice", fault.V{"Name": strconv.Quote(clip(name))}))
		}
		places[i] = at
	}
	return places, nil
}
