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

// Import is a file that was read and checked, and what Apply would import of it.
type Import struct {
	// Added counts the entries, AlreadyThere those that the journal has already.
	// Changed counts those that are updated, because their rows have changed since they came in.
	Added, Changed, AlreadyThere int
	Reviews, Filters             int
	// NewAreas are the names of the areas that are created.
	NewAreas []string
	// LeftOut are the columns or fields of the file that have no place in the journal.
	LeftOut []string
	// Notes are sentences about what was observed while a table was read, such as its encoding.
	Notes []string
	// Apply imports everything as one step.
	Apply func(context.Context) error
}

// IsEmpty reports whether there is nothing to import.
func (i *Import) IsEmpty() bool { return i.Added+i.Changed+len(i.NewAreas)+i.Reviews+i.Filters == 0 }

// Column is a column of somebody else's table.
type Column struct {
	Name string
	// Ours is the column of ours with that name; empty if there is none, or it is taken.
	Ours string
	// Example is the first cell that is not empty.
	Example string
	// IsNumbers reports whether all cells that are not empty are numbers, from Low to High.
	IsNumbers bool
	Low, High float64
	// Orders are the ways to read its dates, and Decimals those to read its numbers, if its cells do
	// not prove one.
	Orders, Decimals []Reading
}

// Reading is one of several ways to read a column.
type Reading struct {
	Key string // the answer
	// Order is the order of dates in words, and Cells are one or two of them, with what they become.
	Order string
	Cells []string
	Days  []time.Time
	// Low and High are the smallest and the largest number of the column.
	Low, High float64
}

// ColumnAnswers is what a person said of the columns of a table.
type ColumnAnswers struct {
	Map   []ColumnMap
	Times []string // the columns that together say when
	Leave []string // the columns that are left out
	Area  string   // of all rows; empty if a column has it
	// Dates and Decimal are the keys of the readings that were chosen; empty if nothing was asked.
	Dates, Decimal string
}

// ColumnMap reads one of their columns as one of ours.
type ColumnMap struct {
	From, To string
	// Scaled stretches their scale from Low to High onto ours.
	Scaled    bool
	Low, High float64
}
