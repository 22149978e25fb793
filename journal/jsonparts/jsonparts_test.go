package jsonparts_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"enactive/journal/jsonparts"
)

// whole puts a value together again from its parts.
func whole(raw []byte) any {
	switch jsonparts.First(raw) {
	case '[':
		list := []any{}
		for p := range jsonparts.Of(raw) {
			list = append(list, whole(p.Raw))
		}
		return list
	case '{':
		object := map[string]any{}
		for p := range jsonparts.Of(raw) {
			object[p.Name] = whole(p.Raw)
		}
		return object
	case '"':
		return jsonparts.String(raw)
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	return v
}

func FuzzPartsPutTogetherAreTheWhole(f *testing.F) {
	for _, s := range []string{
		`[]`, `{}`, ` [ 1 , -2.5e3 , true , null ] `, `{"a":{"b":["c\"]",{}]},"a":2}`, `{"\u00e9\\":"\ud83d\ude00"}`,
		"[\"\xff\",\"a\tb\"]", "\t{\n\"x\" : \"y\" ,\r\n \"z\" : [ ] }", `"alone"`, `17`, `[[[[]]]]`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if jsonparts.TooDeep(data, 1000) >= 0 || !json.Valid(data) {
			return
		}
		var want any
		if err := json.Unmarshal(data, &want); err != nil {
			return // a number that no float64 holds
		}
		trimmed := data
		for len(trimmed) > 0 && jsonparts.First(trimmed[:1]) == 0 {
			trimmed = trimmed[1:]
		}
		for n := len(trimmed); n > 0 && jsonparts.First(trimmed[n-1:n]) == 0; n-- {
			trimmed = trimmed[:n-1]
		}
		if got := whole(trimmed); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is put together as %#v, want %#v", data, got, want)
		}
		for p := range jsonparts.Of(data) {
			if string(data[p.At:p.At+len(p.Raw)]) != string(p.Raw) {
				t.Errorf("%q is not at %d of %q", p.Raw, p.At, data)
			}
		}
	})
}

func TestTooDeep(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		at    int
	}{
		{`[[1]]`, 2, -1}, {`[[1]]`, 1, 1}, {`{"[[[":[]}`, 2, -1}, {`{"a":[]}`, 1, 5}, {`"\"[[["`, 0, -1}, {`[`, 0, 0}, {`"[`, 0, -1}, {``, 0, -1}, {`[][]`, 1, -1},
	} {
		if at := jsonparts.TooDeep([]byte(c.text), c.limit); at != c.at {
			t.Errorf("%s is deeper than %d at %d, want %d", c.text, c.limit, at, c.at)
		}
	}
}
