package exchange

import (
	"encoding/json"
	"iter"
)

// The functions of this file split JSON that json.Valid has accepted, so they do not check the
// syntax: encoding/json would read a long list of entries five times.

// element is one value in an array or object with its offset.
type element struct {
	name string // in an object
	raw  []byte
	at   int
}

// elements yields the values in an array or object in order, and none for any other value.
func elements(data []byte) iter.Seq[element] {
	return func(yield func(element) bool) {
		i := skipSpace(data, 0)
		if data[i] != '[' && data[i] != '{' {
			return
		}
		object := data[i] == '{'
		for i = skipSpace(data, i+1); data[i] != ']' && data[i] != '}'; {
			var e element
			if object {
				end := skipString(data, i)
				e.name = stringOf(data[i:end])
				i = skipSpace(data, skipSpace(data, end)+1) // past the colon
			}
			end := skipValue(data, i)
			e.raw, e.at = data[i:end], i
			if !yield(e) {
				return
			}
			if i = skipSpace(data, end); data[i] == ',' {
				i = skipSpace(data, i+1)
			}
		}
	}
}

func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r') {
		i++
	}
	return i
}

// skipString returns the offset after the string that begins at i.
func skipString(data []byte, i int) int {
	for i++; data[i] != '"'; i++ {
		if data[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// skipValue returns the offset after the value that begins at i.
func skipValue(data []byte, i int) int {
	switch data[i] {
	case '"':
		return skipString(data, i)
	case '[', '{':
		depth := 0
		for {
			switch data[i] {
			case '"':
				i = skipString(data, i) - 1
			case '[', '{':
				depth++
			case ']', '}':
				if depth--; depth == 0 {
					return i + 1
				}
			}
			i++
		}
	}
	for i < len(data) && data[i] != ',' && data[i] != ']' && data[i] != '}' && skipSpace(data, i) == i {
		i++
	}
	return i
}

// stringOf returns the value of a JSON string.
func stringOf(raw []byte) string {
	plain := true
	for _, c := range raw {
		plain = plain && c != '\\' && c < 0x80
	}
	if plain {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	_ = json.Unmarshal(raw, &s) // cannot fail: raw is a valid string
	return s
}

// depthOf returns the nesting depth of data, valid or not.
func depthOf(data []byte) int {
	depth, deepest := 0, 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth--
		}
	}
	return deepest
}
