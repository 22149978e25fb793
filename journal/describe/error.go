package describe

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/wording"
)

// Error describes an error to a person: what was being done, what is wrong, and the way out. It
// walks the chain; an error without a kind, such as one of the system, is its own text.
func Error(err error) string {
	switch e := err.(type) {
	case nil:
		return ""
	case interface{ Messages() []fault.Message }: // a heading and a line for each part
		return strings.Join(Messages(e.Messages()), "\n")
	case interface{ Message() fault.Message }:
		if m := e.Message(); !m.IsZero() {
			return Message(m)
		}
	}
	if e, ok := err.(*fault.Error); ok {
		return withoutKind(e)
	}
	return wrapped(err)
}

// withoutKind describes an error by its cause, and by its operation if it has one.
func withoutKind(e *fault.Error) string {
	switch {
	case e.Err == nil:
		return e.Error()
	case e.Op == "":
		return Error(e.Err)
	}
	return fmt.Sprintf("%s for the journal in %s: %s", inWords(e.Op), e.Thing, Error(e.Err))
}

// wrapped returns the text of an error in which the errors of its chain are replaced by their
// descriptions.
func wrapped(err error) string {
	text, rest := "", err.Error()
	for _, inner := range unwrap(err) {
		if inner == nil || inner.Error() == "" {
			continue
		}
		before, after, found := strings.Cut(rest, inner.Error())
		if found {
			text, rest = text+before+Error(inner), after
		}
	}
	return text + rest
}

func unwrap(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return []error{e.Unwrap()}
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	}
	return nil
}

// Message translates a message.
func Message(m fault.Message) string {
	if m.IsZero() {
		return ""
	}
	values := wording.V{}
	for name, value := range m.Values {
		values[name] = inWords(value)
	}
	if n, ok := m.Values["N"].(int); ok && wording.English()[string(m.Kind)].IsCounted() {
		return wording.Count(n, string(m.Kind), values)
	}
	return wording.Text(m.Kind).With(values)
}

// Messages translates each message.
func Messages(all []fault.Message) []string {
	var sentences []string
	for _, m := range all {
		sentences = append(sentences, Message(m))
	}
	return sentences
}

// inWords translates a value of a message; text and numbers are unchanged.
func inWords(value any) any {
	switch v := value.(type) {
	case fault.Message:
		return Message(v)
	case fault.Quoted:
		return strconv.Quote(Message(fault.Message(v)))
	case fault.Op:
		if v == "" {
			return ""
		}
		return wording.Text(v).String()
	case journal.StepName:
		return Step(v)
	case error:
		return Error(v)
	case time.Time:
		return wording.Moment(v)
	}
	return value
}
