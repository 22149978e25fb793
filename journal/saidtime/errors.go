package saidtime

import (
	"fmt"
	"time"
)

// Kind is what is wrong with a text.
type Kind string

// The kinds of errors.
const (
	NotATime     Kind = "not a time"       // no day or time that is known here
	NoSuchDay    Kind = "no such day"      // the calendar does not have it
	OrderOpen    Kind = "order open"       // day and month can be exchanged: Readings has both days
	WrongWeekday Kind = "wrong weekday"    // Readings has the day, which is another day of the week
	Skipped      Kind = "skipped by clock" // the clocks jump over it: from Readings[0] to Readings[1]
)

// Error is a text that cannot be read.
type Error struct {
	Kind     Kind
	Text     string
	Readings []time.Time
}

// Error describes the error for logs.
func (e *Error) Error() string { return fmt.Sprintf("%q: %s", e.Text, string(e.Kind)) }
