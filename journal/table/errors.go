package table

import (
	"fmt"
	"strings"
)

// Kind is what is wrong with a file, a row or a cell.
type Kind string

// What is wrong with a file as a whole.
const (
	KindRead        Kind = "read"         // Err: the file could not be read
	KindFileSize    Kind = "file-size"    // larger than Limit bytes
	KindUnpacked    Kind = "unpacked"     // unpacks to more than Limit bytes
	KindRatio       Kind = "ratio"        // unpacks to more than Limit times its size
	KindLineSize    Kind = "line-size"    // Line has more than Limit bytes
	KindCellSize    Kind = "cell-size"    // a cell at Line has more than Limit bytes
	KindColumns     Kind = "columns"      // Line has more than Limit columns
	KindRows        Kind = "rows"         // more than Limit rows
	KindEmpty       Kind = "empty"        // nothing in it
	KindNotText     Kind = "not-text"     // bytes of a picture, a program, ...
	KindJSON        Kind = "json"         // JSON and not a table
	KindMarkup      Kind = "markup"       // HTML or XML
	KindOldSheet    Kind = "old-sheet"    // an .xls file, or an encrypted .xlsx file
	KindArchive     Kind = "archive"      // compressed, and neither .xlsx nor .ods
	KindEncrypted   Kind = "encrypted"    // an .ods file with a password
	KindDamaged     Kind = "damaged"      // Err: a part of the .xlsx or .ods file cannot be read
	KindEncoding    Kind = "encoding"     // Line has bytes that are not of the encoding Value
	KindMixed       Kind = "mixed"        // UTF-8 with other bytes at Line
	KindNoEncoding  Kind = "no-encoding"  // the encoding Value is not known
	KindNoSeparator Kind = "no-separator" // the separator Value cannot be one
	KindNoHeader    Kind = "no-header"    // no row begins on Line
	KindNoSheet     Kind = "no-sheet"     // no sheet is called Value; Names are there
	KindNoColumn    Kind = "no-column"    // no column is called Value; Names are there
	KindAmbiguous   Kind = "ambiguous"    // several columns are called Value: Names
)

// What is wrong with a row.
const (
	KindLongRow Kind = "long-row" // more cells than columns; Value is the first one over
	KindQuote   Kind = "quote"    // a quote that does not close, or is not doubled
)

// What is wrong with a cell.
const (
	KindNotDate   Kind = "not-date"   // not a date or time
	KindNoSuchDay Kind = "no-day"     // a date that the calendar does not have
	KindOrderOpen Kind = "order-open" // the order of day and month is not known
	KindNoZone    Kind = "no-zone"    // a time zone that is not known
	KindNotNumber Kind = "not-number" // not a number
	KindOpen      Kind = "open"       // a number that point and comma read differently
	KindUnits     Kind = "units"      // numbers with different units or totals, which are in Names
	KindGathered  Kind = "gathered"   // the texts of a group are longer than a cell may be; Line is its first row
	KindSeveral   Kind = "several"    // several values in the rows of a group; Line is its first row
)

// Error is what is wrong, without a sentence for people. Fields that do not apply are zero.
type Error struct {
	Kind   Kind
	Line   int // in the file, or the row of a sheet; from 1
	Column string
	Value  string
	Limit  int64
	Names  []string
	Err    error
}

// Error is for programmers: the kind and its values.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("table: " + string(e.Kind))
	if e.Line > 0 {
		fmt.Fprintf(&b, ", line %d", e.Line)
	}
	if e.Column != "" {
		fmt.Fprintf(&b, ", column %q", e.Column)
	}
	if e.Value != "" {
		fmt.Fprintf(&b, ", %q", e.Value)
	}
	if e.Limit > 0 {
		fmt.Fprintf(&b, ", limit %d", e.Limit)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap returns what caused e.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an *Error of the same kind.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind
}

// clip shortens the value of an error.
func clip(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
