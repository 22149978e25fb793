package state

import (
	"context"
	"time"

	"enactive/journal"
)

// Format is a format that entries can be exported to.
type Format struct {
	Key       string
	Name      string
	Extension string // of its files, with the dot
	Holds     string // one sentence about what such a file holds
	Options   []FormatOption
	// HandedOn is true for a document whose pages are seen, and chosen, before it is written.
	HandedOn bool
}

// FormatOption is something about a format that can be switched on.
type FormatOption struct{ Key, Name string }

// Export is a file to write.
type Export struct {
	Format Format
	Path   string
	// Query selects the entries.
	Query journal.Query
	// Options are the keys of the options that are switched on.
	Options []string
	// Passphrase encrypts the file; without it the file is plain.
	Passphrase string
}

// ImportSource is what entries are imported from: a file or a folder or, if Path is empty, a text.
type ImportSource struct {
	Name string // in messages
	Path string
	Text string
}

// IsEmpty reports whether there is nothing to read.
func (s ImportSource) IsEmpty() bool { return s.Path == "" && s.Text == "" }

// Reading is what was read of a source, as far as that was possible.
type Reading struct {
	// Sheet is the table; nil if the source is an export of ours.
	Sheet *Sheet
	// Import is what would be imported; nil if something is open or wrong.
	Import *Import
	// Bad are sentences about the first rows that cannot be read, of BadCount among Rows, if they
	// are why there is no Import.
	Bad            []string
	BadCount, Rows int
	// Err is any other reason why there is no Import.
	Err error
}

// Import is a file that was read and checked, and what Apply would import of it.
type Import struct {
	// Added counts the entries, AlreadyThere those that the journal has already.
	// Changed counts those that are updated, because their rows have changed since they came in, and
	// Kept those of AlreadyThere whose rows have changed too.
	Added, Changed, AlreadyThere, Kept int
	Reviews, Filters                   int
	// Days counts the days that get values or a note, DaysThere those that have them already, and
	// NewMeasures are the names of the measures that are made.
	Days, DaysThere int
	NewMeasures     []string
	// Experiments counts the experiments that come in or go on to where they are in the file, and
	// ExperimentsThere those that the journal has as far on already.
	Experiments, ExperimentsThere int
	// NewAreas are the names of the areas that are created.
	NewAreas []string
	// LeftOut are the columns or fields of the file that have no place in the journal.
	LeftOut []string
	// Notes are sentences about what was observed while a table was read, such as its encoding,
	// Oddities about what is valid and may yet be a mistake.
	Notes, Oddities []string
	// Bad are sentences about the first rows that are skipped, of BadCount.
	Bad      []string
	BadCount int
	// FirstDays are the first days of a table of days.
	FirstDays []PreviewDay
	// First are the first entries, and Changes some of the entries that change.
	First   []PreviewEntry
	Changes []ImportChange
	// Apply imports everything as one step.
	Apply func(context.Context) error
}

// IsEmpty reports whether there is nothing to import.
func (i *Import) IsEmpty() bool {
	return i.Added+i.Changed+i.Days+len(i.NewMeasures)+len(i.NewAreas)+i.Experiments+i.Reviews+i.Filters == 0
}

// PreviewEntry is an entry as it will be, with the line of the file on which it begins.
type PreviewEntry struct {
	Line  int
	Area  journal.Area
	Entry journal.Entry
}

// PreviewDay is what a day will have, with the line of the file on which it begins. Values are in words.
type PreviewDay struct {
	Line         int
	Date         journal.Date
	Values, Note string
}

// ImportChange is an entry that changes, with its fields by their names.
type ImportChange struct {
	Title  string
	Fields []ImportFieldChange
}

// ImportFieldChange is the value of a field here and in the file. Kept is true if it stays as it is here.
type ImportFieldChange struct {
	Field, Before, After string
	Kept                 bool
}

// Sheet is a table as it is, before anything of it is imported.
type Sheet struct {
	// Written is how the file is written. Sheets are the names of the sheets of a spreadsheet.
	Written ImportWriting
	Sheets  []string
	// IsText is true for cells with separators, whose way of writing may be said.
	IsText  bool
	Columns []Column
	Rows    []SheetRow // the first ones
	Count   int        // of all rows
	// When are the ways to make a time of columns, by their names, the fullest first.
	When [][]string
	// Preset is what its format says of the columns.
	Preset ImportPlan
	Notes  []string
	// Sums is a last row that looks like sums; its line is 0 if there is none.
	Sums SheetRow
	// Remembered is the plan of an earlier file with these columns, and RememberedAs its name; nil
	// if there is none.
	Remembered   *ImportPlan
	RememberedAs string
}

// SheetRow is a row of the file.
type SheetRow struct {
	Line  int
	Cells []string
}

// ImportWriting is how a table is written. The zero value finds out.
type ImportWriting struct {
	Encoding  string
	Separator string // one character
	Header    int    // its line
	NoHeader  bool
	Sheet     string
}

// Column is a column of somebody else's table, and what its cells prove.
type Column struct {
	Name string
	// Ours is the column of ours with that name; empty if there is none, or it is taken.
	Ours string
	// Measure is the measure m:NAME that the column is where each row is a day; empty if its cells are
	// no values of one.
	Measure string
	// IsFact reports that its cells become tags if nothing else is said.
	IsFact bool
	// Example is the first cell that is not empty.
	Example string
	// Filled and Empty count the cells.
	Filled, Empty int
	// IsNumbers reports whether all cells that are not empty are numbers, IsDurations whether they
	// are durations. Low and High are the ends of either, in minutes of durations.
	IsNumbers, IsDurations bool
	Low, High              float64
	// First and Last are the ends of a column of dates; IsZoned reports whether all have a time zone.
	First, Last time.Time
	IsZoned     bool
	// Bins count the numbers or dates in equal parts from end to end.
	Bins []int
	// Words are the distinct cells, the most frequent first, if they are few.
	Words []WordCount
	// Lists are the separators of items that some cells have.
	Lists []List
	// Orders are the ways to read its dates, Decimals those to read its numbers, and Durations those
	// to read 7:02, if its cells do not prove one.
	Orders, Decimals, Durations []ColumnReading
}

// WordCount is a word, and how many cells have it.
type WordCount struct {
	Word  string
	Count int
}

// List is a separator that some cells of a column have.
type List struct {
	Separator    string
	Cells, Items int
}

// ColumnReading is one of several ways to read a column.
type ColumnReading struct {
	Key string // the answer
	// Order is the order of dates in words, and Cells are one or two cells, with what they become.
	Order string
	Cells []string
	Days  []time.Time
	// Low and High are the smallest and the largest number of the column.
	Low, High float64
}

// ImportPlan says how a table is read and what its columns are, as the terminal has it.
type ImportPlan struct {
	Written ImportWriting
	Map     []ColumnMap
	Join    []ColumnJoin
	Set     []ColumnSet
	Leave   []string
	// Dates, Decimal and Durations are the keys of readings, Zone the name of a time zone; empty if
	// nothing was asked.
	Dates, Decimal, Durations, Zone string
	Words                           []ColumnWords
	Split                           []ColumnSplit
	// Each are columns that become an entry each, EachTo what their names become. Group are the columns
	// in which rows are alike that become one entry, GroupNumbers what becomes of numbers then.
	Each         []string
	EachTo       string
	Group        []string
	GroupNumbers map[string]string
	// Key are the columns that name a row, and Again what happens to changed rows: update, keep or add.
	Key         []string
	Again       string
	SkipBadRows bool
	// Sums is what happens to a last row of sums: leave or import.
	Sums string
	// Days reads each row as the values of a day, and Several says which of several values of a day
	// counts: first, last, mean, sum, smallest or largest; empty refuses several.
	Days    bool
	Several string
}

// ColumnMap reads one of their columns as one of ours.
type ColumnMap struct {
	From, To string
	// Scaled stretches their scale from Low to High onto ours.
	Scaled    bool
	Low, High float64
}

// ColumnJoin joins columns with blanks into one of ours.
type ColumnJoin struct {
	From []string
	To   string
}

// ColumnSet gives a column of ours the same value in every row.
type ColumnSet struct{ To, Value string }

// ColumnWords are our words for those of a column, by theirs.
type ColumnWords struct {
	From string
	Ours map[string]string
}

// ColumnSplit says what separates the items of a column.
type ColumnSplit struct{ From, Separator string }
