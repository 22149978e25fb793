// Package fault defines the errors and notes of all packages below the window and the command
// line: a kind with its values, without a sentence. Package describe puts them into words, in the
// user's language, where they are shown.
//
// A Kind names one situation, such as a backup with another key. A Class groups the kinds that
// callers treat alike, such as a wrong passphrase: exit statuses and the window's reactions depend
// only on classes. errors.Is matches errors of a class or of a kind:
//
//	errors.Is(err, vault.ErrDamaged)
package fault

import (
	"maps"
	"strings"
)

// V holds the values of a message by name. Text and numbers are inserted unchanged; package
// describe puts a Message, an Op, an error and a time into words.
type V = map[string]any

// Class is a group of errors that callers treat alike. Its text is technical and never shown to users.
type Class string

func (c Class) Error() string { return string(c) }

// Kind names one situation, and is the id of the message that describes it. A Kind without values
// can be used as an error.
type Kind string

func (k Kind) Error() string { return plain(string(k)) }

// Message returns the message of an error that is only a kind.
func (k Kind) Message() Message { return Message{Kind: k} }

// Op is an operation, and the id of the message that completes "while": "opening it".
type Op string

func (o Op) String() string { return plain(string(o)) }

// plain returns an id as words, for logs and developers.
func plain(id string) string { return strings.ReplaceAll(id, "-", " ") }

// Message is a kind with its values: a note in a report, or the description of an error.
type Message struct {
	Kind   Kind
	Values V // N is the number of a counted message
}

// Text returns a message that is not counted.
func Text(kind Kind, values ...V) Message { return Message{Kind: kind, Values: merged(values)} }

// Count returns a message about n things.
func Count(n int, kind Kind, values ...V) Message {
	return Message{Kind: kind, Values: merged(append(values, V{"N": n}))}
}

func merged(values []V) V {
	all := V{}
	for _, v := range values {
		maps.Copy(all, v)
	}
	return all
}

// IsZero reports whether the message is empty.
func (m Message) IsZero() bool { return m.Kind == "" }

// String returns the message for logs and developers.
func (m Message) String() string { return plain(string(m.Kind)) }

// Quoted is a message in quotation marks, in place of a value given by the user.
type Quoted Message

// Error is an error with its operation, its kind, the file or folder, and its cause.
type Error struct {
	Class Class  // how callers treat it; "" if not specially
	Op    Op     // the operation; "" if the kind names it
	Kind  Kind   // the situation; "" if the cause describes it
	Thing string // the path of the folder or file
	// Values completes the message, which gets Thing as Folder and File, Op as Doing, and Err as Cause.
	Values V
	Err    error // the cause, or nil
}

// Error returns a technical text for logs and developers. Users see that of describe.Error.
func (e *Error) Error() string {
	var parts []string
	if doing := strings.TrimSpace(e.Op.String() + " " + e.Thing); doing != "" {
		parts = append(parts, doing)
	}
	switch {
	case e.Class != "" && e.Kind != "":
		parts = append(parts, string(e.Class)+" ("+string(e.Kind)+")")
	case e.Class != "":
		parts = append(parts, string(e.Class))
	case e.Kind != "":
		parts = append(parts, e.Kind.Error())
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

func (e *Error) Unwrap() error { return e.Err }

// Is reports whether the error is of a class or a kind.
func (e *Error) Is(target error) bool {
	switch t := target.(type) {
	case Class:
		return t == e.Class
	case Kind:
		return t == e.Kind
	}
	return false
}

// Message returns the message that describes the error, zero if the cause describes it.
func (e *Error) Message() Message {
	if e.Kind == "" {
		return Message{}
	}
	return Message{Kind: e.Kind, Values: merged([]V{{"Folder": e.Thing, "File": e.Thing, "Doing": e.Op, "Cause": e.Err}, e.Values})}
}

// Along returns err joined with other errors that occurred meanwhile: errors.Is finds all of them,
// but only err is described.
func Along(err error, others ...error) error { return &along{err, others} }

type along struct {
	error
	others []error
}

func (a *along) Unwrap() []error { return append([]error{a.error}, a.others...) }
