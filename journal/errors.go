package journal

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"enactive/journal/fault"
)

// Errors of this package. Those of the vault (wrong passphrase, in use, damaged ...)
// pass through wrapped.
const (
	// ErrSealed is returned for a change of a sealed field.
	ErrSealed fault.Kind = "what-you-said-before-the-event"
	// ErrNoEntry and ErrNoArea are returned for an id or name that is not in the journal.
	ErrNoEntry fault.Kind = "there-is-no-such-entry"
	ErrNoArea  fault.Kind = "there-is-no-such-area"
	// ErrNoRung is returned for an index outside the ladder of an area.
	ErrNoRung fault.Kind = "there-is-no-such-step-of-the-ladder"
	// ErrEdited is returned for a change of an entry that has changed since it was read.
	ErrEdited fault.Kind = "the-entry-was-edited-meanwhile"
	// ErrNotResealed is returned by Erase if the entries are removed but the rest could not be
	// resealed.
	ErrNotResealed fault.Kind = "the-entries-are-erased-but-the-rest"
	// ErrNothingToUndo is returned by Undo and Redo at the end of their history.
	ErrNothingToUndo fault.Kind = "there-is-nothing-to-undo"
	// ErrEndStays is returned by Undo where the end of an experiment comes next, and ErrRevealStays
	// where a try was revealed after the change that comes next and depends on it.
	ErrEndStays    fault.Kind = "the-end-of-an-experiment-cannot-be-undone"
	ErrRevealStays fault.Kind = "a-revealed-try-cannot-be-undone"
	// ErrTooLarge is returned by Undo if the last change was made before the journal was closed
	// and was too large to be stored; the error is an ErrNothingToUndo as well.
	ErrTooLarge fault.Kind = "the-last-change-was-too-large-to-be"
)

// tooLarge names the step that cannot be undone.
func tooLarge(s StepName) error {
	return &fault.Error{Kind: "step-cannot-be-undone-because", Values: fault.V{"Step": s}, Err: errors.Join(ErrTooLarge, ErrNothingToUndo)}
}

// FieldError describes an invalid value of an entry or area and the valid ones.
type FieldError struct {
	Field string        // the name of the field in files, such as "stress"
	Value string        // the given value
	Items int           // the number of items in place of a value, if a list is too long
	Want  fault.Message // what would be valid, such as "a number from 0 to 100"
	Fault Fault
}

// Fault classifies a FieldError for callers with messages of their own.
type Fault int

// Faults that callers distinguish.
const (
	OtherFault Fault = iota
	UnknownWord
	OutOfRange
)

func (e *FieldError) Error() string {
	return fmt.Sprintf("the field %s is %q, want %s", e.Field, clip(e.Value, 60), e.Want)
}

// Message describes the error.
func (e *FieldError) Message() fault.Message {
	with := fault.V{"Field": e.Field, "Want": e.Want}
	switch {
	case e.Items > 0:
		with["Value"] = ListOf(e.Items)
	case e.Value == "":
		return fault.Text("field-is-missing-it-must-be-want", with)
	default:
		with["Value"] = strconv.Quote(clip(e.Value, 60))
	}
	return fault.Text("field-is-value-it-must-be-want", with)
}

// ListOf represents a list of n items in place of a quoted value.
func ListOf(n int) fault.Quoted {
	return fault.Quoted(fault.Text("a-list-of-n", fault.V{"N": strconv.Itoa(n)}))
}

func clip(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// IsFieldError returns the FieldError that err wraps, if any.
func IsFieldError(err error) (*FieldError, bool) {
	var f *FieldError
	ok := errors.As(err, &f)
	return f, ok
}
