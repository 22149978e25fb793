package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// ImportPlan says how a table is read and what its columns are. The zero ImportPlan reads a table whose
// columns have our names.
type ImportPlan struct {
	// File is the name of the file in messages.
	File string
	Map  []ColumnMap
	Join []ColumnJoin
	Set  []ColumnSet
	// Leave names columns of theirs to ignore, even if they have our names.
	Leave []string
	// SkipBadRows imports the valid rows, of which there must be one, and skips the others.
	SkipBadRows bool
	// Reading says how the file is written; the zero value finds out.
	Reading table.Options
	// Dates and Decimal answer what the columns leave open: the order of day, month and year, and
	// the decimal mark.
	Dates   table.Order
	Decimal table.Notation
	// Sums says what to do with a last row that looks like sums.
	Sums Sums
	// Zone is that of times without one; nil is the zone of the journal's clock.
	Zone *time.Location
	// Durations answers what 7:02 is in a column that does not prove it.
	Durations table.DurationForm
	// Words replace the words of columns, and Split separates the items of lists.
	Words []ColumnWords
	Split []ColumnSplit
	// Each and Group make other rows of those in the file, in this order, before anything else.
	Each  ColumnEach
	Group RowGroup
	// Key names the columns of theirs that together name a row, if neither an id nor the time, area
	// and title do.
	Key []string
	// Again is what happens to rows that came in before and have changed since.
	Again Again
	// Days reads each row as the values of a day in place of an entry. Several says which of several
	// values of a day counts.
	Days    bool
	Several Several

	fromMemory fromMemory
}

// ColumnMap reads one of their columns as one of ours.
type ColumnMap struct {
	From, To string
	// Scaled maps their scale from Low to High linearly to ours; Low above High reverses it.
	Scaled    bool
	Low, High float64
}

// ColumnJoin joins columns of theirs with blanks into a column To: one of ours, or one that a
// ColumnMap reads.
type ColumnJoin struct {
	From []string
	To   string
}

// ColumnSet sets a column of ours to the same value in every row, even if the file has that
// column.
type ColumnSet struct{ To, Value string }

// ParseMap parses a map such as "se_handle=efficacy_before" or, with their scale,
// "se_handle=efficacy_before:1..7". The error wraps ErrUsage.
func ParseMap(s string) (ColumnMap, error) {
	const example = `write it like their_column=performance or their_column=performance:1..7`
	at := strings.LastIndexByte(s, '=')
	if at < 0 {
		return ColumnMap{}, misused("the map %q has no =; %s", clip(s), example)
	}
	m := ColumnMap{From: strings.TrimSpace(s[:at])}
	to, scale, scaled := s[at+1:], "", false
	if !isMeasureName(strings.TrimSpace(to)) {
		to, scale, scaled = strings.Cut(to, ":")
	}
	m.To = strings.TrimSpace(to)
	if m.From == "" || m.To == "" {
		return ColumnMap{}, misused("the map %q lacks the name of a column; %s", clip(s), example)
	}
	our, err := target(m.To)
	if err != nil || !scaled {
		return m, err
	}
	if our.Kind != journal.NumberField {
		return ColumnMap{}, misused("the map %q has a scale, but %s is no number", clip(s), m.To)
	}
	parts := regexp.MustCompile(`^\s*(\S+?)\s*\.\.\s*(\S+)\s*$`).FindStringSubmatch(scale)
	if parts == nil {
		return ColumnMap{}, misused("the scale in %q cannot be read; %s", clip(s), example)
	}
	var ok bool
	if m.Low, m.High, ok = ParseScale(parts[1], parts[2]); !ok {
		return ColumnMap{}, misused("the scale in %q must go from one number to another; %s", clip(s), example)
	}
	m.Scaled = true
	return m, nil
}

// ParseScale parses the ends of a scale; ok reports whether both are numbers.
func ParseScale(begin, end string) (low, high float64, ok bool) {
	low, isLow := parseNumber(begin)
	high, isHigh := parseNumber(end)
	return low, high, isLow && isHigh && low != high
}

// ParseJoin reads a join such as "date time=time": the names of their columns with blanks
// between, and what they become. A name that holds a blank stands in double quotes, or has a _
// instead.
// The error wraps ErrUsage.
func ParseJoin(s string) (ColumnJoin, error) {
	const example = `write it like "date time=time"`
	at := strings.LastIndexByte(s, '=')
	if at < 0 {
		return ColumnJoin{}, misused("the join %q has no =; %s", clip(s), example)
	}
	c := ColumnJoin{To: strings.TrimSpace(s[at+1:])}
	for _, name := range splitOutsideQuotes(s[:at], ' ') {
		c.From = append(c.From, unquoteName(name))
	}
	if len(c.From) < 2 || c.To == "" {
		return ColumnJoin{}, misused("the join %q must name two columns and what they become; %s", clip(s), example)
	}
	return c, nil
}

// ParseSet parses a value for all rows such as "area=Daily life". The error wraps ErrUsage.
func ParseSet(s string) (ColumnSet, error) {
	to, value, ok := strings.Cut(s, "=")
	to = strings.TrimSpace(to)
	if !ok || to == "" {
		return ColumnSet{}, misused(`%q gives no column a value; write it like "area=Daily life"`, clip(s))
	}
	if to == idColumn.Name {
		return ColumnSet{}, misused("not all rows can have the same id")
	}
	_, err := target(to)
	return ColumnSet{To: to, Value: value}, err
}

// target returns our column with that name. That of a measure stands for itself until a journal is
// there.
func target(name string) (*column, error) {
	if c := tableColumn(name); c != nil {
		return c, nil
	}
	if isMeasureName(name) {
		m, err := newFileMeasure(name, false)
		if err != nil {
			return nil, usage(fault.Text("the-column-cannot-be-a-measure-cause", fault.V{"Column": strconv.Quote(clip(name)), "Cause": err}))
		}
		return m.column, nil
	}
	if name == dayColumn.Name {
		return dayColumn, nil
	}
	return nil, usage(fault.Text("there-is-no-column-name-to-fill", fault.V{"Name": strconv.Quote(clip(name)), "Columns": strings.Join(Columns(), ", ")}))
}

// binding maps cells of the file to one of our columns.
type binding struct {
	*column
	// name is its name in messages: that of the column in the file.
	name  string
	cells []int
	scale *ColumnMap
	// isOurs reports that the column in the file has exactly our name and no map reads it: then it is
	// written as the format of our CSV says, with a decimal point.
	isOurs bool
	// isAsked reports that a map or join names it.
	isAsked bool
	proof   *columnProof // nil in our own exports, and for a value of all rows
}

// layout maps the rows of one file to entries.
type layout struct {
	bindings []binding
	// set holds the values that every row gets, and area the name of its area.
	set      journal.Entry
	setTimes writtenTimes
	setTexts []measureText
	area     string
	leftOut  []string
	width    int
	// named is how many columns the header names, or the options; cells behind these belong to a text
	// with a separator in it. It is 0 if there is no header.
	named int
}

// source is a column of the file, or a join of several.
type source struct {
	name  string
	cells []int
}

// layoutBuilder matches a header with the options.
type layoutBuilder struct {
	file   string
	names  []string // as the file has them
	header []string // the labels by which columns are known
	joined []source
	taken  []bool // by a join or a map
	filled map[*column]string
	set    map[*column]bool
	mapped map[string]bool
	layout layout
	// measures are those that the file names, and line is where it does.
	measures *fileMeasures
	line     int
	isMapped bool // a map or join fills a measure
	byName   bool // the columns are those without a map or join
}

func newLayout(columns []table.Column, o ImportPlan, loc *time.Location, measures *fileMeasures, line int) (*layout, error) {
	b := layoutBuilder{
		file: o.File, measures: measures, line: line, taken: make([]bool, len(columns)),
		filled: map[*column]string{}, set: map[*column]bool{}, mapped: map[string]bool{},
	}
	for _, c := range columns {
		b.names, b.header = append(b.names, c.Name), append(b.header, c.Label)
	}
	b.layout.width = len(columns)
	required := b.required
	if measures.ofDays {
		required = b.requiredOfDays
	}
	for _, step := range []func() error{
		func() error { return b.leaves(o.Leave) },
		func() error { return b.joins(o.Join) },
		func() error { return b.maps(o.Map) },
		b.joinsToOurs,
		func() error { return b.sets(o.Set, &rowParser{moments: momentReader{loc: loc}}) },
		b.namesake,
		required,
		b.countNamed,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &b.layout, nil
}

func (b *layoutBuilder) leaves(names []string) error {
	for _, name := range names {
		i, err := b.find(name)
		if err != nil {
			return err
		}
		b.taken[i] = true
		b.layout.leftOut = append(b.layout.leftOut, b.header[i])
	}
	return nil
}

func (b *layoutBuilder) joins(joins []ColumnJoin) error {
	for _, c := range joins {
		s := source{name: c.To}
		for _, name := range c.From {
			i, err := b.find(name)
			if err != nil {
				return err
			}
			b.taken[i] = true
			s.cells = append(s.cells, i)
		}
		b.joined = append(b.joined, s)
	}
	return nil
}

func (b *layoutBuilder) maps(maps []ColumnMap) error {
	for _, m := range maps {
		our, err := b.target(m.To)
		if err != nil {
			return err
		}
		var s source
		if i := slices.IndexFunc(b.joined, func(s source) bool { return s.name == m.From }); i >= 0 {
			s = b.joined[i]
			b.mapped[m.From] = true
		} else {
			i, err := b.find(m.From)
			if err != nil {
				return err
			}
			b.taken[i] = true
			s = source{name: b.header[i], cells: []int{i}}
		}
		if err := b.fill(our, s, &m); err != nil {
			return err
		}
	}
	return nil
}

// joinsToOurs fills our columns from the joins that no map renames.
func (b *layoutBuilder) joinsToOurs() error {
	for _, s := range b.joined {
		if b.mapped[s.name] {
			continue
		}
		our, err := b.target(s.name)
		if err != nil {
			return err
		}
		if err := b.fill(our, s, nil); err != nil {
			return err
		}
	}
	return nil
}

func (b *layoutBuilder) fill(our *column, s source, scale *ColumnMap) error {
	if by, ok := b.filled[our]; ok {
		return usage(fault.Text("column-would-be-filled-twice-from-first", fault.V{"Column": our.Name, "First": strconv.Quote(clip(by)), "Second": strconv.Quote(clip(s.name))}))
	}
	b.filled[our] = s.name
	bind := binding{column: our, name: s.name, cells: s.cells, isAsked: !b.byName}
	if scale != nil && scale.Scaled {
		bind.scale = scale
	}
	b.layout.bindings = append(b.layout.bindings, bind)
	return nil
}

func (b *layoutBuilder) sets(sets []ColumnSet, p *rowParser) error {
	for _, s := range sets {
		our, err := b.target(s.To)
		if err != nil {
			return err
		}
		if by, ok := b.filled[our]; ok {
			return usage(fault.Text("column-would-be-filled-twice-from-first-and", fault.V{"Column": our.Name, "First": strconv.Quote(clip(by)), "Value": strconv.Quote(clip(s.Value))}))
		}
		if b.set[our] {
			return usage(fault.Text("column-is-given-a-value-for-all-rows", fault.V{"Column": our.Name}))
		}
		b.set[our] = true
		if our == areaColumn {
			if b.layout.area, err = cleanArea(s.Value); err != nil {
				return usage(fault.Text("the-value-for-all-rows-is-wrong-cause", fault.V{"Cause": err}))
			}
			continue
		}
		if our.measure != nil {
			b.layout.setTexts = append(b.layout.setTexts, measureText{our.measure, s.Value})
			continue
		}
		bind := binding{column: our, name: our.Name}
		if bad := p.put(&b.layout.set, &b.layout.setTimes, &bind, s.Value); bad != nil {
			return usage(fault.Text("the-value-for-all-rows-is-wrong-cause", fault.V{"Cause": bad.what()}))
		}
	}
	return nil
}

// namesake fills our columns from the columns with their names, and records the ignored
// columns.
func (b *layoutBuilder) namesake() error {
	named := map[*column]bool{}
	for our := range b.filled {
		b.isMapped = b.isMapped || our.measure != nil
	}
	b.byName = true
	for i, our := range namesakes(b.names) {
		if b.taken[i] {
			continue
		}
		name := b.header[i]
		if isMeasureName(b.names[i]) {
			m, err := b.measures.named(b.names[i])
			if err != nil {
				return &RejectedError{File: b.file, Bad: []RowError{noMeasure(b.file, b.line, name, err)}}
			}
			our = m.column
		}
		if b.measures.ofDays {
			our = b.dayNamesake(i, our)
		}
		if b.names[i] == tryColumn.Name && !b.measures.ofDays {
			our = tryColumn
		}
		if our == nil || b.set[our] {
			b.layout.leftOut = append(b.layout.leftOut, b.header[i])
			continue
		}
		if by, ok := b.filled[our]; ok && named[our] {
			return rejected(fault.Text("file-has-two-columns-for-column-first", fault.V{"File": b.file, "Column": our.Name, "First": strconv.Quote(clip(by)), "Name": strconv.Quote(clip(name))}))
		}
		if err := b.fill(our, source{name: name, cells: []int{i}}, nil); err != nil {
			return err
		}
		b.layout.bindings[len(b.layout.bindings)-1].isOurs = name == our.Name || our.measure != nil && isMeasureName(b.names[i])
		named[our] = true
	}
	return nil
}

// namesakes returns our columns for the names in a header: with exactly that name or, if no
// name is exact, ignoring case and with blanks for _; nil for unknown names.
func namesakes(header []string) []*column {
	all := make([]*column, len(header))
	exact := map[*column]bool{}
	for i, name := range header {
		if all[i] = tableColumn(name); all[i] != nil {
			exact[all[i]] = true
		}
	}
	for i, name := range header {
		if our := tableColumn(loose(name)); all[i] == nil && !exact[our] {
			all[i] = our
		}
	}
	return all
}

// countNamed finds the last column that has a name, or that the options name.
func (b *layoutBuilder) countNamed() error {
	for i, name := range b.names {
		if name != "" {
			b.layout.named = i + 1
		}
	}
	for i, taken := range b.taken {
		if taken && b.layout.named > 0 {
			b.layout.named = max(b.layout.named, i+1)
		}
	}
	return nil
}

// target is target with the measures of the journal.
func (b *layoutBuilder) target(name string) (*column, error) {
	if !isMeasureName(name) {
		return target(name)
	}
	m, err := b.measures.named(name)
	if err != nil {
		return nil, usage(fault.Text("the-column-cannot-be-a-measure-cause", fault.V{"Column": strconv.Quote(clip(name)), "Cause": err}))
	}
	return m.column, nil
}

func (b *layoutBuilder) required() error {
	for _, our := range []*column{timeColumn, areaColumn} {
		if b.filled[our] == "" && !b.set[our] {
			return rejected(fault.Text("file-has-no-column-column-so-it-is-not", fault.V{"File": b.file, "Column": strconv.Quote(our.Name), "Columns": columnList(b.header)}))
		}
	}
	return nil
}

// find returns the place of their column of that label: spelt exactly so, by its place as #3, or
// else with other capitals or blanks for _, if only one is.
func (b *layoutBuilder) find(name string) (int, error) {
	return findColumn(b.file, b.header, name)
}

func columnList(labels []string) string {
	const most = 40
	names := make([]string, 0, len(labels))
	for i, label := range labels {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, clip(label))
	}
	return strings.Join(names, ", ")
}

func loose(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
}
