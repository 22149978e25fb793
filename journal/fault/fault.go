// Package fault is the one form in which something below the window and the command line
// reports what went wrong, or what it noticed: a kind with its values, and no sentence. Package
// describe turns either into words, in the language of the person, where they are shown.
//
// A Kind names one situation, such as a backup with another key. A Class joins the kinds that
// callers treat alike, such as a wrong passphrase: exit statuses and what the window does come
// from classes alone. Errors of a class or of a kind are found by errors.Is:
//
//	errors.Is(err, vault.ErrDamaged)
package fault

import (
	"maps"
	"strings"
)

// V holds the values of a message by their names. Text and numbers are put in as they are; a
// Message, an Op, an error and a time are put into words by package describe.
type V = map[string]any

// Class is what callers treat alike. Its text is technical and never shown to a person.
type Class string

func (c Class) Error() string { return string(c) }

// Kind names one situation, and is the id of the message that describes it. A Kind without
// values is an error of its own.
type Kind string

func (k Kind) Error() string { return plain(string(k)) }

// Message is what describes an error that is only its kind.
func (k Kind) Message() Message { return Message{Kind: k} }

// Op is what was being done, and the id of the message that completes "while": "opening it".
type Op string

func (o Op) String() string { return plain(string(o)) }

// plain makes words of an id, for logs and developers.
func plain(id string) string { return strings.ReplaceAll(id, "-", " ") }

// Message is a kind with its values: what a report lists, and what describes an error.
type Message struct {
	Kind   Kind
	Values V // N is the number of a message that is counted
}

// Text is a message that is not counted.
func Text(kind Kind, values ...V) Message { return Message{Kind: kind, Values: merged(values)} }

// Count is a message about n things.
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

// IsZero reports whether there is nothing to say.
func (m Message) IsZero() bool { return m.Kind == "" }

// String is the message for logs and developers.
func (m Message) String() string { return plain(string(m.Kind)) }

// Quoted is a message within quotes, in the place of a value that a person gave.
type Quoted Message

// Error is what went wrong: while doing what, of which kind, with which file or folder, and the
// error that caused it.
type Error struct {
	Class Class  // how callers treat it; "" for no special way
	Op    Op     // what was being done; "" where the kind names it
	Kind  Kind   // the situation; "" where the cause describes it
	Thing string // the path of the folder or file
	// Values completes the message; Thing is in it as Folder and File, Op as Doing, and Err as Cause.
	Values V
	Err    error // the cause, or nil
}

// Error is a technical text for logs and developers. A person reads that of describe.Error.
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

// Message is what describes the error; it is zero where the cause describes it.
func (e *Error) Message() Message {
	if e.Kind == "" {
		return Message{}
	}
	return Message{Kind: e.Kind, Values: merged([]V{{"Folder": e.Thing, "File": e.Thing, "Doing": e.Op, "Cause": e.Err}, e.Values})}
}

// Along is err together with what else failed meanwhile: errors.Is finds both, and only err is
// described.
func Along(err error, others ...error) error { return &along{err, others} }

type along struct {
	error
	others []error
}

func (a *along) Unwrap() []error { return append([]error{a.error}, a.others...) }
