package otherjournal

import (
	"bytes"
	"enactive/journal/jsonparts"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"unsafe"
)

// jsonText is a file of JSON that was found valid. Its values are parts of its text, because
// copies of them would need several times its memory.
type jsonText struct {
	file string
	text []byte
}

// json reads a file of JSON.
func (s *source) json(name string) (*jsonText, error) {
	text, err := s.text(name, MaxFile)
	if err != nil {
		return nil, err
	}
	return parseJSON(name, unsafe.Slice(unsafe.StringData(text), len(text))) // never written
}

func parseJSON(name string, text []byte) (*jsonText, error) {
	if at := jsonparts.TooDeep(text, MaxDepth); at >= 0 {
		return nil, &Error{Kind: KindDepth, File: name, Line: lineAt(text, at), Limit: MaxDepth}
	}
	if !json.Valid(text) {
		var whole json.RawMessage
		err := json.Unmarshal(text, &whole)
		var syntax *json.SyntaxError
		at := len(text)
		if errors.As(err, &syntax) {
			at = min(int(syntax.Offset), len(text))
		}
		return nil, &Error{Kind: KindSyntax, File: name, Line: lineAt(text, at), Err: err}
	}
	return &jsonText{name, text}, nil
}

func lineAt(text []byte, at int) int { return 1 + bytes.Count(text[:max(0, at)], []byte("\n")) }

// isList reports whether the whole is a list.
func (j *jsonText) isList() bool { return bytes.HasPrefix(bytes.TrimSpace(j.text), []byte("[")) }

// whole returns the whole as an object; it is empty for anything else.
func (j *jsonText) whole() object {
	o, _ := objectOf(j.text)
	return o
}

// each calls do for each value of a list or an object: of the whole if key is "", else of the
// one that the whole has under that key. name is that of the value in an object. There is none
// if the value is neither.
func (j *jsonText) each(key string, do func(line int, name string, value []byte) error) error {
	data, offset := j.text, 0
	if key != "" {
		at := jsonparts.Part{At: -1}
		for e := range jsonparts.Of(j.text) {
			if e.Name == key {
				at = e
				break
			}
		}
		if at.At < 0 {
			return nil
		}
		data, offset = at.Raw, at.At
	}
	line, seen := 1, 0
	for e := range jsonparts.Of(data) {
		line += bytes.Count(j.text[seen:offset+e.At], []byte("\n"))
		seen = offset + e.At
		if err := do(line, e.Name, e.Raw); err != nil {
			return err
		}
	}
	return nil
}

// object is a JSON object.
type object map[string][]byte

// maxMembers is more members of an object than any program writes.
const maxMembers = 10_000

// objectOf returns a value as an object; ok reports whether it is one.
func objectOf(raw []byte) (o object, ok bool) {
	if jsonparts.First(raw) != '{' {
		return nil, false
	}
	o = object{}
	for e := range jsonparts.Of(raw) {
		if o[e.Name] = e.Raw; len(o) > maxMembers {
			return nil, false
		}
	}
	return o, true
}

// text returns a text, number or truth value as text; "" for anything else.
func (o object) text(name string) string { return textOf(o[name]) }

func textOf(raw []byte) string {
	switch {
	case len(raw) == 0, string(raw) == "null", raw[0] == '{', raw[0] == '[':
		return ""
	case raw[0] != '"':
		return string(raw)
	}
	return jsonparts.String(raw)
}

// number returns a whole number.
func (o object) number(name string) (n int64, ok bool) {
	if raw := o[name]; len(raw) == 0 || string(raw) == "null" || json.Unmarshal(raw, &n) != nil {
		return 0, false
	}
	return n, true
}

// is reports whether a value is true.
func (o object) is(name string) bool { return string(o[name]) == "true" }

// object returns an object, which is empty if there is none.
func (o object) object(name string) object {
	sub, _ := objectOf(o[name])
	return sub
}

// list yields the values of a list.
func (o object) list(name string) iter.Seq[jsonparts.Part] {
	raw := o[name]
	if len(raw) == 0 || raw[0] != '[' {
		return func(func(jsonparts.Part) bool) {}
	}
	return jsonparts.Of(raw)
}

// maxItems is more than an entry can have, so that too many are still too many.
const maxItems = 1000

// texts returns the texts of a list, of a very long one the first.
func (o object) texts(name string) []string {
	var all []string
	for e := range o.list(name) {
		if s := strings.TrimSpace(textOf(e.Raw)); s != "" {
			if all = append(all, s); len(all) == maxItems {
				break
			}
		}
	}
	return all
}

func count[T any](all iter.Seq[T]) int {
	n := 0
	for range all {
		n++
	}
	return n
}

// isNothing reports whether a value says nothing.
func isNothing(raw []byte) bool {
	return slices.Contains([]string{"", "null", `""`, "[]", "{}", "false", "0", "0.0", "-1"}, string(raw[:min(len(raw), 6)]))
}

// leaveOutRest records the names of an object that no column holds.
func (e *Export) leaveOutRest(o object, read string) {
	for name, raw := range o {
		if !isNothing(raw) && !strings.Contains(" "+read+" ", " "+name+" ") {
			e.leaveOut(name)
		}
	}
}
