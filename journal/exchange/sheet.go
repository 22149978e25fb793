package exchange

import (
	"context"
	"math"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// Sheet is a table as a person sees it before anything of it is imported: its columns, what they
// prove, and its first rows.
type Sheet struct {
	// Found is how the file is written.
	Found   table.Found
	Columns []SheetColumn
	// Rows are the first rows.
	Rows []SheetRow
	// Sums is a last row that looks like the sums of the others; its line is 0 if there is none. It
	// is left out of the columns and rows above unless Plan.Sums imports it.
	Sums SheetRow
	// When are the ways to make a time of the columns, by their labels, the fullest first.
	When [][]string
	// Plan is the plan by which the table is read, with what its format adds to it.
	Plan ImportPlan
	// Notes are what was observed while it was read.
	Notes []fault.Message
}

// SheetColumn is a column and what its cells prove.
type SheetColumn struct {
	// Name is its label, by which it is known: its name, or its place such as #3 if IsNameless.
	Name       string
	IsNameless bool
	// Ours is our column of that name; nothing where we have none, or have it already.
	Ours string
	// Measure is the column m:NAME that it is where each row is a day and nothing else is said; empty if
	// its cells are no values of a measure, or it has no name.
	Measure string
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
	// Filled and Empty count the cells.
	Filled, Empty int
	// Words are the distinct cells, the most frequent first; none if there are more than
	// table.MaxWords.
	Words []table.WordCount
	// Bins count the numbers in equal parts from Low to High, or the dates from First to Last.
	Bins []int
	// First and Last are the ends of a column of dates. IsZoned reports whether each has a time zone.
	First, Last time.Time
	IsZoned     bool
	// Lists are the separators of items that some cells have.
	Lists []table.List
	// Durations are the ways to read 7:02, if the cells do not prove one.
	Durations []Choice
	// IsDurations reports whether all cells are durations, which become minutes.
	IsDurations bool
}

// SheetRow is a row of the file.
type SheetRow struct {
	Line  int
	Cells []string
}

// Limits of a Sheet.
const (
	sheetRows = 20
	sheetBins = 12
)

type sheetKey struct{}

// WithSheet returns a context with which the readers of tables call show with what they read, once
// and before they check the rows, also if the import is then rejected. It is not called for our own
// exports.
func WithSheet(ctx context.Context, show func(Sheet)) context.Context {
	return context.WithValue(ctx, sheetKey{}, show)
}

// showsSheet reports whether there is a function of WithSheet.
func showsSheet(ctx context.Context) bool {
	show, _ := ctx.Value(sheetKey{}).(func(Sheet))
	return show != nil
}

// show calls the function of WithSheet, if there is one.
func (c *csvImport) show(ctx context.Context, o ImportPlan) error {
	show, _ := ctx.Value(sheetKey{}).(func(Sheet))
	if show == nil || c.table == nil {
		return nil
	}
	facts, err := c.facts(ctx)
	if err != nil {
		return err
	}
	s := Sheet{Found: c.table.Found, Plan: o, Sums: c.sums, Notes: c.notes, Columns: make([]SheetColumn, len(facts.Columns))}
	names := make([]string, len(facts.Columns))
	for i := range facts.Columns {
		names[i] = facts.Columns[i].Column.Name
	}
	ours := namesakes(names)
	taken := map[string]bool{}
	counters := make([]binCounter, len(facts.Columns))
	for i := range facts.Columns {
		col := &s.Columns[i]
		col.learnAll(&facts.Columns[i])
		col.IsFact = c.isFact != nil && c.isFact(col.Name)
		if our := ours[i]; our != nil && !taken[our.Name] {
			col.Ours, taken[our.Name] = our.Name, true
		}
		counters[i].begin(col, &facts.Columns[i])
	}
	for row, err := range c.table.Rows(ctx) {
		if ctx.Err() != nil {
			return c.tableError(ctx.Err())
		}
		if err != nil {
			continue // checking the rows reports it
		}
		if len(s.Rows) < sheetRows {
			s.Rows = append(s.Rows, sheetRow(row))
		}
		for i := range counters {
			counters[i].add(row.Cells[i])
		}
	}
	for i := range counters {
		s.Columns[i].Bins = counters[i].bins
	}
	for _, w := range facts.When {
		var labels []string
		for _, place := range w.Columns {
			labels = append(labels, s.Columns[place-1].Name)
		}
		s.When = append(s.When, labels)
	}
	show(s)
	return nil
}

func sheetRow(row table.Row) SheetRow {
	r := SheetRow{Line: row.Line, Cells: make([]string, len(row.Cells))}
	for i, cell := range row.Cells {
		r.Cells[i] = clip(cell.Text)
	}
	return r
}

func (c *SheetColumn) learnAll(f *table.ColumnFacts) {
	c.Name, c.IsNameless = f.Column.Label, f.Column.Name == ""
	c.Example = clip(f.Example.Value)
	if n := &f.Numbers; n.All() && n.Verdict == table.Proved {
		c.IsNumbers, c.Low, c.High = true, n.Smallest[table.NotationNone].Number, n.Largest[table.NotationNone].Number
	} else if n.All() && n.Verdict == table.Open {
		c.Decimals = openDecimals(n)
	}
	if f.Dates.Verdict == table.Open {
		c.Orders = openOrders(&f.Dates)
	}
	if !c.IsNameless && couldMeasure(f) {
		name, _ := cutUnit(strings.TrimPrefix(f.Column.Name, measurePrefix))
		c.Measure = measurePrefix + name
	}
	c.IsZoned = f.Dates.Cells > 0 && f.Dates.WithZone == f.Dates.Cells || f.Dates.Epoch != table.EpochNone
	c.Filled, c.Empty, c.Words, c.Lists = f.Filled, f.Empty, f.Words, f.Lists
	if f.Dates.All() && f.Dates.Verdict == table.Proved {
		c.First, c.Last = f.Dates.First, f.Dates.Last
	}
	if d := &f.Durations; d.All() && !f.Numbers.All() {
		c.IsDurations = true
		if d.Verdict == table.Open {
			for _, form := range []table.DurationForm{table.MinutesSeconds, table.HoursMinutes} {
				low, high := d.Smallest[form], d.Largest[form]
				c.Durations = append(c.Durations, Choice{Key: form.String(), Cells: []string{clip(low.Value), clip(high.Value)}, Numbers: []float64{low.Number, high.Number}})
			}
		} else {
			c.Low, c.High = d.Smallest[d.Form].Number, d.Largest[d.Form].Number
		}
	}
}

// binCounter counts the cells of a column for a small histogram.
type binCounter struct {
	numbers   *table.NumberReader
	dates     *table.DateReader
	low, high float64
	bins      []int
}

func (b *binCounter) begin(c *SheetColumn, f *table.ColumnFacts) {
	switch {
	case !c.First.IsZero() && c.First.Before(c.Last):
		b.dates = &table.DateReader{Order: f.Dates.Order}
		b.low, b.high = float64(c.First.Unix()), float64(c.Last.Unix())
	case c.IsNumbers && c.Low < c.High:
		b.numbers = &table.NumberReader{Notation: f.Numbers.Notation}
		b.low, b.high = c.Low, c.High
	case c.IsDurations && len(c.Durations) == 0 && c.Low < c.High:
		b.numbers = &table.NumberReader{Durations: f.Durations.Form, AsDurations: true}
		b.low, b.high = c.Low, c.High
	default:
		return
	}
	b.bins = make([]int, sheetBins)
}

func (b *binCounter) add(cell table.Cell) {
	var x float64
	switch {
	case b.bins == nil || table.IsEmpty(cell):
		return
	case b.dates != nil:
		m, err := b.dates.Read(cell)
		if err != nil {
			return
		}
		x = float64(m.Clock.Unix())
		if !m.HasTime {
			x -= 12 * 60 * 60 // a date alone is noon
		}
	default:
		n, err := b.numbers.Read(cell)
		if err != nil {
			return
		}
		x = n.Value
	}
	at := int(math.Floor((x - b.low) / (b.high - b.low) * sheetBins))
	b.bins[min(max(at, 0), sheetBins-1)]++
}

// PreviewEntry is an entry as Apply would add it.
type PreviewEntry struct {
	Line  int
	Area  string
	Entry journal.Entry

	measures map[journal.MeasureID]*journal.Measure
	values   string // of measures, as a person reads them
}

// JSON returns the entry as EntryJSON does, without its id.
func (p *PreviewEntry) JSON() any {
	e := p.Entry
	e.ID = ""
	return entryObject{&e, p.Area, p.measures, nil}
}

// Text returns the value of a field as a person reads it.
func (p *PreviewEntry) Text(f *journal.Field) string {
	if f.Kind == journal.MeasuresField {
		return p.values
	}
	return valueText(columnNamed(f.Name), &p.Entry, p.Area)
}

// First returns the first n entries in the order of the file.
func (i *Import) First(n int) []PreviewEntry {
	n = min(n, len(i.rows))
	all := make([]PreviewEntry, n)
	measures := map[journal.MeasureID]*journal.Measure{}
	for at, in := range i.rows[:n] {
		for _, v := range in.entry.Measures {
			if m, ok := i.measureOf(v.Measure); ok {
				measures[v.Measure] = m
			}
		}
		all[at] = PreviewEntry{Line: in.line, Area: i.areas[in.area].Name, Entry: in.entry, measures: measures, values: i.measureTexts(in.entry.Measures)}
	}
	return all
}

// PreviewDay is a day as Apply would add its values. Values are as a person reads them.
type PreviewDay struct {
	Line         int
	Date         journal.Date
	Values, Note string
}

// FirstDays returns at most n days, in the order of the file.
func (i *Import) FirstDays(n int) []PreviewDay {
	all := make([]PreviewDay, min(n, len(i.days)))
	for at := range all {
		d := i.days[at]
		all[at] = PreviewDay{Line: d.line, Date: d.Date, Values: i.measureTexts(d.Values), Note: d.Note}
	}
	return all
}

// FilledField is what the entries of a file have in one field.
type FilledField struct {
	Field *journal.Field
	// Count is how many entries have a value.
	Count int
	// Low and High are the ends of a field of numbers, First and Last of one of times.
	Low, High   float64
	First, Last time.Time
	// Words count the values of a field of words.
	Words map[string]int
}

// Filled returns the fields that at least one entry of the file has, in the order of files.
func (i *Import) Filled() []FilledField {
	var all []FilledField
	for _, c := range fileFields {
		if c == idColumn || c == areaColumn {
			continue
		}
		f := FilledField{Field: &c.Field}
		for _, in := range i.rows {
			f.add(&in.entry)
		}
		if f.Count > 0 {
			all = append(all, f)
		}
	}
	return all
}

func (f *FilledField) add(e *journal.Entry) {
	switch f.Field.Kind {
	case journal.NumberField:
		x, ok := f.Field.Number(e).Get()
		if !ok {
			return
		}
		if f.Count == 0 {
			f.Low, f.High = float64(x), float64(x)
		}
		f.Low, f.High = min(f.Low, float64(x)), max(f.High, float64(x))
	case journal.MomentField:
		at := *f.Field.Moment(e)
		if at.IsZero() {
			return
		}
		if f.Count == 0 || at.Before(f.First) {
			f.First = at
		}
		if at.After(f.Last) {
			f.Last = at
		}
	case journal.ListField:
		if len(*f.Field.List(e)) == 0 {
			return
		}
	case journal.MeasuresField:
		if len(e.Measures) == 0 {
			return
		}
	case journal.AnswersField:
		if len(e.Answers) == 0 {
			return
		}
	case journal.ObstaclesField:
		if len(e.Obstacles) == 0 {
			return
		}
	case journal.PeopleField:
		if len(e.People) == 0 {
			return
		}
	case journal.WordField:
		word := f.Field.Text(e)
		if word == "" {
			return
		}
		if f.Words == nil {
			f.Words = map[string]int{}
		}
		f.Words[word]++
	default:
		if f.Field.Text(e) == "" {
			return
		}
	}
	f.Count++
}

// Oddities are what is valid and yet may be a mistake: times in the future and before 1990, ratings
// that are all equal, fields that are nearly empty, and one title for all. now is the time to
// compare with.
func (i *Import) Oddities(now time.Time) []fault.Message {
	const few, nearlyEmpty = 10, 0.9
	n := len(i.rows)
	var all []fault.Message
	early, future, titles := 0, 0, map[string]bool{}
	for _, in := range i.rows {
		if in.entry.Time.Year() < 1990 {
			early++
		}
		if in.entry.Time.After(now) {
			future++
		}
		if len(titles) < 2 {
			titles[in.entry.Title] = true
		}
	}
	if future > 0 {
		all = append(all, fault.Count(future, "n-entries-are-in-the-future"))
	}
	if early > 0 {
		all = append(all, fault.Count(early, "n-entries-are-before-1990"))
	}
	if n < few {
		return all
	}
	if len(titles) == 1 && !titles[""] {
		all = append(all, fault.Text("all-entries-have-the-same-title"))
	}
	for _, f := range i.Filled() {
		if f.Field.Kind == journal.NumberField && f.Low == f.High && f.Count >= few {
			all = append(all, fault.Text("all-values-of-field-are-number", fault.V{"Field": f.Field.Name, "Number": number(f.Low)}))
		}
		if f.Field.Kind == journal.NumberField && float64(n-f.Count) >= nearlyEmpty*float64(n) {
			all = append(all, fault.Count(f.Count, "only-n-entries-of-total-have-field", fault.V{"Total": itoa(n), "Field": f.Field.Name}))
		}
	}
	return all
}
