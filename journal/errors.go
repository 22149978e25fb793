package journal

import (
	"errors"
	"strconv"

	"enactive/journal/wording"
)

// Errors of this package. Those of the vault (wrong passphrase, in use, damaged ...)
// pass through wrapped.
var (
	// ErrSealed is returned for a change to what was said before an outcome was recorded.
	ErrSealed = newFault(wording.Text("what-you-said-before-the-event"))
	// ErrNoEntry and ErrNoArea are returned for an id or name that is not in the journal.
	ErrNoEntry = newFault(wording.Text("there-is-no-such-entry"))
	ErrNoArea  = newFault(wording.Text("there-is-no-such-area"))
	// ErrNoRung is returned for a place that the ladder of an area does not have.
	ErrNoRung = newFault(wording.Text("there-is-no-such-step-of-the-ladder"))
	// ErrNotResealed is returned by Erase when the entries are gone and what is left could
	// not be sealed anew.
	ErrNotResealed = newFault(wording.Text("the-entries-are-erased-but-the-rest"))
	// ErrNothingToUndo is returned by Undo and Redo at the end of their history.
	ErrNothingToUndo = newFault(wording.Text("there-is-nothing-to-undo"))
	// ErrTooLarge is returned by Undo when the last change was made before the journal was
	// closed and was too large to be kept; the error is an ErrNothingToUndo as well.
	ErrTooLarge = newFault(wording.Text("the-last-change-was-too-large-to-be"))
)

// fault is an error that is said in the language of the person.
type fault struct{ words wording.Text }

func newFault(words wording.Text) error { return &fault{words} }

func (f *fault) Error() string { return f.words.String() }

// tooLargeError names the change that cannot be taken back.
type tooLargeError struct{ what string }

func (e *tooLargeError) Error() string {
	return wording.Say("step-cannot-be-undone-because", wording.V{"Step": e.what})
}

func (e *tooLargeError) Unwrap() []error { return []error{ErrTooLarge, ErrNothingToUndo} }

// FieldError says which value of an entry or area is wrong and what would be right.
type FieldError struct {
	Field string // the name of the field in files, such as "stress"
	Value string // what was given
	Want  string // what would be right, such as "a number from 0 to 100"
	Fault Fault
}

// Fault is what kind of value is wrong, for those who word it themselves.
type Fault int

// The faults that are told from others.
const (
	OtherFault Fault = iota
	UnknownWord
	OutOfRange
)

func (e *FieldError) Error() string {
	if e.Value == "" {
		return wording.Say("field-is-missing-it-must-be-want", wording.V{"Field": e.Field, "Want": e.Want})
	}
	return wording.Say("field-is-value-it-must-be-want", wording.V{"Field": e.Field, "Value": strconv.Quote(clip(e.Value, 60)), "Want": e.Want})
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// IsFieldError reports whether err says that a value is wrong, and which.
func IsFieldError(err error) (*FieldError, bool) {
	var f *FieldError
	ok := errors.As(err, &f)
	return f, ok
}
