// Package exchange exports and imports entries: the journal's own CSV, JSON and Markdown, and
// tables, notes and journals from other programs.
//
// Formats lists the formats that the window and the command line offer.
//
// Our own CSV is read by encoding/csv, any other table by package table: its encoding, its
// separator and its header are found, each column is read as its rows prove, and what they leave
// open is an error that asks. Import.Notes lists what was observed.
//
// Our own Markdown is read as it was written; other notes become the rows of a table, whose columns
// are the keys of their front matter.
//
// Begin with WriteCSV, WriteJSON and WriteMarkdown to write, and with ReadCSV, ReadJSON and
// ReadMarkdown to read.
// Reading checks a whole file and changes nothing; the Import it returns says what would
// happen, and its Apply does it as one undo step.
//
// A row of another program's table that came in before and has changed since updates its entry,
// except for what was edited here: see Again, and Origin in package journal.
//
// Values of measures have a column "m:NAME" each in a table, and stand under their names in JSON and
// Markdown. What a measure is, such as its unit, is in JSON alone: elsewhere a name that the journal
// does not have becomes a new measure of the kind that all its cells prove (prove in
// measurecolumns.go). Values of days are a table of their own (WriteDaysCSV), and any table of days
// is read with ImportPlan.Days. A day or an entry that has a value already keeps it, and
// Import.Conflicts has both.
//
// Guarantees: exporting, importing into a new journal and exporting again gives the same
// bytes, whatever the entries contain. Importing the same file again adds nothing, even if its
// rows have no ids and the entries were edited in between. A file with errors is rejected as a
// whole, with a RowError for each bad row; nothing is guessed, and nothing is dropped without
// being reported. Entries in the bin stay there.
//
// A file on the way in may be hostile: it may be 256 MiB, a million rows and 200,000
// entries at most, a line of a table that is not our own 2 MiB, and JSON 32 levels deep. Package table has more limits.
package exchange

import (
	"fmt"
	"unicode/utf8"

	"enactive/journal/fault"
	"enactive/journal/table"
)

// Limits of imported files.
const (
	// MaxFile is the maximum size of a file in bytes.
	MaxFile = 256 << 20
	// MaxLine is the most bytes of one line of a table. The rows of our own exports may be
	// longer, because what was exported must come back.
	MaxLine = table.MaxLine
	// MaxRows is the most rows of a table.
	MaxRows = table.MaxRows
	// MaxEntries is the most entries of one import. All are in memory and saved in one step, all or
	// nothing, which takes about 4 KiB for each: 800 MiB for this many.
	MaxEntries = 200_000
	// MaxDepth is the maximum nesting of JSON.
	MaxDepth = 32
)

// ErrRejected is wrapped if a file cannot be imported. Nothing was changed.
const ErrRejected fault.Class = "the import was rejected"

// ErrUsage is wrapped if an option (a map, a join, a value for all rows) is invalid or does not
// match the file.
const ErrUsage fault.Class = "that cannot be asked for"

func usage(m fault.Message) error {
	return &fault.Error{Class: ErrUsage, Kind: m.Kind, Values: m.Values}
}

// misused is usage for options of the command line, whose language is English.
func misused(format string, args ...any) error {
	return &fault.Error{Class: ErrUsage, Err: fmt.Errorf(format, args...)}
}

func rejected(m fault.Message) error {
	return &fault.Error{Class: ErrRejected, Kind: m.Kind, Values: m.Values}
}

// clip shortens a value to be quoted in a message.
func clip(s string) string {
	const limit = 60
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}
