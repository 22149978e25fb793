package otherjournal

import (
	"fmt"
	"strings"
)

// Kind is what is wrong with an export.
type Kind string

// What is wrong with an export or a file of it.
const (
	KindNotFound  Kind = "not-found"  // no file looks like an export of the program
	KindNoEntries Kind = "no-entries" // such a file, but nothing in it
	KindEncrypted Kind = "encrypted"  // by jrnl
	KindDatabase  Kind = "database"   // a database that cannot be read; Err
	KindSyntax    Kind = "syntax"     // not JSON or YAML at Line; Err says what
	KindDepth     Kind = "depth"      // nested deeper than Limit
	KindFileSize  Kind = "file-size"  // larger than Limit bytes
	KindRows      Kind = "rows"       // more than Limit entries
	KindNoTime    Kind = "no-time"    // the entry at Line has no date; Value is what is there
	KindNotEntry  Kind = "not-entry"  // what is at Line is not an entry
	KindText      Kind = "text"       // Err is why the file cannot be read as text or as a table
	KindTwice     Kind = "twice"      // Value is at Line again
)

// Error is what is wrong, without a sentence for people. Fields that do not apply are zero.
type Error struct {
	Kind  Kind
	File  string // a path in the export
	Line  int    // from 1
	Value string
	Limit int64
	Err   error
}

// Error is for programmers.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("otherjournal: " + string(e.Kind))
	for _, part := range []string{e.File, e.Value} {
		if part != "" {
			fmt.Fprintf(&b, ", %q", part)
		}
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, ", line %d", e.Line)
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

func clipBytes(raw []byte) string { return clip(string(raw[:min(len(raw), 500)])) }
