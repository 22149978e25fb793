package otherjournal

import (
	"slices"
	"strings"

	"enactive/journal/table"
)

// Export is what was read of another journal.
type Export struct {
	// Columns are the columns, List the name of the one whose cells are lists, such as "tags".
	Columns []Column
	List    string
	// Notes are what was observed.
	Notes []Note
	// LeftOut are the names of what the files say and no column holds.
	LeftOut []string

	files []string // that have rows
	rows  []row
}

// Column is a column of an export.
type Column struct {
	Name string
	Role Role
}

// Role is what a column is for.
type Role byte

// The roles of columns.
const (
	Text   Role = iota // a column of its own
	Fact               // a short fact that can be a tag, such as "mood: good"
	Flag               // a fact that is "yes" or nothing; the tag is its name
	More               // a column that is only for those who ask for it
	Origin             // the name of a file, for those who ask for it
)

// FactsColumn is the column of the facts of a table whose list is a column that is asked for.
const FactsColumn = "facts"

type row struct {
	file, line int
	cells      []string // one for each column
	items      []string // of the list
}

// NoteKind is what a Note is about.
type NoteKind string

// What is observed in exports.
const (
	Media    NoteKind = "media"     // Count pictures, films and recordings are not read; Names
	OddFiles NoteKind = "odd-files" // Count files are not of the export; Names
	Before   NoteKind = "before"    // Count lines are before the first entry
	NoZone   NoteKind = "no-zone"   // Count times have no zone that is known, and are in UTC
	Skipped  NoteKind = "skipped"   // Count days of habits are marked as skipped
	Unknown  NoteKind = "unknown"   // Count days of habits have no answer
	Implied  NoteKind = "implied"   // Count days of habits were filled in by the program
	Empty    NoteKind = "empty"     // Count entries have nothing in them
)

// Note is something that was observed.
type Note struct {
	Kind  NoteKind
	Count int
	Names []string // the first of them
}

// maxNames is how many names a note lists.
const maxNames = 10

// note counts something that was observed.
func (e *Export) note(kind NoteKind, names ...string) { e.noteMany(kind, max(1, len(names)), names...) }

func (e *Export) noteMany(kind NoteKind, count int, names ...string) {
	if count == 0 {
		return
	}
	at := slices.IndexFunc(e.Notes, func(n Note) bool { return n.Kind == kind })
	if at < 0 {
		at = len(e.Notes)
		e.Notes = append(e.Notes, Note{Kind: kind})
	}
	n := &e.Notes[at]
	n.Count += count
	for _, name := range names {
		if len(n.Names) < maxNames {
			n.Names = append(n.Names, clip(name))
		}
	}
}

func (e *Export) setRole(name string, role Role) {
	for i := range e.Columns {
		if e.Columns[i].Name == name {
			e.Columns[i].Role = role
		}
	}
}

// leaveOut adds a name to LeftOut.
func (e *Export) leaveOut(name string) {
	const most = 100
	if at, found := slices.BinarySearch(e.LeftOut, name); !found && len(e.LeftOut) < most {
		e.LeftOut = slices.Insert(e.LeftOut, at, clip(name))
	}
}

// add adds a row, whose cells are in the order of the columns. An entry without a text, a title
// and items is still an entry: it has a time.
func (e *Export) add(file string, line int, items []string, cells ...string) error {
	if len(e.rows) >= MaxRows {
		return &Error{Kind: KindRows, File: file, Limit: MaxRows}
	}
	if len(e.files) == 0 || e.files[len(e.files)-1] != file {
		e.files = append(e.files, file)
	}
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	e.rows = append(e.rows, row{len(e.files) - 1, line, cells, items})
	return nil
}

// Len is how many entries the export has.
func (e *Export) Len() int { return len(e.rows) }

// Places are where the entries of an export are, without the entries.
type Places struct {
	files []string
	rows  [][2]int // of each entry its file and line, if there are several files
}

// Places returns where the entries are.
func (e *Export) Places() Places {
	p := Places{files: e.files}
	if len(e.files) > 1 {
		p.rows = make([][2]int, len(e.rows))
		for i := range e.rows {
			p.rows[i] = [2]int{e.rows[i].file, e.rows[i].line}
		}
	}
	return p
}

// Of returns the file and the line of an entry by the line of its row in the table; file is "" if
// there is only one.
func (p *Places) Of(line int) (file string, inFile int) {
	if len(p.files) < 2 || line < 1 || line > len(p.rows) {
		return "", line
	}
	return p.files[p.rows[line-1][0]], p.rows[line-1][1]
}

// Table returns the entries as a table. It has the columns that are texts, the list, and those
// that asked reports by their names; the other facts are items of the list, or of FactsColumn if
// the list itself is asked for. Items are separated by "; ", with a backslash before a ; or \ in
// them. The lines of the rows are those of the file; of several files, the numbers of the entries.
// The errors are those of table.Builder.
func (e *Export) Table(asked func(name string) bool) (*table.Table, error) {
	var names []string
	var at []int
	for i, c := range e.Columns {
		if c.Role == Text || asked(c.Name) {
			names, at = append(names, c.Name), append(at, i)
		}
	}
	apart := e.List != "" && asked(e.List)
	if e.List != "" {
		names = append(names, e.List)
	}
	facts := e.facts(asked)
	if apart && len(facts) > 0 {
		names = append(names, FactsColumn)
	}
	b := table.NewBuilder(names)
	for number := range e.rows {
		r := &e.rows[number]
		line := r.line
		if len(e.files) > 1 {
			line = number + 1
		}
		cells := make([]table.Cell, 0, len(names))
		for _, i := range at {
			cells = append(cells, table.Cell{Text: r.cells[i]})
		}
		found := r.facts(e.Columns, facts)
		switch {
		case apart:
			cells = append(cells, table.Cell{Text: JoinItems(r.items)})
			if len(facts) > 0 {
				cells = append(cells, table.Cell{Text: JoinItems(found)})
			}
		case e.List != "":
			cells = append(cells, table.Cell{Text: JoinItems(slices.Concat(r.items, found))})
		}
		if err := b.Add(line, cells...); err != nil {
			return nil, err
		}
	}
	return b.Table(), nil
}

// ColumnNames returns the names of all columns, that of the list last.
func (e *Export) ColumnNames() []string {
	names := make([]string, 0, len(e.Columns)+1)
	for _, c := range e.Columns {
		names = append(names, c.Name)
	}
	return append(names, e.List)
}

// facts are the places of the columns whose cells become items.
func (e *Export) facts(asked func(name string) bool) []int {
	var at []int
	for i, c := range e.Columns {
		if (c.Role == Fact || c.Role == Flag) && !asked(c.Name) && (e.List != "") {
			at = append(at, i)
		}
	}
	return at
}

func (r *row) facts(columns []Column, at []int) []string {
	var items []string
	for _, i := range at {
		switch c := columns[i]; {
		case r.cells[i] == "":
		case c.Role == Flag:
			items = append(items, c.Name)
		default:
			items = append(items, c.Name+": "+oneLine(r.cells[i]))
		}
	}
	return items
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// JoinItems writes the items of a list into one cell.
func JoinItems(items []string) string {
	escape := strings.NewReplacer(`\`, `\\`, ";", `\;`)
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteString("; ")
		}
		_, _ = escape.WriteString(&b, item) // a strings.Builder does not fail
	}
	return b.String()
}

// Facts returns the names of the columns whose cells become items, and that hold something.
func (e *Export) Facts(asked func(name string) bool) []string {
	var names []string
	for _, i := range e.facts(asked) {
		if e.holds(i) {
			names = append(names, e.Columns[i].Name)
		}
	}
	return names
}

// IsFact reports whether a column has cells that become items.
func (e *Export) IsFact(name string) bool {
	return slices.ContainsFunc(e.Columns, func(c Column) bool { return c.Name == name && (c.Role == Fact || c.Role == Flag) })
}

func (e *Export) holds(column int) bool {
	return slices.ContainsFunc(e.rows, func(r row) bool { return r.cells[column] != "" })
}

// done returns the export, unless it has no entries.
func (e *Export) done(program string) (*Export, error) {
	if len(e.rows) == 0 {
		return nil, &Error{Kind: KindNoEntries, Value: program}
	}
	return e, nil
}

// Unasked returns the names of the columns that are only for those who ask, hold something, and
// are not asked for.
func (e *Export) Unasked(asked func(name string) bool) []string {
	var names []string
	for i, c := range e.Columns {
		if c.Role == More && !asked(c.Name) && e.holds(i) {
			names = append(names, c.Name)
		}
	}
	return names
}
