// Package jsonparts splits JSON into its values without copying them. encoding/json would read a long list of
// entries five times, and copies of its values would need several times its memory.
package jsonparts

import (
	"bytes"
	"encoding/json"
	"iter"
	"unicode/utf8"
)

// Part is a value in an array, or in an object with its name.
type Part struct {
	Name string
	Raw  []byte // a part of the text that was split
	At   int    // its offset there
}

// Of yields the values in an array or an object in order, and none for any other value. It does not check the
// syntax: json.Valid must have accepted data.
func Of(data []byte) iter.Seq[Part] {
	return func(yield func(Part) bool) {
		first := First(data)
		if first != '[' && first != '{' {
			return
		}
		for i := skipSpace(data, skipSpace(data, 0)+1); data[i] != ']' && data[i] != '}'; {
			var p Part
			if first == '{' {
				end := skipString(data, i)
				p.Name = String(data[i:end])
				i = skipSpace(data, skipSpace(data, end)+1) // past the colon
			}
			end := skipValue(data, i)
			p.Raw, p.At = data[i:end:end], i
			if !yield(p) {
				return
			}
			if i = skipSpace(data, end); data[i] == ',' {
				i = skipSpace(data, i+1)
			}
		}
	}
}

// First returns the character that a value begins with, or 0 if there is only white space.
func First(data []byte) byte {
	if i := skipSpace(data, 0); i < len(data) {
		return data[i]
	}
	return 0
}

// String returns the value of a JSON string, with U+FFFD for what is no UTF-8.
func String(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	_ = json.Unmarshal(raw, &s) // cannot fail: raw is a valid string
	return s
}

// TooDeep returns the offset of the first array or object that is nested deeper than limit, or -1. The text need
// not be valid: it is asked before json.Valid, whose stack grows with the depth.
func TooDeep(data []byte, limit int) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		case '[', '{':
			if depth++; depth > limit {
				return i
			}
		case ']', '}':
			depth--
		}
	}
	return -1
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
		for depth := 0; ; i++ {
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
		}
	}
	for i < len(data) && bytes.IndexByte([]byte(",]} \t\r\n"), data[i]) < 0 {
		i++
	}
	return i
}
