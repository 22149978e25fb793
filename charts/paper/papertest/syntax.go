package papertest

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
)

// The objects of a PDF are nil, bool, float64, name, text, keyword, reference, []any, dictionary and stream.
type (
	name       string
	text       string // its bytes
	keyword    string // an operator, or what ends something
	reference  int
	dictionary map[name]any
	stream     struct {
		dictionary
		content []byte // as it is stored
	}
)

// errSyntax is for what no PDF of ours has.
var errSyntax = errors.New("this is not in the form of a PDF of ours")

// scanner reads objects one after the other.
type scanner struct {
	b  []byte
	at int
}

func isBlank(c byte) bool { return bytes.IndexByte([]byte("\x00\t\n\f\r "), c) >= 0 }

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (s *scanner) skip() {
	for s.at < len(s.b) {
		switch c := s.b[s.at]; {
		case isBlank(c):
			s.at++
		case c == '%':
			for s.at < len(s.b) && s.b[s.at] != '\n' {
				s.at++
			}
		default:
			return
		}
	}
}

func (s *scanner) has(prefix string) bool {
	if bytes.HasPrefix(s.b[s.at:], []byte(prefix)) {
		s.at += len(prefix)
		return true
	}
	return false
}

// next reads an object or an operator; done is at the end.
func (s *scanner) next() (object any, done bool, err error) {
	s.skip()
	if s.at >= len(s.b) {
		return nil, true, nil
	}
	switch c := s.b[s.at]; {
	case s.has("<<"):
		object, err = s.dictionary()
	case s.has(">>"):
		object = keyword(">>")
	case s.has("["):
		object, err = s.until("]")
	case s.has("]"):
		object = keyword("]")
	case s.has("("):
		object, err = s.literal()
	case s.has("<"):
		object, err = s.hexadecimal()
	case s.has("/"):
		object = name(s.word())
	case isDelimiter(c):
		err = fmt.Errorf("%w: %q at %d", errSyntax, c, s.at)
	default:
		object = s.plain()
	}
	return object, false, err
}

func (s *scanner) word() string {
	start := s.at
	for s.at < len(s.b) && !isBlank(s.b[s.at]) && !isDelimiter(s.b[s.at]) {
		s.at++
	}
	return string(s.b[start:s.at])
}

// plain reads a number, a reference, or a word.
func (s *scanner) plain() any {
	word := s.word()
	v, err := strconv.ParseFloat(word, 64)
	if err != nil {
		switch word {
		case "true", "false":
			return word == "true"
		case "null":
			return nil
		}
		return keyword(word)
	}
	after := s.at
	s.skip()
	if s.word() == "0" {
		s.skip()
		if s.word() == "R" {
			return reference(v)
		}
	}
	s.at = after
	return v
}

func (s *scanner) until(end keyword) ([]any, error) {
	all := []any{}
	for {
		o, done, err := s.next()
		switch {
		case err != nil:
			return nil, err
		case done:
			return nil, fmt.Errorf("%w: %s is missing", errSyntax, end)
		case o == any(end):
			return all, nil
		}
		all = append(all, o)
	}
}

func (s *scanner) dictionary() (dictionary, error) {
	all, err := s.until(">>")
	if err != nil {
		return nil, err
	}
	d := dictionary{}
	for i := 0; i+1 < len(all); i += 2 {
		key, ok := all[i].(name)
		if !ok {
			return nil, fmt.Errorf("%w: the key %v", errSyntax, all[i])
		}
		d[key] = all[i+1]
	}
	return d, nil
}

func (s *scanner) literal() (text, error) {
	var b []byte
	for depth := 1; s.at < len(s.b); s.at++ {
		c := s.b[s.at]
		switch c {
		case '\\':
			s.at++
			if s.at == len(s.b) {
				return "", errSyntax
			}
			if c = s.b[s.at]; c == 'r' {
				c = '\r'
			}
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return text(b), nil
			}
		}
		b = append(b, c)
	}
	return "", fmt.Errorf("%w: a text without an end", errSyntax)
}

func (s *scanner) hexadecimal() (text, error) {
	end := bytes.IndexByte(s.b[s.at:], '>')
	if end < 0 {
		return "", fmt.Errorf("%w: a text without an end", errSyntax)
	}
	var b []byte
	_, err := fmt.Sscanf(string(s.b[s.at:s.at+end]), "%x", &b)
	s.at += end + 1
	if err != nil && end > 0 {
		return "", fmt.Errorf("reading a text in hexadecimal: %w", err)
	}
	return text(b), nil
}

// words is what a text says that is no content of a page.
func (t text) words() string {
	if len(t) < 2 || t[:2] != "\xfe\xff" {
		return string(t)
	}
	return string(utf16.Decode(units(t[2:])))
}

// units are the pairs of bytes of a text.
func units(t text) []uint16 {
	all := make([]uint16, 0, len(t)/2)
	for i := 0; i+1 < len(t); i += 2 {
		all = append(all, uint16(t[i])<<8|uint16(t[i+1]))
	}
	return all
}
