package otherjournal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// jsonText is a file of JSON that was found valid.
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
	return parseJSON(name, []byte(text))
}

func parseJSON(name string, text []byte) (*jsonText, error) {
	j := &jsonText{name, text}
	if line := tooDeep(text); line > 0 {
		return nil, &Error{Kind: KindDepth, File: name, Line: line, Limit: MaxDepth}
	}
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		var syntax *json.SyntaxError
		at := len(text)
		if errors.As(err, &syntax) {
			at = min(int(syntax.Offset), len(text))
		}
		return nil, &Error{Kind: KindSyntax, File: name, Line: lineAt(text, at), Err: err}
	}
	return j, nil
}

func lineAt(text []byte, at int) int { return 1 + bytes.Count(text[:max(0, at)], []byte("\n")) }

// tooDeep returns the line at which JSON is nested too deep, or 0.
func tooDeep(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '[', '{':
			if depth++; depth > MaxDepth {
				return lineAt(text, i)
			}
		case ']', '}':
			depth--
		}
	}
	return 0
}

// isList reports whether the whole is a list.
func (j *jsonText) isList() bool { return bytes.HasPrefix(bytes.TrimSpace(j.text), []byte("[")) }

// whole returns the whole as an object; it is empty for anything else.
func (j *jsonText) whole() object {
	var o object
	_ = json.Unmarshal(j.text, &o) // not an object
	return o
}

// each calls do for each value of a list or an object: of the whole if key is "", else of the
// one that the whole has under that key. name is that of the value in an object. There is none
// if the value is neither.
func (j *jsonText) each(key string, do func(line int, name string, value json.RawMessage) error) error {
	d := json.NewDecoder(bytes.NewReader(j.text))
	line, seen := 1, 0
	for {
		t, err := d.Token()
		if err != nil {
			return ignoreEOF(err)
		}
		if key == "" {
			return j.values(d, t, &line, &seen, do)
		}
		if t != json.Delim('{') {
			return nil
		}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return ignoreEOF(err)
			}
			if name != key {
				var skipped json.RawMessage
				if err := d.Decode(&skipped); err != nil {
					return ignoreEOF(err)
				}
				continue
			}
			if t, err = d.Token(); err != nil {
				return ignoreEOF(err)
			}
			return j.values(d, t, &line, &seen, do)
		}
		return nil
	}
}

// ignoreEOF: the text is valid, and so there is no other error.
func ignoreEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

func (j *jsonText) values(d *json.Decoder, begin json.Token, line, seen *int, do func(line int, name string, value json.RawMessage) error) error {
	if begin != json.Delim('[') && begin != json.Delim('{') {
		return nil
	}
	for d.More() {
		name := ""
		if begin == json.Delim('{') {
			t, err := d.Token()
			if err != nil {
				return err
			}
			name, _ = t.(string)
		}
		at := int(d.InputOffset())
		for at < len(j.text) && strings.IndexByte(" \t\r\n,:", j.text[at]) >= 0 {
			at++
		}
		*line += bytes.Count(j.text[*seen:at], []byte("\n"))
		*seen = at
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if err := do(*line, name, value); err != nil {
			return err
		}
	}
	return nil
}

// object is a JSON object.
type object map[string]json.RawMessage

// objectOf returns a value as an object; ok reports whether it is one.
func objectOf(raw json.RawMessage) (o object, ok bool) {
	err := json.Unmarshal(raw, &o)
	return o, err == nil && o != nil
}

// text returns a text, number or truth value as text; "" for anything else.
func (o object) text(name string) string { return textOf(o[name]) }

func textOf(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0, string(raw) == "null", raw[0] == '{', raw[0] == '[':
		return ""
	case raw[0] == '"':
		_ = json.Unmarshal(raw, &s) // it is a valid string
		return s
	}
	return string(raw)
}

// number returns a whole number.
func (o object) number(name string) (n int64, ok bool) {
	err := json.Unmarshal(o[name], &n)
	return n, err == nil && string(o[name]) != "null"
}

// is reports whether a value is true.
func (o object) is(name string) bool { return string(o[name]) == "true" }

// object returns an object, which is empty if there is none.
func (o object) object(name string) object {
	sub, _ := objectOf(o[name])
	return sub
}

// list returns the values of a list.
func (o object) list(name string) []json.RawMessage {
	var all []json.RawMessage
	_ = json.Unmarshal(o[name], &all) // not a list
	return all
}

// texts returns the texts of a list.
func (o object) texts(name string) []string {
	var all []string
	for _, raw := range o.list(name) {
		if s := strings.TrimSpace(textOf(raw)); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// isNothing reports whether a value says nothing.
func isNothing(raw json.RawMessage) bool {
	switch string(raw) {
	case "", "null", `""`, "[]", "{}", "false", "0", "0.0", "-1":
		return true
	}
	return false
}

// leaveOutRest records the names of an object that no column holds.
func (e *Export) leaveOutRest(o object, read string) {
	for name, raw := range o {
		if !isNothing(raw) && !strings.Contains(" "+read+" ", " "+name+" ") {
			e.leaveOut(name)
		}
	}
}
